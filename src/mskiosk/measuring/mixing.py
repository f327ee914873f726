"""Arithmetic on sound: loudness, mixing and another rate.

Sound is mono, 16 bits, 16 kHz, as the recognisers take it.
"""

import numpy as np
from numpy.typing import NDArray

from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.speaking.samples import Samples

LOUDEST = 32_767
WITHIN_DECIBELS = 25.0
"""Speech is what is not quieter than the loudest of it by more than this."""
_TENTH = SAMPLES_A_SECOND // 10
_HUNDREDTH = SAMPLES_A_SECOND // 100

Wave = NDArray[np.float64]


def wave_of(pcm: bytes) -> Wave:
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64)


def pcm_of(wave: Wave) -> bytes:
    """Clipped where it is too loud for 16 bits."""
    return np.clip(np.rint(wave), -LOUDEST, LOUDEST).astype("<i2").tobytes()


def loudness(pcm: bytes) -> float:
    """Root mean square of 16-bit samples, 0 to 32767."""
    return _rms(wave_of(pcm))


def mixed(pcm: bytes, noise: bytes, decibels: float) -> bytes:
    """`pcm` with as much of `noise`, again and again, as leaves the speech so many decibels
    louder; `pcm` alone where one of them has no sound."""
    speech, rest = wave_of(pcm), wave_of(noise)
    noise_level = _rms(rest)
    if not speech.size or not noise_level:
        return pcm
    factor = _speech_loudness(speech) / noise_level / 10 ** (decibels / 20)
    return pcm_of(speech + factor * np.resize(rest, speech.size))


def at_level(pcm: bytes, decibels: float) -> bytes:
    """`pcm` with its speech at so many decibels below (that is, negative) full scale."""
    wave = wave_of(pcm)
    level = _speech_loudness(wave)
    return pcm_of(wave * (LOUDEST * 10 ** (decibels / 20) / level)) if level else pcm


def speech_end(pcm: bytes) -> float:
    """The second at which the speech in `pcm` ends; 0 where it is silent."""
    wave = wave_of(pcm)
    powers = np.square(wave[: wave.size // _HUNDREDTH * _HUNDREDTH]).reshape(-1, _HUNDREDTH).mean(1)
    if not powers.size or not powers.max():
        return 0.0
    loud = np.flatnonzero(powers >= powers.max() / 10 ** (WITHIN_DECIBELS / 10))
    return float(loud[-1] + 1) * _HUNDREDTH / SAMPLES_A_SECOND


def resampled(samples: Samples, rate: int) -> bytes:
    """16-bit samples of another rate at 16 kHz, without what is too high for it."""
    wave = np.asarray(samples, np.float64)
    count = round(wave.size * SAMPLES_A_SECOND / rate)
    if not count:
        return b""
    spectrum = np.fft.rfft(wave)[: count // 2 + 1]
    return pcm_of(np.fft.irfft(spectrum, count) * (count / wave.size))


def _speech_loudness(wave: Wave) -> float:
    if wave.size < _TENTH:
        return _rms(wave)
    powers = np.square(wave[: wave.size // _TENTH * _TENTH]).reshape(-1, _TENTH).mean(1)
    return float(np.sqrt(powers[powers >= powers.max() / 10 ** (WITHIN_DECIBELS / 10)].mean()))


def _rms(wave: Wave) -> float:
    return float(np.sqrt(np.square(wave).mean())) if wave.size else 0.0
