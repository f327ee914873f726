"""Texts that the voice can take, whatever was written."""

MOST_CHARACTERS = 4_000
"""More than a minute of speech; the rest of a longer text is not looked at."""


def speakable(text: str) -> str:
    """`text` without what is no character, or "" when nothing in it can be said.

    Control characters, which could end the text early, become spaces, and halves of surrogate
    pairs too.
    """
    head = text[:MOST_CHARACTERS]
    plain = "".join(c if c.isprintable() or ord(c) > 0xFFFF else " " for c in head)
    return " ".join(plain.split())
