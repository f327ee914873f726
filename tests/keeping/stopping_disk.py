"""A real disk, on a machine that stops."""

import errno
from pathlib import Path

from mskiosk.keeping.disk import Disk


class MachineStopped(BaseException):
    """Nothing of the program runs any more: no handler of an exception sees this one."""


class QuickDisk(Disk):
    """Real files, on a disk that is never without power."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass


class StoppingDisk(Disk):
    """Carries out `calls` calls that change something, and stops in the middle of the next. Of a
    piece that is written then, only the first `bytes_left` bytes arrive."""

    def __init__(self, calls: int, bytes_left: int = 0) -> None:
        self._calls = calls
        self._bytes_left = bytes_left
        self.has_stopped = False

    def create(self, path: Path) -> int:
        self._go_on()
        return super().create(path)

    def write(self, descriptor: int, content: bytes) -> int:
        try:
            self._go_on()
        except MachineStopped:
            super().write(descriptor, content[: self._bytes_left])
            raise
        return super().write(descriptor, content[: max(1, len(content) // 2)])

    def sync(self, descriptor: int) -> None:
        self._go_on()

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        if not self.has_stopped:  # else the system closes it, and not the program
            self._go_on()

    def rename(self, path: Path, to: Path) -> None:
        self._go_on()
        super().rename(path, to)

    def remove(self, path: Path) -> None:
        self._go_on()
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._go_on()

    def _go_on(self) -> None:
        if self._calls == 0:
            self.has_stopped = True
            raise MachineStopped
        self._calls -= 1


class FullDisk(Disk):
    """No byte more fits after `bytes_free`."""

    def __init__(self, bytes_free: int = 0) -> None:
        self._bytes_free = bytes_free

    def write(self, descriptor: int, content: bytes) -> int:
        if not self._bytes_free:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = super().write(descriptor, content[: self._bytes_free])
        self._bytes_free -= written
        return written
