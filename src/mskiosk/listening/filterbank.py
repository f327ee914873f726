"""What the spotter sees of a sound: how loud it is in each of 40 bands, every 10 ms.

Bands on the mel scale (Davis and Mermelstein 1980), as logarithms. The softest and the longest
sounds are brought to the same range: what is far below the loudest moment counts as silence, and
the mean of each band is taken away, so that the microphone and the distance matter less. Training
and listening use these same functions. numpy is loaded at the first use.
"""

import functools
from typing import TYPE_CHECKING, Any

from mskiosk.listening.mel import SPECTRUM, mel_bands
from mskiosk.listening.recogniser import BYTES_A_SECOND, SAMPLES_A_SECOND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bands = NDArray[Any]
    """Rows of `WIDTH` numbers (float32), one for each step of 10 ms."""

WIDTH = 40
STEP = SAMPLES_A_SECOND // 100
MOST_SECONDS = 3.2
"""Of the sound itself, silence around it not counted; what is longer is no command."""
_WINDOW = SAMPLES_A_SECOND // 40
_LOWEST_HERTZ, _HIGHEST_HERTZ = 60.0, 7600.0
_DEEPEST = 6.0
"""In natural logarithms of power, 26 dB, under the loudest step: the sound ends there."""
_FLOOR = 14.0
"""The same, 61 dB, under the loudest band: what is softer is as good as nothing."""
_PADDING = 15
"""Steps that are left before and after the sound."""
_SCALE = 2.5
"""About the standard deviation of a band: the numbers are small for the network."""


def bands_of(pcm: bytes) -> "Bands":
    """Of 16-bit sound at 16 kHz, from shortly before its first loud moment to shortly after its
    last; no rows of silence, or of sound longer than `MOST_SECONDS`."""
    import numpy as np

    if len(pcm) > 20 * MOST_SECONDS * BYTES_A_SECOND:
        return np.zeros((0, WIDTH), np.float32)
    return normalised(sounding(logarithms_of(pcm)))


def logarithms_of(pcm: bytes) -> "Bands":
    """The natural logarithm of the power in each band, of the whole sound."""
    import numpy as np

    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float32)
    if len(samples) < _WINDOW:
        return np.zeros((0, WIDTH), np.float32)
    pieces = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::STEP]
    powers = np.abs(np.fft.rfft(pieces * _hann(), SPECTRUM)) ** 2
    logarithms: Bands = np.log(powers @ _weights() + 1.0).astype(np.float32)
    return logarithms


def sounding(logarithms: "Bands") -> "Bands":
    """The rows from shortly before the first loud one to shortly after the last; none of silence,
    or where they are too many."""
    import numpy as np

    if not len(logarithms):
        return logarithms
    levels = levels_of(logarithms)
    loudest = float(levels.max())
    loud = np.flatnonzero(levels >= loudest - _DEEPEST)
    if loudest <= np.log(WIDTH) + 0.01 or (len(loud) and loud[-1] - loud[0] > 100 * MOST_SECONDS):
        return logarithms[:0]
    return logarithms[max(0, int(loud[0]) - _PADDING) : int(loud[-1]) + 1 + _PADDING]


def levels_of(logarithms: "Bands") -> "Bands":
    """The logarithm of the power of each row, all bands together."""
    import numpy as np

    most = logarithms.max(axis=1)
    levels: Bands = np.log(np.exp(logarithms - most[:, None]).sum(axis=1)) + most
    return levels


def normalised(logarithms: "Bands") -> "Bands":
    """Without the mean of each band, and in a small range."""
    import numpy as np

    if not len(logarithms):
        return logarithms
    kept = np.maximum(logarithms, logarithms.max() - _FLOOR)
    small: Bands = ((kept - kept.mean(axis=0)) / _SCALE).astype(np.float32)
    return small


@functools.cache
def _hann() -> "Bands":
    import numpy as np

    return np.hanning(_WINDOW).astype(np.float32)


@functools.cache
def _weights() -> "Bands":
    import numpy as np

    weights: Bands = mel_bands(WIDTH, _LOWEST_HERTZ, _HIGHEST_HERTZ).astype(np.float32)
    return weights
