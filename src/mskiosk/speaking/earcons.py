"""The short sounds with one fixed meaning, made of sine tones and quieter than the voice."""

import math
from functools import cache

from mskiosk.core.effects import Earcon
from mskiosk.speaking.samples import Samples, silence

_PEAK = 3000
"""Of 32767. The voice reaches 26800, and its own root mean square is about 3100."""
_EDGE_SECONDS = 0.008
"""Each tone swells and fades this long, so that it does not click."""

_TONES: dict[Earcon, tuple[tuple[float, float], ...]] = {
    Earcon.LISTENING: ((523.3, 0.06), (784.0, 0.09)),
    Earcon.STILL_LISTENING: ((622.3, 0.03),),
    Earcon.NOT_UNDERSTOOD: ((330.0, 0.09), (247.0, 0.13)),
    Earcon.EDGE: ((196.0, 0.09),),
    Earcon.MOVED: ((1046.5, 0.03),),
    Earcon.CHOSEN: ((880.0, 0.025), (1318.5, 0.035)),
    Earcon.ENDING: ((659.3, 0.08), (523.3, 0.08), (392.0, 0.12)),
}
"""(hertz, seconds) one after another: rising, one brief, falling, one low, one high and
brief, two high and brief, falling three. What sounds at every press is the briefest, and what
sounds while somebody speaks is far too brief to be taken for a voice."""

OVER_THE_VOICE = frozenset({Earcon.MOVED, Earcon.CHOSEN})
"""They tell that a press was taken, and nobody who pressed waits longer for their answer."""


@cache
def sound_of(earcon: Earcon, sample_rate: int) -> Samples:
    """The samples of `earcon`, 16-bit mono."""
    samples = silence(0)
    for hertz, seconds in _TONES[earcon]:
        count = round(seconds * sample_rate)
        edge = _EDGE_SECONDS * sample_rate
        for i in range(count):
            swell = min(1.0, i / edge, (count - 1 - i) / edge)
            samples.append(round(_PEAK * swell * math.sin(math.tau * hertz * i / sample_rate)))
    return samples
