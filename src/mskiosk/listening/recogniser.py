"""What every recogniser does for the ear."""

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from mskiosk.core.events import Hypothesis

SAMPLES_A_SECOND = 16_000
"""All sound in this room is mono, 16 bits, little-endian, at this rate."""
BYTES_A_SECOND = SAMPLES_A_SECOND * 2

MOST_PHRASES = 2_000
"""What one grammar may hold; a page has about a hundred."""
MOST_CHARACTERS = 200
"""Nobody says a longer phrase within one utterance."""


class EngineError(Exception):
    """The engine cannot be loaded; the text says why, for the log."""


class Recogniser(Protocol):
    """Turns an utterance into phrases of the grammar. Used by one thread alone."""

    @property
    def name(self) -> str:
        """The engine's name, as in `ListenerReady`."""

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        """The grammar from now on; returns the phrases that it cannot hear, which are left out."""

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        """Whole phrases of the grammar that the utterance may be, best first; often none. What
        was prepared or read before changes nothing."""


def hearable(phrases: Iterable[str], knows: Callable[[str], bool]) -> list[str]:
    """Those that a grammar can take: of words that the engine `knows`, with single spaces between
    them, each phrase once, and neither too long nor too many."""
    found = [
        phrase
        for phrase in dict.fromkeys(phrases)
        if 0 < len(phrase) <= MOST_CHARACTERS
        and phrase == " ".join(phrase.split())
        and all(map(knows, phrase.split()))
    ]
    return found[:MOST_PHRASES]
