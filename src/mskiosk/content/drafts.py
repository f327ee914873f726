"""What each file of a content folder holds, as it is written: the schema."""

from dataclasses import dataclass
from enum import StrEnum

from mskiosk.content.written import Written
from mskiosk.core.guide import EvidenceLevel


class NumberKind(StrEnum):
    """What a number of a sentence says."""

    RELATIVE = "relative"
    """One group compared with another: "a third fewer than with a dummy medicine"."""
    ABSOLUTE = "absolute"
    """A share, rate or median of one group: "83 in every 100"."""
    COUNT = "count"
    """People or things that were counted: "5 of 364 people"."""
    MEASURE = "measure"
    """A time, age, date or score."""


class Verdict(StrEnum):
    """What is to be thought of a claim."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly supported"
    MISLEADING = "misleading"
    UNSUPPORTED = "unsupported"
    UNDERSTATED = "understated"


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker after a sentence: `[KEY]` or `[KEY kind]`."""

    key: Written
    kind: NumberKind | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A string, or `{shown: ..., spoken: ...}`; in prose, with the markers that follow it."""

    shown: Written
    spoken: Written | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A string, which is divided into sentences, or a list with one sentence an item."""

    sentences: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A string with blank lines between its paragraphs, or a list of paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class SectionDraft:
    heading: Wording
    text: Prose


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    label: Wording
    goto: Written
    phrases: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    date: Written
    by: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentDraft:
    """What every page about a treatment says, in this order."""

    given: Prose
    who_for: Prose
    benefit: Prose
    common_risks: Prose
    serious_risks: Prose
    checks: Prose
    pregnancy: Prose
    not_known: Prose
    questions: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """The qualifying and certifying criteria of IPDASi v4 for a page that supports a choice.

    Equal detail is measured, and the citations are those of the page.
    """

    condition: Prose
    decision: Prose
    options: Prose
    positives: Prose
    negatives: Prose
    experience: Prose
    uncertainty: Prose
    updates: Prose
    funding: Prose
    published: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """A claim that people meet elsewhere, and what holds."""

    key: Written
    says: Paragraph
    verdict: Verdict
    instead: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicDraft:
    """A page."""

    title: Wording
    summary: Paragraph
    private: bool = False
    sections: tuple[SectionDraft, ...] = ()
    claim: ClaimDraft | None = None
    treatment: TreatmentDraft | None = None
    evidence: EvidenceLevel | None = None
    decision: DecisionDraft | None = None
    terms: tuple[Written, ...] = ()
    choices: tuple[ChoiceDraft, ...] = ()
    sources: tuple[Written, ...] = ()
    gaps: tuple[Written, ...] = ()
    allow: dict[str, Written] | None = None
    imbalance_reason: Written | None = None
    checked: CheckedDraft
    reviewed_by: Written | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideDraft:
    """`guide.yaml`."""

    language: Written
    home: Written
    urgent: Written
    words: Written
    numbers: tuple[Written, ...]
    number_phrases: tuple[Written, ...]
    months: tuple[Written, ...]
    headings: dict[str, Wording]
    """The headings of the fixed fields, by their names."""
    verdicts: dict[str, Wording]
    closing: SectionDraft
    """The end of every page about a treatment."""
    decisions: tuple[Written, ...] = ()
    """The topics that support a choice."""
    claims: tuple[Written, ...] = ()
    """The keys of the claims, each of which has a page."""


@dataclass(frozen=True, slots=True)
class UniversalDraft:
    """One command in `universals.yaml`."""

    does: Wording
    phrases: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True)
class PronunciationDraft:
    """A string, or `{spoken: ..., heard: ...}`, the latter in ARPABET for recognisers."""

    spoken: Written
    heard: Written | None = None


@dataclass(frozen=True, slots=True)
class TermDraft:
    """One hard word in `glossary.yaml`. `page` is the topic that says more."""

    say: Written
    meaning: Paragraph | None = None
    forms: tuple[Written, ...] = ()
    page: Written | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleDraft:
    """`style.yaml`: what the check needs to know of the language."""

    banned: dict[str, Written]
    """Each banned word with what to do about it."""
    number_words: tuple[Written, ...] = ()
    """Words that state a number, and so need a source."""
    medical_words: tuple[Written, ...] = ()
    """Words that the reading grade leaves out, besides the glossary's."""


Notices = dict[str, Wording]
Universals = dict[str, UniversalDraft]
Sources = dict[str, Wording]
Pronunciations = dict[str, PronunciationDraft]
Glossary = dict[str, TermDraft]
Regions = dict[str, dict[str, Wording]]
