"""The kiosk on a terminal. It decides nothing: views come in, intents go out."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.driver import Driver

from mskiosk.core.events import KeyCaptured, Pressed, ScreenMeasured, StrikesUnsteady
from mskiosk.core.intents import Command, Intent
from mskiosk.core.keymap import Keymap
from mskiosk.core.view import View
from mskiosk.session.ports import Reporter
from mskiosk.ui.keymap import intent_of, is_key, key_struck
from mskiosk.ui.palettes import palettes_for
from mskiosk.ui.sheet import Sheet
from mskiosk.ui.strikes import USUAL_WINDOW_SECONDS, Strikes, StrikeTiming, timing_of
from mskiosk.ui.terminal import withstand_signals
from mskiosk.ui.unsteadiness import Unsteadiness

_ENDING_SIGNALS_AT_CLINIC = (signal.SIGTERM, signal.SIGHUP)
_ENDING_SIGNALS = (signal.SIGINT, *_ENDING_SIGNALS_AT_CLINIC)
_ENDING_KEYS = {"ctrl+c": 128 + signal.SIGINT, "ctrl+q": 0}
_NEVER_CAPTURED = (Command.GO_BACK, Command.MAIN_MENU, Command.GET_HELP_NOW, Command.STAFF)
_SAME_SWITCH_SECONDS = 1.5
"""The switch that was just asked for, pressed again this soon, was not meant as the next one."""
_TERMINAL_GONE = 128 + signal.SIGHUP
_CLOSING_SECONDS = 10.0

Hook = Callable[[], Awaitable[None]]


async def _nothing() -> None:
    pass


class KioskApp(App[None], inherit_bindings=False):
    """A `Display` that also reports what is pressed."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = "Screen { overflow: hidden; background: #000000; }"

    def __init__(
        self,
        *,
        report: Reporter,
        keymap: Keymap,
        timing: StrikeTiming | None = None,
        on_ready: Hook = _nothing,
        on_closing: Hook = _nothing,
        is_clinic: bool = False,
        is_ascii_only: bool = False,
        language: str = "en",
    ) -> None:
        """`timing` is that of strikes, whatever a view says. `on_ready` runs on the event loop as
        soon as keys are taken, `on_closing` once at the end, whatever ended the program; in a
        clinic no key ends it."""
        is_colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if is_colourless else None)
        self.animation_level = "none"
        self._report = report
        self._keymap_of_kiosk = keymap
        self._on_ready, self._on_closing = on_ready, on_closing
        self._is_clinic = is_clinic
        self._ending_keys = {} if is_clinic else _ENDING_KEYS
        self._keymap_now = keymap
        self._captures_key = False
        self._is_timing_fixed = timing is not None
        self._strikes = Strikes(self._act, self._call_later, timing, keymap.are_neighbours)
        self._strike_window_seconds = USUAL_WINDOW_SECONDS
        self._unsteadiness = Unsteadiness()
        palettes = palettes_for(
            self.console.color_system, os.environ.get("TERM", ""), is_colourless=is_colourless
        )
        self._sheet = Sheet(
            palettes,
            is_ascii_only=is_ascii_only,
            language=language,
            on_measured=self._measured,
        )
        self._opening: asyncio.Task[None] | None = None
        self._end_code: int | None = None
        self._failure: BaseException | None = None

    def show(self, view: View) -> None:
        """Draws `view`; before the screen is there it is kept, after the end it is dropped."""
        if self._end_code is None:
            self._set_window(view.strike_window_seconds)
            self._captures_key = view.captures_key
            self._keymap_now = self._keymap_of_kiosk.with_additions(dict(view.key_additions))
            self._sheet.show(view)

    def close(self, code: int = 0) -> None:
        """Ends the program with this exit code; the first call decides."""
        if self._end_code is None:
            self._end_code = code
            self._strikes.close()
            self.exit()

    async def run_until_closed(self) -> int:
        """Runs on the terminal, and returns the exit code when the terminal is sane again and
        `on_closing` is done. Raises what went wrong inside, after the same."""
        loop = asyncio.get_running_loop()
        if self._is_clinic:
            withstand_signals()
        for number in _ENDING_SIGNALS_AT_CLINIC if self._is_clinic else _ENDING_SIGNALS:
            loop.add_signal_handler(number, self.close, 128 + number)
        try:
            await self.run_async(mouse=False)
        finally:
            await self._finish()
        if self._failure:
            raise self._failure
        return self._end_code or 0

    def compose(self) -> ComposeResult:
        yield self._sheet

    def on_mount(self) -> None:
        self._opening = asyncio.get_running_loop().create_task(self._open())

    async def on_event(self, event: events.Event) -> None:
        """Keys are taken here, before any binding of Textual's; a mouse, a paste and the focus of
        the window mean nothing."""
        match event:
            case events.Key(key=key, time=at):
                self._press(key_struck(key), at)
            case events.MouseEvent() | events.Paste() | events.AppFocus() | events.AppBlur():
                pass
            case _:
                await super().on_event(event)

    def get_driver_class(self) -> type[Driver]:
        from mskiosk.ui.screen_driver import ScreenDriver

        class KioskDriver(ScreenDriver):
            on_gone = staticmethod(lambda: self.close(_TERMINAL_GONE))

        return KioskDriver

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002 - they would be printed
        self.close(1)

    def _measured(self, largest_text_size: int) -> None:
        if self._end_code is None:
            self._report(ScreenMeasured(largest_text_size))

    def _press(self, key: str, at: float) -> None:
        if key in self._ending_keys:
            self.close(self._ending_keys[key])
        elif self._end_code is None and (self._is_asked_for(key) or self._intent(key) is not None):
            self._strikes.strike(key, at)

    def _act(self, key: str, gap: float) -> None:
        if self._is_asked_for(key):
            if gap > _SAME_SWITCH_SECONDS:
                self._report(KeyCaptured(key))
            return
        intent = self._intent(key) or Command.STOP
        at = asyncio.get_running_loop().time()
        window = self._strike_window_seconds
        unsteady = self._unsteadiness.press(intent, gap=gap, at=at, window=window)
        self._report(Pressed(intent))
        if unsteady is not None:
            self._report(StrikesUnsteady(unsteady))

    def _intent(self, key: str) -> Intent | None:
        return intent_of(key, self._keymap_now)

    def _is_asked_for(self, key: str) -> bool:
        """Any key can be a switch but the ways out."""
        is_way_out = self._keymap_of_kiosk.keys.get(key) in _NEVER_CAPTURED
        return self._captures_key and is_key(key) and not is_way_out

    def _set_window(self, seconds: float) -> None:
        if seconds != self._strike_window_seconds and not self._is_timing_fixed:
            self._strike_window_seconds = seconds
            self._strikes.timing = timing_of(seconds)

    def _call_later(self, seconds: float, callback: Callable[[], None]) -> Callable[[], None]:
        return asyncio.get_running_loop().call_later(seconds, callback).cancel

    async def _open(self) -> None:
        try:
            await self._on_ready()
        except Exception as error:  # noqa: BLE001 - raised again by run_until_closed
            self._fail(error)

    async def _finish(self) -> None:
        self._end_code = self._end_code or 0
        if self._opening and not self._opening.done():
            self._opening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._opening
        try:
            await asyncio.wait_for(self._on_closing(), _CLOSING_SECONDS)
        except TimeoutError:
            self._end_code = self._end_code or 1

    def _fail(self, error: BaseException) -> None:
        self._failure = self._failure or error
        self.close(1)

    def _handle_exception(self, error: Exception) -> None:
        """Kept for the caller: Textual would print it, with what the person said in it."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._failure = self._failure or error
        self._end_code = 1 if self._end_code is None else self._end_code
        self._close_messages_no_wait()
