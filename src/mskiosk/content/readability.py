"""The rule about reading grades: the Flesch-Kincaid grade of each page, in years of school.

A medical term that is left out becomes the short word "it", so that its sentence stays one, as
long as before. English only: the formula was made for it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mskiosk.content.assembling import Assembly
from mskiosk.content.faults import Fault, quoted
from mskiosk.content.lexicon import Lexicon
from mskiosk.content.spotting import Role, Spot

LANGUAGE = "en"
MOST_WITHOUT_TERMS = 6.0
MOST_WITH_TERMS = 8.0
LEAST_WORDS = 30
"""A shorter page has no grade: a single word would change it."""
_LEAST_WORDS_OF_A_SENTENCE = 5
_PLACEHOLDER = "it"
_INSIDE = re.compile(r"[.!?](?=.*\w)|[-\N{EN DASH}\N{EM DASH}/]")


@dataclass(frozen=True, slots=True)
class Grades:
    """Years of school, to one decimal, and the sentence that is hardest to read."""

    with_terms: float
    without_terms: float
    hardest: Spot


def easy_to_read(work: Assembly, _: date) -> Iterator[Fault]:
    """I6: grade 6 without the declared medical terms, grade 8 with them."""
    for name, grades in page_grades(work).items():
        if grades.without_terms > MOST_WITHOUT_TERMS:
            what, grade, most = " without its medical terms", grades.without_terms, 6
            hint = "use shorter words and sentences, or declare a medical term in glossary.yaml"
        elif grades.with_terms > MOST_WITH_TERMS:
            what, grade, most = "", grades.with_terms, 8
            hint = "use fewer medical terms, or shorter sentences"
        else:
            continue
        hardest = quoted(grades.hardest.text.shown)
        told = f"the reading grade of {quoted(name)}{what} is {grade}; the most is {most}"
        sheet = grades.hardest.sheet
        yield sheet.fault(grades.hardest.written, f"{told}. Hardest to read: {hardest}", hint)


def page_grades(work: Assembly) -> Mapping[str, Grades]:
    """The grades of every page that is long enough, by topic id; none for another language."""
    if work.script.language.split("-")[0] != LANGUAGE:
        return {}
    terms = declared_terms(work)
    found: dict[str, Grades] = {}
    for name, spots in _read_aloud(work).items():
        shown = [spot.text.shown for spot in spots]
        if sum(len(sentence.split()) for sentence in shown) < LEAST_WORDS:
            continue
        plain = [terms.spoken(sentence) for sentence in shown]
        without_terms = grade(plain)
        judged = plain if without_terms > MOST_WITHOUT_TERMS else shown
        hardest = max(range(len(spots)), key=lambda at: _hardness(judged[at]))
        found[name] = Grades(grade(shown), without_terms, spots[hardest])
    return found


def declared_terms(work: Assembly) -> Lexicon:
    """Turns every form of every declared medical term into a short word."""
    declared: list[str] = []
    for key, draft in (work.script.glossary or {}).items():
        declared += (key, *draft.forms)
    declared += work.script.style.medical_words if work.script.style else ()
    return Lexicon(dict.fromkeys(map(str, declared), _PLACEHOLDER))


def grade(sentences: list[str]) -> float:
    """The Flesch-Kincaid grade of some sentences, to one decimal."""
    import textstat  # half a second, and of use to the check alone

    text = " ".join(_INSIDE.sub(" ", sentence).rstrip(" .!?:;") + "." for sentence in sentences)
    return round(float(textstat.flesch_kincaid_grade(text)), 1)


def _hardness(sentence: str) -> float:
    return grade([sentence]) if len(sentence.split()) >= _LEAST_WORDS_OF_A_SENTENCE else 0.0


def _read_aloud(work: Assembly) -> Mapping[str, list[Spot]]:
    """The sentences of each page, with the meanings that it has from the glossary."""
    of_pages: dict[str, list[Spot]] = {name: [] for name in work.script.pages}
    meanings: dict[str, list[Spot]] = {}
    for spot in work.spots:
        if spot.role is Role.MEANING:
            meanings.setdefault(spot.owner, []).append(spot)
        elif spot.role in {Role.SUMMARY, Role.SENTENCE}:
            of_pages[spot.owner].append(spot)
    for name, page in work.script.pages.items():
        of_pages[name] += (spot for key in page.draft.terms for spot in meanings.get(key, ()))
    return of_pages
