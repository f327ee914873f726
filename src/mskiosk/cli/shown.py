"""What came from outside, fit to be printed."""

from mskiosk.core.legible import harmless

MOST_CHARACTERS = 200


def shown(text: object) -> str:
    """`text` on one line, without what would steer a terminal, and not endless."""
    whole = str(text)
    line = harmless(whole[:MOST_CHARACTERS])
    return line if len(whole) <= MOST_CHARACTERS else f"{line}..."
