"""What really comes out of the loudspeaker."""

import asyncio
import os
import subprocess
import time

import numpy as np
import pytest

from mskiosk.core.effects import Earcon
from mskiosk.core.events import PromptFinished, SentenceStarted
from mskiosk.speaking.earcons import sound_of
from mskiosk.speaking.volume import STEP_DECIBELS
from tests.likeness import ALIKE, likeness, speech_likeness
from tests.speaking.rendered import rendered
from tests.speaking.stage import SpokenStage, prompt
from tests.virtual_sound import LOUD, RATE, Recorder, VirtualSound, resampled

LONG = "This sentence goes on for a good while, so that there is time to cut it in the middle."


async def _sound(recorder: Recorder, since: float) -> float:
    return await asyncio.to_thread(recorder.wait_for_sound, since=since)


async def _silence(recorder: Recorder, since: float) -> float:
    return await asyncio.to_thread(recorder.wait_for_silence, since=since)


def _level(recorder: Recorder, since: float, until: float) -> float:
    return float(np.sqrt(np.mean(recorder.samples(since, until).astype(float) ** 2)))


async def test_the_sentence_that_is_heard_is_the_one_that_was_asked_for(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, "Steroids can shorten a relapse.", rate=125))
        await stage.until(PromptFinished(1))
        heard = recorder.samples()
    assert speech_likeness(heard, rendered("Steroids can shorten a relapse.", 125)) > ALIKE
    assert speech_likeness(heard, rendered("Ask your nurse about it, please.", 125)) < ALIKE / 2


async def test_a_hush_in_mid_sentence_brings_silence_and_nothing_follows_s5(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, "nine " * 80, LONG, rate=125))  # more than half a minute
        await _sound(recorder, 0)
        stage.speaker.hush()
        silence = await _silence(recorder, time.monotonic())
        await stage.pass_a_moment()
        assert all(rms < LOUD for t, rms in recorder.timeline if t > silence)
    assert stage.of_turn(1) == [SentenceStarted(1, 0)]


async def test_a_report_that_was_on_its_way_when_a_new_prompt_came_is_dropped(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, "Yes.", closing=Earcon.ENDING))
        await stage.until(SentenceStarted(1, 0))
        # The loop stands still meanwhile, so that the end of this prompt waits in the pipe.
        _hold_the_loop(recorder)
        stage.speaker.speak(prompt(2, "No."))
        await stage.until(PromptFinished(2))
    assert stage.of_turn(1) == [SentenceStarted(1, 0)]
    assert stage.of_turn(2) == [SentenceStarted(2, 0), PromptFinished(2)]


def _hold_the_loop(recorder: Recorder) -> None:
    recorder.wait_for_silence(since=recorder.wait_for_sound(), seconds=1.0)


async def test_a_new_prompt_cuts_the_old_one_e4(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, LONG, LONG))
        await _sound(recorder, 0)
        before = time.monotonic()
        stage.speaker.speak(prompt(2, "Main menu.", rate=125))
        await stage.until(PromptFinished(2))
        await _silence(recorder, before)
        heard = recorder.samples(before)
    assert speech_likeness(heard, rendered("Main menu.", 125)) > ALIKE


async def test_a_prompt_is_finished_only_when_its_closing_earcon_was_heard(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    earcon = resampled(sound_of(Earcon.ENDING, 22_050).tobytes(), 22_050)
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, "Goodbye.", closing=Earcon.ENDING))
        await stage.until(PromptFinished(1))
        finished = time.monotonic()
        await _silence(recorder, finished)
        assert likeness(recorder.samples(), earcon) > ALIKE
        sounds = [t for t, rms in recorder.timeline if rms >= LOUD]
    # The sound server and the recorder hold back some hundredths of a second themselves.
    assert sounds[-1] < finished + 0.15


async def test_a_prompt_that_is_not_aloud_makes_no_sound(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, "Only to be read.", closing=Earcon.ENDING, is_aloud=False))
        await stage.until(PromptFinished(1))
        after = time.monotonic() + 0.2
        await asyncio.to_thread(
            recorder.wait_until, lambda: recorder.last_moment > after, 5, "the rest"
        )
        assert all(rms < LOUD for _, rms in recorder.timeline)


async def test_the_volume_changes_in_mid_sentence_e21(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    digits = " ".join(["nine"] * 20)
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, digits))
        started = await _sound(recorder, 0)
        await asyncio.to_thread(
            recorder.wait_until, lambda: recorder.last_moment > started + 1.2, 5, "a part"
        )
        loud = _level(recorder, started, started + 1.0)
        stage.speaker.set_volume(4)
        changed = time.monotonic() + 0.15
        await asyncio.to_thread(
            recorder.wait_until, lambda: recorder.last_moment > changed + 1.2, 5, "a part"
        )
        quiet = _level(recorder, changed, changed + 1.0)
    assert 20 * np.log10(loud / quiet) == pytest.approx(6 * STEP_DECIBELS, abs=2.5)


@pytest.mark.parametrize("earcon", list(Earcon))
async def test_a_chime_is_heard(
    stage: SpokenStage, virtual_sound: VirtualSound, earcon: Earcon
) -> None:
    with virtual_sound.recorder() as recorder:
        stage.speaker.chime(earcon)
        await _silence(recorder, await _sound(recorder, 0))
        heard = recorder.samples()
    assert likeness(heard, resampled(sound_of(earcon, 22_050).tobytes(), 22_050)) > ALIKE


def _stereo(sound: VirtualSound) -> "subprocess.Popen[bytes]":
    command = ("parec", "-d", "spk.monitor", "--raw", "--format=s16le", f"--rate={RATE}")
    return subprocess.Popen(
        (*command, "--channels=2"), stdout=subprocess.PIPE, env=os.environ | sound.environment
    )


async def test_both_ears_hear_the_same_v11(stage: SpokenStage, virtual_sound: VirtualSound) -> None:
    with _stereo(virtual_sound) as parec, virtual_sound.recorder() as recorder:
        assert parec.stdout
        parec.stdout.read(4)
        stage.speaker.speak(prompt(1, LONG))
        await _sound(recorder, 0)
        pcm = await asyncio.to_thread(parec.stdout.read, RATE * 4)
        parec.kill()
    left, right = np.frombuffer(pcm, dtype="<i2").reshape(-1, 2).T
    assert np.max(np.abs(left)) > 1_000
    assert np.array_equal(left, right)
