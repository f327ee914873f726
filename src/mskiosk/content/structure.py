"""The rules without which a guide cannot be used: any fault here keeps the content out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from mskiosk.content.assembling import REGIONS, Assembly
from mskiosk.content.faults import Fault, did_you_mean, quoted
from mskiosk.content.fields import fields_of
from mskiosk.content.manuscript import Sheet
from mskiosk.content.sentences import MOST_CHARACTERS, MOST_WORDS, is_too_long, sentences
from mskiosk.content.spotting import Role, unknown_fields
from mskiosk.content.written import Written
from mskiosk.core.grammar import normalised
from mskiosk.core.intents import Command
from mskiosk.core.notices import FIELDS, Notice

Rule = Callable[[Assembly], Iterator[Fault]]
NUMBERS = 10
MONTHS = 12
_ONE_SENTENCE = {
    Role.TITLE,
    Role.SUMMARY,
    Role.HEADING,
    Role.SENTENCE,
    Role.LABEL,
    Role.CITATION,
    Role.TERM,
    Role.MEANING,
}


def names_complete(work: Assembly) -> Iterator[Fault]:
    """Every notice and command has its wording, and nothing else has."""
    script = work.script
    for name, kind, wanted, entries in (
        ("notices", "notice", [n.value for n in Notice], script.notices),
        ("universals", "command", [c.value for c in Command], script.universals),
    ):
        if entries is None:
            continue
        sheet = script.sheets[name]
        missing = [w for w in wanted if w not in entries]
        for word in missing:
            yield sheet.fault(1, f"the {kind} {quoted(word)} is missing", "write it")
        for word in entries:
            if word not in wanted:
                hint = did_you_mean(word, missing or wanted)
                yield sheet.fault(word, f"there is no {kind} {quoted(word)}", hint)


def regions_alike(work: Assembly) -> Iterator[Fault]:
    """The four regions have the same keys."""
    regions = work.script.regions
    if regions is None:
        return
    sheet = work.script.sheets["regions"]
    keys = {key for region in regions.values() for key in region}
    for region in REGIONS:
        if region not in regions:
            yield sheet.fault(1, f"the region {quoted(region)} is missing", "write it")
        else:
            for key in sorted(keys - set(regions[region])):
                sentence = f"{quoted(key)} is missing for the region {quoted(region)}"
                yield sheet.fault(region, sentence, "write it")
    for region in regions:
        if region not in REGIONS:
            hint = did_you_mean(region, REGIONS) or f"regions are {', '.join(REGIONS)}"
            yield sheet.fault(region, f"there is no region {quoted(region)}", hint)
    for key in sorted(keys):
        if fields_of(f"{{{key}}}") != {key}:
            holder = next(region for region in regions if key in regions[region])
            sentence = f"{quoted(key)} cannot be used as a field"
            yield sheet.fault(holder, sentence, "use small letters and low lines")


def fields_known(work: Assembly) -> Iterator[Fault]:
    """A notice has exactly its fields, a page those of the region, all else none."""
    for spot in work.spots:
        written = spot.written
        has_brace = _has_brace(written) or _has_brace(spot.spoken_as or "")
        needs_fields = spot.role is Role.NOTICE and Notice(spot.owner) in FIELDS
        if not (has_brace or needs_fields):
            continue
        allowed: set[str] | frozenset[str] = set()
        match spot.role:
            case Role.NOTICE:
                allowed = FIELDS.get(Notice(spot.owner), frozenset())
                yield from _missing_fields(spot.sheet, written, spot.spoken_as, allowed)
            case Role.TITLE | Role.SUMMARY | Role.HEADING | Role.SENTENCE | Role.LABEL:
                is_page = spot.owner in work.script.pages
                allowed = set(work.values) if is_page else set()
        unknown = unknown_fields(spot, allowed)
        if unknown is None:
            sentence = "there is a brace that belongs to no field"
            yield spot.sheet.fault(written, sentence, "write a field as {name}")
        elif unknown and (work.script.regions is not None or spot.role is Role.NOTICE):
            for name in sorted(unknown):
                hint = did_you_mean(name, allowed) or _listed(allowed)
                yield spot.sheet.fault(written, f"there is no field {{{name}}} here", hint)


def _missing_fields(
    sheet: Sheet, shown: Written, spoken: Written | None, wanted: frozenset[str]
) -> Iterator[Fault]:
    for written, form in ((shown, "shown"), (spoken, "spoken")):
        found = fields_of(written) if written is not None else None
        if written is not None and found is not None:
            for name in sorted(wanted - found):
                sentence = f"the field {{{name}}} is missing from the {form} form"
                yield sheet.fault(written, sentence, "write it")


def lengths(work: Assembly) -> Iterator[Fault]:
    """No sentence is beyond following."""
    for spot in work.spots:
        for form in {spot.text.shown, spot.text.spoken}:
            if is_too_long(form):
                parts = [form] if spot.role in _ONE_SENTENCE else sentences(form)
                if any(map(is_too_long, parts)):
                    long = next(filter(is_too_long, parts))
                    sentence = (
                        f"this sentence has {len(long.split())} words and {len(long)} characters;"
                        f" the most is {MOST_WORDS} and {MOST_CHARACTERS}: {quoted(long)}"
                    )
                    yield spot.sheet.fault(spot.written, sentence, "make several of it")
                    break


def guide_file(work: Assembly) -> Iterator[Fault]:
    """`guide.yaml` names topics that exist, ten number words, twelve months, and phrases with a
    number."""
    script, draft = work.script, work.script.guide
    if draft is None:
        return
    sheet = script.sheets["guide"]
    if draft.language != script.language:
        sentence = f"the language is {quoted(draft.language)} in a folder for {script.language}"
        yield sheet.fault(draft.language, sentence, f"write {script.language}")
    for role, topic in (("home", draft.home), ("urgent", draft.urgent), ("words", draft.words)):
        if topic not in script.ids:
            sentence = f"{role} {quoted(topic)}: there is no such topic"
            yield sheet.fault(topic, sentence, did_you_mean(topic, script.ids))
    if len({normalised(word) for word in draft.numbers}) != NUMBERS or len(draft.numbers) != 10:
        sentence = f"there are {len(draft.numbers)} number words, or some are alike"
        yield sheet.fault("numbers", sentence, "write ten different words, for 0 to 9")
    for word in draft.numbers:
        if len(normalised(word).split()) != 1:
            sentence = f"{quoted(word)} is not one word"
            yield sheet.fault(word, sentence, "write a number as one word")
    if len(set(draft.months)) != MONTHS or len(draft.months) != MONTHS:
        sentence = f"there are {len(draft.months)} names of months, or some are alike"
        yield sheet.fault("months", sentence, "write the twelve names, in order")
    if fields_of(draft.date) != {"day", "month", "year"} or draft.date.count("{") != 3:
        sentence = f"{quoted(draft.date)} needs the fields {{day}}, {{month}} and {{year}}, once"
        yield sheet.fault(draft.date, sentence, 'write, for example, "{day} {month} {year}"')
    for phrase in draft.number_phrases:
        if fields_of(phrase) != {"number"} or phrase.count("{number}") != 1:
            sentence = f"{quoted(phrase)} needs the field {{number}}, once, and no other"
            yield sheet.fault(phrase, sentence, 'write, for example, "number {number}"')


def check_dates(work: Assembly) -> Iterator[Fault]:
    """A check date is a date: it is said aloud."""
    for page in work.script.pages.values():
        written = page.draft.checked.date
        try:
            is_date = date.fromisoformat(written).isoformat() == written
        except ValueError:
            is_date = False
        if not is_date:
            sentence = f"the check date {quoted(written)} is not a date"
            yield page.sheet.fault(written, sentence, "write it as 2026-11-30")


def known_sources(work: Assembly) -> Iterator[Fault]:
    """Every source of a page is in `sources.yaml`."""
    sources = work.script.sources
    if sources is None:
        return
    for page in work.script.pages.values():
        seen: set[str] = set()
        for key in page.draft.sources:
            if key not in sources:
                sentence = f"source {quoted(key)}: there is no such source"
                yield page.sheet.fault(key, sentence, _source_hint(key, sources))
            elif key in seen:
                yield page.sheet.fault(key, f"source {quoted(key)} is here twice", "delete one")
            seen.add(key)
    for spot in work.spots:
        for key in (citation.key for citation in spot.citations):
            if key not in sources:
                sentence = f"source {quoted(key)}: there is no such source"
                yield spot.sheet.fault(key, sentence, _source_hint(key, sources))


def _source_hint(key: str, sources: Iterable[str]) -> str:
    return did_you_mean(key, sources) or "add it to sources.yaml"


def _has_brace(text: str) -> bool:
    return "{" in text or "}" in text


def _listed(allowed: set[str] | frozenset[str]) -> str:
    names = ", ".join(f"{{{name}}}" for name in sorted(allowed))
    return f"fields are {names}" if names else "there are no fields here"
