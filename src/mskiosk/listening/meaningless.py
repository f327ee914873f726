"""Sounds that are no phrase in any language, to see whether an engine takes one for a phrase."""

import math
import random
from array import array

from mskiosk.listening.recogniser import SAMPLES_A_SECOND

SECONDS = 1.5
HUM_HERTZ = 50
HUM_AMPLITUDE = 3000
NOISE_DEVIATION = 1000
"""White noise at -30 dB below full scale: listening.md has it as "three again" in Korean."""


def meaningless() -> dict[str, bytes]:
    """Each by its name, in the words that staff read."""
    count = round(SECONDS * SAMPLES_A_SECOND)
    chance = random.Random(1)  # noqa: S311  # the same noise each time
    wave = 2 * math.pi * HUM_HERTZ / SAMPLES_A_SECOND
    hum = (round(HUM_AMPLITUDE * math.sin(wave * at)) for at in range(count))
    noise = (round(chance.gauss(0, NOISE_DEVIATION)) for _ in range(count))
    return {
        "silence": bytes(2 * count),
        "hum": array("h", hum).tobytes(),
        "noise": array("h", noise).tobytes(),
    }
