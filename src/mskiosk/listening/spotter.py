"""The words that carry nearly all navigation, heard by a small network that knows no others.

It knows them by their whole sound, and knows "anything else" as one more word: it does not choose
the phrase that fits least badly. Words that it knows and that may not be said now mean nothing, but
take their share of the probability: "seven" on a page with six choices is none of the six.
"""

import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from mskiosk.core.events import Hypothesis
from mskiosk.listening.filterbank import bands_of
from mskiosk.listening.network import NO_NETWORK, Network
from mskiosk.listening.recogniser import EngineError, hearable

NAME = "spotter"
ANYTHING_ELSE = "anything else"
"""What the network calls all that is none of its words."""
ACTS_FROM, ASKS_FROM = 0.96, 0.5
"""The probability from which a word is acted on, and asked about, on this engine's word alone."""
LEAST_ALTERNATIVE = 0.05
MOST_HYPOTHESES = 3
ACCEPTED, CONFIRMED = 0.5, 0.25
"""Where the bands of `Policy` begin."""


class Judge(Protocol):
    """What a `Network` is to its user."""

    @property
    def words(self) -> tuple[str, ...]: ...

    @property
    def ways(self) -> Mapping[str, str]:
        """Phrases that were taught as another way to say one of the words."""

    def probabilities(self, bands: Any) -> Any:
        """One for each of `words`, and a last one for anything else; their sum is 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the network makes of one utterance. Probabilities are 0 to 1."""

    phrases: Mapping[str, float]
    """Of each word that may be said now, by its phrase in the grammar; the likeliest first."""
    ways: Mapping[str, str]
    """The other phrases of the grammar that are the same words, each with its phrase above."""
    likeliest: float
    """Of the likeliest of all the words, whether they may be said now or not."""
    outside: float
    """Of anything else."""

    def of(self, phrase: str) -> float | None:
        """None for a phrase about which it knows nothing."""
        return self.phrases.get(self.same(phrase))

    def same(self, phrase: str) -> str:
        """The phrase that stands for this one in `phrases`, if any does."""
        return self.ways.get(phrase, phrase)


class Spotter:
    """A `Recogniser` of the words of a network."""

    name = NAME

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._phrases: dict[str, str] = {}
        self._ways: dict[str, str] = {}

    @classmethod
    def load(cls, file: Path) -> "Spotter":
        """With the network in `file`. Raises `EngineError`."""
        try:
            return cls(Network.load(file))
        except EngineError:
            raise
        except Exception as error:  # a hostile file can make numpy and zipfile raise anything
            raise EngineError(f"{file} {NO_NETWORK}: {type(error).__name__}") from error

    @property
    def words(self) -> tuple[str, ...]:
        return self._judge.words

    def hears(self, phrase: str) -> bool:
        return self._word(phrase) in self.words

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        heard = [each for each in hearable(phrases, lambda _: True) if self.hears(each)]
        self._phrases.clear()
        # The word itself stands for its other ways, whatever their order.
        for phrase in sorted(heard, key=lambda each: (each in self._judge.ways, each)):
            self._phrases.setdefault(self._word(phrase), phrase)
        self._ways = {
            phrase: chosen
            for phrase in heard
            if (chosen := self._phrases[self._word(phrase)]) != phrase
        }
        return set(phrases).difference(heard)

    def judge(self, pcm: bytes) -> Opinion:
        """Of sound in which nothing sounds, or that is too long for a command: that it is anything
        else."""
        probable = self._probable(pcm)
        phrases = {phrase: probable.get(word, 0.0) for word, phrase in self._phrases.items()}
        return Opinion(
            phrases=dict(sorted(phrases.items(), key=lambda each: (-each[1], each[0]))),
            ways=self._ways,
            likeliest=max(probable.values(), default=0.0),
            outside=max(0.0, 1.0 - sum(probable.values())),
        )

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        return alone(self.judge(pcm)) if self._phrases else ()

    def _word(self, phrase: str) -> str:
        return self._judge.ways.get(phrase, phrase)

    def _probable(self, pcm: bytes) -> dict[str, float]:
        """Each of the words with its probability; none where there is nothing to judge."""
        bands = bands_of(pcm)
        if not len(bands):
            return {}
        probabilities = map(float, self._judge.probabilities(bands))
        found = dict(zip(self.words, probabilities, strict=False))
        # A sum that is no number is the mark of an overflow inside the network.
        return found if 0 <= sum(found.values()) <= 1 + 1e-3 else {}


def alone(opinion: Opinion) -> tuple[Hypothesis, ...]:
    """What an opinion is worth with nobody else's, the likeliest first; nothing where anything else
    is likelier than each phrase."""
    if max(opinion.phrases.values(), default=0.0) <= opinion.outside:
        return ()
    return tuple(
        Hypothesis(phrase, confidence_of(probability))
        for phrase, probability in list(opinion.phrases.items())[:MOST_HYPOTHESES]
        if probability >= LEAST_ALTERNATIVE
    )


def confidence_of(
    probability: float, *, acts_from: float = ACTS_FROM, asks_from: float = ASKS_FROM
) -> float:
    """0 to 1, rising with `probability`, such that the bands of `Policy` begin at `asks_from` and
    `acts_from`, which are more than 0 and less than 1, and the second more than the first."""
    corners = ((0.0, 0.0), (asks_from, CONFIRMED), (acts_from, ACCEPTED), (1.0, 1.0))
    for (low, begin), (high, end) in itertools.pairwise(corners):
        if probability < high:
            return begin + (end - begin) * max(0.0, probability - low) / (high - low)
    return 1.0
