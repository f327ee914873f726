"""What a terminal makes of a style, and how much contrast it has, by computation."""

from collections.abc import Sequence

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style

from mskiosk.ui.contrast import ratio

Seen = tuple[ColorTriplet, ColorTriplet]
"""Ink and paper."""


def _table(*written: str) -> tuple[ColorTriplet, ...]:
    return tuple(Color.parse(f"#{colour}").get_truecolor() for colour in written)


LINUX = _table(
    *("000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa"),
    *("555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff"),
)
"""The sixteen colours of the Linux console, drivers/tty/vt/vt.c."""
XTERM = _table(
    *("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5"),
    *("7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff"),
)
"""Those of xterm, XTerm-col.ad."""
_BRIGHT = 8
_CYAN, _GREY = 6, 7


def exactly(style: Style) -> Seen:
    """With 16 million colours."""
    return _ordered(style, *(c.get_truecolor() for c in _colours(style)))


def in_256(style: Style) -> Seen:
    downgraded = (c.downgrade(ColorSystem.EIGHT_BIT) for c in _colours(style))
    return _ordered(style, *(c.get_truecolor() for c in downgraded))


def on_xterm(style: Style) -> Seen:
    """With sixteen colours: bold letters are brighter."""
    ink, paper = _numbers(style)
    return _ordered(style, XTERM[ink | _BRIGHT if style.bold else ink], XTERM[paper])


def on_linux(style: Style) -> Seen:
    """As the console does it: underlined ink is cyan, papers are never bright, and the brightness
    of the ink stays where it is when both are exchanged."""
    ink, paper = _numbers(style)
    bright = _BRIGHT if style.bold or ink >= _BRIGHT else 0
    ink, paper = _CYAN if style.underline else ink % _BRIGHT, paper % _BRIGHT
    if style.reverse:
        ink, paper = paper, ink
    return LINUX[ink | bright], LINUX[paper]


def contrast(seen: Seen) -> float:
    return ratio(*seen)


def _colours(style: Style) -> Sequence[Color]:
    assert style.color
    assert style.bgcolor
    return style.color, style.bgcolor


def _numbers(style: Style) -> tuple[int, int]:
    """Ink and paper; those that a style lacks are the terminal's own, grey on black."""
    found = (style.color, style.bgcolor)
    numbers = [c.downgrade(ColorSystem.STANDARD).number if c else None for c in found]
    return _GREY if numbers[0] is None else numbers[0], numbers[1] or 0


def _ordered(style: Style, ink: ColorTriplet, paper: ColorTriplet) -> Seen:
    return (paper, ink) if style.reverse else (ink, paper)
