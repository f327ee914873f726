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

from mskiosk.core.events import ScreenMeasured
from mskiosk.core.keymap import Keymap
from mskiosk.core.view import View
from mskiosk.session.ports import Reporter
from mskiosk.ui.keymap import key_struck
from mskiosk.ui.own_font import OwnFont, may_be_asked, window_of
from mskiosk.ui.palettes import palettes_for
from mskiosk.ui.pressing import Pressing
from mskiosk.ui.sheet import Sheet
from mskiosk.ui.strikes import StrikeTiming
from mskiosk.ui.terminal import withstand_signals

_ENDING_SIGNALS_AT_CLINIC = (signal.SIGTERM, signal.SIGHUP)
_ENDING_SIGNALS = (signal.SIGINT, *_ENDING_SIGNALS_AT_CLINIC)
_ENDING_KEYS = {"ctrl+c": 128 + signal.SIGINT, "ctrl+q": 0}
_TERMINAL_GONE = 128 + signal.SIGHUP
_CLOSING_SECONDS = 10.0

Hook = Callable[[], Awaitable[None]]


async def _nothing() -> None:
    pass


def _now() -> float:
    return asyncio.get_running_loop().time()


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
        self._pressing = Pressing(report, keymap, self._call_later, _now, timing)
        self._on_ready, self._on_closing = on_ready, on_closing
        self._is_clinic = is_clinic
        self._ending_keys = {} if is_clinic else _ENDING_KEYS
        palettes = palettes_for(
            self.console.color_system, os.environ.get("TERM", ""), is_colourless=is_colourless
        )
        self._own_font = OwnFont(self._write, lambda: window_of(0))
        self._sheet = Sheet(
            palettes,
            is_ascii_only=is_ascii_only,
            language=language,
            on_measured=self._measured,
            own_font=self._own_font,
        )
        self._opening: asyncio.Task[None] | None = None
        self._end_code: int | None = None
        self._failure: BaseException | None = None

    def show(self, view: View) -> None:
        """Draws `view`; before the screen is there it is kept, after the end it is dropped."""
        if self._end_code is None:
            self._pressing.show(view)
            self._sheet.show(view)

    def close(self, code: int = 0) -> None:
        """Ends the program with this exit code; the first call decides."""
        if self._end_code is None:
            self._end_code = code
            self._pressing.close()
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
        if may_be_asked(os.environ):
            self._own_font.ask()

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
            on_answer = staticmethod(self._answered)
            on_leaving = staticmethod(lambda: self._own_font.put_back())

        return KioskDriver

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002 - they would be printed
        self.close(1)

    def _measured(self, largest_text_size: int) -> None:
        if self._end_code is None:
            self._report(ScreenMeasured(largest_text_size))

    def _answered(self, answer: str) -> None:
        self._own_font.answered(answer)
        if self._end_code is None:
            self._sheet.choose_letters()

    def _write(self, text: str) -> None:
        if self._driver is not None:
            self._driver.write(text)

    def _press(self, key: str, at: float) -> None:
        if key in self._ending_keys:
            self.close(self._ending_keys[key])
        elif self._end_code is None:
            self._pressing.press(key, at)

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
