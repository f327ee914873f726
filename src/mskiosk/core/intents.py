"""What a person can mean. Whatever can be said can be pressed, and nothing else exists."""

from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """Everything that can be asked for besides a numbered choice."""

    GET_HELP_NOW = "get help now"
    STAFF = "staff"
    HELP = "help"
    WHERE_AM_I = "where am i"
    WHAT_CAN_I_SAY = "what can i say"
    OPTIONS = "options"
    SOURCES = "sources"
    EXPLAIN_WORDS = "explain words"
    EXPLAIN_SOUNDS = "explain sounds"
    WHAT_DID_YOU_SAY = "what did you say"

    MAIN_MENU = "main menu"
    GO_BACK = "go back"
    NEXT_CHOICE = "next choice"
    PREVIOUS_CHOICE = "previous choice"
    THIS_ONE = "this one"
    SWITCH = "switch"
    """The one switch was pressed: what that means depends on where the scanning is."""
    YES = "yes"
    NO = "no"

    REPEAT = "repeat"
    READ_AGAIN = "read again"
    NEXT = "next"
    PREVIOUS = "previous"
    NEXT_SECTION = "next section"
    PREVIOUS_SECTION = "previous section"
    STOP = "stop"
    PAUSE = "pause"
    CONTINUE = "continue"
    PAUSE_OR_CONTINUE = "pause or continue"

    SETTINGS = "settings"
    SLOWER = "slower"
    FASTER = "faster"
    LOUDER = "louder"
    QUIETER = "quieter"
    BIGGER_TEXT = "bigger text"
    SMALLER_TEXT = "smaller text"
    CHANGE_COLOURS = "change colours"
    SPACE_LINES = "space lines"
    HIDE_SCREEN = "hide screen"
    ONE_AT_A_TIME = "one at a time"
    SHOW_EVERYTHING = "show everything"
    SPEECH_ON_OFF = "speech on or off"
    SOUNDS_ON_OFF = "sounds on or off"
    WAIT_LONGER = "wait longer"
    WAIT_LESS = "wait less"
    STEADIER_KEYS = "steadier keys"
    QUICKER_KEYS = "quicker keys"
    SET_UP_SWITCHES = "set up switches"
    NORMAL_SETTINGS = "normal settings"
    TUTOR = "tutor"
    LEARN_KEYS = "learn keys"
    ONE_SWITCH = "one switch"
    STEP_SWITCH = "step switch"
    TWO_SWITCHES = "two switches"
    NO_SWITCHES = "no switches"
    SCAN_SLOWER = "scan slower"
    SCAN_FASTER = "scan faster"
    TAKE_A_BREAK = "take a break"
    NEW_PERSON = "new person"
    LEARN_VOICE = "learn voice"
    FORGET_VOICE = "forget voice"
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True)
class Choose:
    """The choice at `index`, counted from 0."""

    index: int


Intent = Command | Choose
