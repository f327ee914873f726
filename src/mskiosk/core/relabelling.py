"""The page that is open, laid anew when a setting has changed what it says."""

from mskiosk.core.draft import Draft
from mskiosk.core.places import choices_of, lines_of
from mskiosk.core.reading import line_of
from mskiosk.core.state import Phase, RestingPlace, SettingsPlace


def lay_anew(draft: Draft) -> None:
    """The lines as they are to be now: another rate cuts long sentences elsewhere."""
    state = draft.state
    words = draft.words_per_passage
    lines = lines_of(state.place, draft.guide, state.title, words, state)

    def moved(at: int) -> int:
        return line_of(lines, state.lines[at].sentence) if at < len(state.lines) else len(lines)

    draft.change(
        lines=lines,
        choices=choices_of(state.place, draft.guide, state),
        cursor=moved(state.cursor),
        last_line=None if state.last_line is None else moved(state.last_line),
    )


def keep_labels_true(draft: Draft) -> None:
    """On a page of settings each label tells what is set; the one that is being read and is true
    no more begins again."""
    before = draft.state
    if isinstance(before.place, RestingPlace):
        lay_anew(draft)  # it tells how to begin, by what can be heard
        return
    if not isinstance(before.place, SettingsPlace):
        return
    if choices_of(before.place, draft.guide, before) == before.choices:
        return
    lay_anew(draft)
    if (
        before.phase is Phase.READING
        and draft.state.lines[draft.state.cursor] != (before.lines[before.cursor])
    ):
        draft.begin_sentence_again()
