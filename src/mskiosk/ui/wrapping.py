"""Any text as rows of cells: made harmless, then broken between words."""

from rich.cells import cell_len, get_character_cell_size

from mskiosk.core.legible import harmless, in_ascii

MOST_CHARACTERS = 20_000
"""No screen shows more of one text; the voice says all of it."""
ELLIPSIS = "..."


def legible(text: str, *, is_ascii_only: bool = False) -> str:
    """`text` on one line, without anything that would move a cursor or reorder letters."""
    text = text[:MOST_CHARACTERS]
    text = harmless(text)
    return in_ascii(text) if is_ascii_only else text


def wrapped(text: str, width: int) -> list[str]:
    """Rows of at most `width` cells (at least 1); a word is broken only if it alone is wider."""
    rows: list[str] = []
    row, used = "", 0
    for word in text.split(" "):
        if not word:
            continue
        size = cells(word)
        if row and used + 1 + size <= width:
            row, used = f"{row} {word}", used + 1 + size
            continue
        if row:
            rows.append(row)
        if size > width:
            *whole, word = _broken(word, width)
            rows += whole
            size = cells(word)
        row, used = word, size
    if row:
        rows.append(row)
    return rows


def shortened(rows: list[str], most: int, width: int) -> list[str]:
    """At most `most` rows; where words are missing, the last row says so with an ellipsis."""
    if len(rows) <= most:
        return rows
    if most < 1:
        return []
    words = rows[most - 1].split(" ")
    while len(words) > 1 and cells(" ".join([*words, ELLIPSIS])) > width:
        words.pop()
    last = " ".join([*words, ELLIPSIS])
    if cells(last) > width:
        last = next(iter(wrapped(words[0], max(1, width - len(ELLIPSIS)))), "") + ELLIPSIS
    return [*rows[: most - 1], *wrapped(last, width)[:1]]


def cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _broken(word: str, width: int) -> list[str]:
    pieces: list[str] = []
    piece, used = "", 0
    for letter in word:
        size = get_character_cell_size(letter)
        if size > width:
            letter, size = "?", 1  # a wide letter has no room at all
        if used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + letter, used + size
    return [*pieces, piece]
