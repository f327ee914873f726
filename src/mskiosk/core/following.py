"""From the word that sounds to the same word on the screen.

What is said and what is shown may differ: "M S" and "MS", "eighty three" and "83". The words that
both have are found, and what stands between two of them in one stands for what is between them in
the other.
"""

import re
from difflib import SequenceMatcher

from mskiosk.core.view import Stretch

_WORD = re.compile(r"\S+")
_NOT_HEARD = re.compile(r"[^\w']+")
_MOST_WORDS = 120
"""Of one sentence; more are not compared."""
_MOST_AT_ONCE = 4
"""Words; where more differ, the sentence alone is marked."""


def word_at(offset: int, spoken: str) -> int | None:
    """Which word of `spoken`, counted from 0, has its character `offset`, or begins after it."""
    ends = (found.end() for found in _WORD.finditer(spoken))
    return next((at for at, end in enumerate(ends) if offset < end), None)


def shown_word(at: int, spoken: str, shown: str) -> Stretch | None:
    """Where word `at` of `spoken` stands in `shown`; None where that cannot be told."""
    places = [(found.start(), found.end()) for found in _WORD.finditer(shown)]
    said = spoken.split()
    if at >= len(said):
        return None
    if spoken == shown:
        return _stretch(places, at, at + 1)
    if max(len(places), len(said)) > _MOST_WORDS:
        return None
    seen = [shown[first:end] for first, end in places]
    matcher = SequenceMatcher(None, _bare(seen), _bare(said), autojunk=False)
    for kind, seen_first, seen_end, said_first, said_end in matcher.get_opcodes():
        if said_first <= at < said_end:
            if kind == "equal":
                first = seen_first + at - said_first
                return _stretch(places, first, first + 1)
            return _stretch(places, seen_first, seen_end)
    return None


def _stretch(places: list[tuple[int, int]], first: int, end: int) -> Stretch | None:
    if not first < end <= first + _MOST_AT_ONCE:
        return None
    offset = places[first][0]
    return Stretch(offset, places[end - 1][1] - offset)


def _bare(words: list[str]) -> list[str]:
    return [_NOT_HEARD.sub("", word).casefold() for word in words]
