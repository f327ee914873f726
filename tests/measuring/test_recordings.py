"""Sets of recordings: read, mixed, or refused with a sentence."""

import wave
from pathlib import Path

import numpy as np
import pytest

from mskiosk.measuring.recordings import RecordingsError, RecordingSet, loudness, mixed
from tests.measuring.recording_sets import write_set


def _tone(level: float, seconds: float = 1.0) -> bytes:
    at = np.arange(round(16_000 * seconds))
    return (level * np.sin(2 * np.pi * 440 * at / 16_000)).astype("<i2").tobytes()


def test_a_set_is_read_with_its_words_and_noises(tmp_path: Path) -> None:
    recordings = RecordingSet.read(write_set(tmp_path, ["one", "Banana"]))
    assert [clip.text for clip in recordings.clips] == ["one", "banana"]
    assert all(loudness(clip.pcm) > 100 for clip in recordings.clips)
    assert [name for name, _ in recordings.noises] == ["hum1"]


@pytest.mark.parametrize("decibels", [20, 10, 0])
def test_noise_is_as_much_quieter_as_was_asked(decibels: int) -> None:
    speech = bytes(16_000) + _tone(8_000) + bytes(16_000)
    noisy = np.frombuffer(mixed(speech, _tone(100, 0.3), decibels), "<i2").astype(float)
    added = noisy - np.frombuffer(speech, "<i2")
    ratio = 20 * np.log10(loudness(_tone(8_000)) / np.sqrt(np.mean(added**2)))
    assert ratio == pytest.approx(decibels, abs=0.5)


def test_where_there_is_no_noise_or_no_speech_nothing_is_added() -> None:
    assert mixed(_tone(1_000), b"", 10) == _tone(1_000)
    assert mixed(_tone(1_000), bytes(3_200), 10) == _tone(1_000)
    assert mixed(b"", _tone(1_000), 10) == b""


def test_too_much_noise_is_clipped_and_breaks_nothing() -> None:
    assert (
        max(np.abs(np.frombuffer(mixed(_tone(30_000), _tone(9), -40), "<i2").astype(int))) <= 32_767
    )


def _with(folder: Path, name: str, text: str) -> Path:
    write_set(folder, ["one"])
    (folder / name).write_text(text)
    return folder


def test_a_set_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    for number, (name, text, reason) in enumerate(
        (
            ("human.tsv", "path\ttext\n0.wav\tone\n", "speaker"),
            ("human.tsv", "", "rows"),
            ("human.tsv", "path\ttext\tspeaker\nnone.wav\tone\tx\n", "none.wav"),
            ("human.tsv", "path\ttext\tspeaker\n../../x.wav\tone\tx\n", "leads out"),
            ("noise.tsv", "path\tname\n0.wav\n", "name"),
            ("0.wav", "no sound", "0.wav"),
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(RecordingsError, match=reason):
            RecordingSet.read(_with(folder, name, text))
    with pytest.raises(RecordingsError, match=r"human\.tsv"):
        RecordingSet.read(tmp_path / "nowhere")


def test_sound_of_another_kind_is_refused(tmp_path: Path) -> None:
    write_set(tmp_path, ["one"])
    for channels, width, rate in ((2, 2, 16_000), (1, 1, 16_000), (1, 2, 8_000)):
        with wave.open(str(tmp_path / "0.wav"), "wb") as wav:
            wav.setnchannels(channels)
            wav.setsampwidth(width)
            wav.setframerate(rate)
            wav.writeframes(bytes(64))
        with pytest.raises(RecordingsError):
            RecordingSet.read(tmp_path)
