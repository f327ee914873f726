"""The names of single keys, spelt as the terminal interface spells them."""

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


def key_of(character: str) -> str:
    """The name of the key that types one ASCII character: `a` -> `a`, `+` -> `plus`."""
    if character.isalnum():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return _SPELT_OTHERWISE.get(name, name)


def key_names() -> frozenset[str]:
    characters = string.ascii_letters + string.digits + string.punctuation
    return _WITHOUT_CHARACTER | {key_of(character) for character in characters}


def key_name(written: str) -> str | None:
    """The name of the key that was written as its name or as its one character."""
    if len(written) == 1 and written in string.punctuation:
        return key_of(written)
    name = written if len(written) == 1 else written.lower()
    return name if name in key_names() else None
