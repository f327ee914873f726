"""The closed set of phrases that means something now."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from mskiosk.core.guide import Choice, Guide
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.parts import unmistakable_parts

_MOST_WORDS = 12
"""Of one phrase."""
_NOT_A_WORD = re.compile(r"[^a-z0-9']+")
"""In what has no letters but those of English."""
_APOSTROPHES = {ord("\N{RIGHT SINGLE QUOTATION MARK}"): "'"}


def normalised(text: str) -> str:
    """The words of `text` in lower case with single spaces and no punctuation. A letter and its
    mark are one letter however they were typed; in some scripts marks are letters of their own."""
    if text.isascii():
        return _NOT_A_WORD.sub(" ", text.lower()).strip()
    composed = unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES)
    return " ".join("".join(each if _is_in_word(each) else " " for each in composed).split())


def _is_in_word(character: str) -> bool:
    is_mark = unicodedata.category(character).startswith("M")
    return character.isalnum() or character == "'" or is_mark


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
    hesitations: frozenset[str] = frozenset()

    @classmethod
    def of(cls, screen: Answerable, guide: Guide) -> "Grammar":
        """Numbers, universals, labels and synonyms of the choices, then what is left of a label
        when it is said in part; the first wins."""
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
                name = choice.name or choice.label
                add((name.spoken, name.shown, *choice.phrases), Choose(index))
            labels: dict[Intent, str] = {
                Choose(at): normalised((choice.name or choice.label).spoken)
                for at, choice in enumerate(screen.choices)
            }
            for part, intent in unmistakable_parts(labels, phrases).items():
                add((part,), intent)
        return cls(phrases, guide.numbers, frozenset(map(normalised, guide.hesitations)))

    @property
    def unfinished(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases that begin longer ones which mean something else, and those: more may follow.
        Who says "stop" need not wait for "stop talking"."""
        found: dict[str, tuple[str, ...]] = {}
        for phrase, intent in self.phrases.items():
            for beginning in _beginnings(phrase):
                if self.phrases.get(beginning, intent) != intent:
                    found[beginning] = (*found.get(beginning, ()), phrase)
        return found

    def match(self, text: str) -> Intent | None:
        """What `text` means, if the whole of it is one phrase, or several of which one corrects or
        repeats the others: "er, two, no, three". Figures count as number words."""
        words = [
            self.numbers[int(word)] if word.isdecimal() and int(word) < len(self.numbers) else word
            for word in normalised(text).split()
        ]
        whole = self.phrases.get(" ".join(words))
        return whole or self._meant_last(words)

    def _meant_last(self, words: list[str]) -> Intent | None:
        """Nothing where a word belongs to no phrase, or where two phrases are at odds; but who asks
        for urgent help among other phrases gets it."""
        meant: list[Intent] = []
        while words:
            for count in range(min(len(words), _MOST_WORDS), 0, -1):
                phrase = " ".join(words[:count])
                intent = self.phrases.get(phrase)
                if intent or phrase in self.hesitations:
                    break
            else:
                return None
            words = words[count:]
            if intent is None:
                continue
            is_corrected = meant == [Command.NO] and intent is not Command.YES
            if intent is Command.NO or is_corrected:
                meant.clear()
            meant.append(intent)
        if Command.GET_HELP_NOW in meant:
            return Command.GET_HELP_NOW
        return meant[-1] if len(set(meant)) == 1 else None


def _beginnings(phrase: str) -> Iterable[str]:
    words = phrase.split()
    return (" ".join(words[:count]) for count in range(1, len(words)))
