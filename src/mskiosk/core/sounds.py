"""What the earcons mean, in words: each has a sentence to hear and a name to see."""

from mskiosk.core.effects import Earcon
from mskiosk.core.intents import Command, Intent
from mskiosk.core.notices import Notice

MEANINGS: dict[Earcon, Notice] = {
    Earcon.LISTENING: Notice.SOUND_LISTENING,
    Earcon.STILL_LISTENING: Notice.SOUND_STILL_LISTENING,
    Earcon.CHOSEN: Notice.SOUND_CHOSEN,
    Earcon.MOVED: Notice.SOUND_MOVED,
    Earcon.EDGE: Notice.SOUND_EDGE,
    Earcon.NOT_UNDERSTOOD: Notice.SOUND_NOT_UNDERSTOOD,
    Earcon.ENDING: Notice.SOUND_ENDING,
}
"""In the order in which they are explained."""

NAMES: dict[Earcon, Notice] = {
    Earcon.LISTENING: Notice.STATUS_LISTENING,
    Earcon.STILL_LISTENING: Notice.STATUS_SOUND_STILL_LISTENING,
    Earcon.CHOSEN: Notice.STATUS_SOUND_CHOSEN,
    Earcon.MOVED: Notice.STATUS_SOUND_MOVED,
    Earcon.EDGE: Notice.STATUS_SOUND_EDGE,
    Earcon.NOT_UNDERSTOOD: Notice.STATUS_SOUND_NOT_UNDERSTOOD,
    Earcon.ENDING: Notice.GOODBYE,
}

_MOVES = frozenset(
    {
        Command.NEXT_CHOICE,
        Command.PREVIOUS_CHOICE,
        Command.NEXT,
        Command.PREVIOUS,
        Command.NEXT_SECTION,
        Command.PREVIOUS_SECTION,
        Command.OPTIONS,
    }
)


def sound_of(intent: Intent) -> Earcon | None:
    """What sounds when `intent` is done; nothing for the one that asks for silence."""
    if intent is Command.STOP:
        return None
    return Earcon.MOVED if intent in _MOVES else Earcon.CHOSEN
