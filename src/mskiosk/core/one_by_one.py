"""What is done with one thing at a time: yes takes it, no goes to the next, and nothing hurries.

After each choice the kiosk waits for the answer as long as it takes; sentences follow one another
by themselves, as everywhere. "Read everything to me" goes through it all without waiting. The kiosk
offers this once in a visit, to whoever was not understood, or was silent, several times (C6).
"""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon
from mskiosk.core.guide import Text
from mskiosk.core.intents import Command
from mskiosk.core.items import choice_at, is_one_at_a_time, item_at
from mskiosk.core.moving import read_from
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Profile, Switches
from mskiosk.core.reading import line_of
from mskiosk.core.state import (
    After,
    AskingPlace,
    Mode,
    Phase,
    Question,
    QuestionPlace,
)
from mskiosk.core.travelling import enter, return_to_last_visit
from mskiosk.core.urgency import is_urgent_here
from mskiosk.core.view import LineKind

_PATIENT_ROUNDS = 2
"""After so many misunderstandings, or silences, one thing at a time is offered."""


def meaning_one_by_one(draft: Draft, intent: Command) -> Command | None:
    """What `intent` comes to where one thing is given at a time; None when it has been done."""
    state = draft.state
    if not is_one_at_a_time(state):
        return intent
    match intent:
        case Command.YES | Command.THIS_ONE:
            return _taken(draft)
        case Command.NO if item_at(state) is None:
            return Command.GO_BACK if state.trail else Command.OPTIONS
        case Command.NO | Command.NEXT_CHOICE:
            _step(draft, 1)
        case Command.PREVIOUS_CHOICE:
            _step(draft, -1)
        case Command.REPEAT if draft.item_asked and not state.repeatable:
            draft.read_on()
        case _:
            return intent
    return None


def _taken(draft: Draft) -> Command | None:
    """A choice is taken, a sentence leads to the next thing; at the end all begins again."""
    state = draft.state
    if item_at(state) is None:
        return Command.OPTIONS if state.choices else Command.READ_AGAIN
    if choice_at(state) is not None:
        draft.change(focus=choice_at(state))
        return Command.THIS_ONE
    if state.phase is Phase.PAUSED:
        return Command.CONTINUE
    _step(draft, 1)
    return None


def _step(draft: Draft, by: int) -> None:
    """To the line after or before; past the last one, to the question what now."""
    state = draft.state
    at = item_at(state)
    if at is None and by < 0:
        read_from(draft, line_of(state.lines, state.lines[-1].sentence))
        return
    sentence = state.lines[at].sentence + by if at is not None else state.lines[-1].sentence + 1
    if sentence < 0:
        draft.change(cursor=0)
        draft.chime(Earcon.EDGE)
        draft.detour(draft.notice(Notice.FIRST_SENTENCE), is_brief=True)
    elif sentence <= state.lines[-1].sentence:
        read_from(draft, line_of(state.lines, sentence))
    else:
        draft.change(cursor=len(state.lines))
        draft.read_on()


def give_one_by_one(draft: Draft, *, by_voice: bool) -> None:
    """A key switches back and forth; a phrase means what it says."""
    if draft.state.settings.look.is_one_at_a_time and not by_voice:
        give_all_at_once(draft)
    else:
        _set(draft, is_on=True)
        _go_on(draft, Notice.ONE_ON)


def give_all_at_once(draft: Draft) -> None:
    was_on = draft.state.settings.look.is_one_at_a_time
    _set(draft, is_on=False)
    _go_on(draft, Notice.ONE_OFF if was_on else Notice.ONE_OFF_ALREADY)


def _set(draft: Draft, *, is_on: bool) -> None:
    settings = draft.state.settings
    look = replace(settings.look, is_one_at_a_time=is_on)
    draft.change(settings=replace(settings, look=look), was_one_offered=True, is_prepared=False)


def _go_on(draft: Draft, notice: Notice) -> None:
    """With the line that was read last; a question is asked again."""
    state = draft.state
    if isinstance(state.place, AskingPlace):
        draft.reply(draft.notice(notice), *draft.question, after=After.WAIT)
        return
    begin_at_item(draft)
    draft.reply(draft.notice(notice), after=After.READ_ON)


def begin_at_item(draft: Draft) -> None:
    """What is read next is the line that was read last or, at the end, the first choice."""
    state = draft.state
    choices = (at for at, line in enumerate(state.lines) if line.kind is LineKind.CHOICE)
    first = next(choices, 0)
    at = item_at(state)
    is_over = at is None or (state.phase is Phase.WAITING and state.cursor >= len(state.lines))
    draft.change(cursor=first if at is None or is_over else at, last_line=None)


def offer_one_by_one(draft: Draft, *first: Text) -> bool:
    """Asks, once in a visit, where it is due; says `first` before."""
    state = draft.state
    count = max(state.noinputs, state.nomatches, state.reminders * _PATIENT_ROUNDS)
    is_due = count >= _PATIENT_ROUNDS and state.phase is Phase.WAITING and _is_there(draft)
    may_ask = draft.policy.offers_one_by_one and not state.was_one_offered
    is_on = state.settings.look.is_one_at_a_time or state.settings.switches is not Switches.NONE
    if not (is_due and may_ask) or is_on or is_urgent_here(state, draft.guide):
        return False
    if isinstance(state.place, AskingPlace) or not state.choices:
        return False
    draft.change(was_one_offered=True, pending=(*state.pending, *first))
    enter(draft, QuestionPlace(Question.OFFER_ONE))
    return True


def let_offer_lapse(draft: Draft) -> bool:
    """Nobody answers: back at the page. False: there is no such offer, or it is still fresh."""
    state = draft.state
    is_offered = state.place == QuestionPlace(Question.OFFER_ONE)
    if not is_offered or (state.noinputs < _PATIENT_ROUNDS and not state.reminders):
        return False
    return_to_last_visit(draft)
    draft.reply(draft.notice(Notice.BACK_AT, title=draft.state.title), after=After.WAIT)
    return True


def _is_there(draft: Draft) -> bool:
    """Silence is a person's where one lives, or has been pressing or speaking."""
    state = draft.state
    has_acted = state.has_used_keys or state.mode is not Mode.UNKNOWN or state.nomatches > 0
    return has_acted or draft.policy.profile is Profile.HOME


def accept_one_by_one(draft: Draft) -> None:
    """The choices are what was hard: with the first of them it begins."""
    _set(draft, is_on=True)
    draft.change(cursor=len(draft.state.lines), phase=Phase.WAITING)
    _go_on(draft, Notice.ONE_ON)


def refuse_one_by_one(draft: Draft) -> None:
    """All choices, as it would have gone without the offer."""
    draft.reply(
        draft.notice(Notice.ONE_REFUSED),
        draft.notice(Notice.LIST_CHOICES),
        *(draft.choice_said(index) for index in range(len(draft.state.choices))),
        after=After.WAIT,
    )
