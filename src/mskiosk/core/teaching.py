"""The lesson: the person says a few phrases some times, and the listener learns how they sound.

Slurred or unusual speech is understood by its likeness to itself (C4, E16). The kiosk offers the
lesson when it has failed to understand; each phrase that was learned counts from then on, so that
a lesson can end at any moment. Whoever has a home here is asked once whether what was learned may
be kept; at a clinic it goes with the person.
"""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.effects import ForgetVoice, StopTimer
from mskiosk.core.events import Ending, SampleFault, SampleHeard, SpeechEnded, Timer
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Profile
from mskiosk.core.showing import whole_view_of
from mskiosk.core.state import (
    HEARS_NO_VOICE,
    After,
    AskingPlace,
    Hearing,
    LessonPlace,
    OwnVoice,
    Phase,
    Question,
    QuestionPlace,
    TopicPlace,
)
from mskiosk.core.travelling import enter, remember, return_to_last_visit
from mskiosk.core.urgency import is_urgent_here

SAMPLES = 3
"""How often each phrase is said."""
MOST_PHRASES = 12
_MOST_NUMBERS = 4
_MOST_FAULTS = 3
"""After so many samples of no use a phrase is left out."""
_MOST_SILENCES = 3
_MISUNDERSTANDINGS = 2
_COMMANDS = (
    Command.YES,
    Command.NO,
    Command.GO_BACK,
    Command.MAIN_MENU,
    Command.HELP,
    Command.STOP,
    Command.REPEAT,
    Command.NEXT,
)
"""What is taught after the numbers, the most needed first."""
_SKIPS = (Command.NEXT, Command.NEXT_SECTION, Command.NEXT_CHOICE)
_ENDS = (Command.STOP, Command.GO_BACK, Command.MAIN_MENU)
_FAULTS = {
    SampleFault.NOT_HEARD: Notice.LESSON_NOT_HEARD,
    SampleFault.TOO_SHORT: Notice.LESSON_TOO_SHORT,
    SampleFault.TOO_LONG: Notice.LESSON_TOO_LONG,
    SampleFault.TOO_QUIET: Notice.LESSON_TOO_QUIET,
    SampleFault.TOO_LOUD: Notice.LESSON_TOO_LOUD,
    SampleFault.UNLIKE: Notice.LESSON_UNLIKE,
}


def offer_lesson(draft: Draft, *first: Text) -> bool:
    """Asks, once in a visit, whether to teach, after some misunderstandings in a row; says `first`
    before."""
    state = draft.state
    is_due = state.nomatches >= _MISUNDERSTANDINGS and state.phase is Phase.WAITING
    hears_words = draft.hears_speech and draft.leans_on_words and not draft.policy.has_sound_switch
    if is_urgent_here(state, draft.guide) or state.own_voice is not OwnVoice.UNKNOWN:
        return False
    may_ask = draft.policy.offers_lessons and hears_words and not state.was_lesson_offered
    if not (is_due and may_ask) or isinstance(state.place, AskingPlace):
        return False
    draft.change(was_lesson_offered=True, pending=(*state.pending, *first))
    enter(draft, QuestionPlace(Question.OFFER_LESSON))
    return True


def refuse_lesson(draft: Draft) -> None:
    """Back where the misunderstandings were, and with their number."""
    draft.change(nomatches=_MISUNDERSTANDINGS)
    draft.reply(
        draft.notice(Notice.LESSON_REFUSED),
        draft.notice(Notice.LIST_CHOICES if draft.state.choices else Notice.NO_CHOICES),
        *(draft.choice_said(index) for index in range(len(draft.state.choices))),
        after=After.WAIT,
    )


def learn_voice(draft: Draft) -> None:
    """Begins the lesson; whose voice is known already may have it forgotten instead."""
    if isinstance(draft.state.place, AskingPlace):
        draft.detour(*draft.question)
    elif draft.state.own_voice is OwnVoice.UNKNOWN:
        begin_lesson(draft)
    else:
        enter(draft, QuestionPlace(Question.KNOWN_VOICE))


def begin_lesson(draft: Draft) -> None:
    """Or says that there is nobody to listen to it."""
    if draft.state.hearing in HEARS_NO_VOICE or draft.policy.has_sound_switch:
        draft.detour(draft.notice(Notice.LESSON_DEAF))
        return
    phrases = _phrases(draft)
    remember(draft)
    draft.put(LessonPlace(phrases=phrases))
    draft.change(was_lesson_offered=True)
    _ask(draft, draft.notice(Notice.LESSON_BEGINS))


def leave_if_deaf(draft: Draft) -> bool:
    """Where nobody listens any more a lesson ends, once that has been said."""
    if not isinstance(draft.state.place, LessonPlace) or draft.state.hearing is not Hearing.NONE:
        return False
    _break_off(draft)
    draft.read_on()
    return True


def forget_voice(draft: Draft) -> None:
    was_known = draft.state.own_voice is not OwnVoice.UNKNOWN
    if was_known:  # what was kept of somebody else is theirs
        draft.emit(ForgetVoice())
    draft.change(own_voice=OwnVoice.UNKNOWN)
    forgotten = draft.notice(Notice.VOICE_FORGOTTEN if was_known else Notice.VOICE_UNKNOWN)
    asked = (QuestionPlace(Question.KEEP_VOICE), QuestionPlace(Question.KNOWN_VOICE))
    if isinstance(draft.state.place, LessonPlace) or draft.state.place in asked:
        _break_off(draft)
        draft.reply(forgotten, after=After.READ_ON)
    else:
        draft.detour(forgotten)


def _break_off(draft: Draft) -> None:
    """Back to the page; no lesson goes on, here or on the way back."""
    trail = tuple(v for v in draft.state.trail if not isinstance(v.place, LessonPlace))
    draft.change(trail=trail)
    return_to_last_visit(draft)


def obey_in_lesson(draft: Draft, intent: Intent, *, by_voice: bool) -> bool:
    """Does what `intent` means in a lesson. False: it means what it means everywhere."""
    place = draft.state.place
    if place == QuestionPlace(Question.KNOWN_VOICE):
        return _answer_known(draft, intent)
    if not isinstance(place, LessonPlace):
        return False
    match intent:
        case Command.STOP if not by_voice:
            return False  # a key that silences; the lesson goes on
        case Command.MAIN_MENU | Command.GO_BACK | Command.STOP:
            _end(draft, place, goes_home=intent is Command.MAIN_MENU)
        case Command.YES | Command.NO | Command.THIS_ONE | Command.OPTIONS:
            draft.detour(*draft.question)
        case _ if intent in _SKIPS:
            _go_on_to_next(draft, place)
        case _:
            return False
    return True


def _answer_known(draft: Draft, intent: Intent) -> bool:
    match intent:
        case Choose(0) | Command.YES:
            return_to_last_visit(draft)
            begin_lesson(draft)
        case Choose(1):
            return_to_last_visit(draft)
            forget_voice(draft)
        case _:
            return False
    return True


def sample_heard(draft: Draft, event: SampleHeard) -> None:
    place = draft.state.place
    draft.change(is_hearing_speech=False)
    draft.emit(StopTimer(Timer.ANSWER))
    if not isinstance(place, LessonPlace) or event.phrase != place.phrase:
        draft.wait()
    elif event.fault is not None:
        _ask_anew(draft, place, event.fault)
    elif place.samples + 1 < SAMPLES:
        draft.put(replace(place, samples=place.samples + 1))
        _ask(draft)
    else:
        if draft.state.own_voice is OwnVoice.UNKNOWN:
            draft.change(own_voice=OwnVoice.TAUGHT)
        _go_on_to_next(draft, replace(place, learned=place.learned + 1))


def heard_in_lesson(draft: Draft, event: SpeechEnded) -> bool:
    """Words that were no sample: none, or a command. What would end the lesson is asked about.
    False: the command does what it does everywhere."""
    place = draft.state.place
    if not isinstance(place, LessonPlace) or draft.state.phase is not Phase.WAITING:
        return False
    if event.ending is Ending.SOUND:
        return False
    grammar = Grammar.of(whole_view_of(draft.state, draft.guide), draft.guide)
    best = event.hypotheses[0] if event.hypotheses else None
    intent = grammar.match(best.text) if best else None
    least = draft.policy.accept_confidence
    if intent is Command.GET_HELP_NOW:
        least = draft.policy.confirm_confidence  # as everywhere
    if best is None or intent is None or best.confidence < least:
        draft.change(is_hearing_speech=False)
        draft.emit(StopTimer(Timer.ANSWER))
        is_talk = event.ending is Ending.TALK
        _ask_anew(draft, place, SampleFault.TOO_LONG if is_talk else SampleFault.NOT_HEARD)
        return True
    if intent not in _ENDS:
        return False
    draft.change(is_hearing_speech=False, heard=best.text)
    draft.emit(StopTimer(Timer.ANSWER))
    enter(draft, QuestionPlace(Question.CONFIRM, intent))
    return True


def unheard_in_lesson(draft: Draft) -> bool:
    """Nobody spoke in a lesson, which ends when that happens too often. False: it was no lesson."""
    place = draft.state.place
    if not isinstance(place, LessonPlace):
        return False
    draft.change(noinputs=draft.state.noinputs + 1)
    if draft.state.noinputs < _MOST_SILENCES:
        _ask(draft, draft.notice(Notice.LESSON_NOT_HEARD))
    else:
        _end(draft, place)
    return True


def _phrases(draft: Draft) -> tuple[str, ...]:
    """The numbers of this page, then the most needed commands."""
    count = min(len(draft.state.choices), _MOST_NUMBERS)
    numbers = [draft.guide.number(index + 1).spoken for index in range(count)]
    universals = draft.guide.universals
    commands = [universals[each].phrases[0] for each in _COMMANDS if universals[each].phrases]
    return tuple(dict.fromkeys([*numbers, *commands]))[:MOST_PHRASES]


def _ask(draft: Draft, *first: Text) -> None:
    draft.reply(*first, *draft.question, after=After.WAIT)


def _ask_anew(draft: Draft, place: LessonPlace, fault: SampleFault) -> None:
    if place.faults + 1 < _MOST_FAULTS:
        draft.put(replace(place, faults=place.faults + 1))
        _ask(draft, draft.notice(_FAULTS[fault]))
    else:
        _go_on_to_next(draft, place, draft.notice(Notice.LESSON_LEFT_OUT))


def _go_on_to_next(draft: Draft, place: LessonPlace, *first: Text) -> None:
    if place.at + 1 < len(place.phrases):
        draft.put(replace(place, at=place.at + 1, samples=0, faults=0))
        _ask(draft, *first)
    else:
        _end(draft, place, *first)


def _end(draft: Draft, place: LessonPlace, *first: Text, goes_home: bool = False) -> None:
    """Says what is known now, asks whether to keep it, and goes on with the page."""
    return_to_last_visit(draft)
    if goes_home:
        remember(draft)
        draft.put(TopicPlace(draft.guide.home))
    over = draft.notice(Notice.LESSON_IN_VAIN)
    if place.learned:
        over = draft.notice(Notice.LESSON_OVER, count=draft.guide.number(place.learned))
    is_home = draft.policy.profile is Profile.HOME
    if place.learned and is_home and draft.state.own_voice is OwnVoice.TAUGHT:
        remember(draft)
        draft.put(QuestionPlace(Question.KEEP_VOICE))
        draft.reply(*first, over, *draft.question, after=After.WAIT)
    else:
        draft.reply(*first, over, after=After.READ_ON)
