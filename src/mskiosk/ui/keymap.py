"""What the keys that a terminal reports mean. Key names are Textual's: `pageup`, `f5`, `slash`."""

from mskiosk.core.intents import Command, Intent
from mskiosk.core.keymap import RESERVED, Keymap

_MODIFIERS = frozenset({"shift", "control", "alt", "super", "hyper", "meta"})
_NO_KEYS = frozenset(
    {"caps_lock", "num_lock", "scroll_lock", "iso_level3_shift", "iso_level5_shift", "<ignore>"}
    | {f"{side}_{modifier}" for side in ("left", "right") for modifier in _MODIFIERS}
    | {"<scroll-up>", "<scroll-down>"}
)
"""What some terminals send although no key with a meaning of its own went down."""
UNKNOWN_KEY = "unknown"
"""What arrived is nothing that the terminal interface knows."""
_SAME = {"ctrl+j": "enter"}
"""What a key sends on some terminals: Enter, where it sends a line feed."""


def key_struck(reported: str) -> str:
    """The name of the key for which the terminal reported `reported`."""
    return _SAME.get(reported, reported)


def is_key(key: str) -> bool:
    """Whether a key with a meaning of its own went down."""
    return key not in _NO_KEYS


def can_be_switch(key: str) -> bool:
    """No two keys at once, no key for help, and none that the terminal has no name for: it could
    not be known again."""
    return is_key(key) and "+" not in key and key != UNKNOWN_KEY and key not in RESERVED


def intent_of(key: str, keymap: Keymap) -> Intent | None:
    """What `key` means: any key without a meaning silences, where the keymap leaves room for
    others. None: it does nothing, or was no key at all."""
    if key in keymap.keys:
        return keymap.keys[key]
    if keymap.is_only or not is_key(key):
        return None
    return Command.STOP
