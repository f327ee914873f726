"""A log that takes nothing, or hangs, costs neither a thread nor the end of a process."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mskiosk.children.serving import HUNG_STATUS
from mskiosk.speaking.noting import note
from mskiosk.speaking.staff import last_line, note_for_staff

_DYING = "from mskiosk.speaking.noting import die\ndie(ValueError('odd'))"
_HANGING = """
import threading
from mskiosk.speaking.watchdog import Watchdog
watchdog = Watchdog()
watchdog.start()
watchdog.expect(0.5)
threading.Event().wait()
"""


@pytest.fixture
def full() -> Iterator[int]:
    """A disk that is full."""
    file = os.open("/dev/full", os.O_WRONLY)
    yield file
    os.close(file)


@pytest.fixture
def stuck() -> Iterator[int]:
    """Whoever writes to it waits for ever."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, bytes(65_536))
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b".")
    os.set_blocking(writing, True)
    yield writing
    os.close(reading)
    os.close(writing)


def _status(program: str, errors: int) -> int:
    return subprocess.run([sys.executable, "-c", program], stderr=errors, timeout=30).returncode


def test_a_note_on_a_full_disk_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stderr", file)
        for _ in range(3):
            note("a line " * 10_000)
        monkeypatch.undo()
        with contextlib.suppress(OSError):
            file.close()


def test_a_note_of_an_error_says_where_it_came_from_and_not_of_what(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """P5: the text of an error may be what was to be said."""
    try:
        int("odd")
    except ValueError as error:
        note(error)
    told = capsys.readouterr().err
    assert Path(__file__).name in told
    assert told.endswith("ValueError\n")
    assert "odd'" not in told


def test_a_line_for_staff_may_hold_any_character(tmp_path: Path) -> None:
    log = tmp_path / "voice.log"
    note_for_staff(log, "no library at /\udcff")
    assert last_line(log).endswith("no library at /\\udcff")


@pytest.mark.parametrize("program", [_DYING, _HANGING])
def test_a_process_ends_although_its_last_words_find_no_place(program: str, full: int) -> None:
    assert _status(program, full) == HUNG_STATUS


@pytest.mark.parametrize("program", [_DYING, _HANGING])
def test_a_process_ends_although_its_log_hangs(program: str, stuck: int) -> None:
    assert _status(program, stuck) == HUNG_STATUS
