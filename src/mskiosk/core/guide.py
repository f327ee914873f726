"""What can be shown and said: the whole guide as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mskiosk.core.intents import Command
from mskiosk.core.notices import Notice

SETTINGS = "settings"
"""Where a choice leads that opens the settings; no topic has this id."""


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of wording: what the eye sees and what the ear hears are one value."""

    shown: str
    spoken: str


class EvidenceLevel(StrEnum):
    """How sure the trials make us, from many good ones down to opinion."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"
    UNGRADED = "ungraded"
    """The figures of its trials could not be confirmed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A way onward. `goto` is a topic id or `SETTINGS`; `phrases` are synonyms, the label itself
    excluded."""

    label: Text
    goto: str
    phrases: tuple[str, ...] = ()
    name: Text | None = None
    """What to say for it, where the label tells more, such as what is set now."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs, each a run of sentences."""

    heading: Text
    paragraphs: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from; `key` is its name in `sources.yaml`."""

    key: str
    citation: Text


@dataclass(frozen=True, slots=True)
class Checked:
    """Who compared the page with its sources, and when (ISO date, yyyy-mm-dd)."""

    date: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A page of the guide."""

    id: str
    title: Text
    summary: tuple[Text, ...]
    sections: tuple[Section, ...]
    choices: tuple[Choice, ...]
    sources: tuple[Source, ...]
    checked: Checked
    evidence: EvidenceLevel | None = None
    reviewed_by: str | None = None
    """The clinician who signed the page off; none is said aloud."""
    is_treatment: bool = False
    """It has the fixed fields of a treatment, how sure we are among them."""
    is_private: bool = False
    """E7: not for other people's ears unless the person says so."""
    words: tuple[str, ...] = ()
    """The glossary terms that the page uses, in order."""


@dataclass(frozen=True, slots=True)
class Term:
    """A hard word in plain ones. `goto` is the id of the page that says more."""

    name: Text
    meaning: tuple[Text, ...]
    goto: str | None = None


@dataclass(frozen=True, slots=True)
class Universal:
    """A command that is valid everywhere: how it can be said, and what it does, in words."""

    phrases: tuple[str, ...]
    does: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The whole graph of topics, and everything the kiosk itself can say."""

    language: str
    home: str
    urgent: str
    """The id of the topic that "get help now" opens."""
    words: str
    """The id of the topic that "what can I say" opens."""
    topics: Mapping[str, Topic]
    notices: Mapping[Notice, Text]
    universals: Mapping[Command, Universal]
    numbers: tuple[str, ...]
    """The words for 0 to 9, in order."""
    number_phrases: tuple[str, ...]
    """Ways to say a number, each with `{number}`, such as "number {number}"."""
    months: tuple[str, ...]
    """The names of the twelve months, in order."""
    hesitations: tuple[str, ...] = ()
    """Sounds and small words that people say before what they mean."""
    greetings: tuple[str, ...] = ()
    """What somebody may say to a kiosk that rests, to begin."""
    staff_words: Text | None = None
    """How to get a person here, where staff have said it."""
    date_form: str = "{day} {month} {year}"
    """How a date is said, each of the three fields once."""
    glossary: Mapping[str, Term] = field(default_factory=dict)
    """Every hard word that a page may use, by its key."""
    sounds: Mapping[str, str] = field(default_factory=dict)
    """Words that a recogniser may lack, in small letters, each with its phones in the ARPABET of
    the CMU dictionary, such as "OW K R AH"."""
    voiced: Mapping[str, str] = field(default_factory=dict)
    """Words that the voice would say wrong, in small letters, each in the phoneme names of
    espeak-ng, such as "oUkr@l'Izju:mab"."""

    def notice(self, notice: Notice, **values: str | int | Text) -> Text:
        """The notice with its fields filled in, the shown ones shown and the spoken ones spoken."""
        template = self.notices[notice]
        shown = {n: v.shown if isinstance(v, Text) else str(v) for n, v in values.items()}
        spoken = {n: v.spoken if isinstance(v, Text) else str(v) for n, v in values.items()}
        return Text(template.shown.format(**shown), template.spoken.format(**spoken))

    def number(self, number: int) -> Text:
        """A number as a figure to read and, up to nine, as the word to say."""
        word = self.numbers[number] if number < len(self.numbers) else str(number)
        return Text(str(number), word)

    def date(self, iso: str) -> Text:
        """A date (yyyy-mm-dd) in words."""
        year, month, day = iso.split("-")
        name = self.months[int(month) - 1]
        words = self.date_form.format(day=int(day), month=name, year=year)
        return Text(words, words)
