"""One activation for each press that was meant: M1, E17, E18, S16, V6."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskiosk.core.policy import STRIKE_WINDOWS
from mskiosk.ui.strikes import Strikes, StrikeTiming, timing_of
from tests.fakes.clock import SimulatedClock


class Keyboard:
    """Strikes at given times, and the actions that came of them."""

    def __init__(
        self,
        timing: StrikeTiming | None = None,
        are_neighbours: Callable[[str, str], bool] = lambda one, other: False,
    ) -> None:
        self.actions: list[str] = []
        self.gaps: list[float] = []
        self.clock = SimulatedClock()
        self.strikes = Strikes(self._act, self.clock.call_later, timing, are_neighbours)

    def _act(self, key: str, gap: float) -> None:
        self.actions.append(key)
        self.gaps.append(gap)

    def strike(self, key: str, *, after: float = 0.0) -> None:
        self.clock.advance(after)
        self.strikes.strike(key, self.clock.now())

    def burst(self, key: str, times: int, gap: float) -> list[str]:
        for at in range(times):
            self.strike(key, after=gap if at else 0.0)
        self.clock.advance(1)
        return self.actions

    def hold(self, key: str, *, seconds: float, delay: float, gap: float) -> list[str]:
        self.strike(key)
        self.clock.advance(delay - gap)
        for _ in range(round(seconds / gap)):
            self.strike(key, after=gap)
        self.clock.advance(1)
        return self.actions

    def close(self) -> None:
        self.strikes.close()


def test_a_press_acts_at_once() -> None:
    keyboard = Keyboard()
    keyboard.strike("enter")
    assert keyboard.actions == ["enter"]


def test_a_burst_of_thirty_a_second_for_three_seconds_is_one_action() -> None:
    assert Keyboard().burst("enter", 90, 1 / 30) == ["enter"]


@pytest.mark.parametrize("gap", [0.03, 0.25])
def test_a_double_strike_is_one_action(gap: float) -> None:
    assert Keyboard().burst("2", 2, gap) == ["2"]


@pytest.mark.parametrize("gap", [0.3, 0.5, 0.66, 1.5])
def test_two_presses_that_are_meant_are_two_actions(gap: float) -> None:
    assert Keyboard().burst("down", 2, gap) == ["down", "down"]


@pytest.mark.parametrize(("delay", "gap"), [(0.25, 0.092), (0.5, 0.033), (0.66, 0.04), (0.2, 0.02)])
def test_a_held_key_is_one_action(delay: float, gap: float) -> None:
    """With the delays and rates of the Linux console, desktops, X11 and a fast setting."""
    assert Keyboard().hold("down", seconds=3, delay=delay, gap=gap) == ["down"]


@given(st.floats(0.02, 0.69), st.floats(0.01, 0.055), st.floats(0.3, 5))
def test_no_held_key_acts_twice(delay: float, gap: float, seconds: float) -> None:
    assert Keyboard().hold("1", seconds=seconds, delay=max(delay, gap), gap=gap) == ["1"]


@given(st.lists(st.tuples(st.sampled_from("123"), st.floats(0, 2)), max_size=40))
def test_never_more_actions_than_strikes(strikes: list[tuple[str, float]]) -> None:
    keyboard = Keyboard()
    for key, after in strikes:
        keyboard.strike(key, after=after)
    keyboard.clock.advance(1)
    assert len(keyboard.actions) <= len(strikes)
    assert (not strikes) or keyboard.actions[0] == strikes[0][0]


def test_different_keys_act_at_once_however_quick() -> None:
    keyboard = Keyboard()
    for key in ("down", "enter", "right"):
        keyboard.strike(key, after=0.01)
    assert keyboard.actions == ["down", "enter", "right"]


def test_a_press_that_waits_counts_before_the_next_key() -> None:
    keyboard = Keyboard()
    keyboard.strike("down")
    keyboard.strike("down", after=0.4)
    keyboard.strike("enter", after=0.01)
    assert keyboard.actions == ["down", "down", "enter"]


def test_a_neighbour_hit_in_between_makes_no_second_press() -> None:
    """A shaking hand: the same key again after 0.2 s, with another one between."""
    keyboard = Keyboard()
    keyboard.strike("2")
    keyboard.strike("3", after=0.1)
    keyboard.strike("2", after=0.1)
    assert keyboard.actions == ["2", "3"]


def test_the_lockout_can_be_longer_than_half_a_second() -> None:
    """E18: at such a setting a second press 0.5 s later is not taken."""
    slow = StrikeTiming(double_seconds=0.6)
    assert Keyboard(slow).burst("enter", 2, 0.5) == ["enter"]


def test_the_filter_can_be_switched_off() -> None:
    off = StrikeTiming(double_seconds=0, repeat_delay_seconds=0, repeat_gap_seconds=0)
    assert Keyboard(off).burst("right", 5, 0.03) == ["right"] * 5


def test_nothing_acts_after_the_end() -> None:
    keyboard = Keyboard()
    keyboard.strike("down")
    keyboard.strike("down", after=0.4)
    keyboard.close()
    keyboard.clock.advance(1)
    assert keyboard.actions == ["down"]


WINDOWS = [window for window in STRIKE_WINDOWS if window]


@pytest.mark.parametrize(("gap", "window"), [(0.03, 0.25), (0.25, 0.5), (0.5, 1.0), (0.66, 1.0)])
@pytest.mark.parametrize("times", [2, 3, 5, 30])
def test_a_burst_in_a_window_above_its_gap_is_one_action(
    gap: float, window: float, times: int
) -> None:
    """M1, E18"""
    assert Keyboard(timing_of(window)).burst("enter", times, gap) == ["enter"]


@pytest.mark.parametrize("window", STRIKE_WINDOWS)
@pytest.mark.parametrize("delay", [0.25, 0.5, 0.66])
def test_a_key_held_for_three_seconds_is_one_action_in_every_window(
    window: float, delay: float
) -> None:
    """E17: the filter of repeats cannot be switched off."""
    held = Keyboard(timing_of(window)).hold("down", seconds=3, delay=delay, gap=1 / 30)
    assert held == ["down"]


@pytest.mark.parametrize("delay", [0.25, 0.5])
def test_a_key_held_on_the_linux_console_is_one_action_without_a_window(delay: float) -> None:
    held = Keyboard(timing_of(0)).hold("down", seconds=3, delay=delay, gap=0.092)
    assert held == ["down"]


def test_without_a_window_a_quick_second_press_counts() -> None:
    assert Keyboard(timing_of(0)).burst("down", 2, 0.2) == ["down"] * 2


def test_the_usual_window_is_a_quarter_of_a_second() -> None:
    assert timing_of(0.25) == StrikeTiming()


@pytest.mark.parametrize("window", WINDOWS)
def test_a_press_after_the_window_counts(window: float) -> None:
    assert Keyboard(timing_of(window)).burst("down", 3, window + 0.1) == ["down"] * 3


def test_a_window_that_is_made_longer_holds_for_the_next_strike() -> None:
    keyboard = Keyboard()
    keyboard.strike("1")
    keyboard.strikes.timing = timing_of(0.5)
    keyboard.strike("1", after=0.4)
    keyboard.clock.advance(1)
    assert keyboard.actions == ["1"]


def beside(one: str, other: str) -> bool:
    return {one, other} <= set("abc")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0.001, 0.24)), max_size=6))
def test_a_shaking_hand_that_hits_the_neighbours_too_acts_once(
    strays: list[tuple[str, float]],
) -> None:
    """M1: two to five strikes, and the keys beside."""
    keyboard = Keyboard(are_neighbours=beside)
    keyboard.strike("b")
    for key, after in strays:
        keyboard.strike(key, after=after)
    keyboard.clock.advance(1)
    assert keyboard.actions == ["b"]


def test_a_neighbour_that_is_pressed_later_counts_and_one_that_is_none_at_once() -> None:
    keyboard = Keyboard(are_neighbours=beside)
    keyboard.strike("a")
    keyboard.strike("x", after=0.05)
    keyboard.strike("b", after=0.4)
    assert keyboard.actions == ["a", "x", "b"]


def test_a_stray_strike_leaves_a_press_that_waits() -> None:
    keyboard = Keyboard(are_neighbours=beside)
    keyboard.strike("a")
    keyboard.strike("a", after=0.4)
    keyboard.strike("b", after=0.01)
    keyboard.clock.advance(1)
    assert keyboard.actions == ["a", "a"]


def test_each_action_tells_how_long_ago_its_key_was_struck() -> None:
    keyboard = Keyboard()
    keyboard.burst("a", 3, 0.4)
    keyboard.strike("b")
    keyboard.strike("a", after=9)
    never = float("inf")
    assert keyboard.gaps == [never, pytest.approx(0.4), pytest.approx(0.4), never, 10.0]


STRIKES = st.lists(st.tuples(st.sampled_from("abx"), st.floats(0, 3)), max_size=25)


@given(STRIKES, st.sampled_from(STRIKE_WINDOWS))
def test_no_two_actions_of_a_key_come_within_the_window(
    strikes: list[tuple[str, float]], window: float
) -> None:
    """E18: whatever arrives, and when."""
    keyboard = Keyboard(timing_of(window))
    struck: list[tuple[str, float]] = []
    for key, after in strikes:
        keyboard.strike(key, after=after)
        struck.append((key, keyboard.clock.now()))
    keyboard.clock.advance(1)
    assert all(gap >= window for gap in keyboard.gaps)
    alone = [
        key
        for at, (key, then) in enumerate(struck)
        if all(abs(then - other) > 2.2 for x, (_, other) in enumerate(struck) if x != at)
    ]
    assert len(keyboard.actions) >= len(alone), "a press that stands alone always counts"
