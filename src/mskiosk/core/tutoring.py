"""The tutor: five minutes that teach keys, words and reading, at the person's own pace (C6, E23).

It says one thing to do and waits for it, however long that takes (S17). What is done there does
nothing else, but for the voice, which is heard to change. A step can be left out, taken back or
repeated, and the main menu is one key or phrase away, as everywhere. Where lines are typed, or
switches are all that is pressed, there are no keys to teach, and where nobody listens no words.
"""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.exercises import BEGINS, EXERCISES, Part
from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.pads import PAD_HAS_NO_KEY
from mskiosk.core.places import intent_name
from mskiosk.core.policy import RATES, Switches
from mskiosk.core.resuming import ask_to_resume
from mskiosk.core.settings import cuts
from mskiosk.core.state import After, Hearing, TopicPlace, TutorPlace
from mskiosk.core.travelling import remember, return_to_last_visit

_AS_EVERYWHERE = frozenset(
    {
        Command.GET_HELP_NOW,
        Command.STAFF,
        Command.NEW_PERSON,
        Command.GOODBYE,
        Command.TAKE_A_BREAK,
        Command.LEARN_KEYS,
        Command.SPEECH_ON_OFF,
        Command.NORMAL_SETTINGS,
        Command.STOP,
        Command.WHERE_AM_I,
    }
)
_SKIPS = frozenset({Command.NEXT, Command.NEXT_SECTION})
_GOES_BACK = frozenset({Command.PREVIOUS, Command.PREVIOUS_SECTION})
_ASKS_AGAIN = frozenset(
    {
        Command.REPEAT,
        Command.READ_AGAIN,
        Command.CONTINUE,
        Command.PAUSE_OR_CONTINUE,
        Command.YES,
        Command.NO,
        Command.OPTIONS,
        Command.TUTOR,
    }
)
_MOST_IN_VAIN = 2
"""After so many answers that were not understood it is said how to leave the step out."""


def tutor_place(draft: Draft) -> TutorPlace:
    """The exercises that make sense here."""
    hearing = draft.state.hearing
    left_out = set()
    if hearing is Hearing.TYPED or draft.state.settings.switches is not Switches.NONE:
        left_out.add(Part.KEYS)
    if hearing is Hearing.NONE or draft.policy.has_sound_switch:
        left_out.add(Part.WORDS)
    is_pad_alone = draft.policy.has_pad and hearing is Hearing.NONE
    unheard = PAD_HAS_NO_KEY if is_pad_alone else frozenset[Command]()
    return TutorPlace(
        steps=tuple(
            at
            for at, each in enumerate(EXERCISES)
            if each.part not in left_out and not each.done_by & unheard
        )
    )


def begin_tutor(draft: Draft, *first: Text) -> None:
    remember(draft)
    draft.put(tutor_place(draft))
    _ask(draft, *first, draft.notice(Notice.TUTOR_BEGINS), *_begins(draft))


def _begins(draft: Draft) -> tuple[Text, ...]:
    """What is said before an exercise that is new: which part begins, and where in it all this
    is."""
    place = draft.state.place
    assert isinstance(place, TutorPlace)
    part = EXERCISES[place.exercise].part
    before = EXERCISES[place.steps[place.at - 1]].part if place.at else None
    is_typed = draft.state.hearing is Hearing.TYPED
    step = draft.notice(Notice.TUTOR_STEP, number=place.at + 1, count=len(place.steps))
    if part is before or (part is Part.WORDS and is_typed):
        return (step,)
    return (draft.notice(BEGINS[part]), step)


def obey_tutor(draft: Draft, intent: Intent, *, by_voice: bool) -> bool:
    """Does what `intent` means while somebody is taught. False: what it means everywhere."""
    place = draft.state.place
    if not isinstance(place, TutorPlace):
        return False
    match intent:
        case _ if EXERCISES[place.exercise].is_done_by(intent):
            _done(draft, place, intent)
        case _ if intent in _AS_EVERYWHERE or not cuts(intent):
            return False
        case Command.PAUSE if not by_voice:
            return False
        case Command.MAIN_MENU:
            _end(draft, draft.notice(Notice.TUTOR_OVER), goes_home=True)
        case _ if intent in _SKIPS:
            _go_to(draft, place, place.at + 1)
        case Command.GO_BACK:
            _go_to(draft, place, place.at - 1)
        case _ if intent in _GOES_BACK:
            _go_to(draft, place, max(0, place.at - 1))
        case _ if intent in _ASKS_AGAIN:
            _ask(draft)
        case Command.HELP:
            _ask(draft, draft.notice(Notice.HELP_SAFE), draft.notice(Notice.TUTOR_HOW))
        case _:
            other = draft.notice(Notice.TUTOR_OTHER, name=_name(draft, intent))
            _ask(draft, other)
    return True


def unanswered(draft: Draft, count: int, *first: Text) -> bool:
    """Nothing was done, or nothing that was understood: the exercise again, and how to leave it
    out; then quiet. False: nobody is taught."""
    if not isinstance(draft.state.place, TutorPlace):
        return False
    if count <= _MOST_IN_VAIN:
        skip = (draft.notice(Notice.TUTOR_HOW),) if count == _MOST_IN_VAIN else ()
        _ask(draft, *first, *skip)
    else:
        draft.wait()
    return True


def _done(draft: Draft, place: TutorPlace, intent: Intent) -> None:
    good = draft.notice(Notice.TUTOR_GOOD, name=_name(draft, intent))
    focus = draft.state.focus
    match intent:
        case Choose(index) if index < len(draft.state.choices):
            focus = index
        case Command.NEXT_CHOICE:
            focus = 0 if focus is None else min(focus + 1, len(draft.state.choices) - 1)
        case Command.SLOWER | Command.FASTER:
            _change_rate(draft, -1 if intent is Command.SLOWER else 1)
        case _:
            pass
    draft.change(focus=focus)
    _go_to(draft, place, place.at + 1, good)


def _change_rate(draft: Draft, by: int) -> None:
    """What is said next is heard to be slower, or faster."""
    settings = draft.state.settings
    at = min(max(RATES.index(settings.rate) + by, 0), len(RATES) - 1)
    draft.change(settings=replace(settings, rate=RATES[at]), is_prepared=False)


def _name(draft: Draft, intent: Intent) -> Text:
    """How it is said; of the one key that pauses and goes on, how the pause is."""
    if isinstance(intent, Choose):
        return draft.guide.number(intent.index + 1)
    named = Command.PAUSE if intent is Command.PAUSE_OR_CONTINUE else intent
    return intent_name(named, draft.guide, draft.state)


def _go_to(draft: Draft, place: TutorPlace, at: int, *first: Text) -> None:
    """To exercise `at`; before the first one it ends, and after the last one too."""
    if at >= len(place.steps):
        is_home = Command.MAIN_MENU in EXERCISES[place.exercise].done_by and bool(first)
        _end(draft, *first, draft.notice(Notice.TUTOR_OVER), goes_home=is_home)
    elif at < 0:
        _end(draft, draft.notice(Notice.TUTOR_OVER))
    else:
        draft.put(replace(place, at=at), focus=draft.state.focus)
        _ask(draft, *first, *_begins(draft))


def _ask(draft: Draft, *first: Text) -> None:
    draft.reply(*first, *draft.question, after=After.WAIT)


def _end(draft: Draft, *first: Text, goes_home: bool = False) -> None:
    """At the main menu with the question of the start that it came before, if there is one."""
    return_to_last_visit(draft)
    home = TopicPlace(draft.guide.home)
    if draft.state.place == home:
        ask_to_resume(draft)
    elif goes_home:
        remember(draft)
        draft.put(home)
    draft.reply(*first, after=After.READ_ON)
