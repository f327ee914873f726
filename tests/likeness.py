"""Whether a recording contains a sound."""

import numpy as np

ALIKE = 0.85
"""Another sound of the same kind stays below 0.3; the same one, played and recorded, is above."""


def likeness(heard: np.ndarray, pcm: bytes) -> float:
    """The best normalised correlation of `pcm` with any stretch of `heard`, 0 to 1; both are 16-bit
    mono samples at the same rate."""
    wanted = np.frombuffer(pcm, dtype="<i2").astype(float)
    heard = heard.astype(float)
    size = 1 << (len(heard) + len(wanted)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    energy = np.cumsum(np.concatenate([[0.0], heard**2]))
    windows = energy[len(wanted) :] - energy[: -len(wanted)]
    best = product[: len(windows)] / np.sqrt(np.maximum(windows, 1) * np.sum(wanted**2))
    return float(np.max(best))
