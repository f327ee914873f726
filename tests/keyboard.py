"""The keys of the keyboard that the tests press."""

from mskiosk.configuration.keymaps import load_keymap

FULL_KEYBOARD = load_keymap("full")
KEYS = FULL_KEYBOARD.keys
