"""Design section 6 (keys of a full keyboard), and what may never be a key."""

import pytest

from mskiosk.core.adjustments import ADJUSTMENTS
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.keymap import Keymap
from mskiosk.ui.keymap import intent_of, key_struck
from tests.keyboard import FULL_KEYBOARD

KEYS: dict[str, Intent] = {
    "up": Command.PREVIOUS_CHOICE,
    "down": Command.NEXT_CHOICE,
    "enter": Command.THIS_ONE,
    "left": Command.PREVIOUS,
    "right": Command.NEXT,
    "pageup": Command.PREVIOUS_SECTION,
    "pagedown": Command.NEXT_SECTION,
    "1": Choose(0),
    "5": Choose(4),
    "9": Choose(8),
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
    "comma": Command.SOURCES,
    "full_stop": Command.WHAT_CAN_I_SAY,
    "slash": Command.EXPLAIN_WORDS,
    "right_square_bracket": Command.WAIT_LONGER,
    "left_square_bracket": Command.WAIT_LESS,
    "grave_accent": Command.LEARN_VOICE,
    "backslash": Command.TAKE_A_BREAK,
    "semicolon": Command.NEW_PERSON,
    "apostrophe": Command.SETTINGS,
    "number_sign": Command.SETTINGS,
}


@pytest.mark.parametrize("key", KEYS)
def test_each_key_means_what_the_design_says(key: str) -> None:
    assert intent_of(key, FULL_KEYBOARD) == KEYS[key]


@pytest.mark.parametrize("key", ["x", "X", "insert", "ctrl+c", "ctrl+z", "unknown"])
def test_any_other_key_silences(key: str) -> None:
    assert intent_of(key, FULL_KEYBOARD) is Command.STOP


@pytest.mark.parametrize(
    "key", ["left_shift", "right_control", "left_super", "caps_lock", "<ignore>", "<scroll-up>"]
)
def test_a_modifier_alone_is_no_key(key: str) -> None:
    assert intent_of(key, FULL_KEYBOARD) is None


def test_additions_win_over_the_keyboard() -> None:
    """M8: the keys of a pad are in the configuration, not in the code."""
    additions = {"f13": Command.HELP, "up": Command.LOUDER, "left_shift": Command.NEXT}
    keymap = FULL_KEYBOARD.with_additions(additions)
    assert intent_of("f13", keymap) is Command.HELP
    assert intent_of("up", keymap) is Command.LOUDER
    assert intent_of("left_shift", keymap) is Command.NEXT
    assert intent_of("down", keymap) is Command.NEXT_CHOICE


def test_where_no_other_key_counts_none_silences_and_additions_count() -> None:
    """M4, W7: a pad's neighbour keys, and the codes of its headset socket, do nothing."""
    keymap = Keymap(keys={"space": Command.NEXT_CHOICE}, is_only=True)
    assert intent_of("x", keymap) is None
    assert intent_of("f12", keymap) is None
    assert intent_of("space", keymap) is Command.NEXT_CHOICE
    added = keymap.with_additions({"x": Command.THIS_ONE})
    assert intent_of("x", added) is Command.THIS_ONE


def test_a_line_feed_is_enter_on_every_keymap() -> None:
    assert key_struck("ctrl+j") == "enter"
    assert key_struck("j") == "j"


def test_to_lie_beside_one_another_is_mutual() -> None:
    keymap = Keymap(keys={}, neighbours={"up": frozenset({"enter"})})
    assert keymap.are_neighbours("up", "enter")
    assert keymap.are_neighbours("enter", "up")
    assert not keymap.are_neighbours("up", "down")


def test_whatever_can_be_said_can_be_pressed() -> None:
    """E16. Yes, no and forgetting are the numbers of their questions; one key pauses and
    continues; every setting is a number of a page of settings; and how fast is scanned is an item
    of what is scanned. Which key is the switch a keymap says."""
    pressed_otherwise = {Command.YES, Command.NO, Command.STOP, Command.PAUSE, Command.CONTINUE}
    pressed_otherwise.add(Command.FORGET_VOICE)
    pressed_otherwise.update(adjustment.command for adjustment in ADJUSTMENTS)
    pressed_otherwise |= {Command.SWITCH, Command.SCAN_SLOWER, Command.SCAN_FASTER}
    pressed_otherwise.add(Command.SHOW_EVERYTHING)  # the setting that was one thing at a time
    keyless = set(Command) - set(FULL_KEYBOARD.keys.values()) - pressed_otherwise
    assert keyless == set()
    assert intent_of("x", FULL_KEYBOARD) is Command.STOP


def test_no_key_needs_two_hands_and_no_letter_navigates() -> None:
    """E19, S18, V6: no chords, no letters."""
    assert not [
        key for key in FULL_KEYBOARD.keys if "+" in key or (len(key) == 1 and key.isalpha())
    ]
