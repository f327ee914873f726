"""P5: what is written beside the kiosk's own log is bounded, and for its owner alone."""

import os
import subprocess
import sys
from pathlib import Path

from mskiosk.children.log_file import MOST_BYTES, add_line, empty_if_long, opened, place_of

_BREAKS = """
from mskiosk.children.serving import Pipe
import threading
Pipe()
def break_():
    raise KeyError("what was said")
thread = threading.Thread(target=break_)
thread.start()
thread.join()
break_()
"""


def test_a_line_is_added_to_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.touch(0o644)
    add_line(log, "one")
    add_line(log, "two \udcff")
    assert log.read_text() == "one\ntwo \\udcff\n"
    assert log.stat().st_mode & 0o777 == 0o600


def test_the_older_half_of_a_long_file_is_dropped(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    for number in range(1000):
        add_line(log, f"{number:099}", most_bytes=10_000)
    assert log.stat().st_size <= 10_200
    assert log.read_text().endswith("999\n")


def test_what_a_child_prints_without_an_end_fills_no_disk(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    child = opened(log, is_emptied=True)
    os.write(child, bytes(MOST_BYTES))
    empty_if_long(log)
    assert log.stat().st_size == MOST_BYTES
    os.write(child, b"and more")
    empty_if_long(log)
    assert log.stat().st_size == 0
    os.write(child, b"from the beginning")
    os.close(child)
    assert log.read_bytes() == b"from the beginning"


def test_a_log_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "a.log").symlink_to(tmp_path / "elsewhere")
    add_line(tmp_path / "a.log", "one")
    assert not (tmp_path / "elsewhere").exists()


def test_of_an_error_there_is_the_place_and_the_kind() -> None:
    try:
        int("what was said")
    except ValueError as error:
        told = place_of(error)
    assert Path(__file__).name in told
    assert told.endswith("\nValueError")


def test_a_child_that_breaks_prints_no_word(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BREAKS], stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.count("KeyError") == 2
    assert "said" not in done.stderr
