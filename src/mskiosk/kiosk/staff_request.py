"""A call for staff by a request to a machine in the house, such as one that has a pager.

It says which kiosk calls, and nothing of the person. `http.client` looks up no name where there is
a number, and knows neither proxies nor where an answer would send it on to.
"""

import contextlib
import json
import platform
import socket
import threading
from typing import TYPE_CHECKING

from mskiosk.configuration.local_addresses import LocalAddress
from mskiosk.kiosk.calling import CallFailed

if TYPE_CHECKING:
    from http.client import HTTPConnection

LIMIT_SECONDS = 5.0
_WELL = range(200, 300)


class StaffRequest:
    """A `Call`."""

    def __init__(self, address: LocalAddress, *, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._address = address
        self.limit_seconds = limit_seconds
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._is_stopped = False

    def make(self) -> None:
        from http.client import HTTPConnection, HTTPException

        address = self._address
        place = f"{address.host} port {address.port}"
        connection = HTTPConnection(address.host, address.port, timeout=self.limit_seconds)
        try:
            status = self._status(connection)
        except (OSError, HTTPException) as error:
            reason = getattr(error, "strerror", None) or "it does not answer as it should"
            raise CallFailed(f"{place}: {reason.lower()}") from error
        finally:
            connection.close()
        if status not in _WELL:
            raise CallFailed(f"{place} answers with status {status}")

    def stop(self) -> None:
        with self._lock:
            self._is_stopped = True
            if self._socket:
                _shut_down(self._socket)

    def _status(self, connection: "HTTPConnection") -> int:
        connection.connect()
        with self._lock:
            self._socket = connection.sock
            if self._is_stopped:
                _shut_down(self._socket)
        connection.request(
            "POST",
            self._address.target,
            body=json.dumps({"kiosk": platform.node()}),
            headers={"Content-Type": "application/json", "Connection": "close"},
        )
        with connection.getresponse() as response:
            return response.status


def _shut_down(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
