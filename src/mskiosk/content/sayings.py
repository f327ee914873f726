"""What can be said on the pages, and where each phrase is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mskiosk.content.assembling import Assembly
from mskiosk.content.manuscript import Sheet
from mskiosk.content.ways import MOST_CHOICES
from mskiosk.content.written import Written
from mskiosk.core.grammar import normalised
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command


@dataclass(frozen=True, slots=True)
class Choosing:
    """What can be said for one choice, or for one command when `goto` is None."""

    sheet: Sheet
    name: str
    written: Written | None
    """The label."""
    label_forms: tuple[str, ...]
    phrases: Mapping[str, Written]
    goto: str | None = None

    @property
    def sayings(self) -> Iterator[tuple[str, Written]]:
        """Each normalised phrase, with where it stands."""
        if self.written is not None:
            for form in self.label_forms:
                yield form, self.written
        yield from self.phrases.items()


def choices(work: Assembly) -> Iterator[Choosing]:
    """What can be said for each choice, page after page."""
    for name, page in work.script.pages.items():
        topic = work.guide.topics[name] if work.guide else None
        for index, draft in enumerate(page.draft.choices):
            if topic is None:
                continue
            label = topic.choices[index].label
            forms = dict.fromkeys((normalised(label.spoken), normalised(label.shown)))
            phrases = {normalised(phrase): phrase for phrase in draft.phrases}
            yield Choosing(
                page.sheet,
                label.shown,
                draft.label.shown,
                tuple(forms),
                {p: w for p, w in phrases.items() if p and p not in forms},
                str(draft.goto),
            )


def commands(work: Assembly) -> Iterator[Choosing]:
    """What can be said for each command."""
    for name, draft in (work.script.universals or {}).items():
        sheet = work.script.sheets["universals"]
        phrases = {normalised(phrase): phrase for phrase in draft.phrases}
        yield Choosing(sheet, name, None, (), phrases)


def always_open(guide: Guide) -> Iterator[tuple[str, Command | None]]:
    """Every phrase that is open on every page: those of the commands, and the numbers."""
    for command, universal in guide.universals.items():
        for phrase in universal.phrases:
            yield normalised(phrase), command
    for word in guide.numbers[1 : MOST_CHOICES + 1]:
        for pattern in ("{number}", *guide.number_phrases):
            yield normalised(pattern.replace("{number}", word)), None
