"""Sound at the rate of a device, brought to 16 kHz.

Why not miniaudio: asked for 16 kHz of a device that has 48 kHz, its converter (linear, with a
low-pass filter of fourth order) let tones above 8 kHz through as other tones: one of 8.5 kHz at
-4.5 dB, of 10 kHz at -10 dB, of 12 kHz at -19 dB; and took 1.1 dB from 7 kHz (from 44.1 kHz:
-5.6, -12, -22 and 1.8 dB). That is where the hiss of an s lies. Here a windowed sinc is applied
as a polyphase filter (Oppenheim and Schafer, Discrete-Time Signal Processing, chapters 4 and 7):
measured the same way, what is above 8 kHz comes at -70 dB or less, and what is below 7 kHz loses
less than 0.01 dB. At 48 kHz it delays by 2.2 ms.
"""

from math import ceil, gcd, pi
from typing import TYPE_CHECKING, Any

from mskiosk.listening.recogniser import SAMPLES_A_SECOND

if TYPE_CHECKING:
    import numpy as np

    Taps = np.ndarray[Any, np.dtype[np.floating[Any]]]

PASS_SHARE = 0.875
"""Of half the lower rate: up to here (7 kHz) nothing is lost; from all of it on, nothing comes."""
STOP_DECIBELS = 72.0
MOST_PHASES = 1000
"""Rates that have less in common with 16 kHz than this come from no sound card."""


def can_resample(rate: int) -> bool:
    """Whether `rate` (samples a second) is one that a `Resampler` takes."""
    return 4_000 <= rate <= 768_000 and SAMPLES_A_SECOND // gcd(rate, SAMPLES_A_SECOND) <= (
        MOST_PHASES
    )


class Resampler:
    """Takes 16-bit mono sound in pieces of any size, and keeps what the next piece needs."""

    def __init__(self, rate: int) -> None:
        """`rate`: samples a second that come in. Raises `ValueError` for one that it cannot take.
        Loads numpy."""
        if not can_resample(rate):
            raise ValueError(f"{rate} samples a second cannot be brought to {SAMPLES_A_SECOND}")
        import numpy as np

        self._np = np
        common = gcd(rate, SAMPLES_A_SECOND)
        self._step = rate // common
        self._group = _group(_filters(rate, SAMPLES_A_SECOND // common), self._step)
        self._waiting = np.zeros(self._group.shape[1] - self._step, dtype=np.float32)

    def resample(self, pcm: bytes) -> bytes:
        """What `pcm` (whole samples) adds at 16 kHz, in whole groups of samples: from 44.1 kHz
        those of 10 ms, from 48 kHz single ones."""
        np = self._np
        waiting = np.concatenate([self._waiting, np.frombuffer(pcm, dtype="<i2")], dtype=np.float32)
        width = self._group.shape[1]
        if len(waiting) < width:
            self._waiting = waiting
            return b""
        groups = np.lib.stride_tricks.sliding_window_view(waiting, width)[:: self._step]
        self._waiting = waiting[len(groups) * self._step :].copy()
        made = np.einsum("gi,ki->gk", groups, self._group).ravel()
        added: bytes = np.clip(np.rint(made), -32_768, 32_767).astype("<i2").tobytes()
        return added


def _group(filters: "Taps", step: int) -> "Taps":
    """The filters of as many output samples as `step` input samples make, each where its window
    begins among them: one product with it costs a fifth of looking each window up.

    Shape: (outputs, inputs)."""
    import numpy as np

    up, taps = filters.shape
    group = np.zeros((up, step - 1 + taps), dtype=np.float32)
    for at in range(up):
        start, phase = divmod(at * step, up)
        group[at, start : start + taps] = filters[phase]
    return group


def _filters(rate: int, up: int) -> "Taps":
    """A Kaiser-windowed sinc at `rate` times `up` samples a second, dealt out to its phases.

    Shape: (up, taps), each row in the order of the samples, the oldest first."""
    import numpy as np

    lower = min(rate, SAMPLES_A_SECOND) / 2
    width = 2 * pi * lower * (1 - PASS_SHARE) / rate
    taps = ceil((STOP_DECIBELS - 7.95) / (2.285 * width)) + 1
    beta = 0.1102 * (STOP_DECIBELS - 8.7)
    length = taps * up
    cutoff = lower * (1 + PASS_SHARE) / 2 / (rate * up)  # cycles a sample: the middle of the slope
    times = np.arange(length) - (length - 1) / 2
    whole = 2 * cutoff * np.sinc(2 * cutoff * times) * np.kaiser(length, beta) * up
    # Phase p of an output at p/up after a sample: taps p, p + up, ... meet ever older samples.
    phases = whole.reshape(taps, up).T[:, ::-1]
    return np.ascontiguousarray(phases / phases.sum(axis=1, keepdims=True))
