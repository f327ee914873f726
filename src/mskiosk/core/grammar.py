"""The closed set of phrases that means something now."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from mskiosk.core.guide import Choice, Guide
from mskiosk.core.intents import Choose, Command, Intent

_NOT_A_WORD = re.compile(r"[^\w']+|_+")


def normalised(text: str) -> str:
    """The words of `text` in lower case with single spaces and no punctuation."""
    return _NOT_A_WORD.sub(
        " ", text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    ).strip()


class Answerable(Protocol):
    """What a grammar is made of: the choices and commands that a screen takes."""

    @property
    def choices(self) -> tuple[Choice, ...]: ...
    @property
    def commands(self) -> frozenset[Command]: ...
    @property
    def takes_labels(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Grammar:
    """Phrases in lower case without punctuation, each with its one intent."""

    phrases: Mapping[str, Intent]
    numbers: tuple[str, ...] = ()

    @classmethod
    def of(cls, screen: Answerable, guide: Guide) -> "Grammar":
        """Numbers, labels and synonyms of the choices, then the universals; the first wins."""
        phrases: dict[str, Intent] = {}

        def add(wordings: Iterable[str], intent: Intent) -> None:
            for wording in wordings:
                if phrase := normalised(wording):
                    phrases.setdefault(phrase, intent)

        for index in range(len(screen.choices)):
            word = guide.number(index + 1).spoken
            add((p.format(number=word) for p in ("{number}", *guide.number_phrases)), Choose(index))
        for command in Command:
            if command in screen.commands and command in guide.universals:
                add(guide.universals[command].phrases, command)
        if screen.takes_labels:
            for index, choice in enumerate(screen.choices):
                add((choice.label.spoken, choice.label.shown, *choice.phrases), Choose(index))
        return cls(phrases, guide.numbers)

    def match(self, text: str) -> Intent | None:
        """The intent of `text` if the whole of it is one phrase; figures count as number words."""
        words = [
            self.numbers[int(word)] if word.isdecimal() and int(word) < len(self.numbers) else word
            for word in normalised(text).split()
        ]
        return self.phrases.get(" ".join(words))
