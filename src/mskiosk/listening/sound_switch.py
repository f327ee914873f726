"""Any voiced sound as the press of a switch, for people who cannot speak and cannot press.

A hum or an "ah" repeats itself from one opening of the vocal cords to the next; the noise of a
room, a key or a cough does not. So a frame is voiced when it is clearly louder than the room and
alike itself after one period of a human voice. What is longer than a sound made on purpose is
talk, or a machine.
"""

from enum import Enum

import numpy as np

from mskiosk.listening.endpointing import FRAME_SECONDS
from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.listening.voice import LEAST_LEVEL, level

LEAST_SECONDS = 0.3
MOST_SECONDS = 2.0
"""How long a sound counts as a press."""
END_SECONDS = 0.25
"""The silence after which a sound has ended."""
ABOVE_ROOM = 10.0
"""Decibels."""
LEAST_DENSITY = 0.7
"""Of a sound's frames so many are voiced; of quick typing fewer are."""
LEAST_PERIODICITY = 0.6
"""Of a sine 1, of white noise about 0.2."""
_LONGEST_PERIOD = SAMPLES_A_SECOND // 75
_SHORTEST_PERIOD = SAMPLES_A_SECOND // 500
_FALL = 0.25
_RISE = 0.15
"""Of the room's level, as in `voice`; in decibels a frame upwards."""


class SoundMoment(Enum):
    QUIET = "quiet"
    STARTED = "started"
    SOUNDING = "sounding"
    PRESSED = "pressed"
    TOO_LONG = "too long"


class SoundSwitch:
    """Asked frame by frame, in order."""

    def __init__(self) -> None:
        self._room = LEAST_LEVEL
        self._silent = _END_FRAMES
        self.begin()

    def begin(self) -> None:
        """A new time of listening: a sound that has begun before counts for nothing, until it has
        ended; what the room is like stays known."""
        self._voiced = self._frames = 0
        self._is_sounding = False
        self._must_rest = self._silent < _END_FRAMES

    @property
    def is_sounding(self) -> bool:
        return self._is_sounding

    def overhear(self, frame: bytes) -> None:
        """A frame that is not listened to: what sounds in it is no press."""
        self._silent = 0 if self._is_voiced(frame) else self._silent + 1
        self.begin()

    def step(self, frame: bytes) -> SoundMoment:
        is_voiced = self._is_voiced(frame)
        self._silent = 0 if is_voiced else self._silent + 1
        has_ended = self._silent >= _END_FRAMES
        if self._must_rest:
            self._must_rest = not has_ended
            return SoundMoment.QUIET
        if has_ended:
            was_sounding, self._is_sounding = self._is_sounding, False
            self._voiced = self._frames = 0
            return SoundMoment.PRESSED if was_sounding else SoundMoment.QUIET
        self._voiced += is_voiced
        self._frames += bool(self._voiced)
        if self._is_sounding and self._voiced * FRAME_SECONDS > MOST_SECONDS:
            self._is_sounding, self._must_rest = False, True
            self._voiced = self._frames = 0
            return SoundMoment.TOO_LONG
        if self._is_sounding:
            return SoundMoment.SOUNDING
        is_dense = self._voiced >= LEAST_DENSITY * self._frames
        self._is_sounding = self._voiced >= _LEAST_FRAMES and is_dense
        return SoundMoment.STARTED if self._is_sounding else SoundMoment.QUIET

    def _is_voiced(self, frame: bytes) -> bool:
        loudness = level(frame)
        is_voiced = loudness > self._room + ABOVE_ROOM and periodicity(frame) >= LEAST_PERIODICITY
        if loudness < self._room:
            self._room += (max(loudness, LEAST_LEVEL) - self._room) * _FALL
        elif not is_voiced or self._must_rest:  # what lasts is the room: a fan, a mains hum
            self._room = min(self._room + _RISE, loudness)
        return is_voiced


_LEAST_FRAMES = round(LEAST_SECONDS / FRAME_SECONDS)
_END_FRAMES = round(END_SECONDS / FRAME_SECONDS)


def periodicity(frame: bytes) -> float:
    """How alike 16-bit samples are to themselves one period of a voice (75 to 500 Hz) later: the
    greatest normalised autocorrelation, at most 1; 0 for silence."""
    samples = np.frombuffer(frame, dtype="<i2").astype(float)
    count = len(samples)
    if not count or samples.min() == samples.max():
        return 0.0
    samples -= samples.mean()
    spectrum = np.fft.rfft(samples, 2 * count)
    products = np.fft.irfft(spectrum * np.conj(spectrum))[:count]
    squares = np.concatenate([[0.0], np.cumsum(samples**2)])
    lags = np.arange(_SHORTEST_PERIOD, min(_LONGEST_PERIOD, count - 1) + 1)
    if not len(lags):
        return 0.0
    energies = np.sqrt(squares[count - lags] * (squares[count] - squares[lags]))
    return float(np.max(products[lags] / np.maximum(energies, 1e-9)))
