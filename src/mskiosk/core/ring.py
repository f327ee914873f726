"""The ring: what somebody with one switch or two can take here, one item after the other.

First come the choices of the page, then the few ways that are needed most, then lists in which
everything else is: no list has more than five things in it besides the way out of it (C1). Whoever
has all keys has a key for each of these ways, and for them Down ends at the last choice as before;
so there is a ring only where the settings name switches.
"""

from collections.abc import Mapping

from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.places import terms_of
from mskiosk.core.policy import Switches
from mskiosk.core.privacy import is_silent_here
from mskiosk.core.state import (
    HEARS_NO_VOICE,
    LessonPlace,
    Question,
    QuestionPlace,
    SourcesPlace,
    State,
    TermsPlace,
    TopicPlace,
    TutorPlace,
    Ways,
)
from mskiosk.core.view import LineKind

Item = Intent | Ways

LISTS: Mapping[Ways, tuple[Command | Ways, ...]] = {
    Ways.MORE: (Ways.READING, Ways.FACTS, Ways.HELP, Ways.SETTINGS, Ways.ENDING),
    Ways.READING: (
        Command.REPEAT,
        Command.NEXT_SECTION,
        Command.PREVIOUS_SECTION,
        Command.PREVIOUS,
        Command.READ_AGAIN,
    ),
    Ways.FACTS: (Command.SOURCES, Command.EXPLAIN_WORDS, Command.WHAT_DID_YOU_SAY),
    Ways.HELP: (
        Command.HELP,
        Command.STAFF,
        Command.WHERE_AM_I,
        Command.EXPLAIN_SOUNDS,
        Command.WHAT_CAN_I_SAY,
    ),
    Ways.SETTINGS: (
        Ways.SWITCHES,
        Ways.VOICE,
        Ways.SCREEN,
        Ways.LISTENING,
        Command.NORMAL_SETTINGS,
    ),
    Ways.VOICE: (
        Command.LOUDER,
        Command.QUIETER,
        Command.SLOWER,
        Command.FASTER,
        Command.SPEECH_ON_OFF,
    ),
    Ways.SCREEN: (
        Command.BIGGER_TEXT,
        Command.SMALLER_TEXT,
        Command.CHANGE_COLOURS,
        Command.SPACE_LINES,
        Command.HIDE_SCREEN,
    ),
    Ways.LISTENING: (
        Command.SOUNDS_ON_OFF,
        Command.WAIT_LONGER,
        Command.WAIT_LESS,
        Command.LEARN_VOICE,
        Command.FORGET_VOICE,
    ),
    Ways.SWITCHES: (
        Command.SCAN_SLOWER,
        Command.SCAN_FASTER,
        Command.STEADIER_KEYS,
        Command.QUICKER_KEYS,
        Ways.OTHER_SWITCHES,
    ),
    Ways.OTHER_SWITCHES: (
        Command.ONE_SWITCH,
        Command.STEP_SWITCH,
        Command.TWO_SWITCHES,
        Command.SET_UP_SWITCHES,
        Command.NO_SWITCHES,
    ),
    Ways.ENDING: (Command.TAKE_A_BREAK, Command.NEW_PERSON, Command.GOODBYE),
}
NAMES: Mapping[Ways, Notice] = {
    Ways.PAGE: Notice.WAYS_PAGE,
    Ways.MORE: Notice.WAYS_MORE,
    Ways.READING: Notice.WAYS_READING,
    Ways.FACTS: Notice.WAYS_FACTS,
    Ways.HELP: Notice.WAYS_HELP,
    Ways.SETTINGS: Notice.WAYS_SETTINGS,
    Ways.VOICE: Notice.WAYS_VOICE,
    Ways.SCREEN: Notice.WAYS_SCREEN,
    Ways.LISTENING: Notice.WAYS_LISTENING,
    Ways.SWITCHES: Notice.WAYS_SWITCHES,
    Ways.OTHER_SWITCHES: Notice.WAYS_OTHER_SWITCHES,
    Ways.ENDING: Notice.WAYS_ENDING,
}
_USED_BY: Mapping[Item, Switches] = {
    Command.ONE_SWITCH: Switches.ONE,
    Command.STEP_SWITCH: Switches.STEP,
    Command.TWO_SWITCHES: Switches.TWO,
}
_ASKS_FOR_MORE_THAN_YES = (Question.PRIVATE, Question.HEADSET, Question.KNOWN_VOICE)


def items_of(state: State, guide: Guide) -> tuple[Item, ...]:
    """What comes in turn; the last item of a list leads back to the page at once."""
    if state.ways is Ways.PAGE and isinstance(state.place, TutorPlace):
        return _of_page(state, guide)  # its choices are for keys and words to practise on
    if state.ways is Ways.PAGE:
        return (*map(Choose, range(len(state.choices))), *_of_page(state, guide))
    useful = (item for item in LISTS[state.ways] if _is_of_use(item, state, guide))
    return (*useful, Ways.PAGE)


def focused(state: State) -> Item | None:
    """What a switch takes now."""
    if not state.is_in_ring:
        return None
    if state.way is not None:
        return state.way
    return None if state.focus is None else Choose(state.focus)


def label_of(item: Item, state: State, guide: Guide) -> Text:
    """What is said and shown of it: the words with which others ask for it."""
    match item:
        case Choose(index):
            return state.choices[index].label
        case Ways():
            return guide.notice(NAMES[item])
        case Command():
            phrases = guide.universals[item].phrases
            name = phrases[0] if phrases else item.value
            return Text(name[:1].upper() + name[1:], name)


def has_more_to_read(state: State) -> bool:
    """More than the choices, which are in the ring."""
    at = state.cursor
    return at < len(state.lines) and state.lines[at].kind is not LineKind.CHOICE


def _of_page(state: State, guide: Guide) -> tuple[Command | Ways, ...]:
    place = state.place
    ways: list[Command | Ways] = []
    if is_silent_here(state):
        ways += [Command.NEXT_SECTION, Command.CONTINUE]
    elif isinstance(place, LessonPlace | TutorPlace):
        ways.append(Command.NEXT)
    elif has_more_to_read(state) and not isinstance(place, QuestionPlace):
        ways.append(Command.CONTINUE)
    if _can_go_back(state):
        ways.append(Command.GO_BACK)
    if _may_go_home(state, guide):
        ways.append(Command.MAIN_MENU)
    return (*ways, Command.GET_HELP_NOW, Ways.MORE)


def _can_go_back(state: State) -> bool:
    """Where a question is answered by yes or no, the second answer goes back."""
    if isinstance(state.place, QuestionPlace):
        return state.place.question in _ASKS_FOR_MORE_THAN_YES or not state.choices
    return bool(state.trail)


def _may_go_home(state: State, guide: Guide) -> bool:
    """Where going back does not lead there anyway."""
    home = TopicPlace(guide.home)
    if isinstance(state.place, QuestionPlace) or state.place == home:
        return False
    if isinstance(state.place, TutorPlace):
        return True  # going back leads to the step before
    return not state.trail or state.trail[-1].place != home


def _is_of_use(item: Command | Ways, state: State, guide: Guide) -> bool:
    switches = state.settings.switches
    match item, state.place:
        case Ways.READING | Ways.FACTS, place:
            return not isinstance(place, QuestionPlace | LessonPlace)
        case Command.SOURCES, TopicPlace(id) | TermsPlace(id):
            return bool(guide.topics[id].sources)
        case Command.EXPLAIN_WORDS, TopicPlace(id) | SourcesPlace(id):
            return bool(terms_of(id, guide))
        case Command.SOURCES | Command.EXPLAIN_WORDS, _:
            return False
        case Command.SCAN_SLOWER | Command.SCAN_FASTER, _:
            return switches is not Switches.TWO
        case Command.TWO_SWITCHES, _ if state.has_sound_switch:
            return False
        case Command(), _ if item in _USED_BY:
            return switches is not _USED_BY[item]
        case Command.LEARN_VOICE | Command.FORGET_VOICE, _:
            return state.hearing not in HEARS_NO_VOICE
        case _:
            return True
