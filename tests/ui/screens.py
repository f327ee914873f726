"""A running app, and what is on its screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.style import Style
from textual.pilot import Pilot

from mskiosk.core.events import Event, Pressed
from mskiosk.core.intents import Intent
from mskiosk.core.keymap import Keymap
from mskiosk.core.view import View
from mskiosk.ui.app import KioskApp
from mskiosk.ui.strikes import StrikeTiming
from tests.keyboard import FULL_KEYBOARD


class Screen:
    """An app that runs without a terminal, with what it reported and what it drew."""

    def __init__(self, app: KioskApp, pilot: Pilot[None], events: list[Event]) -> None:
        self.app = app
        self.pilot = pilot
        self.events = events

    @property
    def pressed(self) -> list[Intent]:
        return [event.intent for event in self.events if isinstance(event, Pressed)]

    async def show(self, view: View) -> None:
        self.app.show(view)
        await self.pilot.pause()

    def rows(self) -> list[str]:
        return ["".join(character for character, _ in row) for row in self.drawn()]

    def text(self) -> str:
        """All words in reading order, however they are broken into rows."""
        return " ".join(" ".join(self.rows()).split())

    def drawn(self) -> list[list[tuple[str, Style]]]:
        """Each row as it is composed for the terminal: characters with their styles."""
        strips = self.app.screen._compositor.render_strips()
        return [
            [(character, part.style or Style()) for part in strip for character in part.text]
            for strip in strips
        ]


@asynccontextmanager
async def screen(
    size: tuple[int, int] = (80, 24),
    *,
    keymap: Keymap | None = None,
    timing: StrikeTiming | None = None,
    is_clinic: bool = False,
    is_ascii_only: bool = False,
) -> AsyncIterator[Screen]:
    events: list[Event] = []
    app = KioskApp(
        report=events.append,
        keymap=keymap or FULL_KEYBOARD,
        timing=timing,
        is_clinic=is_clinic,
        is_ascii_only=is_ascii_only,
    )
    async with app.run_test(size=size) as pilot:
        yield Screen(app, pilot, events)
