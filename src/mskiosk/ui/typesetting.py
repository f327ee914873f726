"""A view as a screenful of rows.

From top to bottom: where I am; the text, page by page; what was heard and what the kiosk itself
says; the numbered choices; the states. A page is turned, never scrolled. The page that was read
last stays while the kiosk answers something else, and whatever comes and goes covers the end of
the text: the choices do not move while a view is open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mskiosk.core.guide import Text
from mskiosk.core.view import Line, Stretch, View
from mskiosk.ui.following import with_word
from mskiosk.ui.measure import Measure, Shares
from mskiosk.ui.parts import (
    choice_blocks,
    focused_block,
    header_rows,
    overlay_rows,
    status_rows,
    text_blocks,
    with_more,
)
from mskiosk.ui.rows import BLANK, Block, Pages, Role, Row, Span
from mskiosk.ui.spacing import has_room, spread_measure, spread_rows
from mskiosk.ui.tight import tight_shares
from mskiosk.ui.turning import Turn

_MARK = "..."
_LEAST_ROWS_WITH_MARK = 3


@dataclass(frozen=True, slots=True)
class Screenful:
    rows: tuple[Row, ...]
    """As many as the screen has; none is wider than it."""
    cursor: tuple[int, int]
    """Column and row of what is focused or else read."""


@dataclass(frozen=True, slots=True)
class _Set:
    """The text of a page, wrapped for one width: costly, and the same for many views."""

    key: tuple[tuple[Line, ...], Text, Measure, bool]
    blocks: list[Block]


class Typesetter:
    def __init__(self) -> None:
        self._set: _Set | None = None
        self._paged: tuple[list[Block], int, Pages] | None = None
        self._page_id = ""
        self._last_read = 0
        self._turn = Turn()
        self._close_place: tuple[str, Measure] | None = None
        """The page, and on what, whose rows stay close although the person has them spread."""

    def screenful(self, view: View, measure: Measure) -> Screenful:
        if view.look.is_double_spaced:
            spread = spread_measure(measure)
            if self._is_spread(view, measure, spread):
                close = self._screenful(view, spread)
                column, row = close.cursor
                return Screenful(spread_rows(close.rows, measure.height), (column, 2 * row))
        return self._screenful(view, measure)

    def _is_spread(self, view: View, measure: Measure, spread: Measure) -> bool:
        """What was too long to be spread once keeps its page close, for choices must not move to
        and fro under a hand (W12)."""
        here = (view.id, measure)
        if here == self._close_place:
            return False
        self._close_place = None
        if has_room(spread, self._heights(view, spread)):
            return True
        self._close_place = here
        return False

    def _heights(self, view: View, measure: Measure) -> Iterator[int]:
        """Of each text that is to be shown whole, in rows."""
        _, has_title = header_rows(view, measure)
        blocks = self._text_blocks(view, measure, without_title=has_title)
        yield from (len(block.rows) for block in (*blocks, *choice_blocks(view, measure)))
        yield from (
            len(measure.wrapped(measure.legible(text)))
            for text in (view.caption, view.remark)
            if text
        )

    def _screenful(self, view: View, measure: Measure) -> Screenful:
        self._turn = self._turn.to(view)
        header, has_title = header_rows(view, measure)
        blocks = self._text_blocks(view, measure, without_title=has_title)
        choices = choice_blocks(view, measure)
        status = status_rows(view, measure)
        if measure.is_tight:
            at = _pointed_at(view)
            shares = tight_shares(
                view,
                measure,
                header=len(header),
                has_title=has_title,
                body=_height(blocks),
                choices=_height(choices),
                pointed=sum(len(block.rows) for block in choices if block.key == at),
                turn_to=self._turn.caption_word,
            )
        else:
            shares = Shares.of(
                measure,
                header=len(header),
                body=_height(blocks),
                tallest=max((len(block.rows) for block in blocks), default=0),
                choices=_height(choices),
                status=len(status),
            )
        is_cut = any(len(block.rows) > shares.choices for block in choices)
        if is_cut and not _is_choice_read(view):
            choices = choice_blocks(view, measure, max(1, shares.choices))
        text, reading = self._text(view, blocks, measure, shares)
        listed, pointed = _listed(view, choices, measure, shares.choices)
        focused = None if focused_block(view) is None else pointed
        rows = [*header[: shares.header], *[BLANK] * shares.gap]
        cursors = [
            _below(len(rows) + len(text), measure, focused),
            _below(len(rows) + len(text), measure, pointed),
            _below(len(rows), measure, reading),
        ]
        rows += [*text, *listed]
        filler = measure.height - len(rows) - shares.status
        rows += [*[BLANK] * filler, *status[: shares.status]]
        return Screenful(tuple(rows), next((c for c in cursors if c), (0, 0)))

    def _text_blocks(self, view: View, measure: Measure, *, without_title: bool) -> list[Block]:
        made = self._set
        key = (view.lines, view.title, measure, without_title)
        if made is None or made.key != key:
            made = self._set = _Set(key, text_blocks(view, measure, without_title))
        return made.blocks

    def _text(
        self, view: View, blocks: list[Block], measure: Measure, shares: Shares
    ) -> tuple[list[Row], int | None]:
        """Body and overlay as one run of rows, and the row in it that is being read."""
        rows, place = self._page(view, blocks, measure, shares.body)
        most = shares.body + shares.overlay
        if view.marked is not None and place:
            most = max(most - place[1], shares.overlay)
        overlay = overlay_rows(view, measure, most, self._turn.caption_word)
        height = min(shares.body, shares.body + shares.overlay - len(overlay))
        first = 0
        if place:
            first = min(max(0, place[0] + place[1] - height), place[0])
        rows = rows[first : first + height]
        free = shares.body + shares.overlay - len(rows) - len(overlay)
        gap = 1 if overlay and free else 0
        reading = None
        if overlay and view.caption and view.marked is None:
            reading = len(rows) + gap + len(overlay) - 1
        elif place and view.marked is not None:
            reading = place[0] - first
        return [*rows, *[BLANK] * gap, *overlay, *[BLANK] * (free - gap)], reading

    def _page(
        self, view: View, blocks: list[Block], measure: Measure, height: int
    ) -> tuple[list[Row], tuple[int, int] | None]:
        """The rows of the page that is being read, and where in it the line begins and how many
        rows of it there are."""
        if view.id != self._page_id:
            self._page_id, self._last_read = view.id, 0
        if view.marked is not None:
            self._last_read = view.marked
        if not blocks or height < 1:
            return [], None
        pages, has_mark = self._pages(blocks, height, measure)
        known = [key for key in pages.places if key <= self._last_read]
        key = max(known, default=blocks[0].key)
        page, first = pages.places[key]
        block = next(block for block in blocks if block.key == key)
        block_rows, turned = list(block.rows), 0
        if view.marked == key:
            read = view.lines[key].text
            marked = list(map(_marked, block.rows))
            last = _with_word(marked, read, self._turn.marked_word, measure)
            turned = (first + _row_with(Role.WORD, last)) // (height - has_mark)
            block_rows = last if view.marked_word else marked
        rows = list(pages.pages[page + turned])
        if turned:
            block_rows = block_rows[turned * (height - has_mark) - first :]
            page, first = page + turned, 0
        count = min(len(block_rows), len(rows) - first)
        rows[first : first + count] = block_rows[:count]
        if view.marked == key:
            rows[first] = _pointed(rows[first], measure.spoken, measure)
        rows += [BLANK] * (height - has_mark - len(rows))
        if has_mark:
            rows.append(_more(page, len(pages.pages), measure))
        elif measure.is_tight and page + 1 < len(pages.pages):
            rows[-1] = with_more(rows[-1], measure)
        return rows, (first, count)

    def _pages(self, blocks: list[Block], height: int, measure: Measure) -> tuple[Pages, bool]:
        has_mark = _has_mark(blocks, height, measure)
        lines = height - has_mark
        if self._paged is None or self._paged[0] is not blocks or self._paged[1] != lines:
            self._paged = (blocks, lines, Pages.of(blocks, lines))
        return self._paged[2], has_mark


def _listed(
    view: View, blocks: list[Block], measure: Measure, height: int
) -> tuple[list[Row], int | None]:
    """The choices, or the page of them with the focused one, and the row to point at."""
    if not blocks or height < 1:
        return [], None
    has_mark = _has_mark(blocks, height, measure)
    pages = Pages.of(blocks, height - has_mark)
    at = _pointed_at(view)
    page, first = pages.places.get(-1 if at is None else at, (0, 0))
    tall = [list(block.rows) for block in blocks if block.key == at and len(block.rows) > height]
    if tall and (turned := (first + _row_with(Role.WORD, tall[0])) // (height - has_mark)):
        page, first = page + turned, 0  # one that is taller than its place is turned with its words
    rows = list(pages.pages[page])
    if has_mark:
        rows += [BLANK] * (height - 1 - len(rows))
        rows.append(_more(page, len(pages.pages), measure))
    elif measure.is_tight and page + 1 < len(pages.pages):
        rows[-1] = with_more(rows[-1], measure)
    return rows, None if at is None else first


def _has_mark(blocks: Sequence[Block], height: int, measure: Measure) -> bool:
    """Whether a row is spent on how many pages there are."""
    return not measure.is_tight and _height(blocks) > height >= _LEAST_ROWS_WITH_MARK


def _is_choice_read(view: View) -> bool:
    at = view.marked
    return at is not None and at < len(view.lines) and view.lines[at].choice is not None


def _pointed_at(view: View) -> int | None:
    """What is focused, or else the choice that is read."""
    focused = focused_block(view)
    if focused is not None and focused < len(view.choices) + bool(view.way):
        return focused
    if view.marked is not None and view.marked < len(view.lines):
        return view.lines[view.marked].choice
    return None


def _more(page: int, pages: int, measure: Measure) -> Row:
    """A page that is not the last says so before its number."""
    number = f"{page + 1}/{pages}"
    text = number if page + 1 == pages else f"{_MARK} {number}"
    blank = measure.letters.blank(measure.margin)
    return Row((Span(blank, Role.TEXT), Span(text[: measure.text_width], Role.MORE)))


def _marked(row: Row) -> Row:
    margin, *spans = row.spans
    return Row((margin, *(Span(span.text, Role.MARKED) for span in spans)))


def _with_word(rows: list[Row], read: Text, word: Stretch | None, measure: Measure) -> list[Row]:
    return with_word(rows, read, word, measure, within=Role.MARKED, role=Role.WORD)


def _row_with(role: Role, rows: list[Row]) -> int:
    found = (at for at, row in enumerate(rows) if any(span.role is role for span in row.spans))
    return next(found, 0)


def _pointed(row: Row, sign: str, measure: Measure) -> Row:
    margin, *spans = row.spans
    return Row((Span(measure.padded(sign, measure.margin), margin.role), *spans), row.fill)


def _below(rows: int, measure: Measure, row: int | None) -> tuple[int, int] | None:
    return None if row is None else (measure.margin, rows + row)


def _height(blocks: Sequence[Block]) -> int:
    return sum(len(block.rows) + block.has_gap for block in blocks)
