"""The list of words: what the spotter learns to know, and what it learns to leave alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from models.spotter.sounding import Homophones
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.grammar import normalised
from mskiosk.core.guide import Guide
from mskiosk.core.notices import FIELDS, Notice
from mskiosk.listening.decoys import DECOYS

WORDS_FILE = Path(__file__).with_name("words.yaml")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LEAST_WORDS, _MOST_WORDS = 4, 18
"""Of a sentence: two to seven seconds when it is spoken."""


class WordsError(ValueError):
    """A file is no list of words; the text says why."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Texts in small letters without punctuation, but for the sentences."""

    ways: Mapping[str, tuple[str, ...]]
    """Of each class, by the phrase that it stands for; the usual way first."""
    near: Mapping[str, tuple[str, ...]]
    """What sounds nearly like each class, and is none."""
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    """Of two words and more."""
    sentences: tuple[str, ...]

    @property
    def all_ways(self) -> frozenset[str]:
        return frozenset(way for ways in self.ways.values() for way in ways)


def word_list(file: Path = WORDS_FILE, guide: Guide | None = None) -> WordList:
    """The list in `file`, with the words, phrases and sentences of `guide` (by default of the
    content in the clone) and without what sounds as a class does. Raises `OSError`, `WordsError`
    for a file that is none, and `ContentFaults`."""
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        classes: dict[str, dict[str, list[str]]] = {
            name: part for name, part in read.items() if name != "others"
        }
        ways = {name: _texts(part["ways"]) for name, part in classes.items()}
        near = {name: _texts(part["near"]) for name, part in classes.items()}
        words, phrases = (
            _texts(each for line in read["others"][kind] for each in line)
            for kind in ("words", "phrases")
        )
        sentences = tuple(read["others"]["sentences"])
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise WordsError(f"{file} is no list of words: {error!r}") from error
    guide = guide or load_guide(shipped_content())
    said = [*words, *DECOYS] if guide.language == "en" else words
    alike = Homophones(way for each in ways.values() for way in each)
    return WordList(
        ways,
        {name: _apart(each, alike) for name, each in near.items()},
        _apart(said, alike),
        _apart((*phrases, *_phrases_of(guide)), alike),
        tuple(dict.fromkeys((*sentences, *_sentences_of(guide)))),
    )


def _texts(texts: Iterable[object]) -> tuple[str, ...]:
    """YAML takes some words for something else, such as "on" for true: they need quotes."""
    found = tuple(texts)
    if wrong := [text for text in found if not isinstance(text, str)]:
        raise TypeError(f"{wrong} need quotes")
    return tuple(normalised(str(text)) for text in found)


def _apart(texts: Iterable[str], alike: Homophones) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text and not alike.has(text)))


def _phrases_of(guide: Guide) -> list[str]:
    """Titles, labels and synonyms, and the universals that are no class: `Homophones` leaves those
    out that are."""
    written = [phrase for each in guide.universals.values() for phrase in each.phrases]
    for topic in guide.topics.values():
        written.append(topic.title.spoken)
        for choice in topic.choices:
            written += [choice.label.spoken, *choice.phrases]
    found = dict.fromkeys(normalised(each) for each in written)
    return [each for each in found if len(each.split()) < _LEAST_WORDS + 2]


def _sentences_of(guide: Guide) -> list[str]:
    """What the kiosk itself says. Sentences with something to fill in are left out."""
    texts = (guide.notices[each].spoken for each in Notice if not FIELDS.get(each))
    found = (part for text in texts for part in _SENTENCE_END.split(text))
    return [each for each in found if _LEAST_WORDS <= len(each.split()) <= _MOST_WORDS]
