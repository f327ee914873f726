"""The parts of a screen, each as rows or blocks: header, text, choices, overlay, states."""

from mskiosk.core.events import MOST_LEVEL
from mskiosk.core.guide import Text
from mskiosk.core.view import Line, LineKind, Stretch, View
from mskiosk.ui.following import with_word
from mskiosk.ui.measure import Measure
from mskiosk.ui.rows import MORE, Block, Role, Row, Span
from mskiosk.ui.wrapping import ELLIPSIS

_STEP = " > "
_BESIDE = " | "
_MOST_TITLE_ROWS = 2
_MOST_OTHER_ROWS = 2
_ROLES = {LineKind.HEADING: Role.HEADING, LineKind.TITLE: Role.HEADING}


def header_rows(view: View, measure: Measure) -> tuple[list[Row], bool]:
    """The way here and the title, and whether the title is all there."""
    title = _one_line(measure.legible(view.title))
    marked = _marked_line(view)
    is_read = marked is not None and is_title(view, marked)
    role = Role.MARKED if is_read else Role.TITLE
    sign = measure.spoken if is_read else ""
    path = [_one_line(measure.legible(text)) for text in view.path]
    shown = _fitting(path, title, measure)
    if shown is not None:
        spans = (_margin(measure, sign, Role.PATH), Span(shown, Role.PATH), Span(title, role))
        rows = [Row(tuple(span for span in spans if span.text), Role.PATH)]
        return _with_marked_word(rows, view, measure), True
    texts = measure.wrapped(title)
    kept = measure.shortened(texts, _MOST_TITLE_ROWS if measure.is_roomy else 1)
    is_whole = kept == texts
    if not is_whole:
        role, sign = Role.TITLE, ""
    rows = [
        Row((_margin(measure, "" if at else sign, Role.PATH), Span(text, role)), Role.PATH)
        for at, text in enumerate(kept)
    ]
    return _with_marked_word(rows, view, measure), is_whole


def _with_marked_word(
    rows: list[Row], view: View, measure: Measure, *, skipped: int = 0
) -> list[Row]:
    line = _marked_line(view)
    if line is None:
        return rows
    return with_word(
        rows,
        line.text,
        view.marked_word,
        measure,
        within=Role.MARKED,
        role=Role.WORD,
        skipped=skipped,
    )


def is_title(view: View, line: Line) -> bool:
    """The line says what the header shows."""
    return line.kind is LineKind.TITLE and line.text.shown == view.title.shown


def text_blocks(view: View, measure: Measure, without_title: bool) -> list[Block]:
    """Each sentence begins a row; the keys are indexes into the lines of the view."""
    blocks: list[Block] = []
    before: Line | None = None
    for key, line in enumerate(view.lines):
        if line.kind is LineKind.CHOICE or (without_title and is_title(view, line)):
            continue
        texts = measure.wrapped(measure.legible(line.text))
        if not texts:
            continue
        role = _ROLES.get(line.kind, Role.TEXT)
        is_new = before is not None and before.paragraph != line.paragraph
        is_under_heading = before is not None and before.kind is LineKind.HEADING
        blocks.append(
            Block(
                key,
                tuple(Row((_margin(measure), Span(text, role))) for text in texts),
                has_gap=measure.is_roomy and is_new and not is_under_heading,
                keeps_next=line.kind is LineKind.HEADING,
            )
        )
        before = line
    return blocks


def choice_blocks(view: View, measure: Measure, most: int | None = None) -> list[Block]:
    """The choices with their numbers, each in at most `most` rows; the keys are their indexes.
    After them comes the way that somebody with switches may be at."""
    labels = [choice.label for choice in view.choices]
    widest = max((measure.cells(str(at + 1)) for at in range(len(labels))), default=0)
    marked = _marked_line(view)
    blocks: list[Block] = []
    for index, option in enumerate([*labels, view.way] if view.way else labels):
        is_focused = index == focused_block(view)
        number = f"{index + 1}" if index < len(labels) else ""
        before = measure.letters.blank(widest - measure.cells(number))
        number = measure.padded(before + number, widest + measure.gap)
        width = max(1, measure.text_width - measure.cells(number))
        label = measure.legible(option)
        texts = measure.wrapped(label, width) or [""]
        if most is not None:
            texts = measure.shortened(texts, most, width)
        role = Role.CHOICE
        is_read = marked is not None and marked.choice == index
        if is_read:
            role = Role.MARKED
        elif is_focused:
            role = Role.FOCUSED
        sign = measure.pointer if is_focused else measure.spoken if is_read else ""
        rows = []
        for at, text in enumerate(texts):
            head = number if at == 0 else measure.letters.blank(measure.cells(number))
            shown = measure.padded(text, width) if role is not Role.CHOICE else text
            rows.append(
                Row(
                    (
                        _margin(measure, sign if at == 0 else ""),
                        Span(head, role if role is not Role.CHOICE else Role.NUMBER),
                        Span(shown, role),
                    )
                )
            )
        if is_read:
            rows = _with_marked_word(rows, view, measure, skipped=len(str(index + 1)))
        blocks.append(Block(index, tuple(rows)))
    return blocks


def focused_block(view: View) -> int | None:
    """The key of what is focused, among the choices and the way after them."""
    return len(view.choices) if view.is_way_focused else view.focus


def overlay_rows(
    view: View, measure: Measure, most: int, turn_to: Stretch | None = None
) -> list[Row]:
    """What was heard, what has changed and what the kiosk itself says, in at most `most` rows; for
    want of room what was heard goes first, and then what has changed. Of a caption with more rows
    those with `turn_to` are shown."""
    others: list[str] = []
    if measure.is_tight:  # few words, and nowhere else to be seen
        others = _others(measure, most - (view.caption is not None), view.remark)
    said = _caption_rows(view, measure, most - len(others), turn_to)
    if measure.is_tight:
        others += _others(measure, most - len(others) - len(said), view.heard)
    else:
        others = _others(measure, most - len(said), view.remark, view.heard)
    return [
        *(Row((_margin(measure, "", Role.HEARD), Span(t, Role.HEARD)), Role.HEARD) for t in others),
        *said,
    ]


def _others(measure: Measure, most: int, *texts: Text | None) -> list[str]:
    """Each of `texts` in at most 2 rows, the last above those before it."""
    rows: list[str] = []
    for text in texts:
        if text:
            room = min(_MOST_OTHER_ROWS, most - len(rows))
            rows[:0] = measure.shortened(measure.wrapped(measure.legible(text)), room)
    return rows


def _caption_rows(view: View, measure: Measure, most: int, turn_to: Stretch | None) -> list[Row]:
    if not view.caption:
        return []
    texts = measure.wrapped(measure.legible(view.caption))
    if not measure.is_tight:
        texts = measure.shortened(texts, most)
    rows = [
        Row((_margin(measure, "" if at else measure.spoken), Span(text, Role.CAPTION)))
        for at, text in enumerate(texts)
    ]
    page = _page_with(_followed(rows, view.caption, turn_to, measure), most)
    rows = _followed(rows, view.caption, view.caption_word, measure)
    return _turned(rows, page, most, measure)


def _followed(rows: list[Row], caption: Text, word: Stretch | None, measure: Measure) -> list[Row]:
    return with_word(rows, caption, word, measure, within=Role.CAPTION, role=Role.CAPTION_WORD)


def _page_with(rows: list[Row], most: int) -> int:
    """The page of `most` rows on which the word stands that sounds."""
    words = (at for at, row in enumerate(rows) if Role.CAPTION_WORD in row.roles)
    return next(words, 0) // max(1, most)


def _turned(rows: list[Row], page: int, most: int, measure: Measure) -> list[Row]:
    """One page of rows, with the sign for more where more follows; the last is as high as the
    others, so that nothing moves."""
    first = max(0, min(page * most, len(rows) - most))
    shown = rows[first : first + most]
    if shown and first + most < len(rows):
        shown[-1] = with_more(shown[-1], measure)
    return shown


def with_more(row: Row, measure: Measure) -> Row:
    """`row` with the sign that more follows, at the right edge of large letters."""
    used = sum(measure.cells(span.text) for span in row.spans)
    blank = measure.letters.blank(max(0, measure.width - measure.margin - used))
    return Row((*row.spans, Span(blank, Role.TEXT), Span(MORE, Role.MORE)))


def status_rows(view: View, measure: Measure) -> list[Row]:
    """Whether the kiosk listens, how well it hears, and whether it speaks; how loud it is and which
    earcon came, where there is room beside: they come and go, and must move nothing."""
    states = [measure.legible(text) for text in (view.microphone_status, view.voice_status)]
    if view.quality_status:
        states.insert(1, measure.legible(view.quality_status))
    both = _BESIDE.join(filter(None, states))
    if measure.is_wide and measure.cells(both) <= measure.text_width:
        states = [both]
    rows = [text for state in states for text in measure.wrapped(state)]
    if view.level is not None:
        rows = _with_beside(rows, meter(view.level), measure)
    if view.sound:
        rows = _with_beside(rows, measure.legible(view.sound), measure)
    return [
        Row((_margin(measure, "", Role.STATUS), Span(text, Role.STATUS)), Role.STATUS)
        for text in rows
    ]


def meter(level: int) -> str:
    """How loud it is, in signs that need no colour."""
    return "[" + "#" * level + "-" * (MOST_LEVEL - level) + "]"


def _with_beside(rows: list[str], text: str, measure: Measure) -> list[str]:
    """`text` at the end of the last row that has room for it, or nowhere."""
    for at in reversed(range(len(rows))):
        if measure.cells(whole := f"{rows[at]}{_BESIDE}{text}") <= measure.text_width:
            return [*rows[:at], whole, *rows[at + 1 :]]
    return rows


def _fitting(path: list[str], title: str, measure: Measure) -> str | None:
    """As much of the path as fits on one row before the title, the nearest part first."""
    for skipped in range(len(path) + 1):
        steps = ([ELLIPSIS] if skipped else []) + path[skipped:]
        shown = "".join(step + _STEP for step in steps)
        if measure.cells(shown) + measure.cells(title) <= measure.text_width:
            return shown
    return "" if measure.cells(title) <= measure.text_width else None


def _one_line(text: str) -> str:
    return " ".join(text.split(" ")).strip()


def _margin(measure: Measure, sign: str = "", role: Role = Role.TEXT) -> Span:
    return Span(measure.padded(sign, measure.margin), role)


def _marked_line(view: View) -> Line | None:
    if view.marked is None or not 0 <= view.marked < len(view.lines):
        return None
    return view.lines[view.marked]
