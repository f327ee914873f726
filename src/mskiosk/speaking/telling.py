"""What the parent tells the speaking child."""

from collections.abc import Sequence

from mskiosk.children.framing import Message
from mskiosk.core.effects import Interject, Speak
from mskiosk.core.guide import Text
from mskiosk.speaking.wording import MOST_CHARACTERS

MOST_PROMPT_CHARACTERS = 400_000
"""Hours of speech; a longer prompt would not pass the pipe, and its later sentences fall silent."""


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


def interjecting(serial: int, aside: Interject) -> Message:
    """`aside`, between two sentences of the prompt that the child knows as `serial`."""
    return {
        "do": "interject",
        "serial": serial,
        "text": aside.text.spoken[:MOST_CHARACTERS],
        "words_per_minute": aside.words_per_minute,
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
