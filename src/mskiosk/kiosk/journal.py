"""The log of a clinic's kiosk on its way to the disk or to the system's journal.

One process writes: the one that starts the others or, where the kiosk runs by itself, that one. A
line that cannot be written is lost without a word to anybody, for a log is no reason to disturb a
person; when it can be written again, a line says how many were lost.
"""

import contextlib
import os
import select
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from mskiosk.configuration.settings import LogPlace
from mskiosk.kiosk.records import Record, dated, said

LOG_NAME = "kiosk.log"
_STANDARD_ERROR = 2
_PRIORITY = "<6>"
"""Information: sd-daemon(3)."""
_JOURNAL_SOCKET = "/run/systemd/journal/socket"

WriteLine = Callable[[str], None]


class Journal:
    """Puts the time before what it is told, and hands on the line."""

    def __init__(self, write: WriteLine) -> None:
        self._write = write

    def record(self, record: Record) -> None:
        self.line(said(record))

    def line(self, text: str) -> None:
        self._write(dated(text))


def log_files(folder: Path) -> list[Path]:
    """Those that are there, the oldest first."""
    from mskiosk.kiosk.rotating import OLDER_FILES

    names = [*(f"{LOG_NAME}.{number}" for number in range(OLDER_FILES, 0, -1)), LOG_NAME]
    return [folder / name for name in names if os.path.lexists(folder / name)]


def line_writer(
    place: LogPlace, folder: Path, environment: Mapping[str, str] = os.environ
) -> WriteLine:
    """Where lines go. With `AUTO` to the system's journal if standard error leads there."""
    leads_there = _leads_to_journal(environment)
    if place is LogPlace.FILE or (place is LogPlace.AUTO and not leads_there):
        from mskiosk.kiosk.rotating import LogFile

        return LogFile(folder / LOG_NAME).write
    return _to_journal_stream if leads_there else _to_journal_socket


def _leads_to_journal(environment: Mapping[str, str]) -> bool:
    """`JOURNAL_STREAM` is inherited by processes whose standard error is something else."""
    try:
        found = os.fstat(_STANDARD_ERROR)
    except OSError:
        return False
    return environment.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


def to_standard_error(line: str) -> None:
    """One that takes nothing, is closed or is full holds nobody up."""
    with contextlib.suppress(OSError, ValueError):
        if select.select([], [_STANDARD_ERROR], [], 0)[1]:
            os.write(_STANDARD_ERROR, f"{line}\n".encode())


def _to_journal_stream(line: str) -> None:
    to_standard_error(f"{_PRIORITY}{line}")


def _to_journal_socket(line: str) -> None:
    """The same from a process whose standard error is a terminal."""
    frame = f"MESSAGE={line}\nPRIORITY=6\nSYSLOG_IDENTIFIER=mskiosk\n".encode()
    with (
        contextlib.suppress(OSError),
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as ours,
    ):
        ours.sendto(frame, _JOURNAL_SOCKET)
