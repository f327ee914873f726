"""What every speaker does, with a voice, with captions and in the fake."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Protocol

import pytest
from tests.fakes.clock import SimulatedClock
from tests.fakes.speaker import FakeSpeaker
from tests.virtual_sound import VirtualSound

from mskiosk.core.effects import Earcon, Speak
from mskiosk.core.events import Event, PromptFinished, SentenceStarted, SpeakerReady
from mskiosk.core.guide import Text
from mskiosk.session.clock import LoopClock
from mskiosk.session.ports import Reporter, Speaker
from mskiosk.speaking.captions import CaptionSpeaker
from mskiosk.speaking.spoken import SpokenSpeaker

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
        for _ in range(60):
            if event in self.reports:
                return
            await self.pass_a_moment()
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


@pytest.fixture(params=["fake", "captions", "spoken"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    stage: Stage
    if request.param == "fake":
        stage = SimulatedStage(FakeSpeaker)
    elif request.param == "captions":
        stage = SimulatedStage(CaptionSpeaker)
    else:
        sound: VirtualSound = request.getfixturevalue("virtual_sound")
        stage = Stage(
            lambda report: SpokenSpeaker(
                report, LoopClock(), log=tmp_path / "log", environment=sound.environment
            )
        )
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        yield stage
    finally:
        await stage.speaker.close()


def _prompt(turn: int, *texts: str, closing: Earcon | None = None, is_aloud: bool = True) -> Speak:
    return Speak(
        turn=turn,
        texts=tuple(Text(text, text) for text in texts),
        words_per_minute=FAST,
        closing=closing,
        is_aloud=is_aloud,
    )


async def test_sentences_start_in_order_and_then_the_prompt_finishes(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1, "One thing.", "Another.", closing=Earcon.LISTENING))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]


async def test_a_prompt_without_sentences_finishes(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [PromptFinished(1)]


async def test_sentences_that_cannot_be_said_start_and_finish(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1, "", " \x00\x1b ", "Then words."))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [*(SentenceStarted(1, i) for i in range(3)), PromptFinished(1)]


async def test_a_prompt_that_is_not_aloud_keeps_the_pace(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1, "One.", "Two.", closing=Earcon.ENDING, is_aloud=False))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]


async def test_nothing_stale_follows_a_hush(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1, "A sentence that is cut.", "And one that never comes."))
    await stage.until(SentenceStarted(1, 0))
    stage.speaker.hush()
    stage.speaker.hush()
    stage.speaker.speak(_prompt(2, "Yes."))
    await stage.until(PromptFinished(2))
    assert stage.of_turn(1) == [SentenceStarted(1, 0)]


async def test_a_new_prompt_replaces_the_old_one(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1, "A sentence that is cut.", "And one that never comes."))
    await stage.until(SentenceStarted(1, 0))
    stage.speaker.speak(_prompt(2, "Yes."))
    stage.speaker.speak(_prompt(3, "No."))
    await stage.until(PromptFinished(3))
    assert stage.of_turn(1) == [SentenceStarted(1, 0)]
    assert stage.of_turn(2) == []
    assert stage.of_turn(3) == [SentenceStarted(3, 0), PromptFinished(3)]


async def test_the_same_turn_can_be_spoken_again(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1, "Once more.", "Never."))
    await stage.until(SentenceStarted(1, 0))
    stage.speaker.speak(_prompt(1, "Once more."))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 0), PromptFinished(1)]


async def test_volume_and_chimes_do_not_disturb_a_prompt(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1, "It gets louder and quieter."))
    await stage.until(SentenceStarted(1, 0))
    for step in (1, 10, 10, 3):
        stage.speaker.set_volume(step)
    for earcon in Earcon:
        stage.speaker.chime(earcon)
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), PromptFinished(1)]


async def test_fifty_prompts_can_be_cut_one_after_another(stage: Stage) -> None:
    for turn in range(1, 51):
        stage.speaker.speak(_prompt(turn, f"Sentence number {turn}.", "Never."))
        await stage.until(SentenceStarted(turn, 0))
        stage.speaker.hush()
    stage.speaker.speak(_prompt(51, "The end."))
    await stage.until(PromptFinished(51))
    heard = [e for e in stage.reports if isinstance(e, SentenceStarted | PromptFinished)]
    assert heard == [*(SentenceStarted(t, 0) for t in range(1, 52)), PromptFinished(51)]


async def test_nothing_is_reported_after_close(stage: Stage) -> None:
    stage.speaker.speak(_prompt(1, "A sentence that is cut.", "Never."))
    await stage.until(SentenceStarted(1, 0))
    await stage.speaker.close()
    before = list(stage.reports)
    await stage.pass_a_moment()
    assert stage.reports == before
