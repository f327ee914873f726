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
from mskiosk.core.policy import DEFAULT_RATE
from mskiosk.core.reading import words_in

StyleRule = Callable[[Assembly, date], Iterator[Fault]]
MOST_PARAGRAPH_WORDS = 40
MOST_SENTENCE_WORDS = 25
MOST_PASSAGE_SECONDS = 20
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
_IN_ONE = {Role.SUMMARY, Role.SENTENCE, Role.MEANING}
"""A text of these is one sentence."""
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
    prose = (spot for spot in work.spots if spot.role in _IN_ONE)
    for _key, group in groupby(prose, key=lambda s: (s.owner, s.paragraph, s.role)):
        spots = list(group)
        words = sum(len(spot.text.shown.split()) for spot in spots)
        if words > MOST_PARAGRAPH_WORDS:
            is_divisible = spots[0].role is Role.SENTENCE
            what = "paragraph" if is_divisible else spots[0].role.value
            told = f"this {what} has {words} words; the most is {MOST_PARAGRAPH_WORDS}"
            told += f": {quoted(spots[0].text.shown)}"
            hint = "divide it with a blank line" if is_divisible else "shorten it"
            yield spots[0].sheet.fault(spots[0].written, told, hint)


def short_passages(work: Assembly, _: date) -> Iterator[Fault]:
    """What is said without a break ends before the ear tires: the kiosk would cut it anywhere."""
    most = words_in(MOST_PASSAGE_SECONDS, DEFAULT_RATE)
    for spot in work.spots:
        if spot.role not in _READ_ALOUD or len(spot.text.spoken.split()) <= most:
            continue
        parts = [spot.text.spoken] if spot.role in _IN_ONE else sentences(spot.text.spoken)
        for sentence in parts:
            words = len(sentence.split())
            if words > most:
                told = (
                    f"this sentence has {words} words when it is said; more than {most}"
                    f" take over {MOST_PASSAGE_SECONDS} seconds: {quoted(sentence)}"
                )
                yield spot.sheet.fault(spot.spoken_as or spot.written, told, "make two of it")


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


def no_dead_ends(work: Assembly, _: date) -> Iterator[Fault]:
    """From every page there is a way on, besides the way back."""
    for page in work.script.pages.values():
        if not page.draft.choices:
            told = "this page is a dead end: it has no choices"
            yield page.sheet.fault(1, told, "add a choice that leads on")


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
    short_passages,
    no_dead_ends,
    checked_lately,
    choices_worth_taking,
    universals_apart,
    emergency_numbers_complete,
)


def sources_used(work: Assembly, _: date) -> Iterator[Fault]:
    """Not wrong, but worth a look: perhaps a sentence lost its source."""
    script = work.script
    if script.sources is None or not script.is_whole:
        return
    used = {str(c.key) for spot in work.spots for c in spot.citations}
    used.update(str(key) for page in script.pages.values() for key in page.draft.sources)
    for key in script.sources:
        if key not in used:
            told = f"no page uses the source {quoted(key)}"
            yield script.sheets["sources"].fault(key, told, "cite it, or delete it")


NOTES: tuple[StyleRule, ...] = (sources_used,)
