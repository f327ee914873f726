"""The synthetic corpus, read back."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.spotter.corpus import SOUND, TABLE, CorpusError


@dataclass(frozen=True, slots=True)
class Spoken:
    """One utterance of a synthetic voice."""

    text: str
    label: str
    """The word of the list that it is; empty for what is none."""
    kind: str
    voice: str
    family: str
    """The engine of the voice."""
    is_held_out: bool
    samples: NDArray[np.int16]


def spoken_in(folder: Path) -> Iterator[Spoken]:
    """Raises `OSError`, and `CorpusError` where the table is none or the sound is cut off."""
    if not (folder / SOUND).stat().st_size:
        raise CorpusError(f"{folder / SOUND} is empty: make {folder} anew")
    sound = np.memmap(folder / SOUND, np.dtype("<i2"), "r")
    with (folder / TABLE).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            try:
                begin, count = int(row["start"]), int(row["samples"])
                if begin + count > len(sound):
                    raise CorpusError(f"{folder / SOUND} is cut off: make {folder} anew")
                yield Spoken(
                    row["text"],
                    row["label"],
                    row["kind"],
                    row["voice"],
                    row["family"],
                    row["held_out"] == "1",
                    np.asarray(sound[begin : begin + count], np.int16),
                )
            except (KeyError, TypeError) as error:
                raise CorpusError(f"{folder / TABLE} is no table of a corpus") from error
