"""How the rows of a screen are shared out, so that nothing moves that need not move."""

from dataclasses import dataclass

from mskiosk.core.guide import Text
from mskiosk.ui.letters import OWN_LETTERS, Letters
from mskiosk.ui.rows import LARGE_POINTER, LARGE_SPOKEN, POINTER, SPOKEN
from mskiosk.ui.wrapping import legible, shortened, wrapped

_ROOMY_ROWS = 20
_WIDE_CELLS = 60
_MOST_CELLS = 88
"""Longer rows are hard to follow back to the left edge."""
_OVERLAY_ROWS = 3
_LEAST_TEXT_ROWS = 4
_TIGHT_ROWS = 14
"""With fewer rows of large letters the choices and the text take turns."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A screen of `width` cells by `height` rows of text, both at least 1."""

    width: int
    height: int
    is_ascii_only: bool = False
    letters: Letters = OWN_LETTERS

    def legible(self, text: Text) -> str:
        shown = legible(text.shown, is_ascii_only=self.is_ascii_only)
        return self.letters.legible(shown)

    def wrapped(self, text: str, width: int | None = None) -> list[str]:
        return wrapped(text, self.text_width if width is None else width, self.letters)

    def shortened(self, rows: list[str], most: int, width: int | None = None) -> list[str]:
        return shortened(rows, most, self.text_width if width is None else width, self.letters)

    def cells(self, text: str) -> int:
        return self.letters.cells(text)

    def padded(self, text: str, width: int) -> str:
        """`text` with blanks after it, as wide as that, or wider."""
        return text + self.letters.blank(max(0, width - self.cells(text)))

    @property
    def is_large(self) -> bool:
        return self.letters.rows > 1

    @property
    def is_tight(self) -> bool:
        return self.is_large and self.height < _TIGHT_ROWS

    @property
    def margin(self) -> int:
        """Cells before a text, for the pointer."""
        if self.is_large:
            return self.letters.margin
        return 2 if self.width >= 20 else 1

    @property
    def pointer(self) -> str:
        return LARGE_POINTER if self.is_large else POINTER

    @property
    def spoken(self) -> str:
        return LARGE_SPOKEN if self.is_large else SPOKEN

    @property
    def text_width(self) -> int:
        if self.is_large:
            return max(1, self.width - 2 * self.margin)
        right = self.margin - 1
        return max(1, min(self.width - self.margin - right, _MOST_CELLS))

    @property
    def gap(self) -> int:
        """Cells between the number of a choice and its words."""
        return self.cells(" ") if self.margin == 1 or self.is_large else 2

    @property
    def is_roomy(self) -> bool:
        return self.height >= _ROOMY_ROWS

    @property
    def is_wide(self) -> bool:
        """Both states fit side by side."""
        return self.text_width >= _WIDE_CELLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Rows from top to bottom: header, gap, body, overlay, choices, filler, status."""

    header: int
    gap: int
    body: int
    overlay: int
    """Kept free between text and choices for what is said and heard; what needs more covers the
    end of the text, so that the choices stay where they are."""
    choices: int
    status: int

    @classmethod
    def of(
        cls, measure: Measure, *, header: int, body: int, tallest: int, choices: int, status: int
    ) -> "Shares":
        """Shares for parts of so many rows; `tallest` is the tallest sentence of the body.

        In a small screen the tallest sentence and the choices come first, then where one is,
        the states, and the rest of the text.
        """
        left = measure.height
        given = dict.fromkeys(("header", "gap", "body", "overlay", "choices", "status"), 0)

        def give(part: str, rows: int) -> None:
            nonlocal left
            more = max(0, min(rows - given[part], left))
            given[part] += more
            left -= more

        give("body", min(1, body))
        give("choices", min(1, choices))
        give("header", min(1, header))
        half = max(1, measure.height // 2)
        text = max(tallest + (1 if body > tallest else 0), _LEAST_TEXT_ROWS)
        give("body", min(text, body, half))
        give("overlay", min(text, half) - given["body"])
        give("choices", choices)
        give("header", header)
        give("status", status)
        if measure.is_roomy:
            give("gap", 1)
            give("overlay", _OVERLAY_ROWS)
        give("body", body)
        give("overlay", 2 * _OVERLAY_ROWS - given["body"])
        return cls(**given)
