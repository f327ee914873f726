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
    """A heading and what stands under it."""

    heading: Wording
    text: Prose


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """A way onward."""

    label: Wording
    """What the person sees and says: two syllables or more."""
    goto: Written
    """The id of the page that it leads to: the name of its file without ".yaml"."""
    phrases: tuple[Written, ...] = ()
    """Other ways to say it."""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """Who compared every sentence with its source, and when."""

    date: Written
    """Year, month and day, such as 2026-11-25."""
    by: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentDraft:
    """What every page about a treatment says, in this order."""

    given: Prose
    """How it is given and how often. No dose."""
    who_for: Prose
    """Who it is for."""
    benefit: Prose
    """How well it works, against what, in the kind of number that the source gives."""
    common_risks: Prose
    """Side effects that many people have."""
    serious_risks: Prose
    """What is rare or grave. No harm is shortened to match the benefit."""
    checks: Prose
    """Tests before and during the treatment."""
    pregnancy: Prose
    """Pregnancy and breastfeeding."""
    not_known: Prose
    """What the trials could not say."""
    questions: Prose
    """Questions to ask the MS team. They assert nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """The qualifying and certifying criteria of IPDASi v4 for a page that supports a choice.

    Equal detail is measured, and the citations are those of the page.
    """

    condition: Prose
    """What the illness is."""
    decision: Prose
    """What there is to decide."""
    options: Prose
    """Every option, no treatment among them."""
    positives: Prose
    """What speaks for each."""
    negatives: Prose
    """What speaks against each, in the same detail."""
    experience: Prose
    """What it is like to live with each outcome."""
    uncertainty: Prose
    """How unsure the numbers are."""
    updates: Prose
    """How and when the page is checked again."""
    funding: Prose
    """Who pays for the page."""
    published: Written
    """The day on which it first appeared, such as 2026-11-25."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """A claim that people meet elsewhere, and what holds."""

    key: Written
    """One of the `claims` of guide.yaml."""
    says: Paragraph
    """The claim in our own words."""
    verdict: Verdict
    instead: Prose
    """What holds, with its sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicDraft:
    """A page."""

    title: Wording
    """The name of the page, the same words as the choice that leads to it."""
    summary: Paragraph
    """One or two sentences, the main point first; at most 40 words."""
    private: bool = False
    """True where the page is not for other people's ears."""
    sections: tuple[SectionDraft, ...] = ()
    """Parts with a heading of their own, before the fixed ones."""
    claim: ClaimDraft | None = None
    treatment: TreatmentDraft | None = None
    evidence: EvidenceLevel | None = None
    """How sure the trials make us; needed with `treatment`."""
    decision: DecisionDraft | None = None
    terms: tuple[Written, ...] = ()
    """The words that this page explains, as keys of glossary.yaml."""
    choices: tuple[ChoiceDraft, ...] = ()
    """The ways onward, at most five."""
    sources: tuple[Written, ...] = ()
    """Keys of sources.yaml that no sentence cites."""
    gaps: tuple[Written, ...] = ()
    """What the sources do not say: for the clinician who reviews, never spoken."""
    allow: dict[str, Written] | None = None
    """Banned words that this page needs, each with the reason."""
    imbalance_reason: Written | None = None
    """Why benefit and risks differ by more than half in length."""
    checked: CheckedDraft
    reviewed_by: Written | None = None
    """The clinician who signed the page off; left out until there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideDraft:
    """`guide.yaml`."""

    language: Written
    """The name of the folder, such as en."""
    home: Written
    """The page that everything begins with."""
    urgent: Written
    """The page that "get help now" opens."""
    words: Written
    """The page that lists the keys and words."""
    numbers: tuple[Written, ...]
    """The words for 0 to 9."""
    number_phrases: tuple[Written, ...]
    """Ways to say a choice by its number, each with `{number}`."""
    months: tuple[Written, ...]
    """The twelve months."""
    date: Written
    """How a date is said: "{day} {month} {year}"."""
    headings: dict[str, Wording]
    """The headings of the fixed fields, by their names."""
    verdicts: dict[str, Wording]
    closing: SectionDraft
    """The end of every page about a treatment."""
    decisions: tuple[Written, ...] = ()
    """The topics that support a choice."""
    claims: tuple[Written, ...] = ()
    """The keys of the claims, each of which has a page."""
    hesitations: tuple[Written, ...] = ()
    """Sounds and small words that people say before what they mean, such as "er"."""
    greetings: tuple[Written, ...] = ()
    """What somebody may say to a kiosk that rests, to begin, such as "hello kiosk"."""


@dataclass(frozen=True, slots=True)
class UniversalDraft:
    """One command in `universals.yaml`."""

    does: Wording
    """What the command does, as key practice says it."""
    phrases: tuple[Written, ...] = ()
    """How it can be said."""


@dataclass(frozen=True, slots=True)
class PronunciationDraft:
    """A string, which is `spoken`, or a mapping."""

    spoken: Written | None = None
    """The words that are said in its place."""
    voiced: Written | None = None
    """How the voice says the word, in the phoneme names of espeak-ng: oUkr@l'Izju:mab."""
    heard: Written | None = None
    """How recognisers hear the word, in ARPABET without stress: OW K R AH."""


@dataclass(frozen=True, slots=True)
class TermDraft:
    """One hard word in `glossary.yaml`. `page` is the topic that says more."""

    say: Written
    """How the word sounds, respelled: MY-uh-lin."""
    meaning: Paragraph | None = None
    """What it means, in one plain sentence."""
    forms: tuple[Written, ...] = ()
    """Other written forms, such as the plural."""
    page: Written | None = None
    """The page that says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleDraft:
    """`style.yaml`: what the check needs to know of the language."""

    banned: dict[str, Written]
    """Each banned word with what to do about it."""
    number_words: tuple[Written, ...] = ()
    """Words that state a number, and so need a source."""
    medical_words: tuple[Written, ...] = ()
    """Words that the reading grade leaves out, besides the glossary's."""
    endings: tuple[Written, ...] = ()
    """What a banned word may end with besides, such as "s" and "ing"."""
    short_forms: tuple[Written, ...] = ()
    """Units and abbreviations, exactly as they are written, that need a spoken form."""


Notices = dict[str, Wording]
Universals = dict[str, UniversalDraft]
Sources = dict[str, Wording]
Pronunciations = dict[str, PronunciationDraft]
Glossary = dict[str, TermDraft]
Regions = dict[str, dict[str, Wording]]
