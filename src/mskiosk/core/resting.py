"""A break: the place is kept, and whatever key is pressed, or whatever is said, ends it.

Who comes back may not remember what the keys did, or lean on one by chance: in a break a key only
says "I am back". What is said is done, and so are the calls for people, the main menu, and what
changes how the kiosk sounds, which does not end the break.
"""

from mskiosk.core.draft import Draft
from mskiosk.core.intents import Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.settings import cuts
from mskiosk.core.state import (
    After,
    AskingPlace,
)
from mskiosk.core.travelling import take_up_again

_DONE_AT_ONCE = (
    Command.GET_HELP_NOW,
    Command.STAFF,
    Command.MAIN_MENU,
    Command.NEW_PERSON,
    Command.GOODBYE,
    Command.TAKE_A_BREAK,
)
_GO_ON = (Command.CONTINUE, Command.PAUSE_OR_CONTINUE)


def take_a_break(draft: Draft) -> None:
    draft.hold_reply()
    draft.change(is_on_break=True)
    draft.remark(draft.notice(Notice.BREAK), after=After.STAY_PAUSED)


def means_i_am_back(intent: Intent, *, by_voice: bool) -> bool:
    """Of somebody who takes a break."""
    if intent in _GO_ON:
        return True
    return not by_voice and cuts(intent) and intent not in _DONE_AT_ONCE


def come_back(draft: Draft) -> None:
    """Says where this is, for some time has gone by, and goes on."""
    state = draft.state
    if state.held:
        draft.go_on()
    elif isinstance(state.place, AskingPlace):
        draft.reply(*draft.question, after=After.WAIT)
    else:
        take_up_again(draft)
