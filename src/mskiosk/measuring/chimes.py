"""Telling the kiosk's chimes from its voice in a recording."""

import math
from array import array
from functools import cache

from mskiosk.core.effects import Earcon
from mskiosk.measuring.monitor import FRAME, Sounds
from mskiosk.measuring.sound_stage import RATE
from mskiosk.speaking.earcons import sound_of

ALIKE = 0.85
"""Normalised correlation; the voice reaches half of it."""
_COMPARED = RATE * 3 // 100
"""The first 30 ms, at most."""
_STRIDE = 12
"""Every twelfth sample: 4 kHz, enough for tones below 1 kHz."""
_SHIFTS = range(0, 2 * FRAME, 3)
"""A frame is where sound begins, as near as that is known."""


def chime_at(sounds: Sounds, onset: float) -> float | None:
    """How many seconds the chime lasts that begins at `onset`, or None when none does."""
    heard = sounds.sounding(onset, _COMPARED + 2 * FRAME)
    for earcon in Earcon:
        tone, seconds = _tone(earcon)
        late = (_likeness(heard[shift:], tone) for shift in _SHIFTS)
        early = (_likeness(heard, tone[shift:]) for shift in _SHIFTS)
        if max(*late, *early) >= ALIKE:
            return seconds
    return None


@cache
def _tone(earcon: Earcon) -> "tuple[array[int], float]":
    """How it begins, and how long it is."""
    samples = sound_of(earcon, RATE)
    return samples[:_COMPARED], len(samples) / RATE


def _likeness(heard: "array[int]", wanted: "array[int]") -> float:
    """Of the two at no shift, as far as the shorter goes; 1 for the same sound, however loud."""
    pairs = list(zip(heard[::_STRIDE], wanted[::_STRIDE], strict=False))
    product = sum(a * b for a, b in pairs)
    energy = math.sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))
    return product / energy if energy else 0.0
