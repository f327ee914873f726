"""The rules about what no voice can say and nobody can say to the kiosk: figures, abbreviations,
units and symbols."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mskiosk.content.assembling import Assembly
from mskiosk.content.faults import Fault, quoted
from mskiosk.content.spotting import squeezed

_FIELD = re.compile(r"\{[a-z_]+\}")
_FIGURES = re.compile(r"\d")
_SPELLED = re.compile(r"\w*\d(?:[.,:]?\w)*|\w*[A-Z]{2,}\w*|\w+\.(?=\w)[\w.]*")
_STRANGE = re.compile(r"[^a-zA-Z\d\s.,;:!?'\"()-]")
_MARKS = frozenset("%&/@#*\\†‡§·•‰")
"""Punctuation that stands for words."""
_SYMBOLS = frozenset({"Sm", "Sc", "Sk", "So", "No", "Nl"})


def speakable(work: Assembly, _: date) -> Iterator[Fault]:
    """Each is spelled out for the voice: "M S", "three in ten", "percent"."""
    if work.script.lexicon is None:
        return
    finder = _finder(work)
    for spot in work.spots:
        if found := finder.found_in(_FIELD.sub(" ", spot.text.spoken)):
            words = ", ".join(map(quoted, found))
            told = f"{words} in what is said aloud: {quoted(squeezed(spot.text.shown))}"
            hint = "add it to lexicon.yaml, or write a spoken form"
            yield spot.sheet.fault(spot.spoken_as or spot.written, told, hint)


def phrases_sayable(work: Assembly, _: date) -> Iterator[Fault]:
    """A phrase is written in the words that a person would say."""
    finder = _finder(work, {})
    script = work.script
    sayings = [
        (page.sheet, choice.phrases)
        for page in script.pages.values()
        for choice in page.draft.choices
    ]
    if script.universals is not None:
        sheet = script.sheets["universals"]
        sayings += [(sheet, draft.phrases) for draft in script.universals.values()]
    for sheet, phrases in sayings:
        for phrase in phrases:
            if _FIGURES.search(phrase):
                told = f"the phrase {quoted(phrase)} has figures in it"
                yield sheet.fault(phrase, told, "write the number as words")
            elif found := finder.found_in(phrase):
                words = ", ".join(map(quoted, found))
                told = f"the phrase {quoted(phrase)} has {words} in it"
                yield sheet.fault(phrase, told, "write the words, or the letters one by one")


class _Unspeakable:
    def __init__(self, short_forms: Iterable[str], voiced: Mapping[str, str]) -> None:
        self._short_forms = {squeezed(form) for form in short_forms}
        self._voiced = voiced

    def found_in(self, text: str) -> list[str]:
        """Each piece of `text` that nobody could say, once."""
        found = [
            word
            for word in _SPELLED.findall(text)
            if word.casefold().rstrip(".") not in self._voiced
        ]
        found += (mark for mark in _STRANGE.findall(text) if stands_for_words(mark))
        if self._short_forms:
            found += (
                word
                for word in (piece.strip(",;:!?\"'()") for piece in text.split())
                if word in self._short_forms or word.rstrip(".") in self._short_forms
            )
        return list(dict.fromkeys(found))


def _finder(work: Assembly, voiced: Mapping[str, str] | None = None) -> _Unspeakable:
    style, guide = work.script.style, work.guide
    if voiced is None:
        voiced = guide.voiced if guide else {}
    return _Unspeakable(style.short_forms if style else (), voiced)


def stands_for_words(mark: str) -> bool:
    """Whether a character is a symbol, or a number of its own such as a half."""
    return mark in _MARKS or unicodedata.category(mark) in _SYMBOLS
