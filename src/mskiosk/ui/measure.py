"""How the rows of a screen are shared out, so that nothing moves that need not move."""

from dataclasses import dataclass

from mskiosk.core.guide import Text
from mskiosk.ui.wrapping import legible, wrapped

_ROOMY_ROWS = 20
_WIDE_CELLS = 60
_MOST_CELLS = 88
"""Longer rows are hard to follow back to the left edge."""
_OVERLAY_ROWS = 3
_LEAST_TEXT_ROWS = 4


@dataclass(frozen=True, slots=True)
class Measure:
    """A screen of `width` by `height` cells, both at least 1."""

    width: int
    height: int
    is_ascii_only: bool = False

    def legible(self, text: Text) -> str:
        return legible(text.shown, is_ascii_only=self.is_ascii_only)

    def wrapped(self, text: Text) -> list[str]:
        return wrapped(self.legible(text), self.text_width)

    @property
    def margin(self) -> int:
        """Cells before a text, for the pointer."""
        return 2 if self.width >= 20 else 1

    @property
    def text_width(self) -> int:
        right = self.margin - 1
        return max(1, min(self.width - self.margin - right, _MOST_CELLS))

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
