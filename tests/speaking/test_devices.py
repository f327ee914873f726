"""Sound devices that come and go: found at once, said, and taken up again by themselves."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import numpy as np
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
from tests.virtual_sound import HEADSET, LOUD, RATE, SPEAKER, Recorder, VirtualSound

NO_DEVICE = SpeakerFailed(SpeakerFault.NO_DEVICE)
TRIES = 5
FOUND_SECONDS = 1.0
"""Twice the budget of half a second, for machines that do other things too."""
LONG = "nine " * 80
IDLE_SECONDS = 10.0
SYLLABLE_SECONDS = 0.2

pytestmark = pytest.mark.long

Step = Callable[[VirtualSound], None]
LOSSES: dict[str, tuple[Step, Step]] = {
    "unplugged": (VirtualSound.remove_speaker, VirtualSound.add_speaker),
    "replaced by a dummy": (
        lambda sound: sound.remove_speaker(leaves_dummy=True),
        VirtualSound.add_speaker,
    ),
    "taken by another program": (VirtualSound.take_speaker, VirtualSound.release_speaker),
    "server killed": (VirtualSound.stop, VirtualSound.restart),
    "server hangs": (VirtualSound.hang, VirtualSound.go_on),
}


@pytest.fixture
async def stage(virtual_sound: VirtualSound, tmp_path: Path) -> AsyncIterator[SpokenStage]:
    stage = spoken_stage(virtual_sound.environment, tmp_path)
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        stage.reports.clear()
        yield stage
    finally:
        await stage.speaker.close()


def _open_files(stage: SpokenStage) -> int:
    return len(list(Path(f"/proc/{stage.speaker.pid}/fd").iterdir()))


async def _sound(recorder: Recorder, since: float) -> float:
    return await asyncio.to_thread(recorder.wait_for_sound, since=since)


@pytest.mark.parametrize("loss", LOSSES)
async def test_a_lost_device_is_found_at_once_and_taken_up_again(
    stage: SpokenStage, virtual_sound: VirtualSound, loss: str
) -> None:
    lose, mend = LOSSES[loss]
    for turn in (1, 2, 3):
        stage.speaker.speak(prompt(turn, LONG, LONG))
        await stage.until(SentenceStarted(turn, 0))
        lose(virtual_sound)
        lost = time.monotonic()
        await stage.until(NO_DEVICE)
        found = time.monotonic()
        await stage.pass_a_moment()  # it stays so
        mend(virtual_sound)
        mended = time.monotonic()
        await stage.until(SpeakerReady())
        back = time.monotonic()
        print(  # noqa: T201 - the figures, with -s
            f"{loss}: found after {found - lost:.2f} s, back after {back - mended:.2f} s"
        )
        assert found - lost < FOUND_SECONDS
        assert stage.reports.count(NO_DEVICE) == stage.reports.count(SpeakerReady()) == 1
        stage.reports.clear()
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(4, "Here I am again."))
        await stage.until(PromptFinished(4))
        assert any(rms >= LOUD for _, rms in recorder.timeline)


async def test_the_sentence_that_a_lost_device_cut_is_heard_again_whole(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    """On a busy machine it may have gaps; what is not said again is never heard whole."""
    cut = "This is the sentence in whose midst the loudspeaker is pulled out of the machine."
    wanted = rendered(cut, 125)
    stage.speaker.set_volume(10)
    found: list[float] = []
    while len(found) < TRIES and max(found, default=0.0) <= ALIKE:
        turn = len(found) + 1
        stage.reports.clear()
        stage.speaker.speak(prompt(turn, "First.", cut, "Last.", rate=125))
        await stage.until(SentenceStarted(turn, 1))
        virtual_sound.remove_speaker()
        await stage.until(NO_DEVICE)
        stage.reports.clear()
        virtual_sound.add_speaker()
        with virtual_sound.recorder() as recorder:
            await stage.until(PromptFinished(turn))
            heard = recorder.samples()
        assert stage.of_turn(turn)[-3:] == [
            SentenceStarted(turn, 1),
            SentenceStarted(turn, 2),
            PromptFinished(turn),
        ]
        found.append(speech_likeness(heard, wanted))
    assert max(found) > ALIKE, found


async def test_a_headset_that_is_preferred_takes_the_voice_over_in_mid_sentence(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    virtual_sound.add_headset()
    with virtual_sound.recorder(HEADSET) as headset, virtual_sound.recorder() as loudspeaker:
        stage.speaker.speak(prompt(1, LONG))
        await _sound(loudspeaker, 0)
        virtual_sound.prefer(HEADSET)
        await _sound(headset, 0)
        silence = await asyncio.to_thread(
            loudspeaker.wait_for_silence, since=headset.wait_for_sound()
        )
        assert silence
    assert stage.of_turn(1) == [SentenceStarted(1, 0)]
    assert not any(isinstance(event, SpeakerFailed) for event in stage.reports)


async def test_when_the_preferred_headset_goes_the_loudspeaker_takes_over(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    virtual_sound.add_headset()
    virtual_sound.prefer(HEADSET)
    with virtual_sound.recorder() as loudspeaker:
        stage.speaker.speak(prompt(1, LONG))
        await stage.until(SentenceStarted(1, 0))
        virtual_sound.remove_headset()
        await _sound(loudspeaker, 0)
    assert NO_DEVICE not in stage.reports


async def test_forty_lost_devices_leave_no_open_file(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    before: list[int] = []
    for turn in range(40):
        lose, mend = LOSSES["taken by another program" if turn % 2 else "unplugged"]
        stage.reports.clear()
        lose(virtual_sound)
        await stage.until(NO_DEVICE)
        mend(virtual_sound)
        await stage.until(SpeakerReady())
        before.append(_open_files(stage))
    assert before[-1] <= before[1]


async def test_the_device_is_kept_awake_so_that_after_ten_idle_seconds_no_sound_is_lost(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    virtual_sound.put_to_sleep(after_seconds=1)
    try:
        await _state(virtual_sound, "SUSPENDED")  # so it goes without a kiosk
        stage = spoken_stage(virtual_sound.environment, tmp_path)
        stage.speaker.start()
        try:
            await stage.until(SpeakerReady())
            await _state(virtual_sound, "RUNNING")
            since = time.monotonic()
            while time.monotonic() - since < IDLE_SECONDS:
                await stage.pass_a_moment()
                assert await asyncio.to_thread(virtual_sound.state_of, SPEAKER) == "RUNNING"
            with virtual_sound.recorder() as recorder:
                stage.speaker.set_volume(10)
                stage.speaker.speak(prompt(1, "Steroids can shorten a relapse.", rate=125))
                await stage.until(PromptFinished(1))
                heard = recorder.samples()
        finally:
            await stage.speaker.close()
    finally:
        virtual_sound.stop()  # the next test gets one that does not sleep
    whole = rendered("Steroids can shorten a relapse.", 125)
    assert abs(_sounding(heard) - _sounding(whole)) < SYLLABLE_SECONDS / 4
    assert speech_likeness(heard, whole) > ALIKE


def _sounding(samples: np.ndarray | bytes) -> float:
    """Seconds from the first sound to the last."""
    values = np.frombuffer(samples, "<i2") if isinstance(samples, bytes) else samples
    loud = np.flatnonzero(np.abs(values.astype(int)) > 4 * LOUD)
    return float(loud[-1] - loud[0]) / RATE


async def _state(sound: VirtualSound, wanted: str) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if await asyncio.to_thread(sound.state_of, SPEAKER) == wanted:
            return
    pytest.fail(f"the loudspeaker did not become {wanted}")
