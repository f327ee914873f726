"""What every display does: the screen, the plain lines and the fake."""

import os
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from mskiosk.core.effects import Speak
from mskiosk.core.view import LineKind, View
from mskiosk.plain.display import PlainDisplay
from mskiosk.plain.printout import Printout
from mskiosk.plain.speaker import PlainSpeaker
from mskiosk.session.ports import Display
from tests.fakes.clock import SimulatedClock
from tests.fakes.display import FakeDisplay
from tests.ui.screens import Screen, screen
from tests.ui.views import LABELS, ODD, page, question, sounds, text


class Stand(Protocol):
    """A display, and what a person can read on it."""

    @property
    def display(self) -> Display: ...

    async def read(self) -> str:
        """What can be read since the latest view came, when all of it has been said."""

    async def close(self) -> None: ...


class FakeStand:
    def __init__(self) -> None:
        self.display = FakeDisplay()

    async def read(self) -> str:
        return self.display.read()

    async def close(self) -> None:
        pass


class ScreenStand:
    def __init__(self, running: Screen) -> None:
        self.display = running.app
        self._running = running

    async def read(self) -> str:
        await self._running.pilot.pause()
        return self._running.text()

    async def close(self) -> None:
        self._running.app.close()
        await self._running.pilot.pause()


class PlainStand:
    """Plain lines appear as they are said, so a view is said here as a dialogue would say it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
        self._printout = Printout(self._descriptor)
        self._plain = PlainDisplay(self._printout)
        self._clock = SimulatedClock()
        self._speaker = PlainSpeaker(self._plain, self._clock, lambda event: None)
        self.display = self

    def show(self, view: View) -> None:
        self._plain.show(view)
        said = tuple(line.text for line in view.lines)
        self._speaker.speak(Speak(turn=1, texts=said, words_per_minute=125))
        self._clock.advance(0)

    async def read(self) -> str:
        self._printout.close()
        written = self._path.read_text()
        self._path.write_text("")
        self._printout = Printout(self._descriptor)
        self._plain._printout = self._printout
        return written.replace(". ", " ")

    async def close(self) -> None:
        self._printout.close()


@pytest.fixture(params=["fake", "screen", "plain"])
async def stand(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stand]:
    match request.param:
        case "fake":
            yield FakeStand()
        case "plain":
            plain = PlainStand(tmp_path / "printed")
            yield plain
            await plain.close()
        case _:
            async with screen((120, 40)) as running:
                yield ScreenStand(running)


async def test_the_title_can_be_read(stand: Stand) -> None:
    stand.display.show(page())
    assert "Treatments" in await stand.read()


async def test_choices_can_be_read_with_their_numbers(stand: Stand) -> None:
    stand.display.show(page())
    read = await stand.read()
    for number, label in enumerate(LABELS, start=1):
        assert f"{number} {label}" in " ".join(read.split())


async def test_a_question_shows_its_answers(stand: Stand) -> None:
    stand.display.show(question())
    read = " ".join((await stand.read()).split())
    assert "41 megabytes" in read
    assert "1 Yes please" in read
    assert "2 No thanks" in read


async def test_the_latest_view_counts(stand: Stand) -> None:
    stand.display.show(page())
    stand.display.show(replace(page(), id="later", title=text("Something else")))
    assert "Something else" in await stand.read()


async def test_the_same_view_twice_is_harmless(stand: Stand) -> None:
    stand.display.show(page())
    stand.display.show(page())
    assert "Treatments" in await stand.read()


@pytest.mark.parametrize("odd", ODD)
async def test_no_view_breaks_a_display(stand: Stand, odd: Callable[[], View]) -> None:
    stand.display.show(odd())
    read = await stand.read()
    assert all(letter.isprintable() or letter == "\n" for letter in read)
    stand.display.show(replace(page(), id="after"))
    assert "Treatments" in await stand.read()


async def test_a_view_after_the_end_is_harmless(stand: Stand) -> None:
    stand.display.show(page())
    await stand.close()
    stand.display.show(replace(page(), id="too late", marked=2))


async def test_every_line_of_a_page_is_of_a_kind_that_displays_know() -> None:
    lines = (*page().lines, *sounds().lines)
    assert {line.kind for line in lines} == set(LineKind)


async def test_the_meaning_of_a_sound_can_be_read(stand: Stand) -> None:
    stand.display.show(sounds())
    assert "This one means: you moved" in await stand.read()
