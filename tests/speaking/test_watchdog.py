"""Work that hangs ends its process, and work that goes on does not."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mskiosk.children.serving import HUNG_STATUS

_PROGRAM = """
import sys, time
from mskiosk.speaking.watchdog import Watchdog
watchdog = Watchdog()
watchdog.start()
{}
"""


def _run(work: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(work), *arguments],
        capture_output=True,
        text=True,
        timeout=30,
    )


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Whoever opens it to read waits for ever, outside of Python."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    return pipe


def test_work_that_hangs_ends_its_process(pipe: Path) -> None:
    began = time.monotonic()
    done = _run("watchdog.expect(0.5); open(sys.argv[1])", str(pipe))
    assert done.returncode == HUNG_STATUS
    assert done.stderr == "the voice hangs\n"
    assert time.monotonic() - began > 0.5


def test_work_that_hangs_after_some_steps_ends_its_process(pipe: Path) -> None:
    steps = "for _ in range(1_000): watchdog.expect(0.5)\nopen(sys.argv[1])"
    assert _run(steps, str(pipe)).returncode == HUNG_STATUS


def test_work_that_goes_on_or_is_done_is_left_alone() -> None:
    work = """
for _ in range(8):
    watchdog.expect(0.75)
    time.sleep(0.25)
watchdog.rest()
time.sleep(1.5)
watchdog.expect(0.75)
time.sleep(0.25)
"""
    done = _run(work)
    assert (done.returncode, done.stderr) == (0, "")
