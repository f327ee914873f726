"""Opens an address for reading: allowed places only, through the proxy of the machine."""

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from mskiosk.models.addresses import is_allowed, is_loopback
from mskiosk.models.model_error import ModelError, Trouble
from mskiosk.models.stopping import Stopper

NETWORK_ERRORS = (OSError, http.client.HTTPException, ValueError)
"""What the library raises for a network or a server that does not do what it should."""


def opened(
    address: str,
    *,
    first_byte: int,
    stopper: Stopper,
    proxies: Mapping[str, str] | None,
    wait_seconds: float,
) -> http.client.HTTPResponse:
    """Asks for the file from `first_byte` on. `proxies` of None are those of the environment.

    Raises `urllib.error.HTTPError` for a status that is no success, `ModelError` for a place that
    is not allowed, and `NETWORK_ERRORS`.
    """
    if not is_allowed(address, address):
        raise _refused(address)
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if is_loopback(address) else _environment(proxies)),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(address),
        _Http(stopper),
        _Https(stopper),
    ):
        opener.add_handler(handler)
    headers = {"User-Agent": "mskiosk", "Accept-Encoding": "identity"}
    if first_byte:
        headers["Range"] = f"bytes={first_byte}-"
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - checked above
    response = opener.open(request, timeout=wait_seconds)
    assert isinstance(response, http.client.HTTPResponse)
    return response


def _environment(proxies: Mapping[str, str] | None) -> dict[str, str] | None:
    return None if proxies is None else dict(proxies)


def _refused(address: str) -> ModelError:
    return ModelError(
        Trouble.WRONG_FILE, f"The server leads to {address[:200]!a}, which is not a safe place."
    )


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, origin: str) -> None:
        self._origin = origin

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not is_allowed(newurl, self._origin):
            fp.close()
            raise _refused(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, stopper: Stopper) -> None:
        super().__init__()
        self._stopper = stopper

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        stopper = self._stopper

        class Watched(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                stopper.watch(self.sock)

        return self.do_open(Watched, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, stopper: Stopper) -> None:
        super().__init__()
        self._stopper = stopper

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        stopper = self._stopper

        class Watched(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                stopper.watch(self.sock)

        return self.do_open(Watched, req, context=ssl.create_default_context())
