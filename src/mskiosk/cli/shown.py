"""What came from outside, fit to be printed."""

MOST_CHARACTERS = 200


def shown(text: object) -> str:
    """`text` on one line, without what would steer a terminal, and not endless."""
    whole = str(text)
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in whole[:201])
    return line if len(whole) <= MOST_CHARACTERS else f"{line[:MOST_CHARACTERS]}..."
