"""Where a long word may be broken: at its syllables, by the patterns of its language."""

import functools
import itertools
from collections.abc import Callable

_LEAST_LETTERS = 2
"""Fewer are not left alone on a row."""


def syllables(word: str, language: str) -> list[str]:
    """`word` in pieces, each of which may end a row; a piece that ends in a hyphen has it from the
    word itself."""
    pieces: list[str] = []
    for part in _at_hyphens(word):
        cuts = [0, *_positions(language)(part), len(part)]
        pieces += [part[a:b] for a, b in itertools.pairwise(cuts)]
    return pieces


def _at_hyphens(word: str) -> list[str]:
    first, hyphen, rest = word.partition("-")
    if not first or not rest or not hyphen:
        return [word]
    return [first + hyphen, *_at_hyphens(rest)]


@functools.cache
def _positions(language: str) -> Callable[[str], list[int]]:
    """Takes a word, gives the indexes at which it may be broken; none in a language without
    patterns."""
    import pyphen  # a quarter of a second, for large letters alone

    known = pyphen.language_fallback(language)
    if known is None:
        return lambda _: []
    patterns = pyphen.Pyphen(lang=known, left=_LEAST_LETTERS, right=_LEAST_LETTERS)
    return lambda word: [int(at) for at in patterns.positions(word)]
