"""A folder -> a guide or its faults; the part that needs YAML, imported when it is needed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mskiosk.content.assembling import REGIONS, Assembly, assemble
from mskiosk.content.balance import benefit_and_harm_balanced
from mskiosk.content.banned import banned_words
from mskiosk.content.explained import terms_explained, terms_listed
from mskiosk.content.faults import ContentFaults, Fault, in_order
from mskiosk.content.fixed_parts import (
    claims_answered,
    decisions_complete,
    evidence_of_treatments,
    guide_words_complete,
    sounds_known,
    terms_known,
)
from mskiosk.content.folder import Listing, list_files
from mskiosk.content.manuscript import read_manuscript
from mskiosk.content.numbers import numbers_have_sources
from mskiosk.content.phrases import SOUND_NOTES, SOUND_RULES, SoundRule
from mskiosk.content.readability import LANGUAGE, easy_to_read
from mskiosk.content.sounds import Recognisers
from mskiosk.content.speakable import phrases_sayable, speakable
from mskiosk.content.structure import (
    Rule,
    check_dates,
    fields_known,
    guide_file,
    known_sources,
    lengths,
    names_complete,
    regions_alike,
)
from mskiosk.content.style import NOTES, STYLE_RULES, StyleRule
from mskiosk.content.ways import (
    braces_in_phrases,
    choices_lead_somewhere,
    every_page_reachable,
    phrases_apart,
)
from mskiosk.core.guide import Guide

STRUCTURE_RULES: tuple[Rule, ...] = (
    names_complete,
    regions_alike,
    guide_file,
    fields_known,
    lengths,
    check_dates,
    known_sources,
    choices_lead_somewhere,
    every_page_reachable,
    phrases_apart,
    braces_in_phrases,
    guide_words_complete,
    terms_known,
    sounds_known,
)
CHECK_RULES: tuple[StyleRule, ...] = (
    *STYLE_RULES,
    speakable,
    decisions_complete,
    claims_answered,
    evidence_of_treatments,
    numbers_have_sources,
    banned_words,
    benefit_and_harm_balanced,
)
"""What `mskiosk check` tells, and what keeps nothing from being used."""
RULES_OF_ANY_REGION: tuple[StyleRule, ...] = (
    easy_to_read,
    phrases_sayable,
    terms_explained,
    terms_listed,
)
"""The same, where the region makes no difference."""


@dataclass(frozen=True, slots=True)
class Examination:
    """`notes` are worth a look and no faults."""

    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


def build(listing: Listing, language: str, region: str) -> Guide:
    """Reads everything. Raises `ContentFaults`."""
    with _collector_at_rest():
        script = read_manuscript(listing, language)
        work = assemble(script, region)
        faults = [*script.faults, *_structure_faults(work)]
    if faults or work.guide is None:
        raise ContentFaults(in_order(faults))
    return work.guide


def examine(
    folder: Path, language: str, today: date, recognisers: Recognisers | None = None
) -> Examination:
    """Everything that is wrong or worth a look, for all regions at once. Without `recognisers`
    no phrase is judged by its sound."""
    with _collector_at_rest():
        script = read_manuscript(list_files(folder, language), language)
        faults: list[Fault] = list(script.faults)
        notes: list[Fault] = []
        for region in REGIONS:
            work = assemble(script, region)
            faults += _structure_faults(work)
            faults += _style_faults(work, CHECK_RULES, today)
            if region == REGIONS[0]:
                faults += _style_faults(work, RULES_OF_ANY_REGION, today)
                notes += _style_faults(work, NOTES, today)
                if language.split("-")[0] == LANGUAGE:
                    faults += _sound_faults(work, SOUND_RULES, recognisers)
                    notes += _sound_faults(work, SOUND_NOTES, recognisers)
                elif script.guide is not None:
                    told = "nobody can judge here how easy the pages read and how phrases sound"
                    hint = f'that is judged in the language "{LANGUAGE}" alone'
                    notes.append(script.sheets["guide"].fault(script.guide.language, told, hint))
    return Examination(in_order(faults), in_order(notes))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A large guide is a million small values, all of them in use and none in a cycle: looking
    for garbage among them again and again costs a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _structure_faults(work: Assembly) -> Iterator[Fault]:
    for rule in STRUCTURE_RULES:
        yield from rule(work)


def _style_faults(work: Assembly, rules: tuple[StyleRule, ...], today: date) -> Iterator[Fault]:
    for rule in rules:
        yield from rule(work, today)


def _sound_faults(
    work: Assembly, rules: tuple[SoundRule, ...], recognisers: Recognisers | None
) -> Iterator[Fault]:
    if recognisers is not None:
        for rule in rules:
            yield from rule(work, recognisers)
