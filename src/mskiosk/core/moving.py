"""Moving inside a page: by line, by section, from choice to choice."""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon
from mskiosk.core.guide import Text
from mskiosk.core.notices import Notice
from mskiosk.core.reading import line_of
from mskiosk.core.state import After, Hearing


def step_line(draft: Draft, by: int) -> None:
    """The sentence after or before the one that was begun last, and on from there."""
    state = draft.state
    current = state.last_line if state.last_line is not None else state.cursor
    if current >= len(state.lines):
        current = len(state.lines) - 1
    sentence = state.lines[current].sentence + by
    if sentence < 0:
        draft.change(cursor=0)
        _at_edge(draft, Notice.FIRST_SENTENCE)
    elif sentence > state.lines[-1].sentence:
        _at_edge(draft, Notice.LAST_SENTENCE)
    else:
        read_from(draft, line_of(state.lines, sentence))


def next_section(draft: Draft) -> None:
    state = draft.state
    section = _section(draft)
    after = [at for at, line in enumerate(state.lines) if line.section > section]
    if after:
        read_from(draft, after[0])
    else:
        _at_edge(draft, Notice.LAST_SECTION)


def previous_section(draft: Draft) -> None:
    """The beginning of this section or, when that is where we are, of the one before."""
    state = draft.state
    section = _section(draft)
    first = next(at for at, line in enumerate(state.lines) if line.section == section)
    current = state.last_line if state.last_line is not None else state.cursor
    if current > first:
        read_from(draft, first)
    elif first > 0:
        before = state.lines[first - 1].section
        read_from(draft, next(at for at, x in enumerate(state.lines) if x.section == before))
    else:
        draft.change(cursor=0)
        _at_edge(draft, Notice.FIRST_SECTION)


def step_choice(draft: Draft, by: int) -> None:
    """Moves the focus and says where it is; the ends are said, not wrapped around."""
    state = draft.state
    count = len(state.choices)
    edge: list[Text] = []
    if not count:
        draft.chime(Earcon.EDGE)
        draft.reply(draft.notice(Notice.NO_CHOICES), after=After.WAIT)
        return
    if state.focus is None:
        focus = 0 if by > 0 else count - 1
    else:
        focus = min(max(state.focus + by, 0), count - 1)
        if focus == state.focus:
            draft.chime(Earcon.EDGE)
            if not state.settings.has_earcons or state.hearing is Hearing.TYPED:
                edge.append(draft.notice(Notice.LAST_CHOICE))
    draft.change(focus=focus)
    draft.reply(
        *edge,
        draft.notice(
            Notice.FOCUSED,
            label=state.choices[focus].label,
            number=draft.guide.number(focus + 1),
            count=draft.guide.number(count),
        ),
        after=After.WAIT,
    )


def _section(draft: Draft) -> int:
    state = draft.state
    current = state.last_line if state.last_line is not None else state.cursor
    return state.lines[min(current, len(state.lines) - 1)].section


def read_from(draft: Draft, line: int) -> None:
    draft.change(cursor=line, last_line=line)
    draft.read_on()


def _at_edge(draft: Draft, notice: Notice) -> None:
    draft.chime(Earcon.EDGE)
    draft.detour(draft.notice(notice), is_brief=True)
