"""Double spacing: an empty row under each row, for eyes that slip from one line to the next.

A screenful is set in half as many rows, and then spread. Where that would cut a sentence the rows
stay close: spacing must take no word away (W4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mskiosk.ui.measure import Measure
from mskiosk.ui.rows import BLANK, Row


def spread_measure(measure: Measure) -> Measure:
    """What there is to set in when an empty row follows each row but the last."""
    return replace(measure, height=(measure.height + 1) // 2)


def has_room(spread: Measure, heights: Iterable[int]) -> bool:
    """Whether texts of so many rows are shown whole in a spread screenful: each has half of it,
    less the row that tells that there is more."""
    return max(heights, default=0) < spread.height // 2


def spread_rows(rows: Sequence[Row], height: int) -> tuple[Row, ...]:
    """`rows` with an empty row under each, `height` in all. Between two rows of one bar the bar
    goes on."""
    spread: list[Row] = []
    for row, below in zip(rows, (*rows[1:], BLANK), strict=True):
        spread += [row, Row(fill=row.fill) if row.fill is below.fill else BLANK]
    return tuple(spread[:height])
