"""A content folder of any size, for measuring."""

import os
import time
from pathlib import Path

from mskiosk.content.drafts import Verdict
from mskiosk.content.topics import HEADINGS
from mskiosk.core.intents import Command
from mskiosk.core.notices import FIELDS, Notice

BRANCHES = 5
CHECKED_ON = "2026-11-01"
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SETTLED_SECONDS = 60.0
_SENTENCES = (
    "This sentence is about topic {words} and nothing else.",
    "It is written to be measured, and nobody should act on it.",
    "A nerve in MS is like a cable whose cover has worn thin.",
    "Some people notice it in the morning, others late in the day.",
    "Your nurse can tell you what it means for you.",
)


def generated_content(folder: Path, count: int) -> None:
    """Writes `folder`/en with `count` (at least 1) topics, each page leading to five more.

    The content has no fault. Its files are dated a minute back, so that a guide made from them
    is cached at once.
    """
    top = folder / "en"
    top.mkdir(parents=True, exist_ok=True)
    for name, text in _special_files().items():
        _write(top / f"{name}.yaml", text)
    for number in range(count):
        shelf = top / f"shelf-{number // 1000}"
        if number % 1000 == 0:
            shelf.mkdir(exist_ok=True)
        _write(shelf / f"topic-{number}.yaml", _page(number, count))


def _special_files() -> dict[str, str]:
    notices = [
        f'{notice.value}: "The notice {_without_figures(notice.value)}'
        + "".join(f" {{{field}}}" for field in sorted(FIELDS.get(notice, ())))
        + '."\n'
        for notice in Notice
    ]
    universals = [
        f"{command.value}: {{phrases: [{command.value}], does: It does that.}}\n"
        if command not in {Command.YES, Command.NO}
        else f'"{command.value}": {{phrases: ["{command.value}"], does: It answers.}}\n'
        for command in Command
    ]
    regions = [
        f"{region}: {{emergency: {{shown: {shown}, spoken: {spoken}}}}}\n"
        for region, shown, spoken in (
            ("none", '"911 (US), 999 (UK) or 112 (EU)"', "the number of your country"),
            ("us", '"911"', "nine one one"),
            ("uk", '"999"', "nine nine nine"),
            ("eu", '"112"', "one one two"),
        )
    ]
    return {
        "guide": "language: en\nhome: topic-0\nurgent: topic-0\nwords: topic-0\n"
        f"numbers: [{', '.join(_NUMBERS)}]\nnumber_phrases: ['number {{number}}']\n"
        f"months: [{', '.join(f'Month{number}' for number in range(12))}]\n"
        'date: "{day} {month} {year}"\n'
        "headings:\n"
        + "".join(f"  {name}: The part {_without_lines(name)}\n" for name in sorted(HEADINGS))
        + "verdicts:\n"
        + "".join(f"  {verdict.value}: It is {verdict.value}.\n" for verdict in Verdict)
        + "closing: {heading: Before you go, text: Ask your nurse first.}\n",
        "notices": "".join(notices),
        "universals": "".join(universals),
        "sources": "GENERATED: {shown: Generated 2026., spoken: Generated.}\n",
        "lexicon": "MS: M S\n",
        "glossary": "nerve: {say: NURV, meaning: A wire of the body., forms: [nerves]}\n",
        "style": "banned: {cure: say what it does}\nnumber_words: [million]\nshort_forms: [mg]\n",
        "regions": "".join(regions),
    }


def _page(number: int, count: int) -> str:
    words = _spelled(number)
    prose = " ".join(sentence.format(words=words) for sentence in _SENTENCES[:3])
    more = " ".join(sentence.format(words=words) for sentence in _SENTENCES[3:])
    sections = "".join(
        f"  - heading: Part {part} of topic {words}\n    text: |\n      {prose}\n\n      {more}\n"
        for part in _NUMBERS[1:5]
    )
    first = number * BRANCHES + 1
    choices = "".join(
        f"  - label: {{shown: Topic {goto}, spoken: topic {_spelled(goto)}}}\n"
        f"    goto: topic-{goto}\n    phrases: [tell me about {_spelled(goto)}]\n"
        for goto in range(first, min(first + BRANCHES, count))
    )
    if not choices and number:
        choices = "  - label: The first topic\n    goto: topic-0\n"
    return (
        f"title: Topic {words}\n"
        f"summary: This page is topic {words}. In danger, call {{emergency}}.\n"
        f"sections:\n{sections}"
        + ("terms: [nerve]\n" if number == 0 else "")
        + (f"choices:\n{choices}" if choices else "")
        + "evidence: moderate\nsources: [GENERATED]\n"
        f"checked: {{date: {CHECKED_ON}, by: the generator}}\n"
    )


def _spelled(number: int) -> str:
    return " ".join(_NUMBERS[int(figure)] for figure in str(number))


def _without_lines(name: str) -> str:
    return name.replace("_", " ")


def _without_figures(name: str) -> str:
    return name.replace("-", " ")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    before = time.time() - _SETTLED_SECONDS
    os.utime(path, (before, before))
