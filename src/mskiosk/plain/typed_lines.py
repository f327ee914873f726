"""Lines from standard input, whatever is on it, read on a thread of their own."""

import os
import select
import threading
from collections.abc import Callable

MOST_BYTES = 1000
"""Longer than anything a person can mean; the rest of such a line is dropped."""
_CHUNK_BYTES = 65536


class TypedLines:
    """Calls `on_line` with each line and then `on_end`, on the reading thread."""

    def __init__(
        self, on_line: Callable[[str], None], on_end: Callable[[], None], descriptor: int = 0
    ) -> None:
        self._on_line = on_line
        self._on_end = on_end
        self._descriptor = descriptor

    def start(self) -> None:
        threading.Thread(target=self._read, name="typed lines", daemon=True).start()

    def _read(self) -> None:
        line = b""
        while chunk := self._chunk():
            *whole, rest = chunk.split(b"\n")
            for part in whole:
                self._on_line(_decoded(line + part[:MOST_BYTES]))
                line = b""
            line = (line + rest[:MOST_BYTES])[:MOST_BYTES]
        if line:
            self._on_line(_decoded(line))
        self._on_end()

    def _chunk(self) -> bytes:
        """The empty string at the end of input, which a broken input is too."""
        while True:
            try:
                return os.read(self._descriptor, _CHUNK_BYTES)
            except BlockingIOError:  # whoever writes set the pipe so
                select.select([self._descriptor], [], [])
            except OSError:
                return b""


def _decoded(line: bytes) -> str:
    text = line[:MOST_BYTES].decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
