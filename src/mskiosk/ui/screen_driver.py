"""The terminal, as the kiosk needs it.

Other than Textual's own driver this one draws on standard output, so that whatever a library
prints on standard error cannot spoil the screen; it takes a terminal that is closed for the end
of the program, not for an error to print; it reports Escape as soon as it is sure of it; and a
sequence that it does not know is one unknown key, not a burst of letters and digits.
"""

import contextlib
import os
import select
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import Any, cast

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_UNKNOWN_KEY = "unknown"
_IDLE_SECONDS = 0.1
_MOST_BYTES = 4096


class Canvas:
    """Standard output as a text file that outlives its terminal."""

    def __init__(self, on_gone: Callable[[], None]) -> None:
        self._on_gone = on_gone
        self._descriptor = sys.__stdout__.fileno() if sys.__stdout__ else 1
        self._is_gone = False

    def write(self, text: str) -> int:
        left = text.encode("utf-8", "replace")
        while left and not self._is_gone:
            try:
                left = left[os.write(self._descriptor, left) :]
            except BlockingIOError:  # some other program set the terminal so
                select.select([], [self._descriptor], [])
            except OSError:
                self._is_gone = True
                self._on_gone()
        return len(text)

    def flush(self) -> None:
        pass

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return True


class ScreenDriver(LinuxDriver):
    on_gone: Callable[[], None] = staticmethod(lambda: None)
    """Called on the event loop's thread when the terminal has been closed."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = cast("TextIOWrapper", Canvas(self._report_gone))

    def run_input_thread(self) -> None:
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            timeout = _IDLE_SECONDS
            while not self.exit_event.is_set():
                if not selector.select(timeout):
                    self._pass_on(parser.tick())
                    timeout = _IDLE_SECONDS
                    continue
                text = decode(self._read())
                if not text and self._has_ended:
                    self._report_gone()
                    return
                for letter in text:
                    self._pass_on(parser.feed(letter))
                timeout = constants.ESCAPE_DELAY

    _has_ended = False

    def _read(self) -> bytes:
        self._has_ended = False
        try:
            read = os.read(self.fileno, _MOST_BYTES)
        except BlockingIOError:
            return b""
        except OSError:
            read = b""
        self._has_ended = not read
        return read

    def _pass_on(self, tokens: Iterable[Message]) -> None:
        """What one character completes: one key, or a sequence that nobody knows."""
        found = list(tokens)
        keys = [token for token in found if isinstance(token, events.Key)]
        if len(keys) > 1:
            found = [token for token in found if not isinstance(token, events.Key)]
            found.append(events.Key(_UNKNOWN_KEY, None))
        for token in found:
            self.process_message(token)

    def _report_gone(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self.on_gone)
