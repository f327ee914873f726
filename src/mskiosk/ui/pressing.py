"""From the keys that arrive to what is reported of them: what was meant, by keymap and by hand."""

from collections.abc import Callable

from mskiosk.core.events import KeyCaptured, Pressed, StrikesUnsteady
from mskiosk.core.intents import Command, Intent
from mskiosk.core.keymap import Keymap
from mskiosk.core.view import View
from mskiosk.session.ports import Cancel, Reporter
from mskiosk.ui.keymap import can_be_switch, intent_of
from mskiosk.ui.strikes import USUAL_WINDOW_SECONDS, Strikes, StrikeTiming, timing_of
from mskiosk.ui.unsteadiness import Unsteadiness

_NEVER_CAPTURED = (Command.GO_BACK, Command.MAIN_MENU, Command.GET_HELP_NOW, Command.STAFF)
_SAME_SWITCH_SECONDS = 1.5
"""The switch that was just asked for, pressed again this soon, was not meant as the next one."""


class Pressing:
    def __init__(
        self,
        report: Reporter,
        keymap: Keymap,
        call_later: Callable[[float, Callable[[], None]], Cancel],
        now: Callable[[], float],
        timing: StrikeTiming | None = None,
    ) -> None:
        """`timing` is that of strikes, whatever a view says."""
        self._report = report
        self._keymap = self._keymap_here = keymap
        self._now = now
        self._is_timing_fixed = timing is not None
        self._strikes = Strikes(self._act, call_later, timing, keymap.are_neighbours)
        self._window_seconds = USUAL_WINDOW_SECONDS
        self._unsteadiness = Unsteadiness()
        self._captures_key = False
        self._select_goes_on = False

    def show(self, view: View) -> None:
        """From now on keys mean what they mean in `view`."""
        self._captures_key = view.captures_key
        self._select_goes_on = view.select_goes_on
        self._keymap_here = self._keymap.with_additions(dict(view.key_additions))
        if view.strike_window_seconds != self._window_seconds and not self._is_timing_fixed:
            self._window_seconds = view.strike_window_seconds
            self._strikes.timing = timing_of(self._window_seconds)

    def press(self, key: str, at: float) -> None:
        """A key arrived at the time `at`, in seconds."""
        if self._is_asked_for(key) or intent_of(key, self._keymap_here) is not None:
            self._strikes.strike(key, at)

    def close(self) -> None:
        self._strikes.close()

    def _act(self, key: str, gap: float) -> None:
        if self._is_asked_for(key):
            if gap > _SAME_SWITCH_SECONDS:
                self._report(KeyCaptured(key))
            return
        intent: Intent = intent_of(key, self._keymap_here) or Command.STOP
        unsteady = self._unsteadiness.press(
            intent,
            gap=gap,
            at=self._now(),
            window=self._window_seconds,
            is_step=self._select_goes_on,
        )
        self._report(Pressed(intent))
        if unsteady is not None:
            self._report(StrikesUnsteady(unsteady))

    def _is_asked_for(self, key: str) -> bool:
        """Any single key can be a switch but the ways out."""
        is_way_out = self._keymap.keys.get(key) in _NEVER_CAPTURED
        return self._captures_key and can_be_switch(key) and not is_way_out
