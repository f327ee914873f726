"""The socket that a visit tells the supervisor through. Each visit has its own, so that nothing of
the former one comes late."""

import contextlib
import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from mskiosk.kiosk.notifying import MOST_BYTES, Told, told_by

_NAME = "visit-{}.sock"
_MOST_FOLDER = 80
"""Bytes; with the name of the socket the kernel takes 107."""
_MOST_AT_ONCE = 64
"""Datagrams; a flood must not keep the supervisor from its other duties."""


def runtime_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """A folder for sockets that nobody else can enter: that of the service, or of the person, or
    else a new one. Raises `OSError` where there is none of them."""
    service = environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    person = environ.get("XDG_RUNTIME_DIR", "")
    wanted = [Path(service)] if service else []
    wanted += [Path(person) / "mskiosk"] if person else []
    for folder in wanted:
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            if _is_ours_alone(folder) and len(os.fsencode(folder)) < _MOST_FOLDER:
                return folder
    return Path(tempfile.mkdtemp(prefix="mskiosk-"))


def _is_ours_alone(folder: Path) -> bool:
    found = folder.stat()
    return found.st_uid == os.getuid() and os.access(folder, os.W_OK) and not found.st_mode & 0o077


def _clear_leftovers(folder: Path) -> None:
    """Sockets of supervisors that were killed, and of the visit before."""
    for path in folder.glob(_NAME.format("*")):
        pid = path.stem.partition("-")[2]
        if pid == str(os.getpid()) or not Path("/proc", pid).exists():
            with contextlib.suppress(OSError):
                path.unlink()


class Receiver:
    def __init__(self, folder: Path) -> None:
        """Raises `OSError`."""
        _clear_leftovers(folder)
        self.path = folder / _NAME.format(os.getpid())
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self._socket.setblocking(False)
        self._socket.bind(str(self.path))
        self.path.chmod(0o600)

    def fileno(self) -> int:
        return self._socket.fileno()

    def received(self) -> Iterator[Told]:
        """What has come until now; never waits."""
        for _ in range(_MOST_AT_ONCE):
            try:
                datagram = self._socket.recv(MOST_BYTES + 1)
            except OSError:
                return
            yield told_by(datagram)

    def close(self) -> None:
        self._socket.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
