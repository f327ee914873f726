"""Real processes that are killed, that run out of disk, and that write at the same time."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from mskiosk.keeping.store import Store

WRITER = (sys.executable, "-m", "tests.keeping.writer")
ROOT = Path(__file__).parents[2]
NUMBERS = 15


@contextlib.contextmanager
def writer(folder: Path, key: str, *more: str) -> Iterator["subprocess.Popen[str]"]:
    """It is killed in the end."""
    with subprocess.Popen(
        (*WRITER, str(folder), key, *more),
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        try:
            yield child
        finally:
            child.kill()
            child.communicate()


def next_number(child: "subprocess.Popen[str]") -> int:
    assert child.stdout
    return int(child.stdout.readline())


def kill_often(folder: Path, times: int) -> None:
    """The number that was said last has been written, or a later one has."""
    chance = Random(3)
    for _ in range(times):
        with writer(folder, "voice.volume") as child:
            said = [next_number(child) for _ in range(chance.randrange(1, 12))]
        found = Store(folder).found()
        number = found.settings["voice.volume"]
        assert found.trouble is None
        assert isinstance(number, int)
        assert number >= said[-1]
        assert found.place
        assert found.place.sentence in (number - 1, number)


def test_a_kiosk_that_is_killed_has_kept_what_was_set(tmp_path: Path) -> None:
    """C6, P6: by SIGKILL."""
    kill_often(tmp_path, times=4)


@pytest.mark.long
def test_one_that_is_killed_again_and_again_has_kept_what_was_set(tmp_path: Path) -> None:
    kill_often(tmp_path, times=100)


def test_two_kiosks_at_once_lose_nothing(tmp_path: Path) -> None:
    with writer(tmp_path, "voice.volume") as one, writer(tmp_path, "screen.text_size") as other:
        while min(next_number(one), next_number(other)) < NUMBERS:
            pass
    found = Store(tmp_path).found()
    assert found.trouble is None
    assert min(map(int, found.settings.values())) >= NUMBERS
    assert len(found.settings) == 2


def test_a_process_that_may_write_no_more_loses_nothing(tmp_path: Path) -> None:
    """A limit of the system itself, which ends a write as a full disk does."""
    Store(tmp_path).change([("voice.volume", 5)])
    with writer(tmp_path, "screen.text_size", "20") as child:
        assert child.stderr
        assert "File too large" in child.stderr.read()
    assert Store(tmp_path).found().settings == {"voice.volume": 5}
    Store(tmp_path).change([("voice.volume", 6)])
    assert Store(tmp_path).found().settings == {"voice.volume": 6}
