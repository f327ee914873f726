"""Which texts sound alike, by the dictionary that comes with PocketSphinx.

Two texts are alike when one way to say the first is one way to say the second, in an accent that
says every R or in one that says none at the end of a syllable, where "pores" is "pause".
"""

import functools
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import pocketsphinx

_DICTIONARY = "en-us/cmudict-en-us.dict"
_MOST_WAYS = 64
"""Of one text: a sentence of many words with two ways each has too many."""
_VOWELS = frozenset("AEIOU")

Phones = tuple[str, ...]


class Homophones:
    """Of some texts, in any letters."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(text.casefold() for text in texts)
        self._sounds = {phones for text in self._texts for phones in sounds_of(text)}

    def has(self, text: str) -> bool:
        """True for one of the texts, and for one that sounds as it does."""
        return text.casefold() in self._texts or not self._sounds.isdisjoint(sounds_of(text))


def sounds_of(text: str) -> Iterator[Phones]:
    """Every way to say `text`, in ARPABET; none where a word is not in the dictionary."""
    ways = [_dictionary().get(word, ()) for word in text.casefold().split()]
    for parts in itertools.islice(itertools.product(*ways), _MOST_WAYS):
        phones = tuple(itertools.chain.from_iterable(parts))
        yield phones
        yield tuple(_without_late_r(phones))


def _without_late_r(phones: Phones) -> Iterator[str]:
    for phone, following in itertools.pairwise((*phones, "")):
        if phone != "R" or following[:1] in _VOWELS:
            yield phone


@functools.cache
def _dictionary() -> dict[str, list[Phones]]:
    """Each word with its ways: the second is written "to(2)"."""
    found: dict[str, list[Phones]] = {}
    file = Path(pocketsphinx.get_model_path(_DICTIONARY))
    for line in file.read_text(encoding="utf-8").splitlines():
        word, _, phones = line.partition(" ")
        found.setdefault(word.partition("(")[0], []).append(tuple(phones.split()))
    return found
