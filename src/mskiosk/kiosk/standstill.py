"""A screen that stands still: after Ctrl+S or Scroll Lock nothing is shown, and whoever writes
there waits, perhaps for ever."""

import contextlib
import os
import select
import termios
from typing import Any

_INPUT_MODES = 0


def without_stop_key(modes: list[Any]) -> list[Any]:
    """Modes of a terminal in which Ctrl+S is a key as any other."""
    return [modes[_INPUT_MODES] & ~termios.IXON, *modes[_INPUT_MODES + 1 :]]


def go_on(descriptor: int) -> None:
    """Whatever has stopped the screen: the system only lets go of what it was itself told to
    stop. Raises `OSError` or `termios.error`."""
    termios.tcflow(descriptor, termios.TCOOFF)
    termios.tcflow(descriptor, termios.TCOON)


def write_if_taken(descriptor: int, few_bytes: bytes) -> None:
    """Or nothing at all, where it would have to wait."""
    with contextlib.suppress(OSError):
        if select.select([], [descriptor], [], 0)[1]:
            os.write(descriptor, few_bytes)
