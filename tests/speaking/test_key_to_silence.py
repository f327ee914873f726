"""S5: a key brings silence at once, and what brings it so soon leaves no gaps.

How soon exactly is measured by `mskiosk bench speaking`.
"""

import asyncio
import os
import random
import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from mskiosk.core.events import PromptFinished, SpeakerFailed
from mskiosk.speaking.strain import MOST_GAPS
from tests.likeness import ALIKE, speech_likeness
from tests.recorder import BLOCK_SECONDS
from tests.speaking.rendered import rendered
from tests.speaking.stage import FAST, SpokenStage, prompt
from tests.virtual_sound import LOUD, RATE, Recorder, VirtualSound

pytestmark = pytest.mark.long
LOOSE_SECONDS = 0.1
"""Two and a half times the budget."""
STUMBLE_SECONDS = 0.08
SHORTEST_GAP = round(0.004 * RATE)
"""Samples; less than a period of the stream."""
FEW_STUMBLES = 2
"""In a prompt of more than ten seconds, each from another cause than the stream."""
HUM = "moan loan roam alone " * 20
"""The voice is never silent in it for more than 3 ms."""


def _last_sound(recorder: Recorder, since: float) -> float:
    """When the last sample that can be heard had arrived."""
    last = [t for t, rms in recorder.timeline if t >= since and rms >= LOUD][-1]
    samples = np.abs(recorder.samples(last, last).astype(int))
    return last - BLOCK_SECONDS + (int(np.flatnonzero(samples > LOUD)[-1]) + 1) / RATE


async def _until(recorder: Recorder, moment: float) -> None:
    await asyncio.to_thread(
        recorder.wait_until, lambda: recorder.last_moment > moment, 5, "a part of the sentence"
    )


async def test_95_of_100_keys_bring_silence_at_once_s5(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    chance = random.Random(1)
    waits = []
    with virtual_sound.recorder() as recorder:
        for turn in range(1, 101):
            began = time.monotonic()
            stage.speaker.speak(prompt(turn, HUM))
            sound = await asyncio.to_thread(recorder.wait_for_sound, since=began)
            await _until(recorder, sound + chance.uniform(0.05, 0.4))
            pressed = time.monotonic()
            stage.speaker.hush()
            await asyncio.to_thread(recorder.wait_for_silence, since=pressed, seconds=0.2)
            waits.append(_last_sound(recorder, began) - pressed)
    assert min(waits) > 0, "it was silent before"
    assert float(np.percentile(waits, 95)) < LOOSE_SECONDS


async def test_a_long_prompt_is_played_without_a_gap(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    """A machine that is busy with other things may stumble now and then; a stream that cannot keep
    up stumbles with each of its periods."""
    stumbles = []
    with virtual_sound.recorder() as recorder:
        for turn in range(4):
            began = time.monotonic()
            stage.speaker.speak(prompt(turn, HUM))
            await stage.until(PromptFinished(turn))
            await asyncio.to_thread(recorder.wait_for_silence, since=time.monotonic())
            heard = np.abs(recorder.samples(began).astype(int))
            loud = np.flatnonzero(heard > LOUD)
            assert len(loud) > 5 * RATE
            stumbles.append(int(np.sum(np.diff(loud) >= SHORTEST_GAP)))
            if stumbles[-1] <= FEW_STUMBLES:
                return
    pytest.fail(f"so many gaps in each prompt: {stumbles}")


async def test_a_voice_that_stumbles_again_and_again_gets_a_longer_buffer_in_a_pause(
    stage: SpokenStage, virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    pid = stage.speaker.pid
    assert pid
    (before,) = virtual_sound.streams()
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, HUM))
        sound = await asyncio.to_thread(recorder.wait_for_sound)
        for number in range(1, MOST_GAPS + 1):
            await _until(recorder, sound + number * 0.5)
            await asyncio.to_thread(_stumble, pid)
        assert virtual_sound.streams() == [before], "it breaks off amid the sentence"
        await stage.until(PromptFinished(1))
        silence = await asyncio.to_thread(recorder.wait_for_silence, since=recorder.last_moment)
        await _until(recorder, silence + 1.0)
        (after,) = virtual_sound.streams()
        assert after != before
        assert "held back longer" in (tmp_path / "speaking.log").read_text()
        spoken = "Steroids can shorten a relapse."
        stage.speaker.speak(prompt(2, spoken))
        await stage.until(PromptFinished(2))
        assert speech_likeness(recorder.samples(silence), rendered(spoken, FAST)) > ALIKE
    assert virtual_sound.streams() == [after]
    assert not any(isinstance(report, SpeakerFailed) for report in stage.reports)


def _stumble(pid: int) -> None:
    os.kill(pid, signal.SIGSTOP)
    threading.Event().wait(STUMBLE_SECONDS)
    os.kill(pid, signal.SIGCONT)
