"""Large letters: a font for reading, drawn in half blocks.

A cell is about twice as high as it is wide, so its halves are square, and the lines and half blocks
that make letters of them are in nearly every terminal's font. Each letter is drawn once, by
FreeType in black and white, with the hints that the font has for so few dots; drawing text is then
no more than putting strings one after another. Seven dots are the fewest in which a capital is
legible without knowing what it says.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from mskiosk.core.legible import in_ascii
from mskiosk.ui.hand_drawn import BELOW, NINE_DOTS
from mskiosk.ui.hyphens import syllables
from mskiosk.ui.letters import HAIR_SPACE, SOFT_HYPHEN
from mskiosk.ui.rows import LARGE_POINTER, LARGE_SPOKEN, MORE

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_HALVES = {(0, 0): " ", (1, 0): "\N{UPPER HALF BLOCK}", (0, 1): "\N{LOWER HALF BLOCK}"}
FULL = "\N{FULL BLOCK}"
_MISSING = "?"
_FEW_PIXELS = 9
_NOWHERE = "\uffff"
"""No font has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One size of large letters. A dot is half a cell high and a cell wide."""

    weight: str
    pixels: int
    """The size of the font, in dots."""
    capital: int
    """How high the capital H is, in dots."""
    above: int
    """Dots of a row of text above the line on which letters stand."""
    rows: int
    """The rows of the terminal that one row of text takes."""
    margin: int
    """Cells at either edge, for the signs that point."""
    space: int
    letter: float
    """How wide a letter is on average, in cells."""


FACES = MappingProxyType(
    {
        2: Face(
            weight="Regular",
            pixels=9,
            capital=7,
            above=8,
            rows=5,
            margin=6,
            space=4,
            letter=5.0,
        ),
        3: Face(
            weight="Medium",
            pixels=13,
            capital=9,
            above=11,
            rows=7,
            margin=7,
            space=4,
            letter=6.6,
        ),
        4: Face(
            weight="Medium",
            pixels=16,
            capital=12,
            above=13,
            rows=8,
            margin=9,
            space=5,
            letter=7.6,
        ),
    }
)
"""By text size."""


@dataclass(frozen=True, slots=True)
class Glyph:
    width: int
    rows: tuple[str, ...]


class Lettering:
    """The letters of a face."""

    def __init__(self, face: Face, language: str) -> None:
        self.face = face
        self.rows = face.rows
        self.margin = face.margin
        self._language = language
        self._by_hand = NINE_DOTS if face.pixels == _FEW_PIXELS else {}
        self._glyphs = {
            " ": _blank(face.space, face.rows),
            HAIR_SPACE: _blank(1, face.rows),
            **_signs(face),
        }
        self._underlined: dict[str, Glyph] = {}
        self._known: dict[str, bool] = {}

    def cells(self, text: str) -> int:
        return sum(self._glyph(letter).width for letter in text)

    def blank(self, cells: int) -> str:
        return HAIR_SPACE * cells

    def legible(self, text: str) -> str:
        return "".join(letter if self._has(letter) else _plain(letter) for letter in text)

    def broken(self, word: str, width: int) -> list[str]:
        """At syllables as far as they fit; else wherever the row ends."""
        pieces: list[str] = []
        row = ""
        for syllable in syllables(word, self._language):
            if self.cells(_hyphenated(row + syllable)) <= width:
                row += syllable
                continue
            if row:
                pieces.append(_hyphenated(row))
            *whole, row = self._cut(syllable, width)
            pieces += whole
        return [*pieces, row]

    def draw(self, text: str, *, is_underlined: bool = False) -> list[str]:
        """As many strings as `rows`, each `cells(text)` wide."""
        glyph = self._underlined_glyph if is_underlined else self._glyph
        drawn = [glyph(letter).rows for letter in text]
        return ["".join(rows) for rows in zip(*drawn, strict=True)] or [""] * self.rows

    def _cut(self, word: str, width: int) -> Iterator[str]:
        row = ""
        for letter in word:
            if row and self.cells(_hyphenated(row + letter)) > width:
                yield _hyphenated(row)
                row = ""
            row += letter
        yield row

    def _glyph(self, letter: str) -> Glyph:
        glyph = self._glyphs.get(letter)
        if glyph is None:
            glyph = self._glyphs[letter] = self._drawn(letter)
        return glyph

    def _underlined_glyph(self, letter: str) -> Glyph:
        glyph = self._underlined.get(letter)
        if glyph is None:
            plain = self._glyph(letter)
            is_inked = (FULL, _HALVES[1, 0])
            below = _HALVES[0, 1]
            last = "".join(FULL if cell in is_inked else below for cell in plain.rows[-1])
            glyph = self._underlined[letter] = Glyph(plain.width, (*plain.rows[:-1], last))
        return glyph

    def _drawn(self, letter: str) -> Glyph:
        if letter == SOFT_HYPHEN:
            return self._glyph("-")
        if letter in self._by_hand:
            dots = self._by_hand[letter]
            left, top, advance = 0, len(dots) - BELOW.get(letter, 0), 0
        else:
            dots, left, top, advance = _ink(self._font, letter)
        if letter == "I":
            dots = _with_serifs(dots)
        left = max(0, left)
        width = max(advance, left + len(dots[0]) + 1 if dots else 1)
        height = 2 * self.rows
        first = min(max(0, self.face.above - top), max(0, height - len(dots)))
        lines = [(0,) * width] * height
        for at, line in enumerate(dots[:height]):
            lines[first + at] = ((0,) * left + line + (0,) * width)[:width]
        return _in_cells(lines)

    def _has(self, letter: str) -> bool:
        known = self._known.get(letter)
        if known is None:
            known = self._known[letter] = letter in self._glyphs or _is_in(self._font, letter)
        return known

    @property
    def _font(self) -> "FreeTypeFont":
        return _font(self.face.weight, self.face.pixels)


@functools.cache
def _font(weight: str, pixels: int) -> "FreeTypeFont":
    from PIL import ImageFont  # for large letters alone

    file = resources.files("font_roboto") / "files" / f"Roboto-{weight}.ttf"
    with resources.as_file(file) as path:
        return ImageFont.truetype(str(path), pixels, layout_engine=ImageFont.Layout.BASIC)


def _ink(font: "FreeTypeFont", letter: str) -> tuple[list[tuple[int, ...]], int, int, int]:
    """The dots of a letter, the column of the first, its height above the line, and how wide the
    letter is with the space around it."""
    from PIL import Image, ImageDraw

    size = 4 * int(font.size)
    image = Image.new("1", (size, size))
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    draw.text((size // 4, size // 2), letter, font=font, fill=1, anchor="ls")
    box = image.getbbox()
    advance = round(font.getlength(letter, mode="1"))
    if box is None:
        return [], 0, 0, advance
    dots = [
        tuple(int(bool(image.getpixel((x, y)))) for x in range(box[0], box[2]))
        for y in range(box[1], box[3])
    ]
    return dots, box[0] - size // 4, size // 2 - box[1], advance


@functools.cache
def _is_in(font: "FreeTypeFont", letter: str) -> bool:
    """What a font has not it draws as the same box for all."""
    return _ink(font, letter) != _ink(font, _NOWHERE)


def _with_serifs(dots: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """So that a capital I is not a small l."""
    bar = (1,) * (len(dots[0]) + 2)
    return [bar, *((0, *row, 0) for row in dots[1:-1]), bar]


def _plain(letter: str) -> str:
    return in_ascii(letter) if letter.isprintable() else _MISSING


def _hyphenated(piece: str) -> str:
    return piece if piece.endswith("-") else piece + SOFT_HYPHEN


def _in_cells(lines: list[tuple[int, ...]]) -> Glyph:
    pairs = zip(lines[::2], lines[1::2], strict=True)
    rows = tuple(
        "".join(_HALVES.get(halves, FULL) for halves in zip(upper, lower, strict=True))
        for upper, lower in pairs
    )
    return Glyph(len(lines[0]), rows)


def _blank(width: int, rows: int) -> Glyph:
    return Glyph(width, (" " * width,) * rows)


def _signs(face: Face) -> dict[str, Glyph]:
    """Triangles and a disc, on the line of the letters: no font for reading has them."""
    half = (face.margin - 2) // 2
    width = 2 * half + 1
    down = [(0,) * (at + 1) + (1,) * (width - 2 * at) for at in range(half + 1)]
    right = [(1,) * (half + 1 - abs(half - at)) for at in range(width)]
    disc = [(0,) + (1,) * (width - 2), *[(1,) * width] * (width - 2), (0,) + (1,) * (width - 2)]
    signs = {MORE: down, LARGE_POINTER: right, LARGE_SPOKEN: disc}
    return {sign: _placed(dots, face) for sign, dots in signs.items()}


def _placed(dots: list[tuple[int, ...]], face: Face) -> Glyph:
    """In the middle between the line and the height of a capital."""
    above = face.above - (face.capital + len(dots)) // 2
    lines = [(0,) * face.margin] * (2 * face.rows)
    for at, line in enumerate(dots):
        lines[above + at] = (line + (0,) * face.margin)[: face.margin]
    return _in_cells(lines)
