"""Sets of recordings: read, or refused with a sentence."""

import wave
from pathlib import Path

import pytest

from mskiosk.measuring.mixing import loudness
from mskiosk.measuring.recordings import RecordingsError, RecordingSet
from tests.measuring.recording_sets import write_set


def test_a_set_is_read_with_its_words_and_noises(tmp_path: Path) -> None:
    recordings = RecordingSet.read(write_set(tmp_path, ["one", "Banana"]))
    assert [clip.text for clip in recordings.clips] == ["one", "banana"]
    assert all(loudness(clip.pcm) > 100 for clip in recordings.clips)
    assert [name for name, _ in recordings.noises] == ["hum1"]


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
            ("0.wav", "", "no WAV file, or cut off".lower()),
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(RecordingsError, match=reason):
            RecordingSet.read(_with(folder, name, text))
    with pytest.raises(RecordingsError, match="no such folder"):
        RecordingSet.read(tmp_path / "nowhere")


def _wav(file: Path, pcm: bytes, channels: int = 1, width: int = 2, rate: int = 16_000) -> None:
    with wave.open(str(file), "wb") as wav:
        wav.setnchannels(channels)
        wav.setsampwidth(width)
        wav.setframerate(rate)
        wav.writeframes(pcm)


@pytest.mark.parametrize(
    ("name", "pcm", "reason"),
    [
        ("0.wav", b"", "no sound"),
        ("0.wav", bytes(2 * 16_000 * 601), "longer than 600 s"),
        ("hum1.wav", bytes(32_000), "silent"),
    ],
)
def test_sound_that_measures_nothing_is_refused(
    tmp_path: Path, name: str, pcm: bytes, reason: str
) -> None:
    _wav(write_set(tmp_path, ["one"]) / name, pcm)
    with pytest.raises(RecordingsError, match=reason):
        RecordingSet.read(tmp_path)


def test_sound_of_another_kind_is_refused(tmp_path: Path) -> None:
    write_set(tmp_path, ["one"])
    for channels, width, rate in ((2, 2, 16_000), (1, 1, 16_000), (1, 2, 8_000)):
        _wav(tmp_path / "0.wav", bytes(64), channels, width, rate)
        with pytest.raises(RecordingsError):
            RecordingSet.read(tmp_path)
