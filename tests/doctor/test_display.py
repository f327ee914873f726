"""The screen: how big, how many colours, how high a capital."""

from dataclasses import replace

import pytest

from mskiosk.core.look import Theme
from mskiosk.doctor.display import Surroundings, capital_cells, judged_display
from mskiosk.doctor.finding import State
from mskiosk.doctor.screen import Screen
from tests.doctor.judging import assert_told

SCREEN = Screen(columns=120, rows=40, name="foot", pixels=(1920, 1080))
ON_A_DESK = Surroundings(screen_diagonal_inches=24, viewing_distance_cm=60)


def display(
    screen: Screen = SCREEN,
    surroundings: Surroundings = ON_A_DESK,
    text_size: int = 2,
    theme: Theme = Theme.DARK,
) -> tuple[State, str]:
    found = judged_display(screen, surroundings, text_size=text_size, theme=theme)
    assert_told(found, found.state)
    return found.state, found.says


def test_on_a_big_screen_the_letters_are_big_enough_from_60_cm() -> None:
    """E13: 7.3 mm. A screen of 24 inches is 299 mm high; of 40 rows one has 7.5 mm."""
    state, says = display()
    assert state is State.OK
    assert "about 26.2 mm" in says
    assert "7.3 mm are needed" in says
    assert "W1" in says


def test_letters_that_are_too_small_are_told_with_the_size_that_is_enough() -> None:
    """S10, V5."""
    state, says = display(text_size=1)
    assert state is State.WARN
    assert "text_size: 2" in says
    small = replace(SCREEN, columns=60, rows=12)
    state, says = display(small, Surroundings(screen_diagonal_inches=4), text_size=1)
    assert state is State.FAIL
    assert "4.8 mm are needed (S10, V5)" in says


def test_without_the_size_of_the_screen_a_ruler_is_asked_for() -> None:
    state, says = display(surroundings=Surroundings())
    assert state is State.WARN
    assert "Measure a capital H" in says


@pytest.mark.parametrize(
    ("screen", "state", "words"),
    [
        (Screen(is_there=False), State.SKIPPED, "no screen here"),
        (replace(SCREEN, why_not="This terminal is too small."), State.FAIL, "too small"),
        (replace(SCREEN, columns=39), State.WARN, "W3"),
        (replace(SCREEN, is_ascii_only=True), State.WARN, "UTF-8"),
        (replace(SCREEN, columns=80, rows=24), State.WARN, "too few for text size 4"),
        (replace(SCREEN, is_colourless=True), State.WARN, "NO_COLOR"),
        (replace(SCREEN, colour_system=None), State.WARN, "TERM"),
    ],
)
def test_a_screen_that_lacks_something_is_told(screen: Screen, state: State, words: str) -> None:
    huge = Surroundings(screen_diagonal_inches=60)
    found_state, says = display(screen, huge, text_size=4)
    assert found_state is state
    assert words in says


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("colour_system", ["standard", "256", "truecolor"])
def test_every_theme_has_the_contrast_that_it_promises(theme: Theme, colour_system: str) -> None:
    """W1, V4."""
    state, says = display(replace(SCREEN, colour_system=colour_system), theme=theme)
    assert state is State.OK, says


def test_drawn_letters_are_as_high_as_their_dots() -> None:
    """A dot is half a row."""
    assert [capital_cells(size) for size in (1, 2, 3, 4)] == [0.6, 3.5, 4.5, 6.0]
