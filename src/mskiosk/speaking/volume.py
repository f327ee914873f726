"""Volume steps. E21: the range is at least 18 dB, and one step lies 12 dB above the lowest."""

QUIETEST = 1
LOUDEST = 10
STEP_DECIBELS = 2.4
"""Nine steps of it are 21.6 dB, and five of them 12 dB."""


def gain(step: int) -> float:
    """The factor of volume `step`, 1 to 10; the loudest is 1.0. Other steps count as the nearest
    one."""
    wanted = min(max(step, QUIETEST), LOUDEST)
    return float(10 ** ((wanted - LOUDEST) * STEP_DECIBELS / 20))
