"""Keys of the terminal one by one, by the names that keymaps use, without a screen around them."""

import os
import select
import sys
import termios
import time
import tty
from collections import deque
from types import TracebackType
from typing import Self

from mskiosk.ui.keymap import is_key, key_struck
from mskiosk.ui.sieve import Sieve

_ESCAPE_SECONDS = 0.05
"""Escape alone, when no more comes within this time."""
_MOST_BYTES = 4096
_ENDS = "ctrl+c"


class RawKeys:
    """Takes the terminal on standard input while it is entered."""

    def __init__(self) -> None:
        from textual._xterm_parser import XTermParser

        assert sys.__stdin__
        self._descriptor = sys.__stdin__.fileno()
        self._parser = XTermParser()
        self._sieve = Sieve()
        self._came: deque[str] = deque()

    def __enter__(self) -> Self:
        self._before = termios.tcgetattr(self._descriptor)
        tty.setraw(self._descriptor, termios.TCSAFLUSH)
        settings = termios.tcgetattr(self._descriptor)
        settings[1] |= termios.OPOST  # what is printed meanwhile keeps its lines
        termios.tcsetattr(self._descriptor, termios.TCSANOW, settings)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, self._before)

    def next_key(self, seconds: float) -> str | None:
        """None when none came in so many seconds. Raises `KeyboardInterrupt` for Ctrl+C, and at the
        end of the terminal."""
        end = time.monotonic() + seconds
        while not self._came:
            left = end - time.monotonic()
            if left <= 0:
                return None
            if select.select([self._descriptor], [], [], min(left, _ESCAPE_SECONDS))[0]:
                read = os.read(self._descriptor, _MOST_BYTES)
                if not read:
                    raise KeyboardInterrupt
                self._take(self._sieve.keys_in(read.decode(errors="replace")))
            else:
                self._note(list(self._parser.tick()))
        key = self._came.popleft()
        if key == _ENDS:
            raise KeyboardInterrupt
        return key

    def _take(self, text: str) -> None:
        for letter in text:
            self._note(list(self._parser.feed(letter)))

    def _note(self, tokens: list[object]) -> None:
        from textual.events import Key

        keys = (key_struck(token.key) for token in tokens if isinstance(token, Key))
        self._came.extend(key for key in keys if is_key(key))
