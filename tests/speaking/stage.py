"""A speaker on stage: what it reports, and a way to let time pass until it does."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from mskiosk.core.effects import Earcon, Speak
from mskiosk.core.events import Event, PromptFinished, SentenceStarted, WordStarted
from mskiosk.core.guide import Text
from mskiosk.session.clock import LoopClock
from mskiosk.session.ports import Reporter, Speaker
from mskiosk.speaking.spoken import HEADSET_SECONDS, SpokenSpeaker
from tests.fakes.clock import SimulatedClock

FAST = 250


class OpenableSpeaker(Speaker, Protocol):
    def start(self) -> None: ...

    async def close(self) -> None: ...


class Stage:
    """A speaker, what it reported, and a way to let time pass until something is reported."""

    def __init__(self, make: Callable[[Reporter], OpenableSpeaker]) -> None:
        self.reports: list[Event] = []
        self._came = asyncio.Event()
        self.speaker = make(self._take)

    def _take(self, event: Event) -> None:
        self.reports.append(event)
        self._came.set()

    async def pass_a_moment(self) -> None:
        """Until the next report, or a second."""
        self._came.clear()
        try:
            await asyncio.wait_for(self._came.wait(), 1.0)
        except TimeoutError:
            return

    async def until(self, event: Event) -> None:
        moments = 60
        while moments:
            if event in self.reports:
                return
            before = len(self.reports)
            await self.pass_a_moment()
            moments -= not any(isinstance(e, WordStarted) for e in self.reports[before:])
        pytest.fail(f"no {event} among {self.reports}")

    def of_turn(self, turn: int) -> list[Event]:
        return [
            event
            for event in self.reports
            if isinstance(event, SentenceStarted | PromptFinished) and event.turn == turn
        ]


class SimulatedStage(Stage):
    """The same with a clock that is moved by hand."""

    def __init__(self, make: Callable[[Reporter, SimulatedClock], OpenableSpeaker]) -> None:
        self._clock = SimulatedClock()
        super().__init__(lambda report: make(report, self._clock))

    async def pass_a_moment(self) -> None:
        before = len(self.reports)
        for _ in range(100):
            self._clock.advance(0.01)
            if len(self.reports) > before:
                return


class SpokenStage(Stage):
    """The real speaker, which has a process."""

    speaker: SpokenSpeaker


def spoken_stage(
    environment: Mapping[str, str],
    folder: Path,
    *,
    headset: str | None = None,
    headset_seconds: float = HEADSET_SECONDS,
) -> SpokenStage:
    return SpokenStage(
        lambda report: SpokenSpeaker(
            report,
            LoopClock(),
            log=folder / "speaking.log",
            environment=environment,
            headset=headset,
            headset_seconds=headset_seconds,
        )
    )


def prompt(
    turn: int, *texts: str, closing: Earcon | None = None, is_aloud: bool = True, rate: int = FAST
) -> Speak:
    return Speak(
        turn=turn,
        texts=tuple(Text(text, text) for text in texts),
        words_per_minute=rate,
        closing=closing,
        is_aloud=is_aloud,
    )
