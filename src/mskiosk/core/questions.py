"""The kiosk's own questions: yes or no, and never a trap."""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import DeclineModel, FetchModel, KeepVoice
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.renewing import begin_anew
from mskiosk.core.state import After, OwnVoice, Phase, Question, QuestionPlace
from mskiosk.core.teaching import begin_lesson, refuse_lesson
from mskiosk.core.travelling import enter, return_to_last_visit

_AFTER = {Phase.WAITING: After.WAIT, Phase.PAUSED: After.STAY_PAUSED}

_ENDS = (Question.GOODBYE, Question.NEW_PERSON)


def is_confirming(draft: Draft) -> bool:
    """Whether it asks if something was meant that was heard doubtfully."""
    place = draft.state.place
    return isinstance(place, QuestionPlace) and place.question is Question.CONFIRM


def ends_for_good(draft: Draft, intent: Intent) -> bool:
    """Whether `intent` is the yes after which nothing can be taken back."""
    place = draft.state.place
    is_asked = isinstance(place, QuestionPlace) and place.question in _ENDS
    return is_asked and intent in (Command.YES, Choose(0))


def answer(draft: Draft, *, is_yes: bool) -> Intent | None:
    """Answers the question that is asked; returns what was meant, once that is confirmed."""
    place = draft.state.place
    assert isinstance(place, QuestionPlace)
    if place.question is Question.NEW_PERSON and is_yes:
        begin_anew(draft)
        return None
    if place.question is Question.GOODBYE and is_yes:
        draft.reply(draft.notice(Notice.GOODBYE), after=After.END)
        return None
    asked_in, alternatives = draft.state.asked_in, draft.state.alternatives
    return_to_last_visit(draft)
    match place.question:
        case Question.OFFER_MODEL if is_yes:
            draft.change(is_fetching=True)
            draft.emit(FetchModel())
            started = draft.notice(Notice.FETCH_STARTED)
            draft.reply(started, draft.notice(Notice.HOW_TO), after=After.READ_ON)
        case Question.OFFER_MODEL:
            draft.emit(DeclineModel())
            declined = draft.notice(Notice.FETCH_DECLINED)
            draft.reply(declined, draft.notice(Notice.HOW_TO), after=After.READ_ON)
        case Question.OFFER_LESSON if is_yes:
            begin_lesson(draft)
        case Question.OFFER_LESSON:
            refuse_lesson(draft)
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
        case Question.GOODBYE | Question.NEW_PERSON:
            back = draft.notice(Notice.BACK_AT, title=draft.state.title)
            draft.reply(back, after=After.READ_ON)
    return None
