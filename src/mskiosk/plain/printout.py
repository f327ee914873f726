"""Lines on standard output, written on a thread of their own: a reader that stops reading must
not stop the kiosk."""

import os
import queue
import select
import threading
from collections.abc import Callable

from mskiosk.core.legible import harmless, in_ascii

_CLOSING_SECONDS = 2.0


class Printout:
    """Prints each text as one line, never wrapped and without anything but words in it."""

    def __init__(
        self,
        descriptor: int = 1,
        encoding: str = "utf-8",
        on_gone: Callable[[OSError], None] = lambda _: None,
    ) -> None:
        """`on_gone` is called on the writing thread, with the reason, when nothing can be written
        any more."""
        self._descriptor = descriptor
        self._encoding = encoding
        self._on_gone = on_gone
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="printout", daemon=True)
        self._thread.start()

    def print(self, text: str) -> None:
        if line := self._encoded(text):
            self._lines.put(line + b"\n")

    def close(self) -> None:
        """Writes what is left, if somebody reads it."""
        self._lines.put(None)
        self._thread.join(_CLOSING_SECONDS)

    def _write(self) -> None:
        is_gone = False
        while (line := self._lines.get()) is not None:
            while line and not is_gone:
                try:
                    line = line[os.write(self._descriptor, line) :]
                except BlockingIOError:  # whoever reads set the pipe so
                    select.select([], [self._descriptor], [])
                except OSError as error:
                    is_gone = True
                    self._on_gone(error)

    def _encoded(self, text: str) -> bytes:
        text = one_line(text)
        try:
            return text.encode(self._encoding)
        except (UnicodeEncodeError, LookupError):
            return in_ascii(text).encode()


def one_line(text: str) -> str:
    """`text` on one line, without control characters, lone surrogates and invisible marks."""
    return " ".join(harmless(text).split())
