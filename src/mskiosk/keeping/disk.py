"""The calls of the system that a change on the disk consists of.

They are all here, so that a test can put in their place a disk that is full, or one where the
machine stops between any two of them.
"""

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

_LOCK_SECONDS = 30.0
"""A change takes milliseconds; another kiosk that holds the lock for longer hangs."""
_TRY_SECONDS = 0.002


class Disk:
    """Each method raises `OSError`."""

    def read(self, path: Path, most_bytes: int) -> bytes:
        """One byte more than `most_bytes` of what is longer. Not to hang on a pipe."""
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "it is no file")
            return file.read(most_bytes + 1)

    def create(self, path: Path) -> int:
        """For its owner alone; what was left there by a change that was cut off is removed."""
        path.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        return os.open(path, flags, 0o600)

    def write(self, descriptor: int, content: bytes) -> int:
        """How many bytes have been written: perhaps not all."""
        return os.write(descriptor, content)

    def sync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def rename(self, path: Path, to: Path) -> None:
        path.replace(to)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    @contextlib.contextmanager
    def locked(self, folder: Path) -> Iterator[None]:
        """Makes the folder if need be. The lock is one of the system's own, so that it ends with
        the process that holds it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(folder / ".settings.lock", flags, 0o600)
        try:
            _lock(descriptor)
            yield
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    give_up = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise
            time.sleep(_TRY_SECONDS)  # a lock tells nobody when it is free
        else:
            return
