"""Key names are those of the terminal interface, letter for letter."""

import string

import pytest
from textual import keys

from mskiosk.configuration.key_names import key_name, key_names, key_of


@pytest.mark.parametrize("character", string.ascii_letters + string.digits + string.punctuation)
def test_a_character_has_the_name_that_the_interface_gives_it(character: str) -> None:
    assert key_of(character) == keys._character_to_key(character)
    assert key_name(character) == key_of(character)


def test_a_key_without_a_character_is_known_to_the_interface() -> None:
    named = {key.value for key in keys.Keys} | {keys._character_to_key(" ")}
    characters = string.ascii_letters + string.digits + string.punctuation
    assert key_names() - {key_of(character) for character in characters} <= named


@pytest.mark.parametrize("character", "é§£ßж«€")
def test_so_has_one_of_another_keyboard(character: str) -> None:
    name = keys._character_to_key(character)
    assert key_name(character) == name
    assert key_name(name) == name


def test_what_is_no_single_key_has_no_name() -> None:
    for written in ("", "ctrl+a", "shift", "\U0001f514", "bell", " ", "f25", "kp_1", "\n"):
        assert key_name(written) is None
