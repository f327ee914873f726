"""What every speaker does, with a voice, with captions and in the fake."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mskiosk.core.effects import Earcon
from mskiosk.core.events import PromptFinished, SentenceStarted, SpeakerReady
from mskiosk.speaking.captions import CaptionSpeaker
from tests.fakes.speaker import FakeSpeaker
from tests.speaking.stage import SimulatedStage, Stage, prompt, spoken_stage
from tests.virtual_sound import VirtualSound


@pytest.fixture(params=["fake", "captions", "spoken"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    stage: Stage
    if request.param == "fake":
        stage = SimulatedStage(FakeSpeaker)
    elif request.param == "captions":
        stage = SimulatedStage(CaptionSpeaker)
    else:
        sound: VirtualSound = request.getfixturevalue("virtual_sound")
        stage = spoken_stage(sound.environment, tmp_path)
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        yield stage
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


async def test_fifty_prompts_can_be_cut_one_after_another(stage: Stage) -> None:
    for turn in range(1, 51):
        stage.speaker.speak(prompt(turn, f"Sentence number {turn}.", "Never."))
        await stage.until(SentenceStarted(turn, 0))
        stage.speaker.hush()
    stage.speaker.speak(prompt(51, "The end."))
    await stage.until(PromptFinished(51))
    heard = [e for e in stage.reports if isinstance(e, SentenceStarted | PromptFinished)]
    assert heard == [*(SentenceStarted(t, 0) for t in range(1, 52)), PromptFinished(51)]


async def test_nothing_is_reported_after_close(stage: Stage) -> None:
    stage.speaker.speak(prompt(1, "A sentence that is cut.", "Never."))
    await stage.until(SentenceStarted(1, 0))
    await stage.speaker.close()
    before = list(stage.reports)
    await stage.pass_a_moment()
    assert stage.reports == before
