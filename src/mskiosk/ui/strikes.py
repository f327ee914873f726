"""One press, one action: what shaking hands and held keys send is brought down to what was meant.

A terminal reports presses only: no release, and no mark on the repeats of a held key. So three
things are told apart by their times. The same key soon after itself is a double strike. Later than
that, but within the delay after which keyboards begin to repeat, it may be the first repeat of a
held key: then the next one follows within the gap of repeats, so this one waits that long, and
counts if it stays alone. Later still it is a new press. Every strike, counted or not, is
remembered, so a held key stays one action however long it is held.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mskiosk.session.ports import Cancel


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeTiming:
    """In seconds; 0 for all three lets every strike through."""

    double_seconds: float = 0.28
    """The same key again this soon is no new press. A little more than the 0.25 s after which the
    Linux console begins to repeat; EN 301 549 5.8 asks that it can be 0.5 s and more."""
    repeat_delay_seconds: float = 0.7
    """The longest delay before the first repeat; X11 has 0.66 s, desktops 0.5 s."""
    repeat_gap_seconds: float = 0.06
    """The longest gap between repeats."""


class Strikes:
    def __init__(
        self,
        act: Callable[[str], None],
        call_later: Callable[[float, Callable[[], None]], Cancel],
        timing: StrikeTiming | None = None,
    ) -> None:
        """`act` is called once for each press that was meant, with the name of its key."""
        self._act = act
        self._call_later = call_later
        self._timing = timing or StrikeTiming()
        self._last: dict[str, float] = {}
        self._waiting: str | None = None
        self._cancel: Cancel = _nothing

    def strike(self, key: str, at: float) -> None:
        """A key arrived at the time `at`, in seconds."""
        gap = at - self._last.get(key, float("-inf"))
        self._forget(at)
        self._last[key] = at
        if self._waiting == key and gap <= self._timing.repeat_gap_seconds:
            self._stop_waiting()
            return
        self.settle()
        if gap < self._timing.double_seconds:
            return
        if gap < self._timing.repeat_delay_seconds:
            self._waiting = key
            self._cancel = self._call_later(self._timing.repeat_gap_seconds, self.settle)
        else:
            self._act(key)

    def settle(self) -> None:
        """A strike that waits counts now."""
        if (key := self._waiting) is not None:
            self._stop_waiting()
            self._act(key)

    def close(self) -> None:
        """A strike that waits is dropped."""
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        self._cancel()
        self._cancel = _nothing
        self._waiting = None

    def _forget(self, at: float) -> None:
        longest = max(self._timing.double_seconds, self._timing.repeat_delay_seconds)
        self._last = {key: then for key, then in self._last.items() if at - then < longest}


def _nothing() -> None:
    pass
