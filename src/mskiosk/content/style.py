"""The rules of good content. `mskiosk check` tells; they keep nothing from being used.

A rule is a function from what was put together, and the day, to faults. To add one, write it
here or in a module beside this one and name it in `examining`.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from mskiosk.content.assembling import REGIONS, Assembly
from mskiosk.content.faults import Fault, quoted
from mskiosk.content.sentences import sentences
from mskiosk.content.spotting import Role
from mskiosk.core.grammar import normalised

StyleRule = Callable[[Assembly, date], Iterator[Fault]]
MOST_PARAGRAPH_WORDS = 40
MOST_SENTENCE_WORDS = 25
MOST_YEARS = 3
"""I1 in accessibility.md: review within three years."""

_READ_ALOUD = {
    Role.SUMMARY,
    Role.SENTENCE,
    Role.NOTICE,
    Role.DOES,
    Role.REGION,
    Role.MEANING,
}
_UNSPEAKABLE = re.compile(r"\w*\d\w*|\w*[A-Z]{2,}\w*")
_FIGURES = re.compile(r"\d+")


def short_sentences(work: Assembly, _: date) -> Iterator[Fault]:
    """One idea a sentence."""
    for spot in work.spots:
        if spot.role in _READ_ALOUD:
            whole = spot.text.shown
            if len(whole.split()) <= MOST_SENTENCE_WORDS:
                continue
            for sentence in sentences(whole):
                words = len(sentence.split())
                if words > MOST_SENTENCE_WORDS:
                    told = f"this sentence has {words} words; the most is {MOST_SENTENCE_WORDS}"
                    hint = "make two of it"
                    yield spot.sheet.fault(spot.written, f"{told}: {quoted(sentence)}", hint)


def short_paragraphs(work: Assembly, _: date) -> Iterator[Fault]:
    """C7: a paragraph holds one idea."""
    prose = (spot for spot in work.spots if spot.role in {Role.SUMMARY, Role.SENTENCE})
    for _key, group in groupby(prose, key=lambda spot: (spot.owner, spot.paragraph)):
        spots = list(group)
        words = sum(len(spot.text.shown.split()) for spot in spots)
        if words > MOST_PARAGRAPH_WORDS:
            what = "summary" if spots[0].role is Role.SUMMARY else "paragraph"
            told = f"this {what} has {words} words; the most is {MOST_PARAGRAPH_WORDS}"
            hint = "shorten it" if what == "summary" else "divide it with a blank line"
            yield spots[0].sheet.fault(spots[0].written, told, hint)


def speakable(work: Assembly, _: date) -> Iterator[Fault]:
    """Figures and abbreviations are spelled out for the voice: "M S", "three in ten"."""
    if work.script.lexicon is None:
        return
    for spot in work.spots:
        text = re.sub(r"\{[a-z_]+\}", " ", spot.text.spoken)
        found = dict.fromkeys(_UNSPEAKABLE.findall(text))
        if found:
            written = spot.spoken_as or spot.written
            words = ", ".join(quoted(word) for word in found)
            hint = "add it to lexicon.yaml, or write a spoken form"
            yield spot.sheet.fault(written, f"{words} in what is said aloud", hint)
    for page in work.script.pages.values():
        for choice in page.draft.choices:
            for phrase in choice.phrases:
                if _FIGURES.search(phrase):
                    told = f"the phrase {quoted(phrase)} has figures in it"
                    yield page.sheet.fault(phrase, told, "write the number as words")


def checked_lately(work: Assembly, today: date) -> Iterator[Fault]:
    """Every page was compared with its sources within three years."""
    for page in work.script.pages.values():
        written = page.draft.checked.date
        try:
            checked = date.fromisoformat(written)
        except ValueError:
            continue
        if checked > today:
            told = f"the check date {written} is in the future"
            yield page.sheet.fault(written, told, "write the day on which it was checked")
        elif (today.year - checked.year, today.month, today.day) > (
            MOST_YEARS,
            checked.month,
            checked.day,
        ):
            told = f"this page was last checked on {written}, more than {MOST_YEARS} years ago"
            yield page.sheet.fault(written, told, "compare it with its sources again")


def choices_worth_taking(work: Assembly, _: date) -> Iterator[Fault]:
    """No choice leads back to its own page, and no wording is listed twice."""
    for name, page in work.script.pages.items():
        topic = work.guide.topics[name] if work.guide else None
        for index, draft in enumerate(page.draft.choices):
            if draft.goto == name:
                told = "this choice leads to the page that it is on"
                yield page.sheet.fault(draft.goto, told, "delete it")
            label = topic.choices[index].label if topic else None
            said = {normalised(label.shown), normalised(label.spoken)} if label else set()
            for phrase in draft.phrases:
                if normalised(phrase) in said:
                    told = f"the phrase {quoted(phrase)} is here twice, or is the label"
                    yield page.sheet.fault(phrase, told, "delete it")
                said.add(normalised(phrase))


def universals_apart(work: Assembly, _: date) -> Iterator[Fault]:
    """A universal means one command, and is no number."""
    sheet = work.script.sheets.get("universals")
    owners: dict[str, str] = {}
    numbers = {normalised(word) for word in (work.guide.numbers[1:] if work.guide else ())}
    for name, draft in (work.script.universals or {}).items():
        for phrase in draft.phrases:
            owner = owners.setdefault(normalised(phrase), name)
            if sheet and owner != name:
                told = f"{quoted(phrase)} means {quoted(owner)} already"
                yield sheet.fault(phrase, told, "give one of them other words")
            if sheet and normalised(phrase) in numbers:
                told = f"{quoted(phrase)} is how a choice is said"
                yield sheet.fault(phrase, told, "use other words")


def emergency_numbers_complete(work: Assembly, _: date) -> Iterator[Fault]:
    """Without a region a person is told the emergency numbers of all of them."""
    regions = work.script.regions or {}
    everywhere = regions.get("none", {}).get("emergency")
    if everywhere is None:
        return
    known = set(_FIGURES.findall(everywhere.shown))
    for region in REGIONS[1:]:
        wording = regions.get(region, {}).get("emergency")
        for figures in _FIGURES.findall(wording.shown) if wording else ():
            if figures not in known:
                told = f"the emergency number {figures} of the region {quoted(region)} is missing"
                fault = work.script.sheets["regions"].fault
                yield fault(everywhere.shown, told, "write all of them, with their places")


STYLE_RULES: tuple[StyleRule, ...] = (
    short_sentences,
    short_paragraphs,
    speakable,
    checked_lately,
    choices_worth_taking,
    universals_apart,
    emergency_numbers_complete,
)


def pages_without_choices(work: Assembly, _: date) -> Iterator[Fault]:
    """Not wrong, for "go back" is always there, but worth a look."""
    for page in work.script.pages.values():
        if not page.draft.choices:
            told = "this page has no choices: the only way on is back"
            yield page.sheet.fault(1, told, "add a choice, if there is more to say")


NOTES: tuple[StyleRule, ...] = (pages_without_choices,)
