"""Everything with one switch or two: from item to item of the ring, and taking the one it is at.

With two switches one goes on and the other takes, and nothing happens by itself (M4). With one
switch the kiosk goes on by itself: it says an item, and stays at it for a while that begins when
the words have been spoken (M3); after a few rounds it rests. It takes nothing by itself, ever. The
first item of a list, and whatever follows a press, stays twice as long, and presses that come right
after one are not meant (M6). A voiced sound that counts as a switch is the same press.

Whoever would rather set the pace has one switch that goes on, and takes an item by staying at it
(M5): the kiosk says what it is going to take, and there is as long again to go on. It takes only
what a press led to, one item for each; after the last item comes a rest, where it takes nothing.
"""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.effects import StartTimer
from mskiosk.core.events import Timer
from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.pausing import is_pausing
from mskiosk.core.policy import NO_KEY, SCAN_SECONDS, Switches
from mskiosk.core.privacy import is_silent_here
from mskiosk.core.refusing import refuse
from mskiosk.core.remarking import remark
from mskiosk.core.ring import Item, focused, has_more_to_read, items_of, label_of
from mskiosk.core.state import (
    After,
    Dwell,
    Hearing,
    Phase,
    Question,
    QuestionPlace,
    State,
    Ways,
)
from mskiosk.core.stepping import stepped
from mskiosk.core.travelling import enter

_STAYS_OPEN = (Ways.SETTINGS, Ways.VOICE, Ways.SCREEN, Ways.LISTENING, Ways.SWITCHES)
"""What is set by steps may be wanted again at once."""
_LEAVES_ALL_THE_SAME = (Command.LEARN_VOICE, Command.FORGET_VOICE)
_PRESSES = (Command.SWITCH, Command.THIS_ONE, Command.PAUSE_OR_CONTINUE)
"""Enter and Space are what boxes with a switch send."""


def in_ring(draft: Draft, intent: Intent) -> Intent | None:
    """What `intent` means where there are switches. None: it has moved in the ring, or begun to."""
    switches = draft.state.settings.switches
    if intent is Command.SWITCH and not switches.is_one:
        return Command.ONE_SWITCH  # who presses it may have nothing else
    if switches is Switches.NONE:
        return intent
    before = draft.state.dwell
    draft.change(dwell=Dwell.NONE)
    match intent:
        case Command.NEXT_CHOICE:
            _step(draft, 1)
        case Command.PREVIOUS_CHOICE:
            _step(draft, -1)
        case Command.PAUSE_OR_CONTINUE if switches is Switches.TWO:
            _step(draft, 1)
        case Command.SWITCH | Command.THIS_ONE | Command.PAUSE_OR_CONTINUE:
            return _stepped_on(draft, before) if switches is Switches.STEP else _taken(draft)
        case _:
            return intent
    return None


def aimed_at(state: State, intent: Intent) -> Intent:
    """What `intent` is going to do: a switch does what is focused, unless it only goes on, or
    begins to be used."""
    switches = state.settings.switches
    if switches is Switches.STEP or (intent is Command.SWITCH and not switches.is_one):
        return intent
    item = focused(state)
    is_press = intent in (Command.SWITCH, Command.THIS_ONE) or _is_press(state, intent)
    return item if is_press and isinstance(item, Command) else intent


def known_as(state: State, intent: Intent) -> Intent:
    """Which key that of `intent` is where there are switches, whatever is focused."""
    switches = state.settings.switches
    if switches is Switches.TWO and intent is Command.PAUSE_OR_CONTINUE:
        return Command.NEXT_CHOICE
    if switches is Switches.STEP and _is_press(state, intent):
        return Command.NEXT_CHOICE
    return Command.SWITCH if switches.is_one and _is_press(state, intent) else intent


def is_bounce(draft: Draft, intent: Intent) -> bool:
    """Whether the one switch was pressed too soon to be meant; if so the wait begins anew, so that
    a burst is one press however long it lasts."""
    if not _is_press(draft.state, intent) or draft.state.debounce_turn is None:
        return False
    _start_debounce(draft, draft.state.debounce_turn)
    return True


def debounce(draft: Draft, intent: Intent) -> None:
    """After a press that counted, and took something."""
    steps = draft.state.settings.switches is Switches.STEP
    if not steps and _is_press(draft.state, intent) and draft.state.phase is not Phase.ENDED:
        draft.change(debounce_turn=draft.state.turn)
        _start_debounce(draft, draft.state.turn)


def stayed(draft: Draft) -> Intent | None:
    """Somebody who steps has stayed at an item: they are told that it is going to be taken or, when
    they have been told, it is. What is done then, unless that was to open a list."""
    item, dwell = focused(draft.state), draft.state.dwell
    if item is None or dwell is Dwell.NONE:
        return None
    if dwell is Dwell.COUNTED:
        label = label_of(item, draft.state, draft.guide)
        draft.change(dwell=Dwell.TOLD)
        draft.remark(draft.notice(Notice.STEP_WILL_TAKE, item=label), after=After.WAIT)
        return None
    draft.change(dwell=Dwell.NONE, debounce_turn=draft.state.turn)
    _start_debounce(draft, draft.state.turn)
    if isinstance(item, Ways):
        draft.change(ways=item, way=None, focus=None)
        draft.reply(draft.notice(Notice.ANSWER_NOW), after=After.WAIT)
        return None
    return _taken(draft)


def scan_on(draft: Draft) -> None:
    """The kiosk has been at an item for as long as it stays: the next one, or a rest."""
    items = items_of(draft.state, draft.guide)
    at = _place_in(items, draft.state)
    if at is None or at + 1 < len(items):
        at = 0 if at is None else at + 1
        _go_to(draft, items[at], waits_long=at == 0)
        return
    rounds = draft.state.rounds + 1
    draft.change(rounds=rounds)
    if rounds < draft.policy.scan_rounds:
        _go_to(draft, items[0], waits_long=True)
    else:
        _leave(draft)
        draft.change(rounds=rounds, focus=None, phase=Phase.WAITING)
        draft.reply(draft.notice(Notice.SCAN_RESTS), after=After.WAIT)


def change_scan_rate(draft: Draft, by: int) -> None:
    settings = draft.state.settings
    further = stepped(draft, SCAN_SECONDS, settings.scan_seconds, by)
    if further is not None:
        draft.change(settings=replace(settings, scan_seconds=further))
    seconds = f"{draft.state.settings.scan_seconds:g}"
    remark(draft, draft.notice(Notice.SCAN_WAITS, seconds=seconds))


def use_switches(draft: Draft, switches: Switches, *first: Text) -> None:
    """From now on, and says how, after `first`; a question is asked again."""
    if refuses_switches(draft):
        return
    settings = draft.state.settings
    _leave(draft)
    draft.change(settings=replace(settings, switches=switches), is_prepared=False)
    is_asked = isinstance(draft.state.place, QuestionPlace)
    asked = draft.question if is_asked else ()
    draft.reply(*first, draft.notice(Notice.HOW_TO), *asked, after=After.WAIT)


def give_up_switches(draft: Draft) -> None:
    """The keys that were switches mean what they meant before, and the reading goes on."""
    settings = draft.state.settings
    _leave(draft)
    settings = replace(settings, switches=Switches.NONE, next_switch=NO_KEY, select_switch=NO_KEY)
    draft.change(settings=settings, is_prepared=False)
    draft.reply(draft.notice(Notice.SWITCHES_NONE), after=After.READ_ON)


def refuses_switches(draft: Draft) -> bool:
    """Where lines are typed no press arrives; True when that has been said."""
    if draft.state.hearing is not Hearing.TYPED:
        return False
    refuse(draft, Notice.SWITCHES_TYPED)
    return True


def stop_using_switches(draft: Draft) -> None:
    """Asks first: it takes from people with nothing but switches all that they have."""
    settings = draft.state.settings
    if settings.switches is Switches.NONE and not settings.key_additions:
        draft.detour(draft.notice(Notice.SWITCHES_NONE))
    elif draft.state.place == QuestionPlace(Question.SWITCHES_OFF):
        draft.detour(*draft.question)
    else:
        enter(draft, QuestionPlace(Question.SWITCHES_OFF))


def _step(draft: Draft, by: int) -> None:
    items = items_of(draft.state, draft.guide)
    at = _place_in(items, draft.state)
    if at is None:
        _go_to(draft, items[0 if by > 0 else -1])
    else:
        _go_to(draft, items[(at + by) % len(items)])


def _stepped_on(draft: Draft, before: Dwell) -> Intent | None:
    """To the next item, which is going to be taken if nothing else happens; from the last to none,
    in the same list. An item that was taken, or left to itself, may be wanted again."""
    items = items_of(draft.state, draft.guide)
    at = _place_in(items, draft.state)
    if at is None and _is_reading(draft):
        return Command.PAUSE
    if at is not None and before is Dwell.NONE and draft.state.is_in_ring:
        at -= 1
    elif at is not None and at + 1 == len(items):
        draft.change(focus=None, way=None, is_in_ring=False, phase=Phase.WAITING)
        draft.reply(draft.notice(Notice.SCAN_RESTS), after=After.WAIT)
        return None
    _go_to(draft, items[0 if at is None else at + 1], waits_long=at is None)
    draft.change(dwell=Dwell.COUNTED)
    return None


def _taken(draft: Draft) -> Intent | None:
    match focused(draft.state):
        case None:
            return _with_nothing_focused(draft)
        case Ways() as ways:
            draft.change(ways=ways)
            items = items_of(draft.state, draft.guide)
            is_cut = ways is Ways.PAGE and Command.CONTINUE in items
            _go_to(draft, Command.CONTINUE if is_cut else items[0])
            return None
        case intent:
            stays = draft.state.ways in _STAYS_OPEN and intent not in _LEAVES_ALL_THE_SAME
            if stays:
                draft.change(waits_long=True)
            else:
                _leave(draft)
            return intent


def _with_nothing_focused(draft: Draft) -> Intent | None:
    """With two switches the one that takes also stops, and goes on again."""
    state = draft.state
    is_paused = state.phase is Phase.PAUSED or is_pausing(draft)
    if is_paused and not is_silent_here(state):
        return Command.CONTINUE
    if _is_reading(draft) and state.settings.switches is Switches.TWO:
        return Command.PAUSE
    _go_to(draft, items_of(state, draft.guide)[0])
    return None


def _go_to(draft: Draft, item: Item, *, waits_long: bool = True) -> None:
    """Focuses and says it, and nothing else: it will be heard very often."""
    draft.change(
        focus=item.index if isinstance(item, Choose) else None,
        way=None if isinstance(item, Choose) else item,
        is_in_ring=True,
        waits_long=waits_long,
    )
    draft.remark(label_of(item, draft.state, draft.guide), after=After.WAIT)


def _leave(draft: Draft) -> None:
    """Out of the ring: the reading is where it was cut, or over."""
    phase = Phase.WINDOW if has_more_to_read(draft.state) else Phase.WAITING
    draft.change(ways=Ways.PAGE, way=None, is_in_ring=False, rounds=0, phase=phase)


def _is_reading(draft: Draft) -> bool:
    """Or says something after which it reads on."""
    state = draft.state
    if state.phase is Phase.REPLYING:
        return state.after_reply is not After.WAIT and not is_pausing(draft)
    return state.phase in (Phase.READING, Phase.WINDOW)


def _place_in(items: tuple[Item, ...], state: State) -> int | None:
    """Where the focus is among `items`. Whoever comes back to a page with two switches goes on from
    the choice that they took."""
    item = focused(state)
    if item is None and state.focus is not None and state.settings.switches is Switches.TWO:
        item = Choose(state.focus)
    return items.index(item) if item in items else None


def _is_press(state: State, intent: Intent) -> bool:
    """Of the one switch."""
    return intent is Command.SWITCH or (state.settings.switches.is_one and intent in _PRESSES)


def _start_debounce(draft: Draft, turn: int) -> None:
    draft.emit(StartTimer(Timer.DEBOUNCE, turn, draft.policy.debounce_seconds))
