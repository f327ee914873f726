"""A screenful in large letters.

It is typeset as any other, on a screen of fewer and wider columns, so that marks, focus, choices
and pages are what they are in small letters; then each row of text is drawn as several rows of the
terminal. Only how so few rows are shared out is different: the choices and the text take turns,
and whichever is spoken of has the room.
"""

from mskiosk.core.view import View
from mskiosk.ui.letters import Letters
from mskiosk.ui.measure import Measure
from mskiosk.ui.parts import status_rows
from mskiosk.ui.rows import BLANK, Role, Row, Span
from mskiosk.ui.sizes import STATUS_ROWS
from mskiosk.ui.typesetting import Screenful, Typesetter

_UNDERLINED = (Role.WORD, Role.CAPTION_WORD)


def screenful(
    typesetter: Typesetter,
    view: View,
    letters: Letters,
    *,
    width: int,
    height: int,
    is_ascii_only: bool,
) -> Screenful:
    """`view` on a screen of so many cells; one with room for large letters, if they are large."""
    measure = measure_of(letters, width=width, height=height, is_ascii_only=is_ascii_only)
    made = typesetter.screenful(view, measure)
    if not measure.is_large:
        return made
    drawn = [line for row in made.rows for line in _drawn(row, letters)]
    left = height - len(drawn)
    if not any(Role.STATUS in row.roles for row in made.rows):
        drawn += status_rows(view, Measure(width, left, is_ascii_only))[:left]
    drawn += [BLANK] * (height - len(drawn))
    column, row = made.cursor
    return Screenful(tuple(drawn[:height]), (min(column, width - 1), row * letters.rows))


def measure_of(letters: Letters, *, width: int, height: int, is_ascii_only: bool) -> Measure:
    """What there is to set in, in rows of those letters."""
    if letters.rows == 1:
        return Measure(width, height, is_ascii_only)
    rows = max(1, (height - STATUS_ROWS) // letters.rows)
    return Measure(width, rows, is_ascii_only, letters)


def _drawn(row: Row, letters: Letters) -> list[Row]:
    """Each of the terminal's rows that `row` takes."""
    strips = [letters.draw(span.text, is_underlined=span.role in _UNDERLINED) for span in row.spans]
    return [
        Row(
            tuple(
                Span(strip[at], span.role) for strip, span in zip(strips, row.spans, strict=True)
            ),
            row.fill,
            is_drawn=True,
        )
        for at in range(letters.rows)
    ]
