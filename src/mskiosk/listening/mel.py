"""Bands on the mel scale, as the ear divides what it hears (Davis and Mermelstein 1980)."""

import functools
from typing import TYPE_CHECKING, Any

from mskiosk.listening.recogniser import SAMPLES_A_SECOND

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPECTRUM = 512
"""Samples of a short spectrum."""


@functools.cache
def mel_bands(bands: int, lowest: float, highest: float) -> "NDArray[Any]":
    """(parts of a spectrum, bands): the weight of each part in each of so many overlapping bands
    between two frequencies in hertz. Not to be changed by who gets it."""
    import numpy as np

    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (lowest, highest))
    corners = 700 * (10 ** (np.linspace(low, high, bands + 2) / 2595) - 1)
    hertz = np.arange(SPECTRUM // 2 + 1) * SAMPLES_A_SECOND / SPECTRUM
    left, middle, right = corners[:-2], corners[1:-1], corners[2:]
    rising = (hertz[:, None] - left) / (middle - left)
    falling = (right - hertz[:, None]) / (right - middle)
    weights: NDArray[Any] = np.maximum(0, np.minimum(rising, falling))
    return weights
