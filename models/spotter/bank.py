"""The samples of a training, made once and kept in a file, for all trainings of a recipe.

Some thousand are shown at a time, those of about the same length together, each with some bands or
moments taken away anew, so that no single one decides (Park et al. 2019).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.spotter.sampling import Sample
from models.spotter.writing import written_whole
from mskiosk.listening.filterbank import WIDTH

AT_ONCE = 4096
BATCH = 128
_SPARED = 0.4


@dataclass(frozen=True, slots=True)
class Batch:
    bands: NDArray[np.float32]
    """(sounds, steps, 40), the shorter ones with zeros at the end."""
    lengths: NDArray[np.int64]
    answers: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bank:
    rows: NDArray[np.float16]
    """(steps of all samples, 40)."""
    ends: NDArray[np.int64]
    answers: NDArray[np.int64]
    folds: NDArray[np.int64]
    """Of the people who are heard, a bit for each."""

    def without(self, fold: int | None) -> NDArray[np.int64]:
        """The places of the samples in which nobody of `fold` is heard."""
        if fold is None:
            return np.arange(len(self.answers))
        return np.flatnonzero(self.folds >> fold & 1 == 0)

    def batches(self, places: NDArray[np.int64], seed: int) -> Iterator[list[Batch]]:
        """Once all of them, some thousand at a time."""
        chance = np.random.default_rng(seed)
        shuffled = chance.permutation(places)
        for at in range(0, len(shuffled) - BATCH + 1, AT_ONCE):
            some = sorted(shuffled[at : at + AT_ONCE], key=self._length)
            some = some[: len(some) // BATCH * BATCH]
            batches = [self._batch(some[b : b + BATCH], chance) for b in range(0, len(some), BATCH)]
            yield [batches[each] for each in chance.permutation(len(batches))]

    def _length(self, place: int) -> int:
        return int(self.ends[place] - (self.ends[place - 1] if place else 0))

    def _batch(self, places: Sequence[int], chance: np.random.Generator) -> Batch:
        lengths = np.array([self._length(place) for place in places])
        bands = np.zeros((len(places), int(lengths.max()), WIDTH), np.float32)
        for row, place, length in zip(bands, places, lengths, strict=True):
            row[:length] = self.rows[self.ends[place] - length : self.ends[place]]
            if length > 20 and chance.random() > _SPARED:
                at = int(chance.integers(length - 10))
                row[at : at + int(chance.integers(1, 9))] = 0
                at = int(chance.integers(WIDTH - 6))
                row[:, at : at + int(chance.integers(1, 6))] = 0
        return Batch(bands, lengths, self.answers[places])

    def save(self, file: Path) -> None:
        """Raises `OSError`."""
        with written_whole(file) as opened:
            np.savez(opened, rows=self.rows, ends=self.ends, answers=self.answers, folds=self.folds)

    @classmethod
    def load(cls, file: Path) -> "Bank":
        """Raises `OSError`."""
        with np.load(file) as arrays:
            return cls(**arrays)


def bank_of(samples: Iterable[Sample]) -> Bank:
    """Of samples that are made one by one: at no time is more of them there than the bank."""
    rows = bytearray()  # it grows in place; joining arrays would need twice the memory
    lengths, answers, folds = [], [], []
    for each in samples:
        rows += each.bands.astype(np.float16).tobytes()
        lengths.append(len(each.bands))
        answers.append(each.answer)
        folds.append(sum(1 << fold for fold in each.folds))
    return Bank(
        np.frombuffer(rows, np.float16).reshape(-1, WIDTH),
        np.cumsum(lengths),
        np.array(answers),
        np.array(folds),
    )
