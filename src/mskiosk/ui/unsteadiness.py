"""Whether a hand strikes twice what it means once, seen from what it does next.

A key pressed twice in quick succession may be meant, as when somebody hurries down a list. So only
this counts as one that was not meant: two presses of one key, the second just after the window in
which it would have been dropped, and then a press that undoes them; or the marked choice taken
twice, for nobody takes what they have not heard, unless the key that takes goes on there. Three of
these within two minutes, and the hand is unsteady.
"""

from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import STRIKE_WINDOWS

_MOST_SECONDS = 120.0
_UNDONE_SECONDS = 10.0
_ENOUGH = 3
_OPPOSITES = (
    (Command.NEXT_CHOICE, Command.PREVIOUS_CHOICE),
    (Command.NEXT, Command.PREVIOUS),
    (Command.NEXT_SECTION, Command.PREVIOUS_SECTION),
    (Command.LOUDER, Command.QUIETER),
    (Command.FASTER, Command.SLOWER),
    (Command.BIGGER_TEXT, Command.SMALLER_TEXT),
)
_UNDOES = {one: other for pair in _OPPOSITES for one, other in (pair, pair[::-1])}


class Unsteadiness:
    def __init__(self) -> None:
        self._pair: tuple[Intent, float, float] | None = None
        """The quick pair that came last: what it meant, its gap, and when it was."""
        self._unmeant: list[tuple[float, float]] = []
        """When, and the gap."""

    def press(
        self, intent: Intent, *, gap: float, at: float, window: float, is_step: bool = False
    ) -> float | None:
        """A press that counted, `gap` seconds after the same key; the longest gap between two
        strikes that were meant as one, once that is sure. All in seconds. With `is_step` the key
        that takes goes on here."""
        is_quick = window <= gap < _next_window(window)
        if self._pair and at - self._pair[2] < _UNDONE_SECONDS and _undoes(intent, self._pair[0]):
            self._note(self._pair[1], at)
            self._pair = None
        elif is_quick and intent is Command.THIS_ONE and not is_step:
            self._note(gap, at)
        elif is_quick:
            self._pair = intent, gap, at
        elif self._pair and intent != self._pair[0]:
            self._pair = None
        if len(self._unmeant) < _ENOUGH:
            return None
        longest = max(gap for _, gap in self._unmeant)
        self._unmeant = []
        return longest

    def _note(self, gap: float, at: float) -> None:
        self._unmeant = [each for each in self._unmeant if at - each[0] < _MOST_SECONDS]
        self._unmeant.append((at, gap))


def _next_window(window: float) -> float:
    return next((each for each in STRIKE_WINDOWS if each > window), 0.0)


def _undoes(intent: Intent, pair: Intent) -> bool:
    if isinstance(pair, Choose):
        return intent is Command.GO_BACK
    return intent == _UNDOES.get(pair)
