"""Words that the voice would say wrong, given to espeak-ng as phonemes: `[[oUkr@l'Izju:mab]]`.

What stands in double brackets is said as it is written there, and so the brackets are kept out
of every other text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mskiosk.speaking.driver import Word

_OPENING = "[["
_CLOSING = "]]"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of the text, and the place of its phonemes in what espeak-ng reads."""

    offset: int
    length: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as espeak-ng reads it."""

    text: str
    _pieces: tuple[_Piece, ...] = ()

    def word(self, word: Word) -> Word:
        """A word of `text`, as it stands in the text before."""
        shift = 0
        for piece in self._pieces:
            if word.offset < piece.begin:
                break
            if word.offset < piece.end:
                return Word(piece.offset, piece.length, word.seconds)
            shift = piece.offset + piece.length - piece.end
        return Word(word.offset + shift, word.length, word.seconds)


class Pronunciation:
    """`voiced`: words in small letters, each with its phonemes."""

    def __init__(self, voiced: Mapping[str, str]) -> None:
        self._voiced = dict(voiced)
        words = sorted(map(re.escape, voiced), key=len, reverse=True)
        alternatives = "|".join(words)
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)

    def marked(self, text: str) -> Marked:
        """`text` with the phonemes of every word that has some."""
        text = text.replace(_OPENING, "[ ").replace(_CLOSING, " ]")
        if not self._voiced:
            return Marked(text)
        parts: list[str] = []
        pieces: list[_Piece] = []
        done = length = 0
        for found in self._pattern.finditer(text):
            phonemes = self._voiced.get(found[0].casefold())
            if phonemes is None:
                continue
            between = text[done : found.start()]
            phonemes = f"{_OPENING}{phonemes}{_CLOSING}"
            begin = length + len(between)
            length = begin + len(phonemes)
            pieces.append(_Piece(found.start(), len(found[0]), begin, length))
            parts += (between, phonemes)
            done = found.end()
        return Marked("".join((*parts, text[done:])), tuple(pieces))
