"""Staff are asked for: how to get a person here and, where the kiosk can call one, the call.

Nobody is told that somebody has been called before that is known.
"""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import CallStaff, StartTimer
from mskiosk.core.events import Timer
from mskiosk.core.guide import Text
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Profile
from mskiosk.core.remarking import remark
from mskiosk.core.urgency import is_urgent_here


def staff(draft: Draft) -> None:
    if not draft.policy.calls_staff:
        draft.detour(_how_to_get_a_person(draft))
        return
    words = draft.guide.staff_words
    more = () if words is None else (words,)
    if draft.state.staff_called_turn is not None:
        draft.detour(draft.notice(Notice.STAFF_CALLED_ALREADY), *more)
        return
    if not draft.state.is_calling_staff:
        draft.change(is_calling_staff=True)
        draft.emit(CallStaff())
    draft.detour(draft.notice(Notice.STAFF_CALLING), *more)


def staff_call_ended(draft: Draft, *, is_called: bool) -> None:
    """Says so at the next pause, or amid the pages on urgent help after this sentence: whoever
    needs somebody there must not wait for the end of a page."""
    state = draft.state
    if not state.is_calling_staff:
        return
    draft.change(is_calling_staff=False)
    if is_called:
        draft.change(staff_called_turn=state.turn)
        draft.emit(StartTimer(Timer.STAFF, state.turn, draft.policy.staff_again_seconds))
    text = draft.notice(Notice.STAFF_CALLED if is_called else _failure(draft))
    if is_urgent_here(state, draft.guide) and not state.is_hearing_speech:
        remark(draft, text)
    else:
        draft.announce(text)


def staff_may_be_called_again(draft: Draft, turn: int) -> None:
    if turn == draft.state.staff_called_turn:
        draft.change(staff_called_turn=None)


def _how_to_get_a_person(draft: Draft) -> Text:
    is_clinic = draft.policy.profile is Profile.CLINIC
    usual = draft.notice(Notice.STAFF_CLINIC if is_clinic else Notice.STAFF_HOME)
    return draft.guide.staff_words or usual


def _failure(draft: Draft) -> Notice:
    is_clinic = draft.policy.profile is Profile.CLINIC
    return Notice.STAFF_NOT_CALLED if is_clinic else Notice.STAFF_NOT_CALLED_HOME
