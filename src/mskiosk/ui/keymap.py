"""Which key means what. Key names are Textual's: `pageup`, `f5`, `ctrl+c`, `slash`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mskiosk.core.intents import Choose, Command, Intent

FULL_KEYBOARD: Mapping[str, Intent] = MappingProxyType(
    {
        "up": Command.PREVIOUS_CHOICE,
        "down": Command.NEXT_CHOICE,
        "enter": Command.THIS_ONE,
        "ctrl+j": Command.THIS_ONE,  # what Enter sends where it sends a line feed
        "left": Command.PREVIOUS,
        "right": Command.NEXT,
        "pageup": Command.PREVIOUS_SECTION,
        "pagedown": Command.NEXT_SECTION,
        **{str(index + 1): Choose(index) for index in range(9)},
        "escape": Command.GO_BACK,
        "backspace": Command.GO_BACK,
        "home": Command.MAIN_MENU,
        "space": Command.PAUSE_OR_CONTINUE,
        "f1": Command.HELP,
        "f2": Command.REPEAT,
        "f3": Command.SLOWER,
        "f4": Command.FASTER,
        "f5": Command.QUIETER,
        "f6": Command.LOUDER,
        "f7": Command.SMALLER_TEXT,
        "f8": Command.BIGGER_TEXT,
        "f9": Command.WHERE_AM_I,
        "f10": Command.SPEECH_ON_OFF,
        "f11": Command.LEARN_KEYS,
        "f12": Command.GET_HELP_NOW,
        "0": Command.STAFF,
        "tab": Command.OPTIONS,
        "end": Command.GOODBYE,
        "backslash": Command.TAKE_A_BREAK,
        "semicolon": Command.NEW_PERSON,
        "comma": Command.SOURCES,
        "full_stop": Command.WHAT_CAN_I_SAY,
        "slash": Command.EXPLAIN_WORDS,
        "minus": Command.WHAT_DID_YOU_SAY,
        "plus": Command.READ_AGAIN,
        "equals_sign": Command.READ_AGAIN,  # the plus of some keyboards, without Shift
        "asterisk": Command.EXPLAIN_SOUNDS,
        "delete": Command.SOUNDS_ON_OFF,
        "right_square_bracket": Command.WAIT_LONGER,
        "left_square_bracket": Command.WAIT_LESS,
        "apostrophe": Command.SETTINGS,
        "grave_accent": Command.LEARN_VOICE,  # it offers to forget as well
        "number_sign": Command.SETTINGS,  # where the apostrophe needs Shift
        "question_mark": Command.EXPLAIN_WORDS,  # the slash of some keyboards, with Shift held
    }
)
"""The keys of a keyboard with function keys. Without NumLock the numeric pad sends arrows, Home
and the like; with it, digits. Insert and the letters are left to screen readers; comma, full stop
and the signs of the numeric pad are one key each, without Shift, on nearly every keyboard."""

_MODIFIERS = frozenset({"shift", "control", "alt", "super", "hyper", "meta"})
_NO_KEYS = frozenset(
    {"caps_lock", "num_lock", "scroll_lock", "iso_level3_shift", "iso_level5_shift", "<ignore>"}
    | {f"{side}_{modifier}" for side in ("left", "right") for modifier in _MODIFIERS}
    | {"<scroll-up>", "<scroll-down>"}
)
"""What some terminals send although no key with a meaning of its own went down."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """`additions` win over the full keyboard."""

    additions: Mapping[str, Intent] = field(default_factory=dict)

    def intent(self, key: str) -> Intent | None:
        """What `key` means: any key without a meaning silences. None: it was no key at all."""
        if key in self.additions:
            return self.additions[key]
        if key in _NO_KEYS:
            return None
        return FULL_KEYBOARD.get(key, Command.STOP)
