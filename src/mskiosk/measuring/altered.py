"""Recorded speech made slower, blurred and halting.

None of this is the speech of a person with dysarthria, and it is easier to understand: the sounds
themselves are those of a speaker (or a synthesiser) who articulates well. It finds faults, such as
an utterance that is cut off at a pause; it does not show how well slurred speech is understood.
"""

import random
from collections.abc import Sequence

import numpy as np

from mskiosk.listening.recogniser import BYTES_A_SECOND, SAMPLES_A_SECOND
from mskiosk.measuring.mixing import Wave, pcm_of, wave_of

SLOWED_BY = (1.6, 2.0)
SLURRED_BY = (1.3, 1.6)
SLURRED_PAUSE_SECONDS = (0.5, 2.0)
"""Between two words, however short the phrase."""
PAUSE_SECONDS = 2.0

_HOP = SAMPLES_A_SECOND * 15 // 1000
_SEARCH = SAMPLES_A_SECOND // 100
"""How far (10 ms, a period of a low voice) the next piece may be from its place."""
_FRAME = 512
_STEP = 128
_BLURRED_BINS = 9
"""280 Hz: formants run into each other."""
_BLURRED_STEPS = 9
"""72 ms: a stop consonant is no longer shut."""


def slowed(pcm: bytes, factor: float) -> bytes:
    """`factor` times as long at the same pitch (WSOLA: Verhelst and Roelands, 1993): pieces of
    30 ms overlap by half, and each is taken from where it goes on best from the one before."""
    wave = np.pad(wave_of(pcm), (_SEARCH, 3 * _HOP + 2 * _SEARCH))
    count = round(len(pcm) // 2 * factor)
    window = np.hanning(2 * _HOP + 1)[:-1]
    out = np.zeros(count + 2 * _HOP)
    best = _SEARCH
    for at in range(0, count, _HOP):
        if at:
            begin = int(at / factor)
            around = wave[begin : begin + 2 * _HOP + 2 * _SEARCH]
            best = begin + int(np.argmax(np.correlate(around, wave[best + _HOP : best + 3 * _HOP])))
        out[at : at + 2 * _HOP] += window * wave[best : best + 2 * _HOP]
    return pcm_of(out[:count])


def blurred(pcm: bytes) -> bytes:
    """With the edges of its sounds smeared, in frequency and in time."""
    wave = np.pad(wave_of(pcm), (_FRAME, 2 * _FRAME))
    window = np.hanning(_FRAME + 1)[:-1]
    pieces = np.lib.stride_tricks.sliding_window_view(wave, _FRAME)[::_STEP]
    spectra = np.fft.rfft(pieces * window)
    sizes = _averaged(_averaged(np.abs(spectra), _BLURRED_BINS, 1), _BLURRED_STEPS, 0)
    pieces = np.fft.irfft(sizes * np.exp(1j * np.angle(spectra))) * window
    out = np.zeros(wave.size)
    for index, piece in enumerate(pieces):
        out[index * _STEP : index * _STEP + _FRAME] += piece
    return pcm_of(out[_FRAME : _FRAME + len(pcm) // 2] / 1.5)  # what the squared windows add up to


def slurred(words: Sequence[bytes], chance: random.Random) -> bytes:
    """Blurred, slower, and with a pause of another length between any two words."""
    said = b""
    for index, word in enumerate(words):
        pause = chance.uniform(*SLURRED_PAUSE_SECONDS) if index else 0.0
        said += silence(pause) + slowed(blurred(word), chance.uniform(*SLURRED_BY))
    return said


def paused(words: Sequence[bytes]) -> bytes:
    """With 2 s of silence between the words."""
    return silence(PAUSE_SECONDS).join(words)


def silence(seconds: float) -> bytes:
    return bytes(round(seconds * BYTES_A_SECOND / 2) * 2)


def _averaged(sizes: Wave, width: int, axis: int) -> Wave:
    """The mean of `width` neighbours."""
    around = (width // 2, width // 2)
    padded = np.pad(sizes, (around, (0, 0)) if axis == 0 else ((0, 0), around))
    averaged: Wave = np.lib.stride_tricks.sliding_window_view(padded, width, axis).mean(-1)
    return averaged
