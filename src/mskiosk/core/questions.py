"""The kiosk's own questions: yes or no, and never a trap."""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import DeclineModel, FetchModel, KeepVoice
from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.one_by_one import accept_one_by_one, refuse_one_by_one
from mskiosk.core.renewing import begin_anew
from mskiosk.core.resuming import ask_to_resume, leave_behind, resume
from mskiosk.core.scanning import give_up_switches
from mskiosk.core.state import (
    After,
    OwnVoice,
    Phase,
    Question,
    QuestionPlace,
    TopicPlace,
    VisitEnding,
)
from mskiosk.core.steadying import answer_steadiness
from mskiosk.core.teaching import begin_lesson, refuse_lesson
from mskiosk.core.travelling import enter, return_to_last_visit
from mskiosk.core.welcoming import after_introduction, introduction

_AFTER = {Phase.WAITING: After.WAIT, Phase.PAUSED: After.STAY_PAUSED}

_COSTLY = (
    Question.GOODBYE,
    Question.NEW_PERSON,
    Question.KEEP_VOICE,
    Question.OFFER_MODEL,
    Question.SWITCHES_OFF,
)


def to_confirm(draft: Draft) -> Intent | None:
    """What was heard doubtfully, where the kiosk asks whether it was meant."""
    place = draft.state.place
    if isinstance(place, QuestionPlace) and place.question is Question.CONFIRM:
        return place.meant
    return None


def needs_certainty(draft: Draft, intent: Intent) -> bool:
    """Whether `intent` is an answer that cannot easily be taken back, or may be none at all."""
    place = draft.state.place
    if not isinstance(place, QuestionPlace):
        return False
    is_yes = intent in (Command.YES, Command.THIS_ONE, Choose(0))
    match place.question:
        case Question.KNOWN_VOICE:
            return True
        case Question.CONFIRM:
            # The numbers of its answers are not said, so a number may well mean the page's.
            trail = draft.state.trail
            is_private = bool(trail) and isinstance(trail[-1].place, QuestionPlace)
            is_costly = is_private or place.meant is Command.FORGET_VOICE
            return isinstance(intent, Choose) or (is_yes and is_costly)
        case question:
            return is_yes and question in _COSTLY


def answer(draft: Draft, *, is_yes: bool) -> Intent | None:
    """Answers the question that is asked; returns what was meant, once that is confirmed."""
    place = draft.state.place
    assert isinstance(place, QuestionPlace)
    if place.question is Question.NEW_PERSON and is_yes:
        begin_anew(draft)
        return None
    if place.question is Question.GOODBYE and is_yes:
        is_stranger = draft.policy.has_visits
        draft.change(ending=VisitEnding.GOODBYE)
        goodbye = Notice.GOODBYE_CLEARING if is_stranger else Notice.GOODBYE
        draft.reply(draft.notice(goodbye), after=After.END)
        return None
    if place.question is Question.SWITCHES_OFF and is_yes:
        return_to_last_visit(draft)
        give_up_switches(draft)
        return None
    asked_in, alternatives = draft.state.asked_in, draft.state.alternatives
    if return_to_last_visit(draft) is None:  # a question of the start, after a long way
        draft.put(TopicPlace(draft.guide.home))
    match place.question:
        case Question.OFFER_MODEL if is_yes:
            draft.change(is_fetching=True)
            draft.emit(FetchModel())
            _begin(draft, draft.notice(Notice.FETCH_STARTED))
        case Question.OFFER_MODEL:
            draft.emit(DeclineModel())
            _begin(draft, draft.notice(Notice.FETCH_DECLINED))
        case Question.RESUME if is_yes:
            resume(draft)
        case Question.RESUME:
            leave_behind(draft)
            _introduce(draft)
        case Question.OFFER_LESSON if is_yes:
            begin_lesson(draft)
        case Question.OFFER_LESSON:
            refuse_lesson(draft)
        case Question.STEADIER_KEYS:
            said = answer_steadiness(draft, is_yes=is_yes)
            draft.reply(said, after=_AFTER.get(asked_in, After.READ_ON))
        case Question.OFFER_ONE if is_yes:
            accept_one_by_one(draft)
        case Question.OFFER_ONE:
            refuse_one_by_one(draft)
        case Question.KNOWN_VOICE:
            back = draft.notice(Notice.BACK_AT, title=draft.state.title)
            draft.reply(back, after=After.READ_ON)
        case Question.KEEP_VOICE if is_yes:
            draft.change(own_voice=OwnVoice.KEPT)
            draft.emit(KeepVoice())
            draft.reply(draft.notice(Notice.VOICE_KEPT), after=After.READ_ON)
        case Question.KEEP_VOICE:
            draft.change(own_voice=OwnVoice.NOT_KEPT)
            draft.reply(draft.notice(Notice.VOICE_REFUSED), after=After.READ_ON)
        case Question.CONFIRM if is_yes:
            asked_in = draft.state.asked_in
            # What was being said has been cut, and so the dialogue is between two passages.
            phase = asked_in if asked_in in _AFTER else Phase.WINDOW
            draft.change(phase=phase, last_was_reply=False, repeatable=(), rejected=())
            return place.meant
        case Question.CONFIRM:
            if place.meant is not None:
                draft.change(rejected=(*draft.state.rejected, place.meant))
            if alternatives:
                enter(draft, QuestionPlace(Question.CONFIRM, alternatives[0]))
                draft.change(asked_in=asked_in, alternatives=alternatives[1:])
                return None
            refused = draft.notice(Notice.CONFIRM_REFUSED)
            draft.reply(refused, after=_AFTER.get(draft.state.asked_in, After.LISTEN))
        case (
            Question.GOODBYE
            | Question.NEW_PERSON
            | Question.NEXT_SWITCH
            | Question.SELECT_SWITCH
            | Question.SWITCHES_OFF
            | Question.STILL_THERE
        ):
            if isinstance(draft.state.place, QuestionPlace) and not draft.state.place.visit:
                draft.read_on()  # what is asked there needs no name
                return None
            back = draft.notice(Notice.BACK_AT, title=draft.state.title)
            draft.reply(back, after=After.READ_ON)
    return None


def _begin(draft: Draft, said: Text) -> None:
    """After `said` with the next question of the start, or else with how to use the kiosk."""
    ask_to_resume(draft)
    if isinstance(draft.state.place, QuestionPlace):
        draft.reply(said, after=After.READ_ON)
    else:
        _introduce(draft, said)


def _introduce(draft: Draft, *said: Text) -> None:
    how_to = introduction(draft)
    draft.reply(*said, how_to, after=after_introduction(draft))
