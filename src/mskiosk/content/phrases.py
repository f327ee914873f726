"""The rules about phrases as they sound: known to the recognisers, long enough, and far apart.

They need to know how words are pronounced, which the caller says (`Recognisers`).
"""

from collections.abc import Callable, Iterator

from mskiosk.content.assembling import Assembly
from mskiosk.content.faults import Fault, quoted
from mskiosk.content.manuscript import Sheet
from mskiosk.content.sayings import Choosing, always_open, choices, commands
from mskiosk.content.sounds import Ear, Phones, Recognisers, changes, syllables
from mskiosk.content.ways import place_of
from mskiosk.content.written import Written
from mskiosk.core.grammar import normalised
from mskiosk.core.intents import Command

SoundRule = Callable[[Assembly, Recognisers], Iterator[Fault]]
LEAST_SYLLABLES = 2
LEAST_CHANGES = 3
"""X11 in accessibility.md."""
_TEACH = "use a word that it knows, or add the sounds to lexicon.yaml: {heard: OW K R AH}"


def words_known(work: Assembly, recognisers: Recognisers) -> Iterator[Fault]:
    """The dictionary that is always there has every word, or is taught it."""
    if work.guide is None:
        return
    ear = Ear(recognisers, work.guide.sounds)
    for choosing in (*commands(work), *choices(work)):
        unknown_of_label = [ear.unknown(form) for form in choosing.label_forms]
        if choosing.written is not None and unknown_of_label and all(unknown_of_label):
            yield _unknown(choosing.sheet, choosing.written, unknown_of_label[0])
        for phrase, written in choosing.phrases.items():
            if words := ear.unknown(phrase):
                yield _unknown(choosing.sheet, written, words)
    for number in work.script.guide.numbers if work.script.guide else ():
        if words := ear.unknown(normalised(number)):
            yield _unknown(work.script.sheets["guide"], number, words)


def phrases_long_enough(work: Assembly, recognisers: Recognisers) -> Iterator[Fault]:
    """A phrase of one syllable is heard in any noise."""
    if work.guide is None:
        return
    ear = Ear(recognisers, work.guide.sounds)
    for choosing in choices(work):
        of_label = [syllables(p) for form in choosing.label_forms if (p := ear.phones(form))]
        if choosing.written is not None and of_label and max(of_label) < LEAST_SYLLABLES:
            yield _short(choosing.sheet, choosing.written)
        for phrase, written in choosing.phrases.items():
            phones = ear.phones(phrase)
            if phones and syllables(phones) < LEAST_SYLLABLES:
                yield _short(choosing.sheet, written)


def phrases_sound_apart(work: Assembly, recognisers: Recognisers) -> Iterator[Fault]:
    """X11: no phrase of a choice is mistaken for another choice, a command or a number."""
    guide = work.guide
    if guide is None:
        return
    ear = Ear(recognisers, guide.sounds)
    always = [
        (phrase, phones, command)
        for phrase, command in always_open(guide)
        if (phones := ear.phones(phrase))
    ]
    near: dict[str, list[tuple[str, Command | None]]] = {}
    of_page: list[tuple[str, Phones, Choosing]] = []
    for choosing in choices(work):
        if of_page and of_page[0][2].sheet is not choosing.sheet:
            of_page = []
        for phrase, written in choosing.sayings:
            phones = ear.phones(phrase)
            if not phones:
                continue
            if phrase not in near:
                near[phrase] = [
                    (other, command)
                    for other, sounds, command in always
                    if other != phrase and _is_near(phones, sounds)
                ]
            for other, command in near[phrase]:
                if command is None or choosing.goto != place_of(command, guide):
                    what = f'the command "{command}"' if command else "a number"
                    yield _alike(choosing.sheet, written, phrase, other, what)
            for other, sounds, owner in of_page:
                if owner is not choosing and other != phrase and _is_near(phones, sounds):
                    what = f"the choice {quoted(owner.name)}"
                    yield _alike(choosing.sheet, written, phrase, other, what)
            of_page.append((phrase, phones, choosing))


def choices_heard_by_model(work: Assembly, recognisers: Recognisers) -> Iterator[Fault]:
    """The installed model can hear at least one phrase of each choice and command."""
    unknown = _unknown_to_model(work, recognisers)
    for choosing in (*commands(work), *choices(work)):
        sayings = dict(choosing.sayings)
        if sayings and all(unknown.intersection(phrase.split()) for phrase in sayings):
            words = ", ".join(
                quoted(w) for w in dict.fromkeys(" ".join(sayings).split()) if w in unknown
            )
            told = f"{quoted(choosing.name)} cannot be said: the installed model lacks {words}"
            where = next(iter(sayings.values()))
            yield choosing.sheet.fault(where, told, "add a phrase of words that it knows")


def phrases_heard_by_model(work: Assembly, recognisers: Recognisers) -> Iterator[Fault]:
    """A phrase that the installed model cannot hear is of no use where it listens."""
    unknown = _unknown_to_model(work, recognisers)
    for choosing in (*commands(work), *choices(work)):
        if all(unknown.intersection(phrase.split()) for phrase, _ in choosing.sayings):
            continue
        for phrase, written in choosing.phrases.items():
            if words := [word for word in phrase.split() if word in unknown]:
                told = f"the installed model lacks {', '.join(map(quoted, words))}"
                hint = "use words that it knows"
                yield choosing.sheet.fault(written, f"{told}: {quoted(phrase)}", hint)


SOUND_RULES: tuple[SoundRule, ...] = (
    words_known,
    phrases_long_enough,
    phrases_sound_apart,
    choices_heard_by_model,
)
SOUND_NOTES: tuple[SoundRule, ...] = (phrases_heard_by_model,)


def _unknown_to_model(work: Assembly, recognisers: Recognisers) -> frozenset[str]:
    if recognisers.unknown_to_model is None:
        return frozenset()
    groups = (*commands(work), *choices(work))
    words = frozenset(w for group in groups for phrase, _ in group.sayings for w in phrase.split())
    return frozenset(recognisers.unknown_to_model(words))


def _is_near(first: Phones, second: Phones) -> bool:
    return changes(first, second, LEAST_CHANGES) < LEAST_CHANGES


def _unknown(sheet: Sheet, where: Written, words: list[str]) -> Fault:
    told = f"the recogniser does not know {', '.join(map(quoted, words))}: {quoted(where)}"
    return sheet.fault(where, told, _TEACH)


def _short(sheet: Sheet, where: Written) -> Fault:
    told = f"{quoted(where)} has one syllable; the least is {LEAST_SYLLABLES}"
    return sheet.fault(where, told, "add a word")


def _alike(sheet: Sheet, where: Written, phrase: str, other: str, what: str) -> Fault:
    told = f"{quoted(phrase)} sounds like {quoted(other)}, which is {what}"
    hint = f"use words that differ in {LEAST_CHANGES} sounds or more"
    return sheet.fault(where, told, hint)
