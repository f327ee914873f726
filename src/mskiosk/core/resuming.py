"""Going on where the person stopped the last time, once they have said so."""

from mskiosk.core.draft import Draft
from mskiosk.core.notices import Notice
from mskiosk.core.state import After, Question, QuestionPlace, TopicPlace, Visit
from mskiosk.core.travelling import remember
from mskiosk.core.view import LineKind


def ask_to_resume(draft: Draft) -> None:
    """Puts the question, where there is a place to go on at."""
    if draft.state.unanswered:
        remember(draft)
        draft.put(QuestionPlace(Question.RESUME))


def resume(draft: Draft) -> None:
    """From the main menu to the sentence."""
    visit = _answered(draft)
    remember(draft)
    draft.put(visit.place, visit.sentence)
    state = draft.state
    choices = (at for at, line in enumerate(state.lines) if line.kind is LineKind.CHOICE)
    draft.change(cursor=min(state.cursor, next(choices, len(state.lines))))
    if draft.state.cursor == 0:
        draft.read_on()
    else:
        draft.reply(draft.notice(Notice.BACK_AT, title=state.title), after=After.READ_ON)


def leave_behind(draft: Draft) -> None:
    """Stays at the main menu, and "go back" leads to the place still: a "no" may have been
    misheard."""
    visit = _answered(draft)
    draft.change(trail=(*draft.state.trail, visit))


def _answered(draft: Draft) -> Visit:
    """Where the person stopped; the question is not come back to."""
    bookmark = draft.state.unanswered
    assert bookmark
    trail = tuple(v for v in draft.state.trail if v.place != QuestionPlace(Question.RESUME))
    draft.change(unanswered=None, trail=trail)
    return Visit(TopicPlace(bookmark.topic), bookmark.sentence)
