"""Files that are the user's own: written whole or not at all, and read only if nobody else could
have written them. Nothing here raises for the disk: a cache that cannot be used is no cache."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FORGOTTEN_SECONDS = 30 * 24 * 3600
_ABANDONED_SECONDS = 3600
_UNFINISHED = ".new"


def read_private(folder: Path, name: str, largest_bytes: int) -> bytes | None:
    """The bytes of a file, or None if it is not there, not ours, too large or unreadable."""
    try:
        with _opened(folder) as inside:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            handle = os.open(name, flags, dir_fd=inside)
            with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - opened by its handle
                found = os.fstat(handle)
                if not (stat.S_ISREG(found.st_mode) and _is_ours(found)):
                    return None
                return file.readall() if found.st_size <= largest_bytes else None
    except (OSError, ValueError):
        return None


def write_private(folder: Path, name: str, content: bytes) -> bool:
    """Whether `content` is now the whole of the file, which nobody else can read (mode 0600)."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _opened(folder) as inside:
            _sweep(inside, name)
            unfinished = f"{name}.{os.getpid()}{_UNFINISHED}"
            with suppress(FileNotFoundError):
                os.unlink(unfinished, dir_fd=inside)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(unfinished, flags, 0o600, dir_fd=inside)
            try:
                with open(handle, "wb") as file:  # noqa: PTH123 - opened by its handle
                    file.write(content)
                os.replace(unfinished, name, src_dir_fd=inside, dst_dir_fd=inside)
            except OSError:
                with suppress(OSError):
                    os.unlink(unfinished, dir_fd=inside)
                return False
    except (OSError, ValueError):
        return False
    return True


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """The folder itself, held open so that nobody can put another in its place."""
    inside = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if not _is_ours(os.fstat(inside)):
            raise PermissionError(f"{folder} is open to others")
        yield inside
    finally:
        os.close(inside)


def _is_ours(found: os.stat_result) -> bool:
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


def _sweep(inside: int, name: str) -> None:
    """Removes what a killed kiosk left half written, and what nobody has used for a month."""
    now = time.time()
    with os.scandir(inside) as entries:
        for entry in entries:
            age = now - entry.stat(follow_symlinks=False).st_mtime
            is_abandoned = entry.name.endswith(_UNFINISHED) and age > _ABANDONED_SECONDS
            if entry.name != name and (is_abandoned or age > _FORGOTTEN_SECONDS):
                with suppress(OSError):
                    os.unlink(entry.name, dir_fd=inside)
