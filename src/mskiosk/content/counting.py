"""The figures of a guide: how much there is, how easy it reads, what is still to be done."""

from collections.abc import Iterator
from statistics import median
from typing import TypedDict

from mskiosk.content.reviewing import PageReview, Review
from mskiosk.core.guide import EvidenceLevel, Text, Topic

WORDS_PER_MINUTE = 125
"""How fast the kiosk reads unless it is asked to change."""


class Figures(TypedDict):
    pages: int
    sentences: int
    minutes: float
    """Of reading everything aloud once."""
    grade_median: float | None
    """Of the pages' reading grades with their medical terms, as a reader meets them."""
    grade_worst: float | None
    faults: int
    warnings: int
    claims_answered: int
    terms: int
    treatments: int
    treatments_complete: int


def figures(review: Review) -> Figures:
    topics = [page.topic for page in review.pages]
    grades = [page.grades.with_terms for page in review.pages if page.grades]
    keys = set(map(str, review.script.guide.claims)) if review.script.guide else set()
    answered = {str(page.draft.claim.key) for page in review.pages if page.draft.claim}
    treatments = [page for page in review.pages if page.is_treatment]
    words = sum(spoken_words(topic) for topic in topics)
    return Figures(
        pages=len(topics),
        sentences=sum(1 for topic in topics for _ in sentences_of(topic)),
        minutes=round(words / WORDS_PER_MINUTE, 1),
        grade_median=round(median(grades), 1) if grades else None,
        grade_worst=round(max(grades), 1) if grades else None,
        faults=len(review.faults),
        warnings=len(review.warnings),
        claims_answered=len(answered & keys),
        terms=sum(1 for term in (review.script.glossary or {}).values() if term.meaning),
        treatments=len(treatments) + review.broken_treatments,
        treatments_complete=sum(map(is_complete, treatments)),
    )


def sentences_of(topic: Topic) -> Iterator[Text]:
    """Every sentence of a page, headings and labels left out."""
    yield from topic.summary
    for section in topic.sections:
        for paragraph in section.paragraphs:
            yield from paragraph


def spoken_words(topic: Topic) -> int:
    """In everything that is said of a page when it is read from its title to its choices."""
    texts = [topic.title, *sentences_of(topic)]
    texts += [section.heading for section in topic.sections]
    texts += [choice.label for choice in topic.choices]
    return sum(len(text.spoken.split()) for text in texts)


def minutes_of(topic: Topic) -> float:
    return round(spoken_words(topic) / WORDS_PER_MINUTE, 1)


def is_complete(page: PageReview) -> bool:
    """A page about a treatment has its nine fields, or it is no page at all; it also says how
    sure we are, cites its sources unless it says that nothing could be confirmed, and has no
    fault."""
    evidence = page.draft.evidence
    is_cited = bool(page.topic.sources) or evidence is EvidenceLevel.UNGRADED
    return evidence is not None and is_cited and not page.faults
