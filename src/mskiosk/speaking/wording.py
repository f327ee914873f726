"""Texts that the voice can take, whatever was written."""

from itertools import pairwise

from mskiosk.speaking.driver import Word

MOST_CHARACTERS = 4_000
"""More than a minute of speech; the rest of a longer text is not looked at."""


def speakable(text: str) -> str:
    """`text` without what is no character, or "" when nothing in it can be said.

    Control characters, which could end the text early, become spaces, and halves of surrogate
    pairs too.
    """
    return " ".join(_plain(text).split())


def written_places(text: str) -> list[int]:
    """Where each character of `speakable(text)` stands in `text`."""
    plain = _plain(text)
    places = [i for i, c in enumerate(plain) if not c.isspace()]
    gaps = [[at, at + 1] if after > at + 1 else [at] for at, after in pairwise(places)]
    return [place for each in gaps for place in each] + places[-1:]


def whole_word(word: Word, text: str) -> Word:
    """The word of `text` in which `word` begins, without the marks around it.

    espeak-ng tells places that are one off at times, and counts some letters twice.
    """
    at = min(max(word.offset, 0), max(len(text) - 1, 0))
    start = text.rfind(" ", 0, at + 1) + 1
    end = text.find(" ", at + 1)
    end = end if end >= 0 else len(text)
    letters = [i for i in range(start, end) if text[i].isalnum()]
    if letters:
        start, end = letters[0], letters[-1] + 1
    return Word(start, end - start, word.seconds)


def _plain(text: str) -> str:
    head = text[:MOST_CHARACTERS]
    return "".join(c if c.isprintable() or ord(c) > 0xFFFF else " " for c in head)
