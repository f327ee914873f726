"""Small sets of recordings, made by Debian's flite."""

import wave
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from tests.recordings import RATE, spoken


def write_set(folder: Path, texts: Sequence[str], noises: Sequence[str] = ("hum1",)) -> Path:
    """Each text once, spoken; each noise 5 s of it."""
    clips = {f"{number}.wav": text for number, text in enumerate(texts)}
    rows = [f"{path}\t{text}\tin\tflite" for path, text in clips.items()]
    _table(folder / "human.tsv", "path\ttext\tkind\tspeaker", rows)
    _table(folder / "noise.tsv", "path\tname", [f"{name}.wav\t{name}" for name in noises])
    _sounds(folder, {path: spoken(text) for path, text in clips.items()})
    _sounds(folder, {f"{name}.wav": _hum(5.0) for name in noises})
    return folder


def _table(file: Path, head: str, rows: Sequence[str]) -> None:
    file.write_text("\n".join((head, *rows, "")), encoding="utf-8")


def _sounds(folder: Path, sounds: Mapping[str, bytes]) -> None:
    for name, pcm in sounds.items():
        with wave.open(str(folder / name), "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(RATE)
            wav.writeframes(pcm)


def _hum(seconds: float) -> bytes:
    at = np.arange(round(RATE * seconds))
    return (500 * np.sin(2 * np.pi * 50 * at / RATE)).astype("<i2").tobytes()
