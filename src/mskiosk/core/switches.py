"""Switches are set up by pressing them: first the one for next, then the one for select.

Whoever sees the keys tells which was pressed while the kiosk asks (`View.captures_key`). Somebody
with one switch presses it both times. So nobody who has but one comes to need a second: before two
are used in place of one, both are pressed.
"""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.notices import Notice
from mskiosk.core.policy import NO_KEY, Switches
from mskiosk.core.refusing import refuse
from mskiosk.core.scanning import refuses_switches, use_switches
from mskiosk.core.state import SWITCH_QUESTIONS, QuestionPlace, captures_key
from mskiosk.core.travelling import enter, return_to_last_visit

_NEXT, _SELECT = map(QuestionPlace, SWITCH_QUESTIONS)


def set_up_switches(draft: Draft) -> None:
    if refuses_switches(draft):
        return
    if draft.state.place == _NEXT:
        draft.detour(*draft.question)
    else:
        enter(draft, _NEXT)


def use_two_switches(draft: Draft) -> None:
    if draft.policy.has_sound_switch:
        refuse(draft, Notice.ONE_SOUND)
    elif draft.state.settings.switches.is_one:
        set_up_switches(draft)
    else:
        use_switches(draft, Switches.TWO)


def key_captured(draft: Draft, key: str) -> None:
    """The person pressed `key` where they were asked for one."""
    if not captures_key(draft.state.place):
        return
    draft.change(has_used_keys=True, noinputs=0, nomatches=0, heard=None, sound=None)
    draft.hush()
    if draft.state.place == _NEXT:
        draft.change(captured_key=key)
        draft.put(_SELECT)
        draft.read_on()
        return
    first = draft.state.captured_key or key
    return_to_last_visit(draft)
    is_one = first == key
    settings = replace(
        draft.state.settings, next_switch=NO_KEY if is_one else first, select_switch=key
    )
    draft.change(settings=settings, captured_key=None)
    said = draft.notice(Notice.SWITCH_SET if is_one else Notice.SWITCHES_SET)
    before = draft.state.settings.switches
    one = before if before.is_one else Switches.ONE
    is_heard = draft.policy.has_sound_switch  # a sound is one switch, whatever keys there are
    use_switches(draft, one if is_one or is_heard else Switches.TWO, said)
