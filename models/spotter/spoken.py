"""The synthetic corpus, read back."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.spotter.corpus import SOUND, TABLE


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
    """Raises `OSError`, and `ValueError` for a table that is none."""
    sound = np.memmap(folder / SOUND, np.dtype("<i2"), "r")
    with (folder / TABLE).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            try:
                begin, count = int(row["start"]), int(row["samples"])
                if begin + count > len(sound):
                    return  # the last rows of a corpus that is still being made
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
                raise ValueError(f"{folder / TABLE} is no table of a corpus") from error
