"""What the terminal tells of the screen: cells, pixels, colours."""

import contextlib
import fcntl
import os
import re
import select
import struct
import sys
import termios
import time
import tty
from collections.abc import Mapping
from dataclasses import dataclass

from mskiosk.ui.terminal import Terminal, why_not

_ANSWER_SECONDS = 0.3
_CELL_SIZE = re.compile(rb"\x1b\[6;(\d+);(\d+)t")
_ASK_CELL_SIZE = b"\x1b[16t"
_USUAL_CELLS = (80, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    is_there: bool = True
    columns: int = _USUAL_CELLS[0]
    rows: int = _USUAL_CELLS[1]
    name: str = ""
    """The value of TERM."""
    why_not: str | None = None
    """Why the kiosk cannot draw here."""
    is_ascii_only: bool = False
    is_colourless: bool = False
    colour_system: str | None = "truecolor"
    """As Rich names it."""
    pixels: tuple[int, int] | None = None
    """Width and height of all cells together, where the terminal tells."""


def screen_here(environ: Mapping[str, str] = os.environ) -> Screen:
    terminal = Terminal.here(environ)
    if not terminal.has_keyboard or not terminal.has_screen:
        return Screen(is_there=False)
    from rich.console import Console

    columns, rows = terminal.columns or _USUAL_CELLS[0], terminal.rows or _USUAL_CELLS[1]
    return Screen(
        columns=columns,
        rows=rows,
        name=terminal.name,
        why_not=why_not(terminal),
        is_ascii_only=terminal.is_ascii_only,
        is_colourless="NO_COLOR" in environ,
        colour_system=Console().color_system,
        pixels=_pixels(columns, rows),
    )


def _pixels(columns: int, rows: int) -> tuple[int, int] | None:
    assert sys.__stdin__
    descriptor = sys.__stdin__.fileno()
    with contextlib.suppress(OSError):
        size = fcntl.ioctl(descriptor, termios.TIOCGWINSZ, bytes(8))
        _rows, _columns, width, height = struct.unpack("HHHH", size)
        if width and height:
            return width, height
    with contextlib.suppress(OSError, termios.error):
        cell = _asked_cell(descriptor)
        if cell:
            return columns * cell[0], rows * cell[1]
    return None


def _asked_cell(descriptor: int) -> tuple[int, int] | None:
    """Width and height of a cell in pixels, if the terminal answers in time. Raises `OSError` and
    `termios.error`."""
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        assert sys.__stdout__
        os.write(sys.__stdout__.fileno(), _ASK_CELL_SIZE)
        answer = b""
        end = time.monotonic() + _ANSWER_SECONDS
        while (left := end - time.monotonic()) > 0:
            if not select.select([descriptor], [], [], left)[0]:
                break
            answer += os.read(descriptor, 64)
            if found := _CELL_SIZE.search(answer):
                height, width = int(found[1]), int(found[2])
                return (width, height) if width and height else None
    finally:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
    return None
