"""What the recognisers that are here can do with the guide that is here, for `models list`."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mskiosk.cli.setting import Setting, guide_of
from mskiosk.content.faults import ContentFaults
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Choice, Guide
from mskiosk.core.intents import Command
from mskiosk.listening.capabilities import Capabilities, Question, capabilities_of
from mskiosk.listening.recogniser import EngineError
from mskiosk.listening.spotter import NAME as SPOTTER

EMBEDDED_LANGUAGE = "en"
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Abilities:
    """What was found by asking a recogniser, or why it could not be asked."""

    found: Capabilities | None = None
    trouble: str | None = None

    def lines(self) -> list[str]:
        """For staff."""
        return _lines(self.found) if self.found else [f"cannot be used: {self.trouble}"]

    def by_name(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "abilities": asdict(self.found) if self.found else None,
            "trouble": self.trouble,
        }


@dataclass(frozen=True, slots=True)
class _Everything:
    """A page with these choices, where everything can be said."""

    choices: tuple[Choice, ...]
    commands: frozenset[Command] = frozenset(Command)
    takes_labels: bool = True


class Asker:
    """Asks one recogniser after the other about the same guide."""

    def __init__(self, setting: Setting) -> None:
        self.language = setting.configuration.language.partition("-")[0]
        self.remark: str | None = None
        """Why no phrases can be asked about."""
        self._question = Question()
        try:
            self._question = question_of(guide_of(setting, None))
        except ContentFaults:
            self.remark = "The content has faults (see: mskiosk check): no phrases were tried."

    def ask(self, language: str | None, model: Path | None = None) -> Abilities:
        """The Vosk model in the folder `model`, the spotter of that file, else PocketSphinx. One
        of another `language` than the guide's is not asked for its phrases."""
        question = self._question if language == self.language else Question()
        try:
            return Abilities(found=capabilities_of(question, model))
        except EngineError as error:
            return Abilities(trouble=str(error))


def question_of(guide: Guide) -> Question:
    """Every phrase that any page of the guide listens for, and those of its first page."""
    pages = {
        topic.id: tuple(Grammar.of(_Everything(topic.choices), guide).phrases)
        for topic in guide.topics.values()
    }
    phrases = dict.fromkeys(phrase for page in pages.values() for phrase in page)
    return Question(phrases=tuple(phrases), page=pages[guide.home], sounds=guide.sounds)


def _lines(found: Capabilities) -> list[str]:
    lines = []
    if found.asked:
        lines.append(
            f"hears {found.asked - len(found.unheard)} of {found.asked} phrases of the guide"
        )
    if found.engine == SPOTTER:
        lines.append("knows its words as wholes and no titles, which another engine hears")
    elif found.unheard:
        named = ", ".join(f'"{phrase}"' for phrase in found.unheard[:_MOST_NAMED])
        more = len(found.unheard) - _MOST_NAMED
        lines.append(f"lacks a word of {named}{f' and {more} more' if more > 0 else ''}")
    lines.append(_rejecting(found))
    if found.taken_for_phrases:
        named = ", ".join(found.taken_for_phrases)
        lines.append(f"takes {named} for a phrase: use it in a quiet room only")
    elif found.asked:
        lines.append("takes silence, hum and noise for no phrase")
    lines.append(
        f"was ready in {found.load_seconds:.1f} s here, and took {found.memory_megabytes} MB"
    )
    return lines


def _rejecting(found: Capabilities) -> str:
    if not found.decoys:
        return "knows no words to hear in place of a phrase: every phrase is asked back"
    beside = f"{found.decoys} words that mean nothing stand beside the phrases"
    if found.garbage is None:
        return f"has no word of its own for what it does not know; {beside}"
    return f"has a word for what it does not know ({found.garbage}); {beside}"
