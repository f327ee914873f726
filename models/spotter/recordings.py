"""Recordings of people, with their labels: the commands and other words that are learned from.

The folder is laid out as two tables beside folders of sound: `train.tsv` (path, text, speaker) and
`human.tsv` (path, text, speaker, kind), both with source and licence where those are known, for the
card. All sound is mono at 8 or 16 kHz, in FLAC or WAV. Nothing of it is copied into the repository.
"""

import csv
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from models.spotter.writing import digest
from mskiosk.core.grammar import normalised
from mskiosk.listening.recogniser import SAMPLES_A_SECOND

FOLDS = 3
_TABLES = ("train.tsv", "human.tsv")
NARROW = 8000
"""Recordings at this rate are counted apart."""
_SALT = 252
"""With it the parts are of nearly equal size, also in the rarer words, and each has one of the
three speakers at 8 kHz."""
_NARROW_SPEAKERS = "fsdd-"


class RecordingError(Exception):
    """A table or a recording cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Recording:
    text: str
    speaker: str
    is_narrow: bool
    """Recorded at 8 kHz."""
    is_sentence: bool
    samples: NDArray[np.int16]
    source: str = ""
    """The collection that it comes from, without the version."""
    licence: str = ""

    @property
    def fold(self) -> int:
        """Which part of a cross-validation this speaker is in; always the same."""
        return zlib.crc32(f"{_SALT} {self.speaker}".encode()) % FOLDS


def recordings_in(folder: Path) -> Iterator[Recording]:
    """Of both tables. Raises `RecordingError`."""
    for table in _TABLES:
        for row in _rows(folder / table):
            yield Recording(
                text=normalised(row["text"]),  # as in the list of words
                speaker=row["speaker"],
                is_narrow=row["speaker"].startswith(_NARROW_SPEAKERS),
                is_sentence=row.get("kind") == "out-sent",
                samples=_samples(folder / row["path"]),
                source=(row.get("source") or "").partition("@")[0],
                licence=row.get("licence") or "",
            )


def fingerprint(folder: Path) -> str:
    """Another one where the tables are others, or a recording has another size. Raises
    `RecordingError`."""
    try:
        rows = [row for table in _TABLES for row in _rows(folder / table)]
        return digest(rows, [(folder / row["path"]).stat().st_size for row in rows])
    except OSError as error:
        raise RecordingError(str(error)) from error


def _rows(table: Path) -> list[dict[str, str]]:
    try:
        with table.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
    except (OSError, ValueError, csv.Error) as error:
        raise RecordingError(f"{table}: {error}") from error
    if not rows or any(not row.get(name) for row in rows for name in ("path", "text", "speaker")):
        raise RecordingError(f"{table}: it needs rows with path, text and speaker")
    return rows


def _samples(file: Path) -> NDArray[np.int16]:
    try:
        samples, rate = soundfile.read(file, dtype="int16")
    except (OSError, RuntimeError) as error:
        raise RecordingError(f"{file}: {error}") from error
    if rate not in (SAMPLES_A_SECOND, NARROW) or samples.ndim != 1 or not samples.size:
        raise RecordingError(f"{file}: it is not mono at 8 or 16 kHz, or empty")
    wide = resample_poly(samples.astype(np.float32), SAMPLES_A_SECOND // rate, 1)
    clipped: NDArray[np.int16] = np.clip(np.rint(wide), -32768, 32767).astype(np.int16)
    return clipped
