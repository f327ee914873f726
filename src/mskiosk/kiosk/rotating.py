"""The log of a kiosk in a few files that follow one another.

In a module of its own because of what the library brings along, which a visit under a supervisor
never needs.
"""

import contextlib
import io
import logging
import logging.handlers
import os
from pathlib import Path

from mskiosk.kiosk.records import LinesLost, dated, said

MOST_BYTES = 1_000_000
OLDER_FILES = 4
"""Besides the one that is written."""


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
            if os.geteuid() == 0:  # root approves content, and the kiosk must go on with the file
                folder = Path(self.baseFilename).parent.stat()
                os.fchown(descriptor, folder.st_uid, folder.st_gid)
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                os.write(descriptor, b"\n")
        except OSError:
            os.close(descriptor)
            raise
        return io.TextIOWrapper(os.fdopen(descriptor, "ab"), encoding="utf-8")
