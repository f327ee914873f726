"""A way to end a download or an unpacking from another thread."""

import contextlib
import socket
import threading

from mskiosk.models.model_error import ModelError, Trouble


class Stopper:
    """`stop` may be called from any thread, at any time and more than once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_stopped = False
        self._sockets: list[socket.socket] = []

    @property
    def is_stopped(self) -> bool:
        return self._is_stopped

    def stop(self) -> None:
        with self._lock:
            self._is_stopped = True
            for connection in self._sockets:
                _shut_down(connection)

    def watch(self, connection: socket.socket) -> None:
        """Shuts the connection down at the stop, so that nobody waits for what it would bring."""
        with self._lock:
            self._sockets.append(connection)
            if self._is_stopped:
                _shut_down(connection)

    def check(self) -> None:
        """Raises `ModelError` after the stop."""
        if self._is_stopped:
            raise ModelError(Trouble.STOPPED, "It was stopped.")


def _shut_down(connection: socket.socket) -> None:
    # Not the method of a TLS socket, which would take its state away from the reading thread.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
