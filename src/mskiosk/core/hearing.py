"""What the person said, or did not say: acceptance, confirmation, escalation."""

from mskiosk.core.acting import act, end_key_practice
from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon, StartTimer, StopTimer
from mskiosk.core.events import Ending, Hypothesis, SpeechEnded, Timer
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Text
from mskiosk.core.idling import is_asking, somebody_is_here, sound_was_heard
from mskiosk.core.intents import Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.one_by_one import let_offer_lapse, offer_one_by_one
from mskiosk.core.policy import PATIENCE
from mskiosk.core.privacy import is_silent_here
from mskiosk.core.questions import needs_certainty, to_confirm
from mskiosk.core.scanning import aimed_at, debounce, is_bounce
from mskiosk.core.settings import cuts, longer_patience, set_patience
from mskiosk.core.showing import whole_view_of
from mskiosk.core.state import (
    After,
    Hearing,
    Mode,
    OwnVoice,
    Phase,
    Question,
    QuestionPlace,
    TutorPlace,
)
from mskiosk.core.teaching import offer_lesson
from mskiosk.core.travelling import enter
from mskiosk.core.tutoring import unanswered
from mskiosk.core.welcoming import first_heard

_MOST_HYPOTHESES = 3
_LAST_LEVEL = 3
_REMINDERS_OF_PRACTICE = 2
_NEVER_CONFIRMED = (Command.GET_HELP_NOW,)
_BY_KEY = {Notice.NOINPUT: Notice.NOINPUT_BY_KEY, Notice.NOMATCH: Notice.NOMATCH_BY_KEY}
"""What is said instead where the kiosk leans on keys."""
_SHORT = {Notice.NOINPUT: Notice.ONE_NOT_HEARD, Notice.NOMATCH: Notice.ONE_NOT_UNDERSTOOD}
"""What is said before a choice is asked about again."""


def speech_started(draft: Draft) -> None:
    """Somebody speaks: no timer rushes them, but the answer must come some time."""
    draft.change(is_hearing_speech=True)
    for timer in (Timer.WINDOW, Timer.NOINPUT, Timer.SCAN, Timer.REMINDER):
        draft.emit(StopTimer(timer))
    _await_end(draft)


def speech_paused(draft: Draft) -> None:
    """They may take their time, and hear and see that they may."""
    _await_end(draft)
    draft.chime(Earcon.STILL_LISTENING)


def _await_end(draft: Draft) -> None:
    """Of the utterance, which the listener tells, unless it is stuck."""
    patience = PATIENCE[draft.state.settings.patience]
    seconds = patience.most_seconds + patience.incomplete_seconds + draft.policy.answer_seconds
    draft.emit(StartTimer(Timer.ANSWER, draft.state.turn, seconds))


def speech_ended(draft: Draft, event: SpeechEnded) -> None:
    draft.change(is_hearing_speech=False)
    draft.emit(StopTimer(Timer.ANSWER))
    match event.ending:
        case Ending.SOUND:
            _wait_on(draft)
            sound_was_heard(draft)
        case Ending.TALK:
            _heard_talk(draft)
        case Ending.SWITCH:
            _switched(draft)
        case Ending.PAUSE:
            _heard_words(draft, event)


def _switched(draft: Draft) -> None:
    """A sound was made that is the press of the one switch."""
    if is_bounce(draft, Command.SWITCH):
        _wait_on(draft)
        return
    somebody_is_here(draft)
    draft.change(noinputs=0, nomatches=0, heard=None, sound=None)
    if cuts(aimed_at(draft.state, Command.SWITCH)):
        draft.hush()
    act(draft, Command.SWITCH, by_voice=False)
    debounce(draft, Command.SWITCH)


def _wait_on(draft: Draft) -> None:
    """As if nothing had been heard."""
    match draft.state.phase:
        case Phase.WINDOW:
            draft.start_window_timer()
        case Phase.WAITING | Phase.PAUSED:
            draft.start_patience_timer()
        case _:
            pass


def _heard_talk(draft: Draft) -> None:
    """Nothing in it is for the kiosk, or all of it: that is said once, and never counted."""
    is_known = draft.state.has_told_of_talk or draft.takes_sounds or is_asking(draft)
    match draft.state.phase:
        case Phase.WAITING if not is_known:
            draft.change(has_told_of_talk=True)
            draft.reply(draft.notice(Notice.TOO_MUCH_TALK), after=After.WAIT)
        case Phase.WINDOW:
            window_closed(draft)
        case _:
            _wait_on(draft)


def _heard_words(draft: Draft, event: SpeechEnded) -> None:
    """Who speaks again just after they were not understood was cut off, or repeats it."""
    if draft.state.phase is Phase.WINDOW and draft.state.window_retries:
        draft.change(pending=(*draft.state.pending, *_waiting_longer(draft)))
    grammar = Grammar.of(whole_view_of(draft.state, draft.guide), draft.guide)
    hypotheses = event.hypotheses[:_MOST_HYPOTHESES]
    for at, hypothesis in enumerate(hypotheses):
        intent = grammar.match(hypothesis.text)
        is_sure = hypothesis.confidence >= draft.policy.accept_confidence
        if intent is None or (intent in draft.state.rejected and not is_sure):
            continue
        if not is_sure and needs_certainty(draft, intent):
            break  # nor is the next best meant, which may be the opposite
        if _believe(draft, intent, hypothesis):
            if to_confirm(draft) == intent:
                others = _alternatives(draft, intent, hypotheses[at + 1 :], grammar)
                draft.change(alternatives=others)
            return
    _not_understood(draft, event.hypotheses)


def _alternatives(
    draft: Draft, asked: Intent, others: tuple[Hypothesis, ...], grammar: Grammar
) -> tuple[Intent, ...]:
    """What is asked about next when it was not that (X7)."""
    likely = (h for h in others if h.confidence >= draft.policy.confirm_confidence)
    intents = dict.fromkeys(grammar.match(hypothesis.text) for hypothesis in likely)
    past = (None, asked, *draft.state.rejected)
    return tuple(intent for intent in intents if intent is not None and intent not in past)


def _believe(draft: Draft, intent: Intent, hypothesis: Hypothesis) -> bool:
    """Acts, or asks whether it should; says no below both bands."""
    is_sure = hypothesis.confidence >= draft.policy.accept_confidence
    place = draft.state.place
    is_question = isinstance(place, QuestionPlace) and place.visit is None
    if not is_sure and hypothesis.confidence < draft.policy.confirm_confidence:
        return False
    if not is_sure and draft.is_saying_what_is_urgent:
        return False  # a guess, perhaps at what somebody else said
    if not is_sure and not draft.leans_on_words and intent not in _NEVER_CONFIRMED:
        return False  # in a loud room nothing is made of a guess, not even a question
    if is_sure:
        somebody_is_here(draft)
    elif is_asking(draft):
        return False
    else:
        sound_was_heard(draft)  # perhaps the room
    draft.change(heard=hypothesis.text)
    takes_back = intent is Command.NO and draft.state.can_say_no
    is_lossy = intent is Command.FORGET_VOICE and draft.state.own_voice is not OwnVoice.UNKNOWN
    is_clear = is_sure and not (is_lossy and not is_question)
    if is_clear or is_question or takes_back or intent in _NEVER_CONFIRMED:
        if cuts(intent):
            draft.hush()
        draft.change(
            noinputs=0, nomatches=0, is_narrowed=False, window_retries=0, has_told_of_talk=False
        )
        draft.change(mode=Mode.WORDS)
        act(draft, intent, by_voice=True)
    else:
        draft.hush()
        enter(draft, QuestionPlace(Question.CONFIRM, intent))
    return True


def _not_understood(draft: Draft, hypotheses: tuple[Hypothesis, ...]) -> None:
    state = draft.state
    if draft.takes_sounds:
        _wait_on(draft)
        return
    if hypotheses:
        draft.change(heard=hypotheses[0].text[:80])
    was_asking = is_asking(draft)
    sound_was_heard(draft)
    if was_asking:
        if is_asking(draft):
            _wait_on(draft)
        return
    match state.phase:
        case Phase.READING | Phase.REPLYING if state.hearing is Hearing.TYPED:
            draft.hush()
            draft.detour(draft.notice(Notice.NOMATCH))
        case Phase.WINDOW if state.hearing is Hearing.TYPED:
            draft.detour(draft.notice(Notice.NOMATCH))
        case Phase.WINDOW if first_heard(draft):
            pass
        case Phase.WINDOW if state.window_retries == 0:
            draft.change(window_retries=1)
            if _chimed(draft):
                draft.open_window()
        case Phase.WINDOW:
            window_closed(draft)
        case Phase.WAITING:
            draft.change(nomatches=state.nomatches + 1)
            # what is said again may have been cut off twice
            told = _waiting_longer(draft) if state.nomatches == 1 else ()
            not_understood = draft.notice(Notice.ONE_NOT_UNDERSTOOD)
            if unanswered(draft, state.nomatches + 1, *told, not_understood):
                return
            if not (offer_lesson(draft, *told) or offer_one_by_one(draft, *told)):
                _escalate(draft, Notice.NOMATCH, state.nomatches + 1, told)
        case Phase.PAUSED:
            if _chimed(draft):
                draft.pause()
        case _:
            pass  # open microphone while the kiosk speaks: only a phrase of the grammar counts


def _waiting_longer(draft: Draft) -> tuple[Text, ...]:
    """One level more of patience for this person, from now on; returns what is to be said of it."""
    patience = longer_patience(draft)
    if patience is None or not draft.hears_speech:
        return ()
    set_patience(draft, patience)
    return (draft.notice(Notice.WAITS_LONGER),)


def _chimed(draft: Draft) -> bool:
    """Tells by its earcon that nothing was understood; in words, and False, where none sounds."""
    draft.chime(Earcon.NOT_UNDERSTOOD)
    is_told = draft.state.settings.has_earcons and draft.state.hearing is not Hearing.TYPED
    if not is_told:
        draft.detour(draft.notice(Notice.NOMATCH))
    return is_told


def window_closed(draft: Draft) -> None:
    """Nobody spoke: the reading goes on."""
    draft.change(window_retries=0, can_say_no=False, is_orienting=False)
    draft.close_microphone()
    draft.read_on()


def noinput(draft: Draft) -> None:
    draft.change(noinputs=draft.state.noinputs + 1)
    if unanswered(draft, draft.state.noinputs):
        return
    if not (offer_one_by_one(draft) or let_offer_lapse(draft)):
        _escalate(draft, Notice.NOINPUT, draft.state.noinputs)


def _escalate(draft: Draft, first: Notice, level: int, told: tuple[Text, ...] = ()) -> None:
    """A short reprompt; the choices; keys and staff, with a narrowed grammar; then quiet. What is
    typed cannot be misheard: there the grammar stays, and all is answered in words."""
    if level < _LAST_LEVEL and draft.item_asked:
        draft.reply(draft.notice(_SHORT[first]), *told, *draft.item_asked, after=After.WAIT)
    elif level == 1 and isinstance(draft.state.place, QuestionPlace):
        draft.reply(*draft.question, after=After.WAIT)
    elif level == 1:
        notice = first if draft.speaks_of_words else _BY_KEY[first]
        draft.reply(draft.notice(notice), after=After.WAIT)
    elif level < _LAST_LEVEL:
        draft.reply(
            *told,
            draft.notice(Notice.LIST_CHOICES if draft.state.choices else Notice.NO_CHOICES),
            *(draft.choice_said(index) for index in range(len(draft.state.choices))),
            after=After.WAIT,
        )
    elif level == _LAST_LEVEL and not draft.hears_speech:
        draft.reply(draft.notice(Notice.HELP_SPEECH), after=After.WAIT)
    elif level == _LAST_LEVEL:
        notice = Notice.USE_KEYS if draft.leans_on_words else Notice.HELP_KEYS
        draft.change(is_narrowed=True)
        if draft.state.has_used_keys and not draft.policy.has_sound_switch:
            notice = Notice.MICROPHONE_OFF
            draft.close_microphone()
            draft.change(hearing=Hearing.SWITCHED_OFF)
        draft.reply(draft.notice(notice), after=After.WAIT)
    elif _chimed(draft):
        draft.wait()


def remind(draft: Draft) -> None:
    draft.change(reminders=draft.state.reminders + 1)
    if draft.state.is_learning_keys:
        _remind_of_practice(draft)
        return
    if offer_one_by_one(draft) or let_offer_lapse(draft):
        return
    is_paused = draft.state.phase is Phase.PAUSED
    notice = Notice.REMINDER_PAUSED if is_paused else Notice.REMINDER
    if draft.item_asked or isinstance(draft.state.place, TutorPlace):
        notice = Notice.ONE_STILL_HERE
    if draft.state.is_on_break:
        notice = Notice.REMINDER_BREAK
    if is_silent_here(draft.state):
        notice = Notice.PRIVATE_SILENT
    draft.detour(draft.notice(notice))


def _remind_of_practice(draft: Draft) -> None:
    """Keys do nothing meanwhile: whoever has forgotten that is told, and then let out."""
    most = min(_REMINDERS_OF_PRACTICE, draft.policy.reminders - 1)
    if draft.state.reminders <= most:
        draft.detour(draft.notice(Notice.LEARN_KEYS_ON))
    else:
        end_key_practice(draft)
