"""How few rows of large letters are shared out: what is spoken of has the room."""

from mskiosk.core.view import LineKind, Stretch, View
from mskiosk.ui.measure import Measure, Shares
from mskiosk.ui.parts import focused_block, is_title, overlay_rows

_FEW_ROWS = 6
_QUESTION = "question:"
_LEAST_READ_ROWS = 2


def tight_shares(
    view: View,
    measure: Measure,
    *,
    header: int,
    has_title: bool,
    body: int,
    choices: int,
    pointed: int,
    turn_to: Stretch | None,
) -> Shares:
    """Shares for parts of so many rows; `pointed` is how many the choice has that is focused or
    read, 0 where none is; `has_title`: all of the title is in the header; `turn_to` is
    what sounds of the caption, or sounded last."""
    is_full = pointed >= measure.height - 1
    header = 0 if _says_title(view, has_title) or is_full else min(1, header)
    left = measure.height - header
    if pointed and not _reads_text(view):
        least = _least_said(view, pointed, left)
        said = len(overlay_rows(view, measure, max(least, left - pointed), turn_to))
        choices = min(choices, left - said)
        body = min(body, left - said - choices)
    else:
        kept = min(_kept(view, left), choices)
        least = 0 if view.marked is None else 1 if view.remark else min(_LEAST_READ_ROWS, body)
        said = len(overlay_rows(view, measure, max(0, left - kept - least), turn_to))
        body = min(body, left - said - kept)
        choices = min(choices, left - said - body)
    return Shares(header=header, gap=0, body=body, overlay=said, choices=choices, status=0)


def _least_said(view: View, pointed: int, left: int) -> int:
    """What the kiosk says has a row also beside a choice that would take them all, unless it speaks
    of that choice and all of that is in view."""
    if view.caption is None or view.marked is not None or view.focus is None or left < 2:
        return 0
    is_of_choice = view.caption.shown.startswith(view.choices[view.focus].label.shown)
    return 0 if is_of_choice and pointed <= left else 1


def _says_title(view: View, has_title: bool) -> bool:
    """The title stands below, where it is being said."""
    if view.caption is not None and view.caption.shown == view.title.shown:
        return True
    at = view.marked
    return (
        not has_title and at is not None and at < len(view.lines) and is_title(view, view.lines[at])
    )


def _kept(view: View, left: int) -> int:
    """Rows for the choices while they are not spoken of."""
    if view.id.startswith(_QUESTION):
        return (left + 1) // 2
    if left >= _FEW_ROWS:
        return left // 3
    return 0 if focused_block(view) is None else 1


def _reads_text(view: View) -> bool:
    """A line is being read that is no choice."""
    at = view.marked
    return at is not None and at < len(view.lines) and view.lines[at].kind is not LineKind.CHOICE
