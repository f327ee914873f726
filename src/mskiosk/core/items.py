"""One thing at a time: which sentence or choice it is, and how a choice is put alone.

For eyes that see double, and for whoever is tired of lists (W1, C6): the screen has one line of the
page and nothing else of it, and each choice is a question of its own, to be answered by yes or no.
"""

from mskiosk.core.events import Quality
from mskiosk.core.guide import Guide, Text
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Switches
from mskiosk.core.privacy import noticed
from mskiosk.core.state import (
    HEARS_WORDS,
    AskingPlace,
    Mode,
    State,
)

_DROWNS_WORDS = (Quality.LOUD_ROOM, Quality.MUTED, Quality.SILENT)


def is_one_at_a_time(state: State) -> bool:
    """A question of the kiosk's own is one thing already, and with switches the ring gives one
    thing after the other by itself."""
    is_page = not isinstance(state.place, AskingPlace)
    has_switches = state.settings.switches is not Switches.NONE
    return is_page and state.settings.look.is_one_at_a_time and not has_switches


def item_at(state: State) -> int | None:
    """The line that was begun last, or is to be read next; None past the end, when that has been
    said."""
    at = state.cursor if state.last_line is None else state.last_line
    if at >= len(state.lines):
        return None
    sentence = state.lines[at].sentence
    return next(at for at, line in enumerate(state.lines) if line.sentence == sentence)


def choice_at(state: State) -> int | None:
    """The choice that is asked about, or was read last."""
    at = item_at(state)
    return None if at is None else state.lines[at].choice


def leans_on_words(state: State) -> bool:
    """Words are worth offering: they are heard, not lost in noise or a dead microphone."""
    return state.hearing in HEARS_WORDS and state.quality not in _DROWNS_WORDS


def speaks_of_words(state: State) -> bool:
    """They are offered first: they are worth it, and the person did not choose the keys."""
    return leans_on_words(state) and state.mode is not Mode.KEYS


def choice_alone(index: int, state: State, guide: Guide) -> Text:
    """The choice with its place among the others, as a question."""
    notice = Notice.ONE_CHOICE if speaks_of_words(state) else Notice.ONE_CHOICE_BY_KEY
    return noticed(
        guide,
        notice,
        label=state.choices[index].label,
        number=guide.number(index + 1),
        count=guide.number(len(state.choices)),
    )
