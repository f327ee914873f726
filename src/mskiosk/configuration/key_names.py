"""The names of single keys, spelt as the terminal interface spells them."""

import functools
import string
import unicodedata

_SPELT_OTHERWISE = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_WITHOUT_CHARACTER = frozenset(
    {
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
        *("enter", "escape", "tab", "backspace", "space"),
        *(f"f{number}" for number in range(1, 25)),
    }
)

_BEYOND_KEYBOARDS = 0x2100
"""Signs from here on are pictures, arrows and the like: many are called as common words are."""


def key_of(character: str) -> str:
    """The name of the key that types one character: `a` -> `a`, `+` -> `plus`."""
    if character.isalnum():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return _SPELT_OTHERWISE.get(name, name)


def key_names() -> frozenset[str]:
    characters = string.ascii_letters + string.digits + string.punctuation
    return _WITHOUT_CHARACTER | {key_of(character) for character in characters}


def key_name(written: str) -> str | None:
    """The name of the key that was written as its name or as its one character, which need not be
    on every keyboard."""
    if len(written) == 1:
        is_on_some = _is_typed(written) and ord(written) < _BEYOND_KEYBOARDS
        return key_of(written) if is_on_some else None
    name = written.lower()
    return name if name in key_names() or name in _sign_names() else None


@functools.cache
def _sign_names() -> frozenset[str]:
    """Such as `section_sign`: those beyond ASCII."""
    signs = map(chr, range(0x80, _BEYOND_KEYBOARDS))
    return frozenset(map(key_of, filter(_is_typed, signs)))


def _is_typed(character: str) -> bool:
    return character.isprintable() and not character.isspace()
