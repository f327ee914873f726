"""Two engines as one: the spotter for the words that it knows, and one for all phrases."""

from collections.abc import Collection

from mskiosk.core.events import Hypothesis
from mskiosk.listening.agreeing import Decide, beside_pocketsphinx, beside_vosk
from mskiosk.listening.installed import NAME as VOSK
from mskiosk.listening.recogniser import Recogniser
from mskiosk.listening.spotter import Spotter


class Partners:
    """A `Recogniser` of two. What either hears can be heard."""

    def __init__(self, spotter: Spotter, other: Recogniser, decide: Decide | None = None) -> None:
        """`decide`: how to judge by both; None fits Vosk or PocketSphinx, whichever `other` is."""
        self.name = f"{spotter.name}+{other.name}"
        self._spotter = spotter
        self._other = other
        self._decide = decide or (beside_vosk if other.name == VOSK else beside_pocketsphinx)

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        unheard = self._spotter.prepare(phrases)
        return set(unheard).intersection(self._other.prepare(phrases))

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        return self._decide(self._spotter.judge(pcm), self._other.read(pcm))
