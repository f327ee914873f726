"""What happens to a person's sentence when a process, a device or an engine fails."""

import asyncio
import os
import signal
import subprocess
import sys
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
from tests.speaking.stage import SpokenStage, prompt, spoken_stage
from tests.virtual_sound import LOUD, VirtualSound

RESTARTING = SpeakerFailed(SpeakerFault.RESTARTING)
NO_DEVICE = SpeakerFailed(SpeakerFault.NO_DEVICE)
NO_ENGINE = SpeakerFailed(SpeakerFault.NO_ENGINE)
LOST = SpeakerFailed(SpeakerFault.LOST)
LONG = "Something can fail in the middle of this sentence."


@pytest.fixture
async def stage(virtual_sound: VirtualSound, tmp_path: Path) -> AsyncIterator[SpokenStage]:
    """Started, and not yet ready."""
    stage = spoken_stage(virtual_sound.environment, tmp_path)
    stage.speaker.start()
    try:
        yield stage
    finally:
        await stage.speaker.close()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def _died(*pids: int) -> bool:
    for _ in range(500):
        if not any(map(_is_running, pids)):
            return True
        await asyncio.sleep(0.01)
    return False


async def _is_heard(stage: SpokenStage, sound: VirtualSound, turn: int) -> bool:
    with sound.recorder() as recorder:
        stage.speaker.speak(prompt(turn, "Here I am again."))
        await stage.until(PromptFinished(turn))
        return any(rms >= LOUD for _, rms in recorder.timeline)


async def test_a_killed_voice_comes_back_and_is_heard(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    await stage.until(SpeakerReady())
    stage.speaker.speak(prompt(1, LONG, LONG))
    await stage.until(SentenceStarted(1, 0))
    assert stage.speaker.pid
    os.kill(stage.speaker.pid, signal.SIGKILL)
    await stage.until(RESTARTING)
    stage.reports.remove(SpeakerReady())
    await stage.until(SpeakerReady())
    assert await _is_heard(stage, virtual_sound, 2)
    assert stage.of_turn(1) == [SentenceStarted(1, 0)]


async def test_a_prompt_that_comes_while_there_is_no_voice_is_spoken_by_the_next_one(
    stage: SpokenStage,
) -> None:
    stage.speaker.speak(prompt(1, "Before the first voice."))
    await stage.until(PromptFinished(1))
    assert stage.speaker.pid
    os.kill(stage.speaker.pid, signal.SIGKILL)
    await stage.until(RESTARTING)
    stage.speaker.speak(prompt(2, "Before the next voice."))
    await stage.until(PromptFinished(2))


async def test_the_volume_survives_a_restart(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    await stage.until(SpeakerReady())
    stage.speaker.set_volume(1)
    assert stage.speaker.pid
    os.kill(stage.speaker.pid, signal.SIGKILL)
    await stage.until(RESTARTING)
    with virtual_sound.recorder() as recorder:
        stage.speaker.speak(prompt(1, LONG))
        await stage.until(PromptFinished(1))
        assert LOUD < max(rms for _, rms in recorder.timeline) < 1_500


@pytest.mark.long
async def test_a_voice_that_hangs_is_replaced(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    await stage.until(SpeakerReady())
    stage.reports.clear()
    hung = stage.speaker.pid
    assert hung
    os.kill(hung, signal.SIGSTOP)
    await stage.until(RESTARTING)
    await stage.until(SpeakerReady())
    assert await _is_heard(stage, virtual_sound, 1)
    assert await _died(hung)


@pytest.mark.long
async def test_without_a_loudspeaker_captions_keep_the_pace_until_it_is_back(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    await stage.until(SpeakerReady())
    stage.reports.clear()
    stage.speaker.speak(prompt(1, LONG, LONG))
    await stage.until(SentenceStarted(1, 0))
    virtual_sound.remove_speaker()
    await stage.until(NO_DEVICE)
    await stage.until(PromptFinished(1))
    stage.speaker.speak(prompt(2, "Nobody hears this.", "But it goes on."))
    await stage.until(PromptFinished(2))
    assert stage.reports.count(NO_DEVICE) == 1
    virtual_sound.add_speaker()
    await stage.until(SpeakerReady())
    assert await _is_heard(stage, virtual_sound, 3)
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]


@pytest.mark.long
async def test_a_sound_server_that_pretends_to_have_a_loudspeaker_is_not_believed(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    await stage.until(SpeakerReady())
    stage.reports.clear()
    virtual_sound.remove_speaker(leaves_dummy=True)
    await stage.until(NO_DEVICE)
    stage.speaker.speak(prompt(1, "Only to be read."))
    await stage.until(PromptFinished(1))
    virtual_sound.add_speaker()
    await stage.until(SpeakerReady())
    assert await _is_heard(stage, virtual_sound, 2)


@pytest.mark.long
async def test_a_kiosk_that_starts_without_a_loudspeaker_finds_the_one_that_comes(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    virtual_sound.remove_speaker()
    stage = spoken_stage(virtual_sound.environment, tmp_path)
    stage.speaker.start()
    try:
        await stage.until(NO_DEVICE)
        stage.speaker.speak(prompt(1, "Only to be read."))
        await stage.until(PromptFinished(1))
        assert SpeakerReady() not in stage.reports
        virtual_sound.add_speaker()
        await stage.until(SpeakerReady())
        assert await _is_heard(stage, virtual_sound, 2)
    finally:
        await stage.speaker.close()


@pytest.mark.long
async def test_a_sound_server_that_starts_again_is_taken_up(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    await stage.until(SpeakerReady())
    stage.reports.clear()
    virtual_sound.stop()
    await stage.until(NO_DEVICE)
    virtual_sound.restart()
    await stage.until(SpeakerReady())
    assert await _is_heard(stage, virtual_sound, 1)


@pytest.mark.long
async def test_a_sound_server_that_hangs_stops_no_caption(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    await stage.until(SpeakerReady())
    stage.reports.clear()
    virtual_sound.hang()
    try:
        stage.speaker.speak(prompt(1, "One.", "Two."))
        await stage.until(NO_DEVICE)
        await stage.until(PromptFinished(1))
    finally:
        virtual_sound.go_on()
    await stage.until(SpeakerReady())
    assert await _is_heard(stage, virtual_sound, 2)
    assert RESTARTING not in stage.reports


async def test_without_an_engine_captions_go_on(
    virtual_sound: VirtualSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyttsx3.py").write_text("raise ImportError('not here')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    stage = spoken_stage(virtual_sound.environment, tmp_path)
    stage.speaker.start()
    try:
        stage.speaker.speak(prompt(1, "One.", "Two."))
        await stage.until(NO_ENGINE)
        await stage.until(PromptFinished(1))
        stage.speaker.speak(prompt(2, "Three."))
        await stage.until(PromptFinished(2))
        assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]
        assert stage.reports.count(NO_ENGINE) == 1
    finally:
        await stage.speaker.close()


@pytest.mark.long
async def test_a_voice_that_dies_again_and_again_is_lost_and_captions_go_on(
    virtual_sound: VirtualSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyttsx3.py").write_text("import os\nos.abort()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    stage = spoken_stage(virtual_sound.environment, tmp_path)
    stage.speaker.start()
    try:
        await stage.until(LOST)
        stage.speaker.speak(prompt(1, "One.", "Two."))
        await stage.until(SentenceStarted(1, 0))
        stage.speaker.hush()
        stage.speaker.speak(prompt(2, "Three."))
        await stage.until(PromptFinished(2))
        assert stage.of_turn(1) == [SentenceStarted(1, 0)]
        assert stage.reports.count(LOST) == 1
    finally:
        await stage.speaker.close()


async def test_hostile_texts_pass_the_pipe_and_the_next_prompt_is_heard(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    await stage.until(SpeakerReady())
    hostile = ("\U0001f600" * 1_000_000, "\ud800 \x00\x07", "<speak>", "", "\ufeff\u202e")
    stage.speaker.speak(prompt(1, *hostile * 30))
    await stage.until(SentenceStarted(1, 0))
    stage.speaker.speak(prompt(2, *hostile[1:]))
    await stage.until(PromptFinished(2))
    assert stage.of_turn(2) == [*(SentenceStarted(2, i) for i in range(4)), PromptFinished(2)]
    assert await _is_heard(stage, virtual_sound, 3)
    assert RESTARTING not in stage.reports


async def test_no_process_is_left_after_close(stage: SpokenStage) -> None:
    await stage.until(SpeakerReady())
    pid = stage.speaker.pid
    assert pid
    stage.speaker.speak(prompt(1, LONG))
    await stage.speaker.close()
    assert await _died(pid)


async def test_no_process_is_left_when_the_kiosk_is_killed(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    program = (
        "import asyncio\n"
        "from mskiosk.session.clock import LoopClock\n"
        "from mskiosk.speaking.spoken import SpokenSpeaker\n"
        "async def run():\n"
        "    speaker = SpokenSpeaker(lambda e: print(speaker.pid, flush=True), LoopClock())\n"
        "    speaker.start()\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(run())\n"
    )
    kiosk = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        stdout=subprocess.PIPE,
        env=os.environ | virtual_sound.environment,
    )
    assert kiosk.stdout
    voice = int(await kiosk.stdout.readline())
    os.kill(voice, signal.SIGSTOP)
    kiosk.kill()
    await kiosk.wait()
    assert await _died(voice)
