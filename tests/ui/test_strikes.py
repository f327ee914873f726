"""One activation for each press that was meant: M1, E17, E18, S16, V6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskiosk.ui.strikes import Strikes, StrikeTiming
from tests.fakes.clock import SimulatedClock


class Keyboard:
    """Strikes at given times, and the actions that came of them."""

    def __init__(self, timing: StrikeTiming | None = None) -> None:
        self.actions: list[str] = []
        self.clock = SimulatedClock()
        self._strikes = Strikes(self.actions.append, self.clock.call_later, timing)

    def strike(self, key: str, *, after: float = 0.0) -> None:
        self.clock.advance(after)
        self._strikes.strike(key, self.clock.now())

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
        self._strikes.close()


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
