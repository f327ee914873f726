"""The rule about hard words: each is explained where it is used, or one step away."""

from collections.abc import Iterator
from datetime import date

from mskiosk.content.assembling import Assembly
from mskiosk.content.faults import Fault, quoted
from mskiosk.content.spotting import Role, Spot, squeezed
from mskiosk.content.topics import term_finder

_READ_FROM_PAGES = {Role.SUMMARY, Role.SENTENCE}


def terms_explained(work: Assembly, _: date) -> Iterator[Fault]:
    """A term with a meaning is explained by a command. One that has a page alone leads there by a
    choice of every page that uses it."""
    glossary = work.script.glossary or {}
    without = {key: draft for key, draft in glossary.items() if draft.meaning is None}
    if not without:
        return
    finder = term_finder(work.script)
    told_of: set[tuple[str, str]] = set()
    for spot in work.spots:
        page = work.script.pages.get(spot.owner)
        if spot.role not in _READ_FROM_PAGES or page is None:
            continue
        near = {spot.owner, *(str(choice.goto) for choice in page.draft.choices)}
        for key in finder.values_in(spot.text.shown):
            where = without[key].page if key in without else None
            if where is not None and where not in near and (spot.owner, key) not in told_of:
                told_of.add((spot.owner, key))
                yield _unexplained(spot, key, where)


def terms_listed(work: Assembly, _: date) -> Iterator[Fault]:
    """Every term that has a meaning stands on a page of the glossary."""
    script = work.script
    if script.glossary is None or not script.is_whole:
        return
    listed = {str(key) for page in script.pages.values() for key in page.draft.terms}
    sheet = script.sheets["glossary"]
    for key, draft in script.glossary.items():
        if draft.meaning is not None and key not in listed:
            told = f"the term {quoted(key)} is on no page"
            yield sheet.fault(key, told, 'add it to the "terms" of a page of the glossary')


def _unexplained(spot: Spot, key: str, where: str) -> Fault:
    sentence = quoted(squeezed(spot.text.shown))
    told = f"the term {quoted(key)} is not explained within one step: {sentence}"
    hint = f"write its meaning in glossary.yaml, or add a choice that leads to {quoted(where)}"
    return spot.sheet.fault(spot.written, told, hint)
