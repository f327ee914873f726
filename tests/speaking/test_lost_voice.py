"""The voice that cannot silently die: it starts again, and if that fails a recording is heard."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
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
from mskiosk.speaking.apology import MODULE
from mskiosk.speaking.clip import WORDS, record, recorded, recording
from mskiosk.speaking.spoken import STAFF_LOG
from mskiosk.speaking.staff import MOST_BYTES, last_line, note_for_staff
from tests.likeness import ALIKE, likeness, speech_likeness
from tests.speaking.stage import SpokenStage, prompt, spoken_stage
from tests.virtual_sound import HEADSET_NAME, LOUD, VirtualSound, resampled

RESTARTING = SpeakerFailed(SpeakerFault.RESTARTING)
LOST = SpeakerFailed(SpeakerFault.LOST)
NO_ENGINE = SpeakerFailed(SpeakerFault.NO_ENGINE)
LONG = "nine " * 80
MOST_FILE_BYTES = 150_000


@pytest.fixture
async def stage(
    virtual_sound: VirtualSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[SpokenStage]:
    """Not started; its engine cannot be loaded."""
    (tmp_path / "pyttsx3.py").write_text("raise ImportError('not here')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    stage = spoken_stage(virtual_sound.environment, tmp_path)
    try:
        yield stage
    finally:
        await stage.speaker.close()


def _samples(language: str) -> bytes:
    file = recording(language)
    assert file
    samples, sample_rate = recorded(file)
    return resampled(samples.tobytes(), sample_rate)


def _players() -> list[int]:
    """The processes that play a recording."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if MODULE.encode() in command.split(b"\0"):
                found.append(int(folder.name))
    return found


async def _no_player_is_left() -> bool:
    for _ in range(500):
        if not _players():
            return True
        await asyncio.sleep(0.01)
    return False


@pytest.mark.parametrize("language", WORDS)
def test_the_recording_is_what_our_voice_says_today(language: str, tmp_path: Path) -> None:
    file = recording(language)
    assert file
    assert file.stat().st_size < MOST_FILE_BYTES
    record(language, tmp_path / "anew.wav")
    anew, sample_rate = recorded(tmp_path / "anew.wav")
    shipped = np.frombuffer(_samples(language), "<i2")
    new = resampled(anew.tobytes(), sample_rate)
    assert len(new) == pytest.approx(2 * len(shipped), rel=0.02)
    assert speech_likeness(shipped, new) > ALIKE
    reversed_sound = np.frombuffer(new, "<i2")[::-1].tobytes()
    assert speech_likeness(shipped, reversed_sound) < ALIKE


@pytest.mark.long
def test_there_is_a_recording_for_a_voice_of_the_language_and_none_in_another() -> None:
    assert recording("en-us") == recording("en")
    assert recording("de") is None


@pytest.mark.long
async def test_a_voice_that_cannot_start_is_heard_all_the_same_and_staff_find_the_reason(
    stage: SpokenStage, virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    """E14."""
    with virtual_sound.recorder() as recorder:
        stage.speaker.set_volume(10)
        stage.speaker.start()
        stage.speaker.speak(prompt(1, "One.", "Two."))
        await stage.until(NO_ENGINE)
        await stage.until(PromptFinished(1))
        await asyncio.to_thread(
            recorder.wait_for_silence, seconds=1.5, since=recorder.wait_for_sound()
        )
        assert likeness(recorder.samples(), _samples("en")) > ALIKE
    assert stage.of_turn(1) == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]
    (line,) = (tmp_path / STAFF_LOG).read_text().splitlines()
    assert "the voice is lost (no engine)" in line
    assert "pyttsx3" in line


@pytest.mark.long
async def test_the_recording_is_silent_after_a_hush(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as recorder:
        stage.speaker.start()
        stage.speaker.speak(prompt(1, LONG))
        await asyncio.to_thread(recorder.wait_for_sound)
        stage.speaker.hush()
        silence = await asyncio.to_thread(recorder.wait_for_silence, seconds=1.0)
        assert all(rms < LOUD for t, rms in recorder.timeline if t > silence)
    assert await _no_player_is_left()


@pytest.mark.long
async def test_who_wants_no_sound_hears_the_recording_only_once_they_do(
    stage: SpokenStage, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.recorder() as recorder:
        stage.speaker.start()
        stage.speaker.speak(prompt(1, "Only read.", is_aloud=False))
        await stage.until(NO_ENGINE)
        await stage.until(PromptFinished(1))
        assert all(rms < LOUD for _, rms in recorder.timeline)
        assert _players() == []
        stage.speaker.speak(prompt(2, "Speech is on."))
        await asyncio.to_thread(recorder.wait_for_sound)


@pytest.mark.long
def test_without_the_headset_of_private_listening_the_recording_is_not_heard(
    virtual_sound: VirtualSound,
) -> None:
    """P4."""
    with virtual_sound.recorder() as loudspeaker:
        with _playing(virtual_sound, HEADSET_NAME) as player:
            assert player.wait(60) == 1
        virtual_sound.add_headset()
        with _playing(virtual_sound, HEADSET_NAME) as player:
            assert player.wait(60) == 0
        assert all(rms < LOUD for _, rms in loudspeaker.timeline)


def test_no_player_is_left_when_the_kiosk_is_killed(virtual_sound: VirtualSound) -> None:
    with virtual_sound.recorder() as recorder, _playing(virtual_sound) as player:
        recorder.wait_for_sound()
        assert player.stdin
        player.stdin.close()  # as when whoever holds it dies
        assert player.wait(10) == 1


def _playing(sound: VirtualSound, headset: str = "") -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        (sys.executable, "-m", MODULE, "en", "10", headset),
        env=os.environ | sound.environment,
        stdin=subprocess.PIPE,
    )


@pytest.mark.long
async def test_a_voice_that_dies_twice_in_a_row_leaves_a_recording_and_captions_and_comes_back(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    stage = spoken_stage(virtual_sound.environment, tmp_path)
    stage.speaker.start()
    try:
        with virtual_sound.recorder() as recorder:
            await stage.until(SpeakerReady())
            stage.speaker.speak(prompt(1, LONG))
            await stage.until(SentenceStarted(1, 0))
            _kill_voice(stage)
            await stage.until(RESTARTING)
            assert LOST not in stage.reports
            stage.reports.clear()
            await stage.until(SpeakerReady())
            stage.speaker.set_volume(10)
            stage.speaker.speak(prompt(1, "One.", LONG))
            await stage.until(SentenceStarted(1, 1))
            stage.reports.clear()
            silence = recorder.last_moment
            _kill_voice(stage)
            await stage.until(LOST)
            await stage.until(SentenceStarted(1, 1))  # the caption of the cut sentence
            await asyncio.to_thread(recorder.wait_for_sound, since=silence + 0.2)
            stage.reports.clear()
            await stage.until(SpeakerReady())
            await stage.until(SentenceStarted(1, 1))  # the voice itself
            since = recorder.last_moment
            await asyncio.to_thread(recorder.wait_for_sound, since=since)
            stage.speaker.speak(prompt(2, "Here I am again."))
            await stage.until(PromptFinished(2))
        assert "(lost)" in (tmp_path / STAFF_LOG).read_text()
        assert await _no_player_is_left()
    finally:
        await stage.speaker.close()


def _kill_voice(stage: SpokenStage) -> None:
    assert stage.speaker.pid
    os.kill(stage.speaker.pid, signal.SIGKILL)


def test_lines_for_staff_are_short_and_the_file_stays_small(tmp_path: Path) -> None:
    log = tmp_path / "voice.log"
    for number in range(2_000):
        note_for_staff(log, f"line {number} " + "x" * 200)
    lines = log.read_text().splitlines()
    assert log.stat().st_size <= MOST_BYTES + 300
    assert " line 1999 " in lines[-1]
    assert all(" line " in line for line in lines)
    note_for_staff(tmp_path / "no folder" / "voice.log", "a disk that cannot be written to")


def test_the_last_line_of_a_log_is_told_whatever_is_in_it(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert last_line(log) == ""
    log.write_bytes(b"")
    assert last_line(log) == ""
    log.write_bytes(b"first\n\xff\x1b[31mwhy\x00 it fell\n\n")
    assert last_line(log).endswith("why  it fell")
    assert last_line(log).isprintable()
    log.write_bytes(b"y" * 10_000)
    assert len(last_line(log)) < 1_000
