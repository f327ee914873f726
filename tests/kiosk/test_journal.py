"""Where the lines of the log go, and what becomes of them on a disk that takes none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mskiosk.configuration.settings import LogPlace
from mskiosk.core.events import Beginning
from mskiosk.kiosk.journal import LOG_NAME, Journal, line_writer
from mskiosk.kiosk.records import Started
from mskiosk.kiosk.rotating import OLDER_FILES, LogFile

SCRIPT = """
from mskiosk.kiosk.journal import *
from pathlib import Path
import os, sys
found = os.fstat(2)
stream = {"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"}
environment = stream if sys.argv[3] == "1" else {}
line_writer(LogPlace(sys.argv[1]), Path(sys.argv[2]), environment)("a line")
"""


def _written(place: str, folder: Path, *, is_service: bool) -> str:
    """What comes out of standard error, which is the journal's of a service."""
    arguments = [place, str(folder), str(int(is_service))]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True
    )
    return done.stderr


def test_a_service_of_systemd_writes_to_the_journal(tmp_path: Path) -> None:
    assert _written("auto", tmp_path, is_service=True) == "<6>a line\n"
    assert not [*tmp_path.iterdir()]


def test_elsewhere_a_file_that_only_its_owner_reads_is_written(tmp_path: Path) -> None:
    assert _written("auto", tmp_path, is_service=False) == ""
    (file,) = tmp_path.iterdir()
    assert file.read_text() == "a line\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_can_be_asked_for_where_there_is_a_journal(tmp_path: Path) -> None:
    assert _written("file", tmp_path, is_service=True) == ""
    assert (tmp_path / LOG_NAME).read_text() == "a line\n"


def test_a_journal_that_is_not_there_disturbs_nobody(tmp_path: Path) -> None:
    assert _written("journal", tmp_path, is_service=False) == ""


def test_each_line_has_its_time(tmp_path: Path) -> None:
    lines: list[str] = []
    Journal(lines.append).record(Started(Beginning.RESTING))
    (line,) = lines
    assert line.endswith("Z started begins=resting")
    assert len(line.split()[0]) == len("2026-11-29T12:00:00Z")


def test_a_long_log_is_kept_in_a_few_files(tmp_path: Path) -> None:
    """Each of them is for the owner alone."""
    file = LogFile(tmp_path / LOG_NAME, most_bytes=1000)
    for number in range(1000):
        file.write(f"{number:099}")
    file.close()
    found = sorted(tmp_path.iterdir())
    assert len(found) == 1 + OLDER_FILES
    assert all(each.stat().st_size <= 1000 for each in found)
    assert {each.stat().st_mode & 0o777 for each in found} == {0o600}
    assert (tmp_path / LOG_NAME).read_text().endswith("999\n")


def test_lines_that_could_not_be_written_are_counted_when_one_can(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    file = LogFile(folder / LOG_NAME)
    file.write("lost")
    file.write("lost, too")
    folder.mkdir()
    file.write("kept")
    file.write("kept, too")
    file.close()
    remark, *lines = (folder / LOG_NAME).read_text().splitlines()
    assert remark.endswith("Z lines-lost count=2")
    assert lines == ["kept", "kept, too"]


def test_a_full_disk_loses_lines_and_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    link = tmp_path / LOG_NAME
    file = LogFile(link)
    os.mknod(link, 0o600 | 0o020000, os.makedev(1, 7)) if os.getuid() == 0 else pytest.skip(
        "only root can make a full disk"
    )
    for _ in range(3):
        file.write("lost")
    link.unlink()
    file.write("kept")
    file.close()
    remark, line = link.read_text().splitlines()
    assert remark.endswith("lines-lost count=3")
    assert line == "kept"
    assert capfd.readouterr() == ("", "")


def test_a_line_that_was_torn_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_text("2026-11-29T12:00:00Z star")
    file = LogFile(tmp_path / LOG_NAME)
    file.write("whole")
    file.close()
    assert (tmp_path / LOG_NAME).read_text().splitlines() == ["2026-11-29T12:00:00Z star", "whole"]


def test_a_line_of_roots_leaves_the_file_to_the_kiosk(tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can write for somebody else")
    os.chown(tmp_path, 12345, 12345)
    LogFile(tmp_path / LOG_NAME).write("approved")
    found = (tmp_path / LOG_NAME).stat()
    assert (found.st_uid, found.st_gid) == (12345, 12345)


def test_the_log_follows_no_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / LOG_NAME).symlink_to(elsewhere)
    file = LogFile(tmp_path / LOG_NAME)
    file.write("lost")
    file.close()
    assert not elsewhere.exists()


def test_the_writer_of_a_folder_is_its_file(tmp_path: Path) -> None:
    line_writer(LogPlace.AUTO, tmp_path, {"JOURNAL_STREAM": "0:0"})("a line")
    assert (tmp_path / LOG_NAME).read_text() == "a line\n"


LINES = """
import sys
from mskiosk.kiosk.journal import to_standard_error
for _ in range(5000):
    to_standard_error("visit started" + " " * 60)
print("served")
"""


@pytest.mark.parametrize("state", ["closed", "full", "on a full disk", "not there"])
def test_a_standard_error_that_takes_nothing_neither_ends_nor_holds_up_a_process(
    state: str,
) -> None:
    """V3: the supervisor tells what it does, whether or not somebody reads it."""
    reading, writing = os.pipe()
    full_disk = os.open("/dev/full", os.O_WRONLY)
    if state == "closed":
        os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-c", LINES],
            stdout=subprocess.PIPE,
            stderr=full_disk if state == "on a full disk" else writing,
            preexec_fn=(lambda: os.close(2)) if state == "not there" else None,
            timeout=30,
            check=False,
        )
    finally:
        for descriptor in (writing, full_disk, *(() if state == "closed" else (reading,))):
            os.close(descriptor)
    assert (done.returncode, done.stdout) == (0, b"served\n")
