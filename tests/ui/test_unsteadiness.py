"""A hand that strikes twice is noticed by what it undoes, and never by being quick: M1, E18."""

from collections.abc import Iterable

import pytest

from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.ui.unsteadiness import Unsteadiness

FIRST = float("inf")
Press = tuple[Intent, float]
"""What it meant, and the gap to the strike of the same key before it."""


def told(
    presses: Iterable[Press], *, pause: float = 3.0, window: float = 0.25, is_step: bool = False
) -> list[float]:
    unsteadiness = Unsteadiness()
    at = 0.0
    found = []
    for intent, gap in presses:
        at += gap if gap < FIRST else pause
        found_gap = unsteadiness.press(intent, gap=gap, at=at, window=window, is_step=is_step)
        gap = found_gap or 0.0
        if gap:
            found.append(gap)
    return found


def undone(intent: Intent, undo: Intent, gap: float = 0.4) -> list[Press]:
    return [(intent, FIRST), (intent, gap), (undo, FIRST)]


DOWN = undone(Command.NEXT_CHOICE, Command.PREVIOUS_CHOICE)


@pytest.mark.parametrize(
    "unmeant",
    [
        DOWN,
        undone(Command.PREVIOUS, Command.NEXT),
        undone(Command.LOUDER, Command.QUIETER),
        undone(Choose(1), Command.GO_BACK),
        [(Command.THIS_ONE, FIRST), (Command.THIS_ONE, 0.4)],
    ],
)
def test_three_pairs_that_were_not_meant_are_told_once(unmeant: list[Press]) -> None:
    assert told(unmeant * 3) == [0.4]
    assert told(unmeant * 2) == []


def test_the_longest_gap_is_told() -> None:
    up = undone(Command.PREVIOUS_CHOICE, Command.NEXT_CHOICE, 0.45)
    assert told([*DOWN, *up, *DOWN]) == [0.45]


@pytest.mark.parametrize(
    "presses",
    [
        [(Command.NEXT_CHOICE, FIRST), (Command.NEXT_CHOICE, 0.3), (Command.THIS_ONE, FIRST)] * 9,
        [(Command.NEXT_CHOICE, FIRST), *[(Command.NEXT_CHOICE, 0.3)] * 9] * 9,
        [(Command.NEXT_CHOICE, FIRST), (Command.PREVIOUS_CHOICE, FIRST)] * 9,
        [(Choose(1), FIRST), (Choose(1), 0.3), (Choose(0), FIRST)] * 9,
        undone(Command.NEXT_CHOICE, Command.PREVIOUS_CHOICE, 0.9) * 9,
        [(Command.GO_BACK, FIRST), (Command.GO_BACK, 0.3)] * 9,
    ],
    ids=["hurries and takes", "runs down", "looks about", "knows the way", "slowly", "far back"],
)
def test_who_is_quick_or_looks_about_is_not_told(presses: list[Press]) -> None:
    assert told(presses) == []


def test_where_the_key_that_takes_goes_on_its_pairs_are_steps() -> None:
    """M5: who steps quickly is not asked whether their keys strike twice."""
    enter = [(Command.THIS_ONE, FIRST), (Command.THIS_ONE, 0.4)] * 9
    assert told(enter, is_step=True) == []
    assert told([*enter, *DOWN * 3], is_step=True) == [0.4]


def test_what_is_undone_late_or_happens_seldom_is_not_told() -> None:
    assert told(DOWN * 3, pause=11) == []
    assert told([*DOWN, (Command.HELP, 70.0)] * 5) == []


def test_in_a_longer_window_only_gaps_just_above_it_count() -> None:
    assert told(DOWN * 3, window=0.5) == []
    long = undone(Command.NEXT_CHOICE, Command.PREVIOUS_CHOICE, 0.7)
    assert told(long * 3, window=0.5) == [0.7]
    assert told(undone(Command.NEXT, Command.PREVIOUS, 2.2) * 9, window=2.0) == []
