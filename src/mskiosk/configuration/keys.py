"""Every key of the configuration, such as `voice.volume`: what it takes, and which may be kept."""

import dataclasses
import difflib
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from mskiosk.configuration.limits import Limit
from mskiosk.configuration.local_addresses import EXAMPLE
from mskiosk.configuration.settings import (
    CommandLine,
    Configuration,
    Headset,
    KeymapName,
    Language,
    QuietHours,
    StaffAddress,
    StaffWords,
    SwitchKey,
)
from mskiosk.configuration.suggestions import listed, suggested
from mskiosk.core.intents import Choose

FOR_THE_FILE_ALONE = frozenset(
    {
        "profile",
        "private_listening",
        "devices.headset",
        "keys.additions",
        "kiosk.display",
        "kiosk.screen_diagonal_inches",
        "kiosk.viewing_distance_cm",
        "staff.command",
        "staff.address",
        "staff.words",
        "content",
        "models",
    }
)
"""What says where things or people are, must fit something else in the file, or
is about the machine."""

_WORDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    KeymapName: "the name of a keymap that comes with the program, or the path of a file",
    CommandLine: "a program by its whole path and what it is given, each in quotes; [] for none",
    StaffAddress | None: f"an IP address in the house, such as {EXAMPLE}, or null",
    StaffWords | None: "one or two sentences of at most 200 characters, or null",
    QuietHours | None: 'two times of day, such as "20:00-07:30", or null',
    SwitchKey: "the name of a key, such as space, f5 or a, or none",
    Language: "the short name of a language, such as en",
    bool | Headset: 'true, false or a part of the name of a headset, such as "USB Headset"',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    name: str
    kind: Any  # any: a type, or what `typing` makes of one
    limits: tuple[Limit, ...]

    @property
    def allowed(self) -> str:
        """In words."""
        if self.limits:
            return ", ".join(limit.allowed for limit in self.limits)
        if isinstance(self.kind, type) and issubclass(self.kind, StrEnum):
            return listed(each.value for each in self.kind)
        if isinstance(self.kind, UnionType) and Path in get_args(self.kind):
            return "a folder, or null"
        if get_origin(self.kind) is Mapping:
            return "keys, each with a command or with the digit that it stands for"
        return _WORDS.get(self.kind, "see the documentation")

    @property
    def because(self) -> str | None:
        """Why the limits are where they are."""
        reasons = [limit.because for limit in self.limits if limit.because]
        return "; ".join(reasons) or None

    @property
    def may_be_kept(self) -> bool:
        return self.name not in FOR_THE_FILE_ALONE


@functools.cache
def all_keys() -> Mapping[str, Key]:
    return {key.name: key for key in _keys(Configuration, "")}


def key_suggestion(written: str) -> str:
    """`; did you mean "voice.volume"?`, also for something like the last part alone."""
    homes = {name.rpartition(".")[2]: name for name in all_keys()}
    near = difflib.get_close_matches(written.lower(), homes, n=1)
    return f'; did you mean "{homes[near[0]]}"?' if near else suggested(written, all_keys())


def value_of(configuration: Configuration, key: str) -> Any:  # any: as the key says
    """As it would be written."""
    value = attrgetter(key)(configuration)
    if isinstance(value, Mapping):
        return {name: _intent_written(intent) for name, intent in value.items()}
    return str(value) if isinstance(value, StrEnum | Path) else value


def _intent_written(intent: object) -> str | int:
    return intent.index + 1 if isinstance(intent, Choose) else str(intent)


def _keys(group: type, prefix: str) -> Iterator[Key]:
    hints = get_type_hints(group, include_extras=True)
    for each in dataclasses.fields(group):
        kind, limits = hints[each.name], tuple[Limit, ...]()
        name = f"{prefix}{each.name}"
        if dataclasses.is_dataclass(kind):
            assert isinstance(kind, type)
            yield from _keys(kind, f"{name}.")
            continue
        if get_origin(kind) is Annotated:
            kind, *found = get_args(kind)
            limits = tuple(found)
        yield Key(name=name, kind=kind, limits=limits)
