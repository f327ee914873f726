"""What the tutor teaches: each exercise is one sentence, and what a person does to follow it."""

from dataclasses import dataclass
from enum import StrEnum

from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice


class Part(StrEnum):
    KEYS = "keys"
    WORDS = "words"
    READING = "reading"


BEGINS = {
    Part.KEYS: Notice.TUTOR_KEYS,
    Part.WORDS: Notice.TUTOR_WORDS,
    Part.READING: Notice.TUTOR_READING,
}
"""What is said before the first exercise of each part."""


@dataclass(frozen=True, slots=True)
class Exercise:
    part: Part
    asked: Notice
    done_by: frozenset[Command] = frozenset()
    """Empty: any number."""

    def is_done_by(self, intent: Intent) -> bool:
        return intent in self.done_by if self.done_by else isinstance(intent, Choose)


_PAUSES = frozenset({Command.PAUSE_OR_CONTINUE, Command.PAUSE, Command.CONTINUE})
EXERCISES = (
    Exercise(Part.KEYS, Notice.TUTOR_DOWN, frozenset({Command.NEXT_CHOICE})),
    Exercise(Part.KEYS, Notice.TUTOR_ENTER, frozenset({Command.THIS_ONE})),
    Exercise(Part.KEYS, Notice.TUTOR_NUMBER),
    Exercise(Part.KEYS, Notice.TUTOR_ESCAPE, frozenset({Command.GO_BACK})),
    Exercise(Part.KEYS, Notice.TUTOR_SPACE, _PAUSES),
    Exercise(Part.WORDS, Notice.TUTOR_SAY_NUMBER),
    Exercise(Part.WORDS, Notice.TUTOR_SAY_BACK, frozenset({Command.GO_BACK})),
    Exercise(Part.WORDS, Notice.TUTOR_SAY_HELP, frozenset({Command.HELP})),
    Exercise(Part.READING, Notice.TUTOR_REPEAT, frozenset({Command.REPEAT})),
    Exercise(Part.READING, Notice.TUTOR_SLOWER, frozenset({Command.SLOWER})),
    Exercise(Part.READING, Notice.TUTOR_FASTER, frozenset({Command.FASTER})),
    Exercise(Part.READING, Notice.TUTOR_WHERE, frozenset({Command.WHERE_AM_I})),
    Exercise(Part.READING, Notice.TUTOR_HOME, frozenset({Command.MAIN_MENU})),
)
"""In the order in which they are taught. The last one ends at the main menu, as it says."""
