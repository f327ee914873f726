"""How fast the voice speaks: real words a minute on one side, espeak-ng's settings on the other.

Measured with espeak-ng 1.52, voice en-us, on a page like those that ship (54 short sentences, 422
words), with the pause that ends each sentence. espeak-ng speaks no slower than its rate 80; below
that the pauses between words grow. Pitch stays as it is.
"""

from bisect import bisect_left
from dataclasses import dataclass

SLOWEST = 40
FASTEST = 320
"""Real words a minute; what is beyond is brought back to these."""

_MEASURED = (
    (81.5, 80),
    (97.1, 100),
    (123.0, 125),
    (159.5, 160),
    (202.1, 200),
    (256.2, 250),
    (333.7, 320),
)
"""(real words a minute, espeak-ng's rate)."""
_FLOOR_SECONDS = 0.779
_GAP_SECONDS = 0.0305
"""At espeak-ng's slowest a word and its pause take the first and, for each unit of word gap, the
second."""

_LEAST_SECONDS = 0.8
_MOST_SECONDS = 60.0
_CHARACTERS_A_WORD = 8


@dataclass(frozen=True, slots=True)
class Pace:
    rate: int
    """espeak-ng's rate, from 80."""
    word_gap: int
    """espeak-ng's pause between words, in units of 10 ms at normal speed."""

    @classmethod
    def of(cls, words_per_minute: int) -> "Pace":
        """The settings that bring this many real words a minute."""
        wanted = min(max(words_per_minute, SLOWEST), FASTEST)
        place = bisect_left(_MEASURED, (wanted, 0))
        if place == 0:
            gap = round((60 / wanted - _FLOOR_SECONDS) / _GAP_SECONDS)
            return cls(_MEASURED[0][1], max(gap, 0))
        (low, low_rate), (high, high_rate) = _MEASURED[place - 1 : place + 1]
        part = (wanted - low) / (high - low)
        return cls(round(low_rate + part * (high_rate - low_rate)), 0)


def caption_seconds(text: str, words_per_minute: int) -> float:
    """How long `text` would take to be said; between 0.8 and 60 s, whatever it is."""
    wanted = min(max(words_per_minute, SLOWEST), FASTEST)
    words = max(len(text.split()), len(text) / _CHARACTERS_A_WORD)
    return min(max(words * 60 / wanted, _LEAST_SECONDS), _MOST_SECONDS)
