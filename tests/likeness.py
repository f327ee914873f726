"""Whether a recording contains a sound. All sounds are 16-bit mono samples at `RATE`."""

import numpy as np

from tests.recorder import RATE

ALIKE = 0.85
"""The same sound, played and recorded, is above; another one of the same kind is far below."""

_HOP = RATE // 100
_WINDOW = 1_536
_BANDS = 24


def likeness(heard: np.ndarray, pcm: bytes) -> float:
    """The best normalised correlation of `pcm` with any stretch of `heard`, at most 1."""
    wanted = np.frombuffer(pcm, dtype="<i2").astype(float)
    return _best_match(heard.astype(float)[:, None], wanted[:, None])


def speech_likeness(heard: np.ndarray, pcm: bytes) -> float:
    """The same for speech, by the course of its loudness in 24 bands: the voice breathes and
    trembles a little differently each time, so that the samples themselves are never equal."""
    return _best_match(_bands(heard), _bands(np.frombuffer(pcm, dtype="<i2")))


def _best_match(heard: np.ndarray, wanted: np.ndarray) -> float:
    """Of two sequences of vectors, the best normalised correlation at any shift."""
    length = len(wanted)
    # What is wanted may begin with silence that was not recorded, or end with it.
    around = np.zeros_like(wanted)
    heard = np.concatenate([around, heard, around])
    size = 1 << (len(heard) + length).bit_length()
    spectra = np.fft.rfft(heard, size, axis=0) * np.conj(np.fft.rfft(wanted, size, axis=0))
    product = np.fft.irfft(spectra, size, axis=0).sum(axis=1)
    energy = np.cumsum(np.concatenate([[0.0], np.sum(heard**2, axis=1)]))
    windows = np.maximum(energy[length:] - energy[:-length], 1e-9)
    matches = product[: len(windows)] / np.sqrt(windows * np.sum(wanted**2))
    return float(np.max(matches))


def _bands(samples: np.ndarray) -> np.ndarray:
    """Loudness (log) of each hundredth of a second in each band, its silence being zero."""
    count = max(len(samples) - _WINDOW, 0) // _HOP + 1
    padded = np.concatenate([samples.astype(float), np.zeros(_WINDOW)])
    frames = np.stack([padded[i * _HOP : i * _HOP + _WINDOW] for i in range(count)])
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), axis=1)) ** 2
    edges = np.geomspace(120, 7_000, _BANDS + 1) * _WINDOW / RATE
    summed = np.add.reduceat(power, edges.astype(int), axis=1)[:, :_BANDS]
    loudness: np.ndarray = np.log10(summed + 1e6) - 6
    loudness -= loudness.mean(axis=1, keepdims=True)
    return loudness
