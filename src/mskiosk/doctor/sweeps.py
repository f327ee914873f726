"""The test sound: short sweeps, one for each of some volume steps, and finding them again in what a
microphone gives.

A sweep is found by correlation also where it is far under the noise, which nothing else in a room
does: a voice, a fan or a hum goes up and down otherwise. Where it was found, its loudness is that
of its own band of frequencies, above what the same band had before it began.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mskiosk.speaking.volume import gain

Wave = NDArray[np.float64]
"""Samples from -1 to 1."""

SWEEP_SECONDS = 0.35
GAP_SECONDS = 0.25
LOWEST_HERTZ, HIGHEST_HERTZ = 400.0, 2500.0
"""What small loudspeakers can do, and voices live in."""
LOUDEST = 0.2
"""Of the loudest step: 14 dB below the end of the scale, about as loud as the voice."""
_EDGE_SECONDS = 0.02

LEAST_TIMES_ROOM = 8.0
"""How far above the room's own correlation the best one must be: noise alone reaches 5 times."""
LEAST_LIKENESS = 0.15
"""Of the sound at the place that was found, from 0 to 1. Speech reached 0.154 in one of 60
passages, and 0.104 in half of them; a sweep has 0.2 even where nothing but echoes of it comes."""
LEAST_BEFORE = 0.2
"""So much of its correlation has the sweep before it, which by its volume has 0.44. Both together
took one of the guide's 194 summaries, spoken, for the test sound."""
_JITTER_SECONDS = 0.004
"""What sound systems drop or repeat between two sweeps."""
_FAINTEST = 10 ** (-96 / 20)
"""What nothing counts as."""


@dataclass(frozen=True, slots=True)
class Heard:
    above_room_decibels: tuple[float, ...]
    """Of each step, the sweep's band against the room's."""


def sweep(sample_rate: int) -> Wave:
    count = round(SWEEP_SECONDS * sample_rate)
    moments = np.arange(count) / sample_rate
    slope = (HIGHEST_HERTZ - LOWEST_HERTZ) / SWEEP_SECONDS
    wave = np.sin(2 * np.pi * (LOWEST_HERTZ * moments + slope * moments**2 / 2))
    edge = round(_EDGE_SECONDS * sample_rate)
    rise = np.sin(np.linspace(0, np.pi / 2, edge)) ** 2
    wave[:edge] *= rise
    wave[-edge:] *= rise[::-1]
    return wave


def sounded(steps: Sequence[int], sample_rate: int) -> Wave:
    gap = np.zeros(round(GAP_SECONDS * sample_rate))
    one = sweep(sample_rate) * LOUDEST
    parts = [part for step in steps for part in (one * gain(step), gap)]
    return np.concatenate(parts)


def found_in(recorded: Wave, room: Wave, steps: Sequence[int], sample_rate: int) -> Heard | None:
    """The sound of two `steps` or more, the loudest last, in what was recorded from its beginning
    on; None where it is not there. `room`: what was recorded before, at least half a second."""
    one = sweep(sample_rate)
    period = round((SWEEP_SECONDS + GAP_SECONDS) * sample_rate)
    if len(recorded) < len(one) + period or len(room) < len(one):
        return None
    likeness = np.abs(_correlation(recorded, one))
    usual = max(float(np.sqrt(np.mean(_correlation(room, one) ** 2))), _FAINTEST)
    last = int(np.argmax(likeness))
    part = recorded[last : last + len(one)]
    own = np.sqrt(np.sum(one**2) * np.sum(part**2))
    if likeness[last] < LEAST_TIMES_ROOM * usual or likeness[last] < LEAST_LIKENESS * own:
        return None
    jitter = round(_JITTER_SECONDS * sample_rate)
    previous = likeness[max(last - period - jitter, 0) : max(last - period + jitter, 1)]
    if previous.max() < LEAST_BEFORE * likeness[last]:
        return None
    before = _band_level(room, sample_rate)
    levels = []
    for place in range(len(steps)):
        start = last - (len(steps) - 1 - place) * period
        part = recorded[max(start, 0) : max(start + len(one), 0)]
        levels.append(_band_level(part, sample_rate) - before)
    return Heard(tuple(levels))


def _correlation(wave: Wave, one: Wave) -> Wave:
    """For each place at which `one` may begin."""
    size = len(wave) + len(one)
    spectrum = np.fft.rfft(wave, size) * np.conj(np.fft.rfft(one, size))
    return np.fft.irfft(spectrum, size)[: len(wave) - len(one) + 1]


def _band_level(wave: Wave, sample_rate: int) -> float:
    """In decibels below full scale."""
    if not len(wave):
        return float(20 * np.log10(_FAINTEST))
    spectrum = np.fft.rfft(wave) / len(wave)
    pitches = np.fft.rfftfreq(len(wave), 1 / sample_rate)
    inside = (pitches >= LOWEST_HERTZ) & (pitches <= HIGHEST_HERTZ)
    power = 2 * float(np.sum(np.abs(spectrum[inside]) ** 2))
    return float(10 * np.log10(max(power, _FAINTEST**2)))
