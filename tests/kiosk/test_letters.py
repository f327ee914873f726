"""How big the letters of the terminal are, on screens of all kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskiosk.kiosk.letters import (
    ADVANCE,
    LEAST_CAPITAL_MM,
    LINE,
    Glass,
    letter_pixels,
    wanted_capital_mm,
)

FULL_HD = Glass(width_pixels=1920, height_pixels=1080, diagonal_inches=22)


def test_a_capital_at_600_mm_is_7_3_mm_high() -> None:
    """E13, and S10 for a person who sits very near."""
    assert wanted_capital_mm(60) == pytest.approx(7.33, abs=0.01)
    assert wanted_capital_mm(30) == LEAST_CAPITAL_MM


def test_the_usual_screen_holds_eighty_columns_of_such_letters() -> None:
    pixels = letter_pixels(FULL_HD, 60)
    assert FULL_HD.capital_mm(pixels) >= 7.33
    assert 1920 // (pixels * ADVANCE) >= 79


def test_twice_as_many_pixels_give_letters_of_the_same_height() -> None:
    dense = Glass(width_pixels=3840, height_pixels=2160, diagonal_inches=22)
    height = FULL_HD.capital_mm(letter_pixels(FULL_HD, 60))
    assert dense.capital_mm(letter_pixels(dense, 60)) == pytest.approx(height, rel=0.03)


def test_on_a_small_screen_forty_columns_and_twelve_rows_come_first() -> None:
    """W3."""
    small = Glass(width_pixels=1280, height_pixels=800, diagonal_inches=10)
    pixels = letter_pixels(small, 60)
    assert 1280 // (pixels * ADVANCE) >= 40
    assert 800 // (pixels * LINE) >= 12
    assert LEAST_CAPITAL_MM <= small.capital_mm(pixels) < 7.33


@given(
    width=st.integers(800, 7680),
    height=st.integers(480, 4320),
    inches=st.floats(7, 65),
    distance=st.floats(30, 150),
)
def test_a_capital_is_never_lower_than_4_8_mm(
    width: int, height: int, inches: float, distance: float
) -> None:
    """S10: whatever is too small for that loses columns, not height."""
    glass = Glass(width_pixels=width, height_pixels=height, diagonal_inches=inches)
    assert glass.capital_mm(letter_pixels(glass, distance)) >= LEAST_CAPITAL_MM - 1e-9
