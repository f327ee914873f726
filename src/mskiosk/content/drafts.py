"""What each file of a content folder holds, as it is written: the schema."""

from dataclasses import dataclass

from mskiosk.content.written import Written
from mskiosk.core.guide import EvidenceLevel


@dataclass(frozen=True, slots=True)
class Wording:
    """A string, or `{shown: ..., spoken: ...}`."""

    shown: Written
    spoken: Written | None = None


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
class TopicDraft:
    """A page."""

    title: Wording
    summary: Paragraph
    checked: CheckedDraft
    sections: tuple[SectionDraft, ...] = ()
    choices: tuple[ChoiceDraft, ...] = ()
    evidence: EvidenceLevel | None = None
    sources: tuple[Written, ...] = ()
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


@dataclass(frozen=True, slots=True)
class UniversalDraft:
    """One command in `universals.yaml`."""

    does: Wording
    phrases: tuple[Written, ...] = ()


Notices = dict[str, Wording]
Universals = dict[str, UniversalDraft]
Sources = dict[str, Wording]
Pronunciations = dict[str, Written]
Regions = dict[str, dict[str, Wording]]
