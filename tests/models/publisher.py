"""A real server on this machine that gives away one file, in one of many ways."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Way(Enum):
    WHOLE = auto()
    CUT = auto()
    """The connection ends after half of what was asked for."""
    HANG = auto()
    """Nothing more comes after half of what was asked for, until `go_on`."""
    MUTE = auto()
    """Not even an answer comes."""
    DRIP = auto()
    """One byte comes, and another, and another."""
    GARBAGE = auto()
    """What comes is not HTTP."""
    NO_RANGE = auto()
    """Every answer is the whole file."""
    OTHER_RANGE = auto()
    """The answer begins elsewhere than was asked."""
    RANGE_REFUSED = auto()
    UNSIZED = auto()
    """No size is told beforehand."""
    REDIRECT = auto()
    ERROR = auto()


class Publisher:
    """`asked` keeps the Range of each request, or None; `lead_to` and `status` shape an answer."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.way = Way.WHOLE
        self.asked: list[str | None] = []
        self.lead_to = ""
        self.status = 404
        self.is_halfway = threading.Event()
        """Set when half of the file is on its way, and nothing more comes until `go_on`."""
        self.go_on = threading.Event()
        self.is_over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/model.zip"

    @contextlib.contextmanager
    def open(self) -> Iterator["Publisher"]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            self.is_over.set()
            self.go_on.set()
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                publisher.asked.append(self.headers["Range"])
                with contextlib.suppress(OSError):
                    publisher._answer(self)
                self.close_connection = True

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - inherited
                pass

        return Handler

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers["Range"]
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        odd: dict[Way, Callable[[], object]] = {
            Way.MUTE: self.is_over.wait,
            Way.GARBAGE: lambda: request.wfile.write(b"\0\1\2 what is this\n\n" * 10),
            Way.ERROR: lambda: self._head(request, self.status, {}),
            Way.REDIRECT: lambda: self._head(request, 302, {"Location": self.lead_to}),
        }
        if self.way in odd:
            odd[self.way]()
            return
        if asked and self.way is Way.RANGE_REFUSED:
            self._head(request, 416, {})
            return
        if self.way in (Way.NO_RANGE, Way.UNSIZED):
            start = 0
        if self.way is Way.OTHER_RANGE:
            start = max(0, start - 10)
        self._send(request, start, is_partial=bool(asked) and self.way is not Way.NO_RANGE)

    def _send(self, request: BaseHTTPRequestHandler, start: int, *, is_partial: bool) -> None:
        body, total = self.content[start:], len(self.content)
        sizes = {"Content-Length": str(len(body))}
        if self.way is Way.UNSIZED:
            self._head(request, 200, {"Connection": "close"})
        elif is_partial:
            place = {"Content-Range": f"bytes {start}-{total - 1}/{total}"}
            self._head(request, 206, {**sizes, **place})
        else:
            self._head(request, 200, sizes)
        if self.way is Way.DRIP:
            for byte in body:
                request.wfile.write(bytes([byte]))
                if self.is_over.wait(0.05):
                    return
        elif self.way in (Way.CUT, Way.HANG):
            request.wfile.write(body[: len(body) // 2])
            if self.way is Way.HANG:
                self.is_halfway.set()
                self.go_on.wait()
                rest = self.content[start:]
                request.wfile.write(rest[len(body) // 2 :])
        else:
            request.wfile.write(body)

    def _head(self, request: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        if status != 200 and "Content-Length" not in headers:
            request.send_header("Content-Length", "0")
        request.end_headers()
