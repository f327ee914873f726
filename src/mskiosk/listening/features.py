"""What of a spoken phrase is compared with another: its cepstra, one row every 10 ms.

The usual path of isolated-word recognition (Davis and Mermelstein 1980): emphasis of the high
tones, short spectra, 26 bands on the mel scale, logarithm, cosine transform, the difference to the
neighbours. The mean of the phrase is taken away, so that the microphone and the room matter less,
and nothing that could be played as a voice can be made of what is left. numpy is loaded at the
first use.
"""

import functools
from typing import TYPE_CHECKING, Any

from mskiosk.listening.mel import SPECTRUM, mel_bands
from mskiosk.listening.recogniser import SAMPLES_A_SECOND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Features = NDArray[Any]
    """Rows of `WIDTH` numbers (float32), one for each step of 10 ms."""

STEP = SAMPLES_A_SECOND // 100
WIDTH = 26
"""13 cepstra and as many differences."""
_WINDOW = SAMPLES_A_SECOND // 40
_BANDS = 26
_CEPSTRA = 13
_LOWEST_HERTZ, _HIGHEST_HERTZ = 100.0, 7000.0
_DEEPEST = 50.0
"""Decibels under the loudest band at which all that is softer counts as equally silent."""
_TRIM_DECIBELS = 28.0
_ABOVE_ROOM = 8.0
"""Decibels above the softest tenth of the sound that belong to the phrase."""
_PADDING = 3
"""Steps that are left before and after."""
_NEIGHBOURS = 2


def features_of(pcm: bytes) -> "Features":
    """Of 16-bit sound at 16 kHz, from the first loud moment to the last; no rows of silence."""
    import numpy as np

    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2").astype(np.float32)
    samples = _trimmed(samples)
    if len(samples) < _WINDOW:
        return np.zeros((0, WIDTH), dtype=np.float32)
    sharpened = np.append(samples[:1], samples[1:] - 0.97 * samples[:-1])
    pieces = np.lib.stride_tricks.sliding_window_view(sharpened, _WINDOW)[::STEP]
    powers = np.abs(np.fft.rfft(pieces * np.hamming(_WINDOW), SPECTRUM)) ** 2
    bands = 10 * np.log10(powers @ mel_bands(_BANDS, _LOWEST_HERTZ, _HIGHEST_HERTZ) + 1.0)
    bands = np.maximum(bands, bands.max() - _DEEPEST)
    cepstra = bands @ _cosines()
    cepstra -= cepstra.mean(axis=0)
    return np.hstack([cepstra, _differences(cepstra)]).astype(np.float32)


def _trimmed(samples: "Features") -> "Features":
    import numpy as np

    steps = len(samples) // STEP
    if not steps:
        return samples[:0]
    powers = (samples[: steps * STEP].reshape(steps, STEP) ** 2).mean(axis=1)
    levels = 10 * np.log10(powers + 1.0)
    room = float(np.quantile(levels, 0.1)) + _ABOVE_ROOM
    loudest = float(levels.max())
    loud = np.flatnonzero(levels >= max(loudest - _TRIM_DECIBELS, min(room, loudest - 6.0)))
    if loudest <= 0:
        return samples[:0]
    begin = max(0, int(loud[0]) - _PADDING) * STEP
    return samples[begin : (int(loud[-1]) + 1 + _PADDING) * STEP]


def _differences(cepstra: "Features") -> "Features":
    """The slope of each number over the neighbours on both sides."""
    import numpy as np

    count = len(cepstra)
    padded = np.pad(cepstra, ((_NEIGHBOURS, _NEIGHBOURS), (0, 0)), mode="edge")
    slope = np.zeros_like(cepstra)
    for by in range(1, _NEIGHBOURS + 1):
        later = padded[_NEIGHBOURS + by : _NEIGHBOURS + by + count]
        slope += by * (later - padded[_NEIGHBOURS - by : _NEIGHBOURS - by + count])
    return slope / (2 * sum(by * by for by in range(1, _NEIGHBOURS + 1)))


@functools.cache
def _cosines() -> "Features":
    """Turns bands into cepstra, the first of which is the loudness, each lifted to equal weight."""
    import numpy as np

    at = (np.arange(_BANDS) + 0.5) * np.pi / _BANDS
    order = np.arange(_CEPSTRA)
    lift = 1 + 11 * np.sin(np.pi * order / 22)
    cosines: Features = np.cos(np.outer(at, order)) * np.sqrt(2 / _BANDS) * lift / 10
    cosines[:, 0] *= 0.5
    return cosines
