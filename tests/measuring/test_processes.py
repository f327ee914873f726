"""What a process and its children use, read from outside."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from mskiosk.measuring.processes import (
    cpu_seconds,
    memory_megabytes,
    peak_megabytes,
    resident_megabytes,
    tree,
)

NO_PROCESS = 2**22 + 1
"""More than any Linux counts to."""
_BUSY = "import time\nwhile time.process_time() < 0.3: pass\nprint('done', flush=True)\ninput()"


@pytest.fixture
def child() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        ["sh", "-c", f'"{sys.executable}" -c "{_BUSY}"; true'],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        yield process


def test_a_tree_has_children_and_theirs(child: subprocess.Popen[str]) -> None:
    mine = tree(os.getpid())
    assert mine[0] == os.getpid()
    assert set(tree(child.pid)) <= set(mine)
    assert len(tree(child.pid)) == 2


def test_time_and_memory_of_the_whole_tree_count(child: subprocess.Popen[str]) -> None:
    assert cpu_seconds(child.pid) >= 0.25
    assert 1.0 < memory_megabytes(child.pid) < 200.0


def test_a_process_that_has_gone_uses_nothing() -> None:
    assert tree(NO_PROCESS) == [NO_PROCESS]
    assert (cpu_seconds(NO_PROCESS), memory_megabytes(NO_PROCESS)) == (0.0, 0.0)


def test_what_this_process_holds_counts_and_its_peak_stays() -> None:
    held = [b"x" * 80_000_000]
    assert resident_megabytes() > 76
    assert peak_megabytes() > 76
    held_megabytes = resident_megabytes()
    held.clear()
    assert resident_megabytes() < held_megabytes - 70 < peak_megabytes()
