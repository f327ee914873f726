"""Any text as rows of cells: made harmless, then broken between words."""

from mskiosk.core.legible import harmless, in_ascii
from mskiosk.ui.letters import OWN_LETTERS, SOFT_HYPHEN, Letters

MOST_CHARACTERS = 20_000
"""No screen shows more of one text; the voice says all of it."""
ELLIPSIS = "..."


def legible(text: str, *, is_ascii_only: bool = False) -> str:
    """`text` on one line, without anything that would move a cursor or reorder letters."""
    text = text[:MOST_CHARACTERS]
    text = harmless(text)
    return in_ascii(text) if is_ascii_only else text


def wrapped(text: str, width: int, letters: Letters = OWN_LETTERS) -> list[str]:
    """Rows of at most `width` cells (at least 1); a word is broken only if it alone is wider."""
    rows: list[str] = []
    row, used = "", 0
    cells, gap = letters.cells, letters.cells(" ")
    for word in text.split(" "):
        if not word:
            continue
        size = cells(word)
        if row and used + gap + size <= width:
            row, used = f"{row} {word}", used + gap + size
            continue
        if row:
            rows.append(row)
        if size > width:
            *whole, word = letters.broken(word, width)
            rows += whole
            size = cells(word)
        row, used = word, size
    if row:
        rows.append(row)
    return rows


def shortened(rows: list[str], most: int, width: int, letters: Letters = OWN_LETTERS) -> list[str]:
    """At most `most` rows; where words are missing, the last row says so with an ellipsis."""
    if len(rows) <= most:
        return rows
    if most < 1:
        return []
    cells = letters.cells
    words = rows[most - 1].split(" ")
    while len(words) > 1 and cells(" ".join([*words, ELLIPSIS])) > width:
        words.pop()
    last = " ".join([*words, ELLIPSIS])
    if cells(last) > width:
        room = max(1, width - cells(ELLIPSIS))
        start = next(iter(wrapped(words[0], room, letters)), "")
        last = start.removesuffix(SOFT_HYPHEN) + ELLIPSIS
    return [*rows[: most - 1], *wrapped(last, width, letters)[:1]]
