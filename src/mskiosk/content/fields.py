"""Words in braces that are filled in: `{label}` in a notice, `{emergency}` on a page."""

import re
from collections.abc import Callable, Mapping

from mskiosk.core.guide import Text

_FIELD = re.compile(r"\{([a-z_]+)\}")


def fields_of(text: str) -> set[str] | None:
    """The names in braces, or None when there is a brace that belongs to no plain name.

    Nothing else is let through to `str.format`, where `{x:>999999999}` or `{x.y}` mean something.
    """
    if "{" not in text and "}" not in text:
        return set()
    rest = _FIELD.sub("", text)
    if "{" in rest or "}" in rest:
        return None
    return set(_FIELD.findall(text))


def around_fields(text: str, change: Callable[[str], str]) -> str:
    """`change` applied to everything except the fields."""
    if "{" not in text:
        return change(text)
    pieces = _FIELD.split(text)
    return "".join(
        f"{{{piece}}}" if index % 2 else change(piece) for index, piece in enumerate(pieces)
    )


def filled(text: Text, values: Mapping[str, Text]) -> Text:
    """`text` with its fields replaced; one that has no value stays as it is."""
    if "{" not in text.shown and "{" not in text.spoken:
        return text

    def shown(field: re.Match[str]) -> str:
        return values[field[1]].shown if field[1] in values else field[0]

    def spoken(field: re.Match[str]) -> str:
        return values[field[1]].spoken if field[1] in values else field[0]

    return Text(_FIELD.sub(shown, text.shown), _FIELD.sub(spoken, text.spoken))
