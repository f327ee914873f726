"""The parts of a screen, each as rows or blocks: header, text, choices, overlay, states."""

from mskiosk.core.events import MOST_LEVEL
from mskiosk.core.view import Line, LineKind, View
from mskiosk.ui.following import with_word
from mskiosk.ui.measure import Measure
from mskiosk.ui.rows import POINTER, SPOKEN, Block, Role, Row, Span
from mskiosk.ui.wrapping import ELLIPSIS, cells, shortened, wrapped

_STEP = " > "
_BESIDE = " | "
_MOST_TITLE_ROWS = 2
_ROLES = {LineKind.HEADING: Role.HEADING, LineKind.TITLE: Role.HEADING}


def header_rows(view: View, measure: Measure) -> tuple[list[Row], bool]:
    """The way here and the title, and whether the title is all there."""
    title = _one_line(measure.legible(view.title))
    marked = _marked_line(view)
    is_read = marked is not None and is_title(view, marked)
    role = Role.MARKED if is_read else Role.TITLE
    sign = SPOKEN if is_read else ""
    path = [_one_line(measure.legible(text)) for text in view.path]
    shown = _fitting(path, title, measure.text_width)
    if shown is not None:
        spans = (_margin(measure, sign, Role.PATH), Span(shown, Role.PATH), Span(title, role))
        rows = [Row(tuple(span for span in spans if span.text), Role.PATH)]
        return _with_marked_word(rows, view, measure), True
    texts = wrapped(title, measure.text_width)
    kept = shortened(texts, _MOST_TITLE_ROWS if measure.is_roomy else 1, measure.text_width)
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
        texts = measure.wrapped(line.text)
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
    """The choices with their numbers, each in at most `most` rows; the keys are their indexes."""
    digits = len(str(len(view.choices)))
    marked = _marked_line(view)
    blocks: list[Block] = []
    for index, choice in enumerate(view.choices):
        is_focused = index == view.focus
        number = f"{index + 1}".rjust(digits) + ("  " if measure.margin > 1 else " ")
        width = measure.text_width - len(number)
        label = measure.legible(choice.label)
        texts = wrapped(label, max(1, width)) or [""]
        if most is not None:
            texts = shortened(texts, most, max(1, width))
        role = Role.CHOICE
        is_read = marked is not None and marked.choice == index
        if is_read:
            role = Role.MARKED
        elif is_focused:
            role = Role.FOCUSED
        sign = POINTER if is_focused else SPOKEN if is_read else ""
        rows = []
        for at, text in enumerate(texts):
            head = number if at == 0 else " " * len(number)
            padding = " " * (max(1, width) - cells(text)) if role is not Role.CHOICE else ""
            rows.append(
                Row(
                    (
                        _margin(measure, sign if at == 0 else ""),
                        Span(head, role if role is not Role.CHOICE else Role.NUMBER),
                        Span(text + padding, role),
                    )
                )
            )
        if is_read:
            rows = _with_marked_word(rows, view, measure, skipped=len(number.strip()))
        blocks.append(Block(index, tuple(rows)))
    return blocks


def overlay_rows(view: View, measure: Measure, most: int) -> list[Row]:
    """What was heard, what has changed and what the kiosk itself says, in at most `most` rows; for
    want of room what was heard goes first, and then what has changed."""
    caption: list[str] = []
    if view.caption:
        texts = measure.wrapped(view.caption)
        caption = shortened(texts, most, measure.text_width)
    said = [
        Row((_margin(measure, "" if at else SPOKEN), Span(text, Role.CAPTION)))
        for at, text in enumerate(caption)
    ]
    if view.caption:
        said = with_word(
            said,
            view.caption,
            view.caption_word,
            measure,
            within=Role.CAPTION,
            role=Role.CAPTION_WORD,
        )
    others: list[str] = []
    for text in (view.remark, view.heard):
        if text:
            room = min(2, most - len(caption) - len(others))
            others[:0] = shortened(measure.wrapped(text), room, measure.text_width)
    return [
        *(Row((_margin(measure, "", Role.HEARD), Span(t, Role.HEARD)), Role.HEARD) for t in others),
        *said,
    ]


def status_rows(view: View, measure: Measure) -> list[Row]:
    """Whether the kiosk listens, how well it hears, and whether it speaks; how loud it is and which
    earcon came, where there is room beside: they come and go, and must move nothing."""
    states = [measure.legible(text) for text in (view.microphone_status, view.voice_status)]
    if view.quality_status:
        states.insert(1, measure.legible(view.quality_status))
    if measure.is_wide and cells(both := _BESIDE.join(filter(None, states))) <= measure.text_width:
        states = [both]
    rows = [text for state in states for text in wrapped(state, measure.text_width)]
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
        if cells(whole := f"{rows[at]}{_BESIDE}{text}") <= measure.text_width:
            return [*rows[:at], whole, *rows[at + 1 :]]
    return rows


def _fitting(path: list[str], title: str, width: int) -> str | None:
    """As much of the path as fits on one row before the title, the nearest part first."""
    for skipped in range(len(path) + 1):
        steps = ([ELLIPSIS] if skipped else []) + path[skipped:]
        shown = "".join(step + _STEP for step in steps)
        if cells(shown) + cells(title) <= width:
            return shown
    return "" if cells(title) <= width else None


def _one_line(text: str) -> str:
    return " ".join(text.split(" ")).strip()


def _margin(measure: Measure, sign: str = "", role: Role = Role.TEXT) -> Span:
    return Span(sign.ljust(measure.margin), role)


def _marked_line(view: View) -> Line | None:
    if view.marked is None or not 0 <= view.marked < len(view.lines):
        return None
    return view.lines[view.marked]
