"""Judges of the spotter for tests: one by script, one that knows a few recordings, and the file of
the one that is shipped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from mskiosk.listening.filterbank import bands_of
from mskiosk.models.shipped import shipped_file
from tests.recordings import silence

WAYS: Mapping[str, str] = {"yes please": "yes", "no thanks": "no"}
_ROWS = 20
"""To which the bands of each sound are stretched, so that two can be compared."""
_LIKE = 0.5
"""The distance, relative to what the recordings have among them, at which likeness is e to -1."""


def spotter_file() -> Path:
    file = shipped_file("spotter", "en")
    assert file is not None
    return file


class ScriptedJudge:
    """Has one opinion, whatever sounds: what `probable` does not name gets an even share of
    `rest`, and anything else gets what is left."""

    def __init__(self, words: tuple[str, ...], probable: Mapping[str, float] | None = None) -> None:
        self.words = words
        self.ways = WAYS
        self.probable = dict(probable or {})
        self.heard = 0

    def probabilities(self, bands: Any) -> Any:
        self.heard += 1
        told = [self.probable.get(word, 0.0) for word in self.words]
        return np.array([*told, 1 - sum(told)], dtype=np.float32)


class LikenessJudge:
    """Compares a sound with a recording of each word (16 kHz, mono, 16 bits), as it is and in a
    quiet room: a synthetic voice has digital silence around it."""

    def __init__(self, recordings: Mapping[str, bytes]) -> None:
        self.words = tuple(recordings)
        self.ways = WAYS
        room = silence(0.5), silence(0.5, seed=2)
        as_they_are = [_stretched(bands_of(pcm)) for pcm in recordings.values()]
        in_a_room = [_stretched(bands_of(pcm.join(room))) for pcm in recordings.values()]
        self._known = np.stack([as_they_are, in_a_room])
        apart = np.abs(self._known[:, :, None] - self._known[:, None]).mean(axis=(3, 4))
        self._scale = float(apart[apart > 0].min()) * _LIKE

    def probabilities(self, bands: Any) -> Any:
        distances = np.abs(self._known - _stretched(bands)).mean(axis=(2, 3)) / self._scale
        likeness = np.exp(-(distances.min(axis=0) ** 2))
        share = likeness / max(1.0, float(likeness.sum()))
        return np.append(share, 1 - share.sum()).astype(np.float32)


def _stretched(bands: Any) -> Any:
    at = np.linspace(0, len(bands) - 1, _ROWS)
    rows = np.arange(len(bands))
    return np.stack([np.interp(at, rows, band) for band in np.asarray(bands).T], axis=1)
