"""How soon the same key counts again: changed, and offered to a hand that strikes twice.

Who sees the strikes reports that a hand is unsteady; the kiosk asks once in a visit, at a pause,
and not amid what is said about urgent help.
"""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.guide import Text
from mskiosk.core.notices import Notice
from mskiosk.core.policy import STRIKE_WINDOWS
from mskiosk.core.remarking import remark
from mskiosk.core.state import LessonPlace, Phase, Question, QuestionPlace
from mskiosk.core.stepping import stepped
from mskiosk.core.travelling import enter
from mskiosk.core.urgency import is_urgent_here

_NOTICES = dict(
    zip(
        STRIKE_WINDOWS,
        (
            Notice.STRIKES_ALL,
            Notice.STRIKES_QUARTER,
            Notice.STRIKES_HALF,
            Notice.STRIKES_ONE,
            Notice.STRIKES_TWO,
        ),
        strict=True,
    )
)


def change_steadiness(draft: Draft, by: int) -> None:
    window = stepped(draft, STRIKE_WINDOWS, draft.state.settings.strike_window_seconds, by)
    if window is None:
        remark(draft, draft.notice(Notice.QUICKEST_KEYS if by < 0 else Notice.STEADIEST_KEYS))
        return
    remark(draft, _set(draft, window))


def strikes_unsteady(draft: Draft, gap_seconds: float) -> None:
    """The same key was struck twice where once was meant, with this gap at most."""
    state = draft.state
    if not state.was_steadiness_offered and window_above(gap_seconds) is not None:
        draft.change(unsteady_gap_seconds=gap_seconds)
        offer_steadiness(draft)


def offer_steadiness(draft: Draft) -> None:
    """Asks, if that is due and nothing else is going on."""
    state = draft.state
    if state.unsteady_gap_seconds is None or state.phase is not Phase.WAITING:
        return
    is_elsewhere = isinstance(state.place, QuestionPlace | LessonPlace) or state.is_learning_keys
    if is_elsewhere or state.is_hearing_speech or is_urgent_here(state, draft.guide):
        return
    draft.change(was_steadiness_offered=True)
    enter(draft, QuestionPlace(Question.STEADIER_KEYS))


def answer_steadiness(draft: Draft, *, is_yes: bool) -> Text:
    """What is to be said to the answer."""
    window = window_above(draft.state.unsteady_gap_seconds or 0.0)
    draft.change(unsteady_gap_seconds=None)
    if is_yes and window is not None:
        return _set(draft, window)
    return draft.notice(Notice.STEADIER_REFUSED)


def window_above(gap_seconds: float) -> float | None:
    """The shortest window in which two strikes with this gap are one."""
    return next((window for window in STRIKE_WINDOWS if window > gap_seconds), None)


def _set(draft: Draft, window: float) -> Text:
    draft.change(settings=replace(draft.state.settings, strike_window_seconds=window))
    return draft.notice(_NOTICES[window])
