"""How wide text is, in cells: in the terminal's own letters, or in drawn ones."""

from typing import Protocol

from rich.cells import cell_len, get_character_cell_size

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""Stands where a word was broken; no text has it, for `harmless` takes it out."""
HAIR_SPACE = "\N{HAIR SPACE}"
"""One cell wide in drawn letters, so that columns can be kept in line."""


class Letters(Protocol):
    rows: int
    """The rows of the terminal that one row of text takes."""
    margin: int
    """Cells at the left edge, for the signs that point."""

    def cells(self, text: str) -> int: ...

    def blank(self, cells: int) -> str:
        """A text without ink that is so many cells wide."""

    def legible(self, text: str) -> str:
        """`text` with nothing in it that there is no letter for."""

    def draw(self, text: str, *, is_underlined: bool = False) -> list[str]:
        """As many strings as `rows`, each `cells(text)` wide."""

    def broken(self, word: str, width: int) -> list[str]:
        """`word`, which is wider than `width`, in pieces that are not."""


class OwnLetters:
    """Those of the terminal."""

    rows = 1
    margin = 2

    def cells(self, text: str) -> int:
        return len(text) if text.isascii() else cell_len(text)

    def blank(self, cells: int) -> str:
        return " " * cells

    def legible(self, text: str) -> str:
        return text

    def draw(self, text: str, *, is_underlined: bool = False) -> list[str]:  # noqa: ARG002 - styled
        return [text]

    def broken(self, word: str, width: int) -> list[str]:
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


OWN_LETTERS = OwnLetters()
