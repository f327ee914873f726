"""A set of recordings to measure listening with, laid out as two tables beside folders of sound.

`human.tsv` has the columns path, text and speaker, `noise.tsv` path and name. All sound is WAV,
mono, 16 bits, 16 kHz. Paths that lead out of the folder are refused.
"""

import csv
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul
from pathlib import Path

from mskiosk.listening.recogniser import BYTES_A_SECOND, SAMPLES_A_SECOND

LOUDEST = 32_767


class RecordingsError(Exception):
    """The set cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Clip:
    text: str
    """What is said in it, in small letters."""
    pcm: bytes
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class RecordingSet:
    clips: tuple[Clip, ...]
    noises: tuple[tuple[str, bytes], ...]
    """Each with its name."""

    @classmethod
    def read(cls, folder: Path) -> "RecordingSet":
        """Raises `RecordingsError`."""
        spoken = _rows(folder / "human.tsv", ("path", "text", "speaker"))
        noises = _rows(folder / "noise.tsv", ("path", "name"))
        return cls(
            tuple(
                Clip(row["text"].casefold(), _pcm(folder, row["path"]), row["speaker"])
                for row in spoken
            ),
            tuple((row["name"], _pcm(folder, row["path"])) for row in noises),
        )


def _rows(table: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    try:
        with table.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
    except (OSError, ValueError, csv.Error) as error:
        raise RecordingsError(f"{table}: {error}") from error
    if not rows or any(row.get(column) is None for row in rows for column in columns):
        raise RecordingsError(f"{table}: it needs rows with the columns {', '.join(columns)}")
    return rows


def _pcm(folder: Path, path: str) -> bytes:
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise RecordingsError(f"{path}: it leads out of {folder}")
    try:
        with wave.open(str(file)) as wav:
            if (wav.getnchannels(), wav.getsampwidth()) != (1, 2):
                raise RecordingsError(f"{file}: it is not mono with 16 bits")
            if wav.getframerate() != SAMPLES_A_SECOND:
                raise RecordingsError(f"{file}: it has not {SAMPLES_A_SECOND} samples a second")
            pcm: bytes = wav.readframes(wav.getnframes())
            return pcm
    except (OSError, EOFError, wave.Error) as error:
        raise RecordingsError(f"{file}: {error}") from error


def loudness(pcm: bytes) -> float:
    """Root mean square of 16-bit samples, 0 to 32767."""
    samples = array("h", pcm)
    return sqrt(sum(map(mul, samples, samples)) / len(samples)) if samples else 0.0


def mixed(pcm: bytes, noise: bytes, decibels: float) -> bytes:
    """`pcm` with as much of `noise`, again and again, as leaves the speech so many decibels louder;
    the speech is what is within 25 dB of the loudest tenth of a second."""
    speech, rest = array("h", pcm), array("h", noise)
    level, noise_level = _speech_loudness(pcm), loudness(noise)
    if not speech or not rest or not noise_level:
        return pcm
    factor = level / noise_level / 10 ** (decibels / 20)
    count = len(rest)
    return array(
        "h",
        (
            max(-LOUDEST, min(LOUDEST, round(sample + factor * rest[at % count])))
            for at, sample in enumerate(speech)
        ),
    ).tobytes()


def _speech_loudness(pcm: bytes) -> float:
    size = BYTES_A_SECOND // 10
    levels = [loudness(pcm[at : at + size]) for at in range(0, len(pcm) - size + 1, size)]
    if not levels:
        return loudness(pcm)
    heard = [level for level in levels if level >= max(levels) / 10 ** (25 / 20)]
    return sqrt(sum(map(mul, heard, heard)) / len(heard))
