"""What the parent tells the speaking child, and what it hears of a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from mskiosk.children.framing import Message
from mskiosk.core.effects import Speak
from mskiosk.core.guide import Text
from mskiosk.speaking.wording import MOST_CHARACTERS

MOST_PROMPT_CHARACTERS = 400_000
"""Hours of speech; a longer prompt would not pass the pipe, and its later sentences fall silent."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word that begins to sound: `length` characters from `offset` of the spoken form of text
    `index`, in the prompt of `turn`."""

    turn: int
    index: int
    offset: int
    length: int


def speaking(serial: int, prompt: Speak, first: int) -> Message:
    """`prompt` from sentence `first` on."""
    return {
        "do": "speak",
        "serial": serial,
        "texts": _cut(prompt.texts[first:]),
        "words_per_minute": prompt.words_per_minute,
        "is_aloud": prompt.is_aloud,
        "closing": prompt.closing.value if prompt.closing and prompt.is_aloud else None,
    }


def preparing(texts: Sequence[Text], words_per_minute: int) -> Message:
    return {"do": "prepare", "texts": _cut(texts), "words_per_minute": words_per_minute}


def _cut(texts: Sequence[Text]) -> list[str]:
    """What the voice can take of the spoken forms, and the pipe of all of them."""
    left = MOST_PROMPT_CHARACTERS
    cut = []
    for text in texts:
        cut.append(text.spoken[: min(MOST_CHARACTERS, left)])
        left -= len(cut[-1])
    return cut
