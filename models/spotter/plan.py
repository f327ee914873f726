"""Who says what: every utterance of the synthetic corpus, from one seed."""

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.spotter.voices import Voice
from models.spotter.words import WordList

ESPEAK_FAMILY = "espeak-ng"
MOST_ESPEAK = 0.5
"""Of each class, where there is another engine: its many voices have one articulation."""
_RATES = (0.65, 0.8, 0.9, 1.0, 1.0, 1.1, 1.25, 1.45)
_PITCHES = (0.84, 0.92, 1.0, 1.0, 1.08, 1.18)
_MELODIES = ("", ".", ".", "!", "?")
_PAUSE_CHANCE = 0.1
"""That there is a pause between the words of a command."""


class Kind(StrEnum):
    COMMAND = "command"
    NEAR_MISS = "near-miss"
    OTHER_WORD = "other word"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Utterances; `per_class` of each class, the others in all."""

    per_class: int = 250
    near: int = 3_000
    others: int = 3_500
    sentences: int = 800


@dataclass(frozen=True, slots=True)
class Saying:
    """`label` is the class, or "" for what is none. `marked` is the text with what gives it its
    melody and its pauses."""

    text: str
    label: str
    kind: Kind
    voice: Voice
    marked: str
    rate: float
    pitch: float


def planned(words: WordList, voices: Sequence[Voice], sizes: Sizes, seed: int) -> list[Saying]:
    """By engine, in the order of the voices, and at random within an engine: the first part of what
    a slow engine says is a corpus too. Raises `ValueError` where there is no voice."""
    chance = random.Random(seed)  # noqa: S311 - the same corpus each time
    speakers = _speakers(voices, chance)
    found = [
        _saying(text, label, kind, next(speakers), chance)
        for text, label, kind in _texts(words, sizes, chance)
    ]
    chance.shuffle(found)
    order = {family: at for at, family in enumerate(dict.fromkeys(v.family for v in voices))}
    return sorted(found, key=lambda each: order[each.voice.family])


def _texts(words: WordList, sizes: Sizes, chance: random.Random) -> Iterator[tuple[str, str, Kind]]:
    for label, ways in words.ways.items():
        rarer = sizes.per_class // 2 if len(ways) > 1 else 0
        usual = itertools.repeat(ways[0], sizes.per_class - rarer)
        for way in itertools.chain(usual, _spread(ways[1:], rarer, chance)):
            yield way, label, Kind.COMMAND
    near = [text for each in words.near.values() for text in each]
    for kind, texts, count in (
        (Kind.NEAR_MISS, near, sizes.near),
        (Kind.OTHER_WORD, [*words.words, *words.phrases], sizes.others),
        (Kind.SENTENCE, words.sentences, sizes.sentences),
    ):
        for text in _spread(texts, count, chance):
            yield text, "", kind


def _spread(texts: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    """So many of the texts, each as often as the others or once more."""
    shuffled = chance.sample(texts, len(texts))
    return itertools.islice(itertools.cycle(shuffled), count)


def _speakers(voices: Sequence[Voice], chance: random.Random) -> Iterator[Voice]:
    """Voices without end: each engine's in turn, the other engines' by how many they have."""
    if not voices:
        raise ValueError("no voice is installed")
    espeak = [each for each in voices if each.family == ESPEAK_FAMILY]
    others = [each for each in voices if each.family != ESPEAK_FAMILY]
    turns: Mapping[bool, Iterator[Voice]] = {
        True: _turns(espeak, chance),
        False: _turns(others, chance),
    }
    is_mixed = bool(espeak) and bool(others)
    while True:
        yield next(turns[chance.random() < MOST_ESPEAK if is_mixed else bool(espeak)])


def _turns(voices: Sequence[Voice], chance: random.Random) -> Iterator[Voice]:
    while voices:
        yield from chance.sample(voices, len(voices))


def _saying(text: str, label: str, kind: Kind, voice: Voice, chance: random.Random) -> Saying:
    marked = text
    if kind is Kind.COMMAND and chance.random() < _PAUSE_CHANCE:
        marked = text.replace(" ", ", ")
    if kind is not Kind.SENTENCE:
        marked += chance.choice(_MELODIES)
    return Saying(text, label, kind, voice, marked, chance.choice(_RATES), chance.choice(_PITCHES))
