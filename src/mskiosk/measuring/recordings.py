"""A set of recordings to measure listening with, laid out as two tables beside folders of sound.

`human.tsv` has the columns path, text and speaker, `noise.tsv` path and name. All sound is WAV,
mono, 16 bits, 16 kHz. Paths that lead out of the folder are refused.
"""

import csv
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mskiosk.listening.recogniser import SAMPLES_A_SECOND

MOST_SECONDS = 600
"""Of one recording; a longer one is a mistake, and would fill the memory."""


class RecordingsError(Exception):
    """The set cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Clip:
    text: str
    """What is said in it, in small letters."""
    pcm: bytes
    speaker: str = ""
    words: tuple[bytes, ...] = ()
    """The same words spoken one by one, where that is known."""


@dataclass(frozen=True, slots=True)
class RecordingSet:
    clips: tuple[Clip, ...]
    noises: tuple[tuple[str, bytes], ...]
    """Each with its name."""

    @classmethod
    def read(cls, folder: Path) -> "RecordingSet":
        """Raises `RecordingsError`."""
        if not folder.is_dir():
            raise RecordingsError(f"{folder}: there is no such folder")
        spoken = rows_of(folder / "human.tsv", ("path", "text", "speaker"))
        noises = rows_of(folder / "noise.tsv", ("path", "name"))
        return cls(
            tuple(
                Clip(row["text"].casefold(), _pcm(folder, row["path"]), row["speaker"])
                for row in spoken
            ),
            tuple((row["name"], _noise(folder, row["path"])) for row in noises),
        )


def rows_of(table: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a table, each with all of `columns`. Raises `RecordingsError`."""
    try:
        with table.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
    except (OSError, ValueError, csv.Error) as error:
        raise RecordingsError(f"{table}: {_reason(error)}") from error
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
            if wav.getnframes() > MOST_SECONDS * SAMPLES_A_SECOND:
                raise RecordingsError(f"{file}: it is longer than {MOST_SECONDS} s")
            pcm: bytes = wav.readframes(wav.getnframes())
    except (OSError, EOFError, ValueError, wave.Error) as error:
        raise RecordingsError(f"{file}: {_reason(error)}") from error
    if not pcm:
        raise RecordingsError(f"{file}: there is no sound in it")
    return pcm


def _noise(folder: Path, path: str) -> bytes:
    pcm = _pcm(folder, path)
    if not any(pcm):
        raise RecordingsError(f"{folder / path}: a noise that is silent cannot be mixed in")
    return pcm


def _reason(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return (reason or "it is no WAV file, or cut off").lower()
