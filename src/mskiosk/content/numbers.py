"""The rule about numbers: each has its source, which says what kind of number it is."""

import re
from collections.abc import Iterator
from datetime import date

from mskiosk.content.assembling import Assembly
from mskiosk.content.drafts import NumberKind
from mskiosk.content.faults import Fault, quoted
from mskiosk.content.lexicon import Lexicon
from mskiosk.content.spotting import Role, Spot, squeezed

_ASSERTING = {Role.SUMMARY, Role.SENTENCE, Role.MEANING}
_QUESTIONS = "questions"
_KINDS = ", ".join(kind.value for kind in NumberKind)
_FIELD = re.compile(r"\{[a-z_]+\}")
_FIGURES = re.compile(r"(?<![^\W_])(?<![^\W\d_]-)\d+(?:[.,:]\d+)*%?")
"""Not those of a name, such as B12 or interleukin-2."""
_FRACTION = re.compile(
    "[\N{VULGAR FRACTION ONE QUARTER}-\N{VULGAR FRACTION THREE QUARTERS}"
    "\N{VULGAR FRACTION ONE SEVENTH}-\N{VULGAR FRACTION SEVEN EIGHTHS}]"
)


def numbers_have_sources(work: Assembly, _: date) -> Iterator[Fault]:
    """A sentence with a number says where it is from and what kind it is; keys and words are the
    kiosk's own."""
    words = map(str, work.script.style.number_words if work.script.style else ())
    named = Lexicon({word: word for word in words})
    for spot in work.spots:
        if not _asserts(spot, work):
            continue
        number = _number_in(_FIELD.sub(" ", spot.written), named)
        if number is None or any(citation.kind for citation in spot.citations):
            continue
        sentence = quoted(squeezed(spot.written))
        if spot.citations:
            told = f"this sentence does not say what kind of number {quoted(number)} is: {sentence}"
            hint = f"write [{spot.citations[0].key} KIND]"
        else:
            told = f"this sentence states a number ({quoted(number)}) and has no source: {sentence}"
            hint = "end it with [KEY KIND]"
        yield spot.sheet.fault(spot.written, told, f"{hint}; kinds are {_KINDS}")


def _asserts(spot: Spot, work: Assembly) -> bool:
    if spot.role not in _ASSERTING or spot.part == _QUESTIONS:
        return False
    is_about_keys = work.guide is not None and spot.owner == work.guide.words
    return spot.role is Role.MEANING or not is_about_keys


def _number_in(text: str, named: Lexicon) -> str | None:
    if figures := _FIGURES.search(text):
        return figures[0]
    if not text.isascii() and (fraction := _FRACTION.search(text)):
        return fraction[0]
    return next(iter(named.values_in(text)), None)
