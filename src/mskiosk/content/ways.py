"""The rules about choices: where they lead, and what a person can say to take them."""

from collections import deque
from collections.abc import Iterator

from mskiosk.content.assembling import Assembly
from mskiosk.content.drafts import ChoiceDraft
from mskiosk.content.faults import Fault, did_you_mean, quoted
from mskiosk.content.manuscript import Page
from mskiosk.content.written import Written
from mskiosk.core.grammar import normalised
from mskiosk.core.guide import SETTINGS, Guide, Topic
from mskiosk.core.intents import Command

MOST_CHOICES = 5
"""C1 in accessibility.md."""


def choices_lead_somewhere(work: Assembly) -> Iterator[Fault]:
    """Every choice leads to a topic, no two to the same, and there are few."""
    ids = {*work.script.ids, SETTINGS}
    for page in work.script.pages.values():
        choices = page.draft.choices
        if len(choices) > MOST_CHOICES:
            sentence = f"this page has {len(choices)} choices; the most is {MOST_CHOICES}"
            hint = "put some of them on a page of their own"
            yield page.sheet.fault(choices[MOST_CHOICES].label.shown, sentence, hint)
        seen: dict[str, Written] = {}
        for choice in choices:
            goto = choice.goto
            if goto not in ids:
                sentence = f"goto {quoted(goto)}: there is no such topic"
                hint = did_you_mean(goto, ids) or "write that page, or lead to another"
                yield page.sheet.fault(goto, sentence, hint)
            elif goto in seen:
                sentence = f"two choices lead to {quoted(goto)}, the first in line {{}}"
                first = page.sheet.source.line_of(seen[goto])
                yield page.sheet.fault(goto, sentence.format(first), "delete one of them")
            seen.setdefault(goto, goto)


def every_page_reachable(work: Assembly) -> Iterator[Fault]:
    """From home, or by a command, each page can be reached."""
    script, draft = work.script, work.script.guide
    if draft is None or not script.is_whole:
        return
    waiting = deque(str(t) for t in (draft.home, draft.urgent, draft.words) if t in script.pages)
    reached = set(waiting)
    while waiting:
        for choice in script.pages[waiting.popleft()].draft.choices:
            goto = str(choice.goto)
            if goto in script.pages and goto not in reached:
                reached.add(goto)
                waiting.append(goto)
    if not reached:
        return
    for name, page in script.pages.items():
        if name not in reached:
            yield page.sheet.fault(1, "no page leads here", "add a choice that leads here")


def phrases_apart(work: Assembly) -> Iterator[Fault]:
    """What can be said on a page means one thing."""
    guide = work.guide
    if guide is None:
        return
    universal = _universals(guide)
    numbers = _numbers(guide)
    for name, page in work.script.pages.items():
        topic = guide.topics[name]
        owners: dict[str, int] = {}
        for index, draft in enumerate(page.draft.choices):
            for phrase, written in _sayings(topic, index, draft):
                if not phrase:
                    hint = "write words that can be said"
                    yield page.sheet.fault(written, f"{quoted(written)} has no words", hint)
                    continue
                owner = owners.setdefault(phrase, index)
                if owner != index:
                    sentence = f"{quoted(phrase)} can be said for choices {owner + 1} and"
                    hint = "give one of them other words"
                    yield page.sheet.fault(written, f"{sentence} {index + 1}", hint)
                if phrase in numbers:
                    yield _taken(page, written, phrase, "a number")
                elif phrase in universal:
                    command = universal[phrase]
                    if draft.goto != place_of(command, guide):
                        yield _taken(page, written, phrase, f'the command "{command}"')


def braces_in_phrases(work: Assembly) -> Iterator[Fault]:
    """Phrases are said as they are: nothing is filled in."""
    script = work.script
    for page in script.pages.values():
        for choice in page.draft.choices:
            for phrase in choice.phrases:
                if "{" in phrase or "}" in phrase:
                    yield page.sheet.fault(phrase, "a phrase cannot have braces", "delete them")
    for draft in (script.universals or {}).values():
        for phrase in draft.phrases:
            sheet = script.sheets["universals"]
            if "{" in phrase or "}" in phrase:
                yield sheet.fault(phrase, "a phrase cannot have braces", "delete them")
            elif not normalised(phrase):
                hint = "write words that can be said"
                yield sheet.fault(phrase, f"{quoted(phrase)} has no words", hint)


def _sayings(topic: Topic, index: int, draft: ChoiceDraft) -> Iterator[tuple[str, Written]]:
    label = topic.choices[index].label
    forms = {normalised(label.spoken), normalised(label.shown)}
    for form in sorted(forms):
        yield form, draft.label.shown
    for phrase in draft.phrases:
        if (said := normalised(phrase)) not in forms:
            yield said, phrase


def _universals(guide: Guide) -> dict[str, Command]:
    return {
        normalised(phrase): command
        for command, universal in guide.universals.items()
        for phrase in universal.phrases
    }


def _numbers(guide: Guide) -> frozenset[str]:
    patterns = ["{number}", *(p for p in guide.number_phrases if p.count("{") == 1)]
    return frozenset(
        normalised(pattern.replace("{number}", word))
        for pattern in patterns
        for figure, spoken in enumerate(guide.numbers)
        for word in (spoken, str(figure))
    )


def place_of(command: Command, guide: Guide) -> str | None:
    """The topic that a command opens, where a choice may share its words."""
    match command:
        case Command.GET_HELP_NOW:
            return guide.urgent
        case Command.WHAT_CAN_I_SAY:
            return guide.words
        case Command.MAIN_MENU:
            return guide.home
        case Command.SETTINGS:
            return SETTINGS
        case _:
            return None


def _taken(page: Page, written: Written, phrase: str, owner: str) -> Fault:
    return page.sheet.fault(written, f"{quoted(phrase)} already means {owner}", "use other words")
