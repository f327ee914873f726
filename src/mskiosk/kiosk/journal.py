"""The log of a clinic's kiosk on its way to the disk or to the system's journal.

One process writes: the one that starts the others or, where the kiosk runs by itself, that one. A
line that cannot be written is lost without a word to anybody, for a log is no reason to disturb a
person; when it can be written again, a line says how many were lost.
"""

import contextlib
import io
import logging
import logging.handlers
import os
import select
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from mskiosk.configuration.settings import LogPlace
from mskiosk.kiosk.records import LinesLost, Record, dated, said

LOG_NAME = "kiosk.log"
MOST_BYTES = 1_000_000
OLDER_FILES = 4
"""Besides the one that is written."""
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


class LogFile(logging.handlers.RotatingFileHandler):
    """`write` takes a line. The files are for their owner alone, and open only while a line is
    written: there are few."""

    def __init__(self, file: Path, *, most_bytes: int = MOST_BYTES) -> None:
        super().__init__(
            file, maxBytes=most_bytes, backupCount=OLDER_FILES, encoding="utf-8", delay=True
        )
        self._lost = 0
        self._has_failed = False

    def write(self, line: str) -> None:
        lost = self._lost
        if lost:
            remark = dated(said(LinesLost(lost)))
            line = f"{remark}\n{line}"
        self._has_failed = False
        self.handle(logging.makeLogRecord({"msg": line}))
        self._lost = lost + 1 if self._has_failed else 0
        self._let_go()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802  # its name there
        """The library would print to standard error, which is the screen of the kiosk."""
        self._has_failed = True

    def _let_go(self) -> None:
        """Also of what a full disk did not take."""
        with contextlib.suppress(OSError, ValueError):
            if self.stream:
                self.stream.close()
        self.stream = None  # as the library does; it opens it anew

    def _open(self) -> io.TextIOWrapper:
        """What a full disk left of a line is ended first, so that it spoils no other."""
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(self.baseFilename, flags, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                os.write(descriptor, b"\n")
        except OSError:
            os.close(descriptor)
            raise
        return io.TextIOWrapper(os.fdopen(descriptor, "ab"), encoding="utf-8")


def log_files(folder: Path) -> list[Path]:
    """Those that are there, the oldest first."""
    names = [*(f"{LOG_NAME}.{number}" for number in range(OLDER_FILES, 0, -1)), LOG_NAME]
    return [folder / name for name in names if os.path.lexists(folder / name)]


def line_writer(
    place: LogPlace, folder: Path, environment: Mapping[str, str] = os.environ
) -> WriteLine:
    """Where lines go. With `AUTO` to the system's journal if standard error leads there."""
    leads_there = _leads_to_journal(environment)
    if place is LogPlace.FILE or (place is LogPlace.AUTO and not leads_there):
        return LogFile(folder / LOG_NAME).write
    return _to_standard_error if leads_there else _to_journal_socket


def _leads_to_journal(environment: Mapping[str, str]) -> bool:
    """`JOURNAL_STREAM` is inherited by processes whose standard error is something else."""
    try:
        found = os.fstat(_STANDARD_ERROR)
    except OSError:
        return False
    return environment.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


def _to_standard_error(line: str) -> None:
    """A journal that takes nothing holds nobody up."""
    with contextlib.suppress(OSError, ValueError):
        if select.select([], [_STANDARD_ERROR], [], 0)[1]:
            os.write(_STANDARD_ERROR, f"{_PRIORITY}{line}\n".encode())


def _to_journal_socket(line: str) -> None:
    """The same from a process whose standard error is a terminal."""
    frame = f"MESSAGE={line}\nPRIORITY=6\nSYSLOG_IDENTIFIER=mskiosk\n".encode()
    with (
        contextlib.suppress(OSError),
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as ours,
    ):
        ours.sendto(frame, _JOURNAL_SOCKET)
