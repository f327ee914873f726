"""The folder for what a visit writes for a moment. A visit that is killed removes nothing itself,
so the supervisor gives each visit a folder of its own, and removes it with all that is in it."""

import contextlib
import os
import shutil
from pathlib import Path

_NAME = "t{}"
"""Short: a socket in the folder has a path, and of that the kernel takes 107 bytes."""
_PRIVATE = 0o700


class Scratch:
    """`folder` is the one of the supervisor, and private."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / _NAME.format(os.getpid())

    def make(self) -> Path | None:
        """None where it cannot be made; the visit has that of the system then."""
        self.remove()
        try:
            self._path.mkdir(mode=_PRIVATE)
        except OSError:
            return None
        return self._path

    def remove(self) -> None:
        shutil.rmtree(self._path, ignore_errors=True)

    def sweep(self) -> None:
        """Those of supervisors that were killed."""
        with contextlib.suppress(OSError):
            for path in self._folder.glob(_NAME.format("[0-9]*")):
                pid = path.name[1:]
                if pid == str(os.getpid()) or not Path("/proc", pid).exists():
                    shutil.rmtree(path, ignore_errors=True)
