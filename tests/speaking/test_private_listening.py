"""Private listening: what is said is heard in the headset, and nowhere else (P3, P4, E7)."""

import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mskiosk.core.events import (
    PromptFinished,
    SentenceStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
)
from tests.likeness import ALIKE, speech_likeness
from tests.speaking.rendered import rendered
from tests.speaking.stage import SpokenStage, prompt, spoken_stage
from tests.virtual_sound import HEADSET, LOUD, SPEAKER, Recorder, VirtualSound

WAITS = SpeakerFailed(SpeakerFault.HEADSET_AWAY)
NO_HEADSET = SpeakerFailed(SpeakerFault.NO_HEADSET)
NAME = "clinic-head"
LONG = "nine " * 80

pytestmark = pytest.mark.long


@pytest.fixture
async def stage(virtual_sound: VirtualSound, tmp_path: Path) -> AsyncIterator[SpokenStage]:
    """With the headset on."""
    virtual_sound.add_headset()
    stage = spoken_stage(virtual_sound.environment, tmp_path, headset=NAME)
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        stage.speaker.set_volume(10)
        stage.reports.clear()
        yield stage
    finally:
        await stage.speaker.close()


def _is_silent(recorder: Recorder) -> bool:
    return all(rms < LOUD for _, rms in recorder.timeline)


async def test_the_voice_is_heard_in_the_headset_alone(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder(HEADSET) as headset, virtual_sound.recorder() as loudspeaker:
        stage.speaker.speak(prompt(1, "Steroids can shorten a relapse.", rate=125))
        await stage.until(PromptFinished(1))
        heard = headset.samples()
        assert _is_silent(loudspeaker)
    assert speech_likeness(heard, rendered("Steroids can shorten a relapse.", 125)) > ALIKE


async def test_no_mixer_can_move_the_voice_to_the_loudspeaker(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as loudspeaker:
        stage.speaker.speak(prompt(1, LONG))
        await stage.until(SentenceStarted(1, 0))
        assert virtual_sound.move_streams(SPEAKER) == [False]
        virtual_sound.prefer(SPEAKER)
        await stage.pass_a_moment()
        assert _is_silent(loudspeaker)


async def test_a_headset_that_is_pulled_out_leaves_silence_and_the_cut_prompt_waits_for_it(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as loudspeaker:
        for turn in (1, 3, 5):
            stage.speaker.speak(prompt(turn, LONG, LONG))
            await stage.until(SentenceStarted(turn, 0))
            virtual_sound.remove_headset()
            gone = time.monotonic()
            await stage.until(WAITS)
            assert time.monotonic() - gone < 1.0
            stage.speaker.speak(prompt(turn + 1, "Steroids can shorten a relapse.", rate=125))
            await stage.pass_a_moment()
            assert stage.of_turn(turn + 1) == [SentenceStarted(turn + 1, 0)], "it is shown"
            virtual_sound.add_headset()
            with virtual_sound.recorder(HEADSET) as headset:
                await stage.until(PromptFinished(turn + 1))
                assert not _is_silent(headset)
            assert SpeakerReady() in stage.reports
            assert stage.of_turn(turn) == [SentenceStarted(turn, 0)]
            stage.reports.clear()
        assert _is_silent(loudspeaker)


async def test_a_headset_that_stays_away_is_told_and_captions_go_on_until_it_is_back(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    virtual_sound.add_headset()
    stage = spoken_stage(virtual_sound.environment, tmp_path, headset=NAME, headset_seconds=1.0)
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        with virtual_sound.recorder() as loudspeaker:
            stage.speaker.speak(prompt(1, LONG))
            await stage.until(SentenceStarted(1, 0))
            virtual_sound.remove_headset()
            await stage.until(NO_HEADSET)
            assert WAITS in stage.reports
            stage.speaker.speak(prompt(2, "Only to be read.", "This too."))
            await stage.until(PromptFinished(2))
            stage.reports.clear()
            virtual_sound.add_headset()
            await stage.until(SpeakerReady())
            with virtual_sound.recorder(HEADSET) as headset:
                stage.speaker.speak(prompt(3, "To be heard."))
                await stage.until(PromptFinished(3))
                assert not _is_silent(headset)
            assert _is_silent(loudspeaker)
    finally:
        await stage.speaker.close()


async def test_without_its_headset_a_kiosk_starts_in_writing_and_opens_no_other_device(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    virtual_sound.add_headset("Another-One")
    stage = spoken_stage(virtual_sound.environment, tmp_path, headset=NAME)
    stage.speaker.start()
    try:
        await stage.until(NO_HEADSET)
        assert virtual_sound.move_streams(SPEAKER) == [], "nothing plays anywhere"
        stage.speaker.speak(prompt(1, "Only to be read."))
        await stage.until(PromptFinished(1))
        log = tmp_path / "speaking.log"
        assert f'no sound device has "{NAME}" in its name' in log.read_text()
        assert '"Another-One"' in log.read_text()
        virtual_sound.remove_headset()
        virtual_sound.add_headset()
        await stage.until(SpeakerReady())
        assert WAITS not in stage.reports
    finally:
        await stage.speaker.close()


async def test_a_voice_that_dies_while_the_headset_is_away_goes_on_waiting_for_it(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    virtual_sound.remove_headset()
    await stage.until(WAITS)
    stage.speaker.speak(prompt(1, "Held back."))
    pid = stage.speaker.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    while stage.speaker.pid in (None, pid):
        await stage.pass_a_moment()
    stage.speaker.speak(prompt(2, "Held back too."))
    await stage.pass_a_moment()
    assert stage.of_turn(2) == [SentenceStarted(2, 0)], "it is shown, and goes no further"
    virtual_sound.add_headset()
    await stage.until(PromptFinished(2))
    assert NO_HEADSET not in stage.reports
