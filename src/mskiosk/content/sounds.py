"""How phrases sound: their phones, their syllables, and how far apart two of them are."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

Phones = tuple[str, ...]
"""ARPABET without stress, such as OW K R AH."""
VOWELS = frozenset(
    {
        "AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recognisers:
    """What the recognisers of English know of words in small letters."""

    pronounce: Callable[[str], Phones | None]
    """The sounds of a word in the dictionary that is always there; None for a word it lacks."""
    unknown_to_model: Callable[[frozenset[str]], Collection[str]] | None = None
    """Those of some words that the installed model lacks; None where no model is installed."""


class Ear:
    """Phrases as a recogniser hears them."""

    def __init__(self, recognisers: Recognisers, added: Mapping[str, str]) -> None:
        """`added`: words with their sounds, which go before the dictionary's."""
        self._added = {word: tuple(phones.split()) for word, phones in added.items()}
        self._pronounce = cache(recognisers.pronounce)

    def unknown(self, phrase: str) -> list[str]:
        """The words of a normalised phrase that cannot be heard."""
        return [word for word in phrase.split() if self._phones_of(word) is None]

    def phones(self, phrase: str) -> Phones | None:
        """None where a word cannot be heard."""
        found: list[str] = []
        for word in phrase.split():
            phones = self._phones_of(word)
            if phones is None:
                return None
            found += phones
        return tuple(found)

    def _phones_of(self, word: str) -> Phones | None:
        return self._added.get(word) or self._pronounce(word)


def syllables(phones: Phones) -> int:
    return sum(phone in VOWELS for phone in phones)


def changes(first: Phones, second: Phones, most: int) -> int:
    """How many phones are added, left out or replaced between two phrases; `most` for more."""
    if len(first) < len(second):
        first, second = second, first
    if len(first) - len(second) >= most:
        return most
    row = list(range(len(second) + 1))
    for at, phone in enumerate(first, 1):
        before, row[0] = row[0], at
        for other, wanted in enumerate(second, 1):
            best = before if phone == wanted else 1 + min(before, row[other], row[other - 1])
            before, row[other] = row[other], best
        if min(row) >= most:
            return most
    return min(row[-1], most)
