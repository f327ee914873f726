"""The small log files beside the kiosk's own: for their owner alone, and bounded.

Nothing that a person heard or said may come into them. So of an error they have the place and the
kind, and never the text, which may be what was said.
"""

import contextlib
import os
import stat
import traceback
from pathlib import Path

MOST_BYTES = 1_000_000
"""Of what a child prints; more than that is a fault that repeats itself, and is thrown away."""
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def opened(log: Path, *, is_emptied: bool = False) -> int:
    """A descriptor to add to the file. Raises `OSError`."""
    descriptor = os.open(log, _FLAGS | (os.O_TRUNC if is_emptied else 0), 0o600)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, 0o600)  # it may have been made before
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def add_line(log: Path, line: str, *, most_bytes: int = MOST_BYTES) -> None:
    """Drops the older half of a long file. A disk that takes nothing changes nothing."""
    with contextlib.suppress(OSError):
        is_long = log.exists() and log.stat().st_size > most_bytes
        older = log.read_bytes()[-most_bytes // 2 :].partition(b"\n")[2] if is_long else b""
        descriptor = opened(log, is_emptied=is_long)
        try:
            os.write(descriptor, older + f"{line}\n".encode(errors="backslashreplace"))
        finally:
            os.close(descriptor)


def empty_if_long(log: Path) -> None:
    """Who has opened it goes on at its beginning."""
    with contextlib.suppress(OSError):
        if log.stat().st_size > MOST_BYTES:
            os.truncate(log, 0)


def place_of(error: BaseException) -> str:
    """Where it came from, and its kind."""
    where = "".join(traceback.format_tb(error.__traceback__))
    return f"{where}{type(error).__name__}"
