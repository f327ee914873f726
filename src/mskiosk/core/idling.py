"""Whether somebody is still there (V8, W8, P2, S17).

The count begins when the kiosk has said what it had to say and rests, and goes on when it reminds
or asks again by itself; whoever acts ends it. After it the kiosk asks. The answer has its own time,
counted from the end of the question, which is asked again and again meanwhile; any key, switch or
phrase is the answer, as often as need be. Nobody is cut short who is speaking, and nothing is
counted while the kiosk reads or scans. A break has a longer count.

A sound that is no phrase may be a person who is not understood, or the room: it counts as somebody
twice in a row, and then no longer.
"""

from mskiosk.core.draft import STILL_THERE, Draft
from mskiosk.core.effects import StartTimer, StopTimer
from mskiosk.core.events import Timer
from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.state import After, AskingPlace, Phase, VisitEnding
from mskiosk.core.travelling import enter, return_to_last_visit
from mskiosk.core.visiting import is_resting, visit_ends

MOST_EMPTY_SOUNDS = 2
_MEANS_NO_MORE = (
    Command.YES,
    Command.NO,
    Command.THIS_ONE,
    Command.CONTINUE,
    Command.PAUSE_OR_CONTINUE,
    Command.STOP,
    Command.PAUSE,
    Command.SWITCH,
    Command.GO_BACK,
    Command.NEXT,
    Command.REPEAT,
    Command.TAKE_A_BREAK,
)
"""As an answer these say no more than "I am here"."""
_DONE_ALSO_BY_KEY = (Command.GET_HELP_NOW, Command.STAFF, Command.NEW_PERSON, Command.GOODBYE)


def is_asking(draft: Draft) -> bool:
    """Whether the kiosk asks if somebody is still there."""
    return draft.state.place == STILL_THERE


def somebody_is_here(draft: Draft) -> None:
    """They did something: the count is over, and so is the grace after a headset was pulled out."""
    if not draft.policy.has_visits:
        return
    for timer in (Timer.IDLE, Timer.GRACE):
        draft.emit(StopTimer(timer))
    draft.change(is_idle_counted=False, is_idle_over=False, is_in_grace=False, empty_sounds=0)


def sound_was_heard(draft: Draft) -> None:
    """It meant nothing: perhaps it was a person. Over the kiosk's own words it is none who answers:
    only a phrase cuts them."""
    if not draft.policy.has_visits or is_resting(draft) or draft.takes_sounds:
        return
    if draft.state.phase in (Phase.READING, Phase.REPLYING):
        return
    sounds = draft.state.empty_sounds + 1
    draft.change(empty_sounds=sounds)
    if sounds > MOST_EMPTY_SOUNDS:
        return
    if is_asking(draft):
        go_on(draft)
    elif draft.state.is_idle_counted:
        draft.change(is_idle_counted=False)
        draft.count_idleness()


def idle_count_ended(draft: Draft) -> None:
    if draft.state.is_idle_counted:
        draft.change(is_idle_counted=False, is_idle_over=True)


def ask_when_idle(draft: Draft) -> None:
    """Once the count is over and neither the kiosk nor the person speaks."""
    state = draft.state
    is_silent = state.phase in (Phase.WAITING, Phase.PAUSED) and not state.is_hearing_speech
    if not state.is_idle_over or not is_silent:
        return
    draft.change(is_idle_over=False)
    if is_asking(draft):
        visit_ends(draft, VisitEnding.IDLE)
    else:
        draft.change(is_learning_keys=False, is_on_break=False)
        enter(draft, STILL_THERE)


def ask_again(draft: Draft) -> None:
    state, policy = draft.state, draft.policy
    if not is_asking(draft):
        return
    left = policy.warning_seconds - state.warnings * policy.warning_again_seconds
    draft.change(warnings=state.warnings + 1)
    if left - policy.warning_again_seconds > 0:
        draft.emit(StartTimer(Timer.STILL_THERE, state.turn, policy.warning_again_seconds))
    if state.phase is Phase.WAITING and not state.is_hearing_speech:  # nothing is still being said
        again = draft.notice(Notice.STILL_THERE_AGAIN, seconds=round(left))
        draft.reply(again, after=After.WAIT)


def answer_time_ended(draft: Draft) -> None:
    """Whoever speaks now is heard to the end."""
    if is_asking(draft):
        draft.change(is_idle_over=True)
        if draft.state.phase is Phase.REPLYING and not draft.state.is_hearing_speech:
            visit_ends(draft, VisitEnding.IDLE)  # the question was asked once more, and is cut


def answered(draft: Draft, intent: Intent, *, by_voice: bool) -> Intent | None:
    """Somebody is there, and back where they were; returns what is still to be done."""
    if intent == Choose(1):
        intent = Command.NEW_PERSON
    is_more = by_voice and isinstance(intent, Command) and intent not in _MEANS_NO_MORE
    if is_more or intent in _DONE_ALSO_BY_KEY:
        leave_question(draft)
        return intent
    go_on(draft)
    return None


def go_on(draft: Draft) -> None:
    """Where the person was, after a word to them."""
    asked_in = draft.state.asked_in
    leave_question(draft)
    said: tuple[Text, ...] = (draft.notice(Notice.STILL_HERE),)
    if isinstance(draft.state.place, AskingPlace):
        draft.reply(*said, *draft.question, after=After.WAIT)
    elif asked_in is Phase.WAITING:
        draft.change(cursor=len(draft.state.lines))
        draft.reply(*said, after=After.WAIT)
    else:
        draft.reply(*said, after=After.STAY_PAUSED)


def leave_question(draft: Draft) -> None:
    for timer in (Timer.LEAVING, Timer.STILL_THERE):
        draft.emit(StopTimer(timer))
    draft.change(warnings=0)
    return_to_last_visit(draft)
