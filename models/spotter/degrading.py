"""What life does to a sound, done to the logarithms of its bands: anew for each use of an example.

In this domain noise is added by adding powers, slow speech is stretched, another voice is made by
shifting the bands, a telephone's narrow band is cut out. It is some hundred times cheaper than on
the samples, and the network never sees the same sound twice.
"""

import numpy as np
from numpy.typing import NDArray

from mskiosk.listening.filterbank import MOST_SECONDS, WIDTH, levels_of, normalised, sounding

Logarithms = NDArray[np.float32]
SILENT = 1.0
"""A little above the logarithm of no power at all."""
_SPEECH_WITHIN = 6.0
"""Natural logarithms of power under the loudest step: that is still speech."""
_DECIBEL = np.float32(np.log(10) / 10)
_WARPS = (0.88, 0.92, 0.96, 1.04, 1.08, 1.12)
_SURROUNDINGS, _LONG_SURROUNDINGS = (8, 12), (45, 56)
"""The most steps before and after: where the patience is long or the room loud, the ear cuts out
half a second of the room with the word."""
_TELEPHONE = (3, 30)
"""The first band above 300 Hz and the first above 3.4 to 4 kHz."""
MOST_STEPS = round(100 * MOST_SECONDS) + 30


class Degrading:
    """Each sound as it may sound in life."""

    def __init__(self, chance: np.random.Generator) -> None:
        self._chance = chance

    def degraded(self, sound: Logarithms, noise: Logarithms | None) -> Logarithms:
        """Normalised bands, with a part of `noise`; no rows where the sound became too long."""
        if self._is(0.7):
            sound = self._stretched(sound)
        if self._is(0.4):
            sound = sound @ _warp(int(self._chance.integers(len(_WARPS))))
        if self._is(0.12):
            sound = _blurred(sound, int(self._chance.integers(3, 8)))
        sound = self._surrounded(sound)
        if noise is not None:
            sound = self._in_noise(sound, noise)
        if self._is(0.2):
            sound = self._narrowed(sound)
        sound = normalised(sounding(sound))
        return sound if len(sound) <= MOST_STEPS else sound[:0]

    def _is(self, probability: float) -> bool:
        return bool(self._chance.random() < probability)

    def _stretched(self, sound: Logarithms) -> Logarithms:
        slowest = 2.0 if self._is(0.15) else 1.25
        return stretched(sound, float(self._chance.uniform(0.8, slowest)))

    def _surrounded(self, sound: Logarithms) -> Logarithms:
        """With what lay before and after it in an utterance, as the patience left it."""
        most = _LONG_SURROUNDINGS if self._is(0.4) else _SURROUNDINGS
        before, after = (int(each) for each in self._chance.integers(0, most))
        return np.pad(sound, ((before, after), (0, 0)), constant_values=SILENT)

    def _in_noise(self, sound: Logarithms, noise: Logarithms) -> Logarithms:
        begin = int(self._chance.integers(max(1, len(noise) - len(sound))))
        noise = np.resize(noise[begin : begin + len(sound)], sound.shape)
        decibels = float(self._chance.uniform(2, 28))
        return with_noise(sound, noise, decibels)

    def _narrowed(self, sound: Logarithms) -> Logarithms:
        low, high = _TELEPHONE
        narrow = sound.copy()
        narrow[:, high + int(self._chance.integers(-1, 4)) :] = SILENT
        if self._is(0.5):
            narrow[:, :low] = SILENT
        return narrow


def with_noise(sound: Logarithms, noise: Logarithms, decibels: float) -> Logarithms:
    """The speech so much louder than the noise."""
    levels = levels_of(sound)
    speech = _mean(levels[levels >= levels.max() - _SPEECH_WITHIN])
    noise = noise + (speech - _mean(levels_of(noise)) - decibels * _DECIBEL)
    louder, softer = np.maximum(sound, noise), np.minimum(sound, noise)
    mixed: Logarithms = louder + np.log1p(np.exp(softer - louder))
    return mixed


def _mean(levels: Logarithms) -> np.float32:
    """The logarithm of the mean power."""
    most = levels.max()
    return np.float32(np.log(np.exp(levels - most).mean()) + most)


def stretched(sound: Logarithms, factor: float) -> Logarithms:
    """So many times as long, at the same pitch."""
    at = np.linspace(0, len(sound) - 1, max(2, round(len(sound) * factor)))
    below = np.minimum(at.astype(int), len(sound) - 2)
    part = (at - below)[:, None].astype(np.float32)
    longer: Logarithms = sound[below] * (1 - part) + sound[below + 1] * part
    return longer


def _blurred(sound: Logarithms, steps: int) -> Logarithms:
    """Its edges smeared in time, as in slurred speech."""
    sums = np.cumsum(np.pad(sound, ((steps // 2 + 1, steps - steps // 2 - 1), (0, 0)), "edge"), 0)
    blurred: Logarithms = ((sums[steps:] - sums[:-steps]) / steps).astype(np.float32)
    return blurred


def _warp(index: int) -> Logarithms:
    """What turns the bands of one voice into those of a longer or shorter throat."""
    at = np.clip(np.arange(WIDTH) * _WARPS[index], 0, WIDTH - 1)
    below = np.minimum(at.astype(int), WIDTH - 2)
    warp = np.zeros((WIDTH, WIDTH), np.float32)
    warp[below, np.arange(WIDTH)] = 1 - (at - below)
    warp[below + 1, np.arange(WIDTH)] += at - below
    return warp
