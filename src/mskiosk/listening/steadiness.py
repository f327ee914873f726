"""Whether a sound is as loud all the time as a fan is and a voice is not.

A recogniser of phrases hears one even in white noise, and with every confidence. Measured, as the
difference between the 90th and the 10th percentile of the loudness of 30 ms, in the stretch from
the first to the last that is within 25 dB of the loudest: 447 clips of people in
`speech/human.tsv` have 5.6 dB or more; white and pink noise, hum, a fan and running water 3.8 dB
or less.
"""

from mskiosk.listening.recogniser import BYTES_A_SECOND
from mskiosk.listening.voice import LEAST_LEVEL, level

STEADY_DECIBELS = 4.0
LOUD_DECIBELS = 25.0
_PIECE_BYTES = BYTES_A_SECOND * 3 // 100
_LEAST_PIECES = 5
"""In less nothing can be told apart."""


def is_steady(pcm: bytes) -> bool:
    """Whether the sound has no voice in it because its loudness does not change, or is that of
    silence."""
    levels = [
        level(pcm[at : at + _PIECE_BYTES])
        for at in range(0, len(pcm) - _PIECE_BYTES + 1, _PIECE_BYTES)
    ]
    if not levels:
        return False
    if max(levels) <= LEAST_LEVEL:
        return True
    least = max(levels) - LOUD_DECIBELS
    loud = [at for at, each in enumerate(levels) if each >= least]
    stretch = sorted(levels[loud[0] : loud[-1] + 1])
    if len(stretch) < _LEAST_PIECES:
        return False
    tenth = len(stretch) // 10
    return stretch[-1 - tenth] - stretch[tenth] < STEADY_DECIBELS
