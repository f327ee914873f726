"""The two files, as text: a small JSON each, with its version.

{"mskiosk settings": 1, "settings": {"voice.volume": 8}}
{"mskiosk place": 1, "topic": "relapse", "sentence": 4}

A key that this version does not know is left as it is, and the one who asks ignores it. A file of a
later version is not understood, and neither is one that is cut off: its last brace is missing.
"""

import json
from collections.abc import Mapping
from typing import Any

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.events import Value

VERSION = 1
MOST_BYTES = 64 * 1024
_MOST_KEYS = 200
_MOST_CHARACTERS = 300
_MOST_SENTENCES = 1_000_000
_SETTINGS = "mskiosk settings"
_PLACE = "mskiosk place"


class WrittenError(Exception):
    """It is nothing that was written here; the text says why, after "it"."""


def settings_written(settings: Mapping[str, Value]) -> bytes:
    return _composed({_SETTINGS: VERSION, "settings": dict(sorted(settings.items()))})


def place_written(place: Bookmark) -> bytes:
    return _composed({_PLACE: VERSION, "topic": place.topic, "sentence": place.sentence})


def settings_in(content: bytes) -> dict[str, Value]:
    """Raises `WrittenError`."""
    settings = _parsed(content, _SETTINGS).get("settings")
    if not isinstance(settings, dict) or len(settings) > _MOST_KEYS:
        raise WrittenError("holds no settings")
    for key, value in settings.items():
        is_plain = isinstance(value, str | int | float | bool)
        if not is_plain or len(key) > _MOST_CHARACTERS or len(str(value)) > _MOST_CHARACTERS:
            raise WrittenError("holds what is no setting")
    return settings


def place_in(content: bytes) -> Bookmark:
    """Raises `WrittenError`."""
    match _parsed(content, _PLACE):
        case {"topic": str(topic), "sentence": int(sentence)} if (
            0 <= sentence <= _MOST_SENTENCES and len(topic) <= _MOST_CHARACTERS
        ):
            return Bookmark(topic, int(sentence))
    raise WrittenError("holds no place")


def _composed(whole: Mapping[str, Any]) -> bytes:
    return (json.dumps(whole, indent=1) + "\n").encode()


def _parsed(content: bytes, kind: str) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise WrittenError(f"has more than {MOST_BYTES // 1024} KB")
    try:
        whole = json.loads(content, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise WrittenError("is damaged") from error
    if not isinstance(whole, dict) or not isinstance(whole.get(kind), int):
        raise WrittenError("is of another kind")
    if whole[kind] > VERSION:
        raise WrittenError("is from a later version of mskiosk")
    if whole[kind] != VERSION:
        raise WrittenError("is of another kind")
    return whole


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known = dict(pairs)
    if len(known) < len(pairs):
        raise ValueError("a key is there twice")
    return known


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")
