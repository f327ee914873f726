"""Everything with one sound: the kiosk reads the ways on, and listens for a moment after each.

The sound takes what was just read. It never has to come in time: the choices are read again, a few
times by themselves and then whenever the sound is made (M3).
"""

from mskiosk.core.acting import act
from mskiosk.core.draft import Draft
from mskiosk.core.intents import Choose, Command
from mskiosk.core.state import Phase, QuestionPlace

ROUNDS = 3
"""So often the choices are read without an answer; then the kiosk rests."""


def switched(draft: Draft) -> None:
    """The sound was made."""
    state = draft.state
    has_rested = state.noinputs >= ROUNDS
    draft.change(noinputs=0, nomatches=0)
    match state.phase:
        case Phase.PAUSED:
            act(draft, Command.CONTINUE, by_voice=True)
        case Phase.WINDOW if (choice := _choice_read(draft)) is not None:
            act(draft, Choose(choice), by_voice=True)
        case Phase.WINDOW | Phase.WAITING if isinstance(state.place, QuestionPlace):
            act(draft, Command.YES, by_voice=True)
        case Phase.WAITING if not has_rested:
            act(draft, Command.GO_BACK, by_voice=True)
        case _:
            act(draft, Command.OPTIONS, by_voice=True)


def go_round(draft: Draft) -> bool:
    """Nothing was taken: the choices again, or the way on from a question by what it means to be
    silent. False when the kiosk is to rest."""
    if draft.state.noinputs >= ROUNDS:
        return False
    if isinstance(draft.state.place, QuestionPlace):
        act(draft, Command.GO_BACK, by_voice=True)
    else:
        act(draft, Command.OPTIONS, by_voice=True)
    return True


def _choice_read(draft: Draft) -> int | None:
    """The choice that the kiosk said last, if it was one."""
    state = draft.state
    if state.last_was_reply or state.last_line is None or state.last_line >= len(state.lines):
        return None
    return state.lines[state.last_line].choice
