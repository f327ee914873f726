"""One press, one action: what shaking hands and held keys send is brought down to what was meant.

A terminal reports presses only: no release, and no mark on the repeats of a held key. So three
things are told apart by their times. The same key soon after itself is a double strike, and a key
that lies beside it is a stray one. Later than that, but within the delay after which keyboards
begin to repeat, the same key may be the first repeat of a held key: then the next one follows
within the gap of repeats, so this one waits that long, and counts if it stays alone. Later still it
is a new press. Every strike, counted or not, is remembered, so a held key stays one action however
long it is held, and so does a hand that goes on shaking.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mskiosk.session.ports import Cancel

USUAL_WINDOW_SECONDS = 0.25
"""Until a view says otherwise."""
_JITTER_SECONDS = 0.03
"""So much late a strike may be reported. With it a window of 0.25 s is longer than the delay after
which the Linux console begins to repeat."""
_LEAST_SECONDS = 0.1
"""Nobody means to press a key ten times a second: repeats are filtered even without a window."""

_GAP_SECONDS = 2.5
"""Gaps of the same key up to this are known; longer ones are no tremor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeTiming:
    """In seconds; 0 for all three lets every strike through."""

    double_seconds: float = USUAL_WINDOW_SECONDS + _JITTER_SECONDS
    """The same key again this soon is no new press; EN 301 549 5.8 asks that it can be 0.5 s and
    more."""
    repeat_delay_seconds: float = 0.7
    """The longest delay before the first repeat; X11 has 0.66 s, desktops 0.5 s."""
    repeat_gap_seconds: float = 0.06
    """The longest gap between repeats."""


def timing_of(window_seconds: float) -> StrikeTiming:
    """That of a window for double strikes, as a person chooses it. 0: they are let through, but
    the repeats of a held key never are (E17); the Linux console's come every 0.09 s."""
    if window_seconds < _LEAST_SECONDS:
        return StrikeTiming(
            double_seconds=_LEAST_SECONDS + _JITTER_SECONDS, repeat_gap_seconds=_LEAST_SECONDS
        )
    return StrikeTiming(double_seconds=window_seconds + _JITTER_SECONDS)


class Strikes:
    def __init__(
        self,
        act: Callable[[str, float], None],
        call_later: Callable[[float, Callable[[], None]], Cancel],
        timing: StrikeTiming | None = None,
        are_neighbours: Callable[[str, str], bool] = lambda one, other: False,  # noqa: ARG005 - the type names them
    ) -> None:
        """`act` is called once for each press that was meant, with the name of its key and the
        seconds since that key was struck before. Of two neighbours the first counts."""
        self._act = act
        self._call_later = call_later
        self._are_neighbours = are_neighbours
        self.timing = timing or StrikeTiming()
        """May be changed at any time."""
        self._last: dict[str, float] = {}
        self._waiting: tuple[str, float] | None = None
        self._cancel: Cancel = _nothing

    def strike(self, key: str, at: float) -> None:
        """A key arrived at the time `at`, in seconds."""
        gap = at - self._last.get(key, float("-inf"))
        is_stray = self._is_stray(key, at)
        self._forget(at)
        self._last[key] = at
        if self._is_waiting(key) and gap <= self.timing.repeat_gap_seconds:
            self._stop_waiting()
            return
        if is_stray:
            return
        self.settle()
        if gap < self.timing.double_seconds:
            return
        if gap < self.timing.repeat_delay_seconds:
            self._waiting = key, gap
            self._cancel = self._call_later(self.timing.repeat_gap_seconds, self.settle)
        else:
            self._act(key, gap)

    def settle(self) -> None:
        """A strike that waits counts now."""
        if self._waiting is not None:
            key, gap = self._waiting
            self._stop_waiting()
            self._act(key, gap)

    def close(self) -> None:
        """A strike that waits is dropped."""
        self._stop_waiting()

    def _is_stray(self, key: str, at: float) -> bool:
        return any(
            at - then < self.timing.double_seconds and self._are_neighbours(key, other)
            for other, then in self._last.items()
            if other != key
        )

    def _is_waiting(self, key: str) -> bool:
        return self._waiting is not None and self._waiting[0] == key

    def _stop_waiting(self) -> None:
        self._cancel()
        self._cancel = _nothing
        self._waiting = None

    def _forget(self, at: float) -> None:
        longest = max(self.timing.double_seconds, self.timing.repeat_delay_seconds, _GAP_SECONDS)
        self._last = {key: then for key, then in self._last.items() if at - then < longest}


def _nothing() -> None:
    pass
