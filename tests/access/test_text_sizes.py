"""How large the letters are that a person has before them: E13, S10, V5."""

import math
from pathlib import Path

import pytest

from mskiosk.core.look import TEXT_SIZES
from mskiosk.ui.lettering import FACES, Lettering
from mskiosk.ui.sizes import largest_text_size

AWAY_MM = 600
LEAST_DEGREES = 0.7
SCREEN_HEIGHT_MM = 299
"""24 inches, 16 by 9."""
SCREEN_ROWS = [1080, 1024]
"""Dots of the screen, from top to bottom."""
CELL_ROWS = {"8x16, of the PC": 16, "6x13, the smallest usual one of xterm": 13}
DOCUMENT = Path(__file__).parents[2] / "docs" / "text-sizes.md"


def capital_mm(size: int, cell_rows: int, screen_rows: int) -> float:
    """The height of an H, from the rows of half cells that have ink."""
    lettering = Lettering(FACES[size], "en")
    halves = [half for row in lettering.draw("H") for half in ("\u2580\u2588", "\u2584\u2588")]
    inked = [
        any(cell in half for cell in row)
        for row, half in zip(twice(lettering), halves, strict=True)
    ]
    return sum(inked) * cell_rows / 2 * SCREEN_HEIGHT_MM / screen_rows


def twice(lettering: Lettering) -> list[str]:
    return [row for row in lettering.draw("H") for _ in range(2)]


def degrees(millimetres: float) -> float:
    return math.degrees(2 * math.atan(millimetres / 2 / AWAY_MM))


def test_what_is_asked_for_is_7_mm() -> None:
    assert degrees(7.33) == pytest.approx(LEAST_DEGREES, abs=0.001)


@pytest.mark.parametrize("screen_rows", SCREEN_ROWS)
@pytest.mark.parametrize("font", CELL_ROWS)
@pytest.mark.parametrize("size", FACES)
def test_a_capital_of_every_drawn_size_is_large_enough(
    size: int, font: str, screen_rows: int
) -> None:
    """E13: 0.7 degrees at 600 mm; S10: 4.8 mm."""
    height = capital_mm(size, CELL_ROWS[font], screen_rows)
    assert degrees(height) >= LEAST_DEGREES
    assert f"{height:.1f} mm" in DOCUMENT.read_text(encoding="utf-8"), "as the document says"


@pytest.mark.parametrize("size", FACES)
def test_the_document_says_what_screen_each_size_needs(size: int) -> None:
    """W3, V5"""
    rows = [line.split("|") for line in DOCUMENT.read_text(encoding="utf-8").splitlines()]
    need = next(row[5].split() for row in rows if len(row) == 7 and row[1].strip() == str(size))
    columns, lines = int(need[0]), int(need[2])
    assert largest_text_size(columns, lines, is_ascii_only=False) >= size
    assert largest_text_size(columns - 1, lines, is_ascii_only=False) < size
    assert largest_text_size(columns, lines - 1, is_ascii_only=False) < size


def test_a_clinics_screen_has_room_for_every_size() -> None:
    """1280 x 1024 with cells of 10 by 20."""
    assert largest_text_size(128, 51, is_ascii_only=False) == TEXT_SIZES[-1]
