"""What every speaker does, with a voice, with captions and in the fake."""

import os
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from mskiosk.core.effects import Earcon, Interject
from mskiosk.core.events import (
    PromptFinished,
    SentenceStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
)
from mskiosk.core.guide import Text
from mskiosk.session.ports import Reporter
from mskiosk.speaking.captions import CaptionSpeaker
from tests.fakes.clock import SimulatedClock
from tests.fakes.speaker import FakeSpeaker
from tests.speaking.stage import FAST, SimulatedStage, Stage, prompt, spoken_stage
from tests.virtual_sound import HEADSET_NAME, VirtualSound

AWAY = SpeakerFailed(SpeakerFault.RESTARTING)


@dataclass(slots=True)
class Trouble:
    """A speaker on stage, and how its voice goes away for a while and comes back."""

    stage: Stage
    go_away: Callable[[], None]
    come_back: Callable[[], None]
    away: SpeakerFailed = AWAY
    """What is reported of it."""


def _make(request: pytest.FixtureRequest, folder: Path) -> tuple[Stage, Trouble | None]:
    stage: Stage
    match request.param:
        case "fake":
            fakes: list[FakeSpeaker] = []

            def fake(report: Reporter, clock: SimulatedClock) -> FakeSpeaker:
                fakes.append(FakeSpeaker(report, clock))
                return fakes[0]

            stage = SimulatedStage(fake)
            fail = partial(fakes[0].fail, SpeakerFault.RESTARTING)
            return stage, Trouble(stage, fail, fakes[0].recover)
        case "captions":
            return SimulatedStage(CaptionSpeaker), None
        case "headset":
            sound: VirtualSound = request.getfixturevalue("virtual_sound")
            sound.add_headset()
            stage = spoken_stage(sound.environment, folder, headset=HEADSET_NAME)
            pulled = SpeakerFailed(SpeakerFault.HEADSET_AWAY)
            return stage, Trouble(stage, sound.remove_headset, sound.add_headset, pulled)
        case _:
            sound = request.getfixturevalue("virtual_sound")
            spoken = spoken_stage(sound.environment, folder)

            def kill() -> None:
                assert spoken.speaker.pid
                os.kill(spoken.speaker.pid, signal.SIGKILL)

            return spoken, Trouble(spoken, kill, lambda: None)  # it comes back by itself


async def _opened(stage: Stage) -> None:
    stage.speaker.start()
    await stage.until(SpeakerReady())


@pytest.fixture(params=["fake", "captions", "spoken", "headset"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    stage, _ = _make(request, tmp_path)
    try:
        await _opened(stage)
        yield stage
    finally:
        await stage.speaker.close()


@pytest.fixture(params=["fake", "spoken", "headset"])
async def trouble(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trouble]:
    stage, trouble = _make(request, tmp_path)
    assert trouble
    try:
        await _opened(stage)
        yield trouble
    finally:
        await stage.speaker.close()


async def test_sentences_start_in_order_and_then_the_prompt_finishes(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "One thing.", "Another.", closing=Earcon.LISTENING))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]


async def test_a_prompt_without_sentences_finishes(stage: Stage) -> None:
    stage.speaker.speak(prompt(1))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [PromptFinished(1)]


async def test_sentences_that_cannot_be_said_start_and_finish(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "", " \x00\x1b ", "Then words."))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [*(SentenceStarted(1, i) for i in range(3)), PromptFinished(1)]


async def test_a_prompt_that_is_not_aloud_keeps_the_pace(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "One.", "Two.", closing=Earcon.ENDING, is_aloud=False))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]


async def test_nothing_stale_follows_a_hush(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "A sentence that is cut.", "And one that never comes."))
    await stage.until(SentenceStarted(1, 0))
    stage.speaker.hush()
    stage.speaker.hush()
    stage.speaker.speak(prompt(2, "Yes."))
    await stage.until(PromptFinished(2))
    assert stage.of_turn(1) == [SentenceStarted(1, 0)]


async def test_a_new_prompt_replaces_the_old_one(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "A sentence that is cut.", "And one that never comes."))
    await stage.until(SentenceStarted(1, 0))
    stage.speaker.speak(prompt(2, "Yes."))
    stage.speaker.speak(prompt(3, "No."))
    await stage.until(PromptFinished(3))
    assert stage.of_turn(1) == [SentenceStarted(1, 0)]
    assert stage.of_turn(2) == []
    assert stage.of_turn(3) == [SentenceStarted(3, 0), PromptFinished(3)]


async def test_the_same_turn_can_be_spoken_again(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "Once more.", "Never."))
    await stage.until(SentenceStarted(1, 0))
    stage.speaker.speak(prompt(1, "Once more."))
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 0), PromptFinished(1)]


async def test_volume_and_chimes_do_not_disturb_aprompt(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "It gets louder and quieter."))
    await stage.until(SentenceStarted(1, 0))
    for step in (1, 10, 10, 3):
        stage.speaker.set_volume(step)
    for earcon in Earcon:
        stage.speaker.chime(earcon)
    await stage.until(PromptFinished(1))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), PromptFinished(1)]


async def test_a_remark_is_no_sentence_of_the_prompt(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "One thing.", "Another."))
    await stage.until(SentenceStarted(1, 0))
    for turn in (0, 1, 1):
        stage.speaker.interject(
            Interject(turn=turn, text=Text("x", "Louder."), words_per_minute=250)
        )
    await stage.until(PromptFinished(1))
    stage.speaker.interject(Interject(turn=1, text=Text("x", "Late."), words_per_minute=250))
    stage.speaker.speak(prompt(2, "Yes."))
    await stage.until(PromptFinished(2))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]
    assert stage.of_turn(2) == [SentenceStarted(2, 0), PromptFinished(2)]


async def test_fifty_prompts_can_be_cut_one_after_another(stage: Stage) -> None:
    for turn in range(1, 51):
        stage.speaker.speak(prompt(turn, f"Sentence number {turn}.", "Never."))
        await stage.until(SentenceStarted(turn, 0))
        stage.speaker.hush()
    stage.speaker.speak(prompt(51, "The end."))
    await stage.until(PromptFinished(51))
    heard = [e for e in stage.reports if isinstance(e, SentenceStarted | PromptFinished)]
    assert heard == [*(SentenceStarted(t, 0) for t in range(1, 52)), PromptFinished(51)]


async def test_what_is_prepared_is_neither_said_nor_reported_and_disturbs_no_prompt(
    stage: Stage,
) -> None:
    likely = tuple(Text(text, text) for text in ("Next.", "", " \x00", "Back. " * 10_000))
    stage.speaker.prepare(likely, FAST)
    stage.speaker.speak(prompt(1, "One thing.", "Next."))
    await stage.until(SentenceStarted(1, 0))
    stage.speaker.prepare((), FAST)
    stage.speaker.prepare(likely * 100, 60)
    await stage.until(PromptFinished(1))
    stage.speaker.speak(prompt(2, "Next."))
    await stage.until(PromptFinished(2))
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]
    assert stage.of_turn(2) == [SentenceStarted(2, 0), PromptFinished(2)]


async def test_a_voice_that_is_away_forgets_what_it_said_and_then_says_what_was_asked_last(
    trouble: Trouble,
) -> None:
    stage = trouble.stage
    stage.speaker.speak(prompt(1, "A sentence that is cut. " * 10, "Never."))
    await stage.until(SentenceStarted(1, 0))
    stage.reports.clear()
    trouble.go_away()
    await stage.until(trouble.away)
    stage.speaker.speak(prompt(2, "Never."))
    stage.speaker.speak(prompt(3, "Held until then."))
    trouble.come_back()
    await stage.until(PromptFinished(3))
    assert SpeakerReady() in stage.reports
    assert stage.of_turn(1) == stage.of_turn(2) == []
    said = stage.of_turn(3)  # shown while the voice is away, it begins again to be heard
    assert set(said[:-1]) == {SentenceStarted(3, 0)}
    assert said[-1] == PromptFinished(3)


async def test_what_is_hushed_while_the_voice_is_away_is_not_said_later(trouble: Trouble) -> None:
    stage = trouble.stage
    stage.reports.clear()
    trouble.go_away()
    await stage.until(trouble.away)
    stage.speaker.speak(prompt(1, "Never."))
    stage.speaker.hush()
    stage.reports.clear()
    trouble.come_back()
    await stage.until(SpeakerReady())
    stage.speaker.speak(prompt(2, "Yes."))
    await stage.until(PromptFinished(2))
    assert stage.of_turn(1) == []


async def test_nothing_is_reported_after_close(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "A sentence that is cut.", "Never."))
    await stage.until(SentenceStarted(1, 0))
    await stage.speaker.close()
    before = list(stage.reports)
    await stage.pass_a_moment()
    assert stage.reports == before
