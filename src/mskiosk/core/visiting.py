"""The visits of strangers, one after the other: how one begins, and how each ends without a trace.

While nobody is there the kiosk rests, and invites at intervals. A key, a switch, a headset or a
greeting begins a visit. What ends one is the end of the session: everything that knows of the
person goes with its process, and the next session begins with that of this fresh (P1, V3).

The resting kiosk hears the room all day, and must not take its talk for a greeting. A greeting that
it is sure of begins a visit. At a doubtful one it says hello, and waits a little: who was meant
says yes, or greets again, and who was not hears nothing more for a while.
"""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon, SetVolume, StartTimer, StopTimer
from mskiosk.core.events import Beginning, Ending, SpeechEnded, Timer
from mskiosk.core.greeting import DONE_AT_ONCE, resting_grammar
from mskiosk.core.intents import Intent
from mskiosk.core.notices import Notice
from mskiosk.core.state import (
    After,
    Greeting,
    Mode,
    Phase,
    RestingPlace,
    TopicPlace,
    VisitEnding,
)
from mskiosk.core.welcoming import greet, welcome

_ANSWER_SECONDS = 15.0
"""So long the kiosk waits for the answer when it has said hello."""
_SHY_SECONDS = 60.0
"""So long it says hello to nobody after it got no answer."""
_PUT_OFF_SECONDS = 5.0
"""So much later the kiosk invites when somebody speaks just then."""
_GREETED = {
    Beginning.CLEARED: Notice.CLEARED,
    Beginning.RESTARTED: Notice.RESTARTED,
}


def is_resting(draft: Draft) -> bool:
    return isinstance(draft.state.place, RestingPlace)


def begin_to_speak(draft: Draft) -> None:
    """The first words, whatever the session begins with."""
    beginning = draft.state.beginning
    if is_resting(draft):
        begin_resting(draft, beginning)
    elif beginning is Beginning.ANEW:
        greet(draft, draft.notice(Notice.CLEARED))  # the next person is there already
    else:
        welcome(draft)


def begin_resting(draft: Draft, beginning: Beginning) -> None:
    """The first words of a session that begins with nobody there."""
    notice = _GREETED.get(beginning)
    is_invited = beginning is Beginning.RESTARTED or not (notice or draft.state.are_hours_quiet)
    if not is_invited:
        draft.change(cursor=len(draft.state.lines))
    if notice:
        draft.reply(draft.notice(notice), after=After.READ_ON)
    else:
        draft.read_on()


def visit_begins(draft: Draft) -> None:
    """Somebody is there: the introduction, as always."""
    _somebody_comes(draft)
    greet(draft)


def _somebody_comes(draft: Draft) -> None:
    """To the main menu, between two passages."""
    draft.hush()
    draft.close_microphone()
    draft.emit(StopTimer(Timer.GREETING))
    draft.put(TopicPlace(draft.guide.home))
    draft.change(greeting=Greeting.NONE, phase=Phase.WINDOW)
    draft.emit(SetVolume(draft.state.settings.volume))


def pressed_at_rest(draft: Draft, intent: Intent) -> bool:
    """Whatever was pressed, it begins the visit. True: and does nothing else."""
    draft.change(mode=Mode.KEYS)
    if intent in DONE_AT_ONCE:
        _somebody_comes(draft)
        return False
    draft.chime(Earcon.CHOSEN)
    visit_begins(draft)
    return True


def heard_at_rest(draft: Draft, event: SpeechEnded) -> Intent | None:
    """The rest goes on, or a visit begins; returns what is to be done in it."""
    draft.change(is_hearing_speech=False)
    draft.emit(StopTimer(Timer.ANSWER))
    grammar = resting_grammar(draft.state.greeting, draft.guide)
    is_asked = draft.state.greeting is Greeting.ASKED
    least = draft.policy.confirm_confidence if is_asked else draft.policy.accept_confidence
    if event.ending is Ending.SWITCH:
        visit_begins(draft)
        return None
    for hypothesis in event.hypotheses[:1]:
        intent = grammar.match(hypothesis.text)
        if intent is not None and hypothesis.confidence >= least:
            draft.change(mode=Mode.WORDS)
            if intent in DONE_AT_ONCE:
                _somebody_comes(draft)
                return intent
            visit_begins(draft)
            return None
        if intent is not None and hypothesis.confidence >= draft.policy.confirm_confidence:
            _say_hello(draft)
            return None
    _rest_on(draft)
    return None


def invite(draft: Draft) -> None:
    """By voice, now and then, and not while somebody speaks."""
    if draft.state.is_hearing_speech:
        draft.emit(StartTimer(Timer.INVITE, draft.state.turn, _PUT_OFF_SECONDS))
        return
    draft.change(cursor=0)
    draft.read_on()


def hello_lapses(draft: Draft) -> None:
    """Nobody answered, and later on one may try again."""
    if draft.state.greeting is Greeting.ASKED:
        draft.change(greeting=Greeting.SHY)
        draft.emit(StartTimer(Timer.GREETING, draft.state.turn, _SHY_SECONDS))
        if draft.state.phase is Phase.WAITING and not draft.state.is_hearing_speech:
            draft.wait()  # with what is listened for now
    else:
        draft.change(greeting=Greeting.NONE)


def quiet_hours_changed(draft: Draft, *, are_on: bool) -> None:
    draft.change(are_hours_quiet=are_on)
    if is_resting(draft) and draft.state.phase is Phase.WAITING:
        draft.wait()


def visit_ends(draft: Draft, ending: VisitEnding) -> None:
    """At once: whoever is here now has nothing to do with who was."""
    draft.hush()
    draft.change(ending=ending)
    draft.end()


def _say_hello(draft: Draft) -> None:
    if draft.state.greeting is Greeting.SHY:
        _rest_on(draft)
        return
    draft.change(greeting=Greeting.ASKED)
    draft.emit(StartTimer(Timer.GREETING, draft.state.turn, _ANSWER_SECONDS))
    draft.reply(draft.notice(Notice.GREETED), after=After.WAIT)


def _rest_on(draft: Draft) -> None:
    """As if nothing had been heard: in a room that talks the next invitation comes no later."""
    if draft.state.phase is not Phase.WAITING or draft.state.pending:
        draft.wait()
