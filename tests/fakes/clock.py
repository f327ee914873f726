"""A clock that goes only when it is told to."""

import heapq
import itertools
from collections.abc import Callable

from mskiosk.session.ports import Cancel


class SimulatedClock:
    """`session.ports.Clock`: starts at 0.0 and moves by `advance`. What is due at the same moment
    is called in the order in which it was asked for."""

    def __init__(self) -> None:
        self._now = 0.0
        self._order = itertools.count()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._cancelled: set[int] = set()

    def now(self) -> float:
        return self._now

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Cancel:
        assert seconds >= 0, f"{seconds} s lie in the past"
        number = next(self._order)
        heapq.heappush(self._due, (self._now + seconds, number, callback))
        return lambda: self._cancelled.add(number)

    def advance(self, seconds: float) -> None:
        """Lets `seconds` pass and calls back what is due, also what is asked for meanwhile."""
        assert seconds >= 0, "a clock does not go back"
        end = self._now + seconds
        while self._due and self._due[0][0] <= end:
            at, number, callback = heapq.heappop(self._due)
            self._now = max(self._now, at)
            if number not in self._cancelled:
                callback()
        self._now = end
