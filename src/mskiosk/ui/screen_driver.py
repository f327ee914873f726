"""The terminal, as the kiosk needs it.

Other than Textual's own driver this one draws on standard output, so that whatever a library
prints on standard error cannot spoil the screen; it takes a terminal that is closed for the end
of the program, not for an error to print; it reports Escape as soon as it is sure of it; and what
it does not know is one unknown key at most, not a burst of letters and digits (see `Sieve`).
"""

import contextlib
import os
import select
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from typing import Any, cast

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from mskiosk.ui.keymap import UNKNOWN_KEY
from mskiosk.ui.sieve import Sieve
from mskiosk.ui.terminal import SIGNALS_OF_TERMINALS

_IDLE_SECONDS = 0.1
_GIVEN_UP_SECONDS = 1.0
"""A paste or an answer that has not ended is over when nothing more comes for so long."""
_MOST_KEYS = 8
_PLAIN_KEYS = "\x1b[>0u"
_MOST_BYTES = 4096


@contextlib.contextmanager
def _ignored_stay_ignored() -> Iterator[None]:
    """Textual gives signals of the terminal handlers of its own, which stop the program."""
    ignored = [each for each in SIGNALS_OF_TERMINALS if signal.getsignal(each) is signal.SIG_IGN]
    try:
        yield
    finally:
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)


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
    on_answer: Callable[[str], None] = staticmethod(lambda _: None)
    """Called there with what the terminal has answered (a device control string)."""
    on_leaving: Callable[[], None] = staticmethod(lambda: None)
    """Called before the terminal is given back."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        with _ignored_stay_ignored():
            super().__init__(app, **options)
        self._file = cast("TextIOWrapper", Canvas(self._report_gone))

    def start_application_mode(self) -> None:
        """Also asks for keys as terminals have always sent them, whatever a program before this
        one has asked for; at the end Textual takes the topmost of these wishes back."""
        with _ignored_stay_ignored():
            super().start_application_mode()  # type: ignore[no-untyped-call] # Textual's own
        self.write(_PLAIN_KEYS)

    def stop_application_mode(self) -> None:
        self.on_leaving()
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser(self._debug)
        sieve = Sieve()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            timeout, idle = _IDLE_SECONDS, 0
            while not self.exit_event.is_set():
                if not selector.select(timeout):
                    idle += 1
                    if idle * _IDLE_SECONDS >= _GIVEN_UP_SECONDS:
                        self._pass_on([self._tokens(letter) for letter in sieve.give_up()])
                    self._pass_on([list(self._parser.tick())])
                    timeout = _IDLE_SECONDS
                    continue
                idle = 0
                text = decode(self._read())
                if not text and self._has_ended:
                    self._report_gone()
                    return
                self._pass_on([self._tokens(letter) for letter in sieve.keys_in(text)])
                for answer in sieve.answers():
                    self._call(self.on_answer, answer)
                timeout = constants.ESCAPE_DELAY

    def _tokens(self, letter: str) -> list[Message]:
        """What `letter` completes. The parser cannot read every number that a sequence may have."""
        try:
            return list(self._parser.feed(letter))
        except (ValueError, OverflowError):
            self._parser = XTermParser(self._debug)
            return [events.Key(UNKNOWN_KEY, None)]

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

    def _pass_on(self, completed: Iterable[list[Message]]) -> None:
        """What the characters of one read complete, each of them one key, or a sequence that nobody
        knows. No hand strikes many different keys at once: that was a paste without marks."""
        found: list[Message] = []
        for tokens in completed:
            keys = [token for token in tokens if isinstance(token, events.Key)]
            if len(keys) > 1:
                tokens = [token for token in tokens if not isinstance(token, events.Key)]
                tokens.append(events.Key(UNKNOWN_KEY, None))
            found += tokens
        if len({token.key for token in found if isinstance(token, events.Key)}) > _MOST_KEYS:
            found = [token for token in found if not isinstance(token, events.Key)]
            found.append(events.Key(UNKNOWN_KEY, None))
        for token in found:
            self.process_message(token)

    def _report_gone(self) -> None:
        self._call(self.on_gone)

    def _call(self, callback: Callable[..., None], *arguments: str) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(callback, *arguments)
