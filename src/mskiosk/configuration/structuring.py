"""Plain values -> `Configuration`, strictly: nothing is converted, every fault is found."""

import dataclasses
import functools
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

import cattrs
from cattrs.gen import make_dict_structure_fn

from mskiosk.configuration.daily_hours import daily_hours
from mskiosk.configuration.headset_names import headset_name
from mskiosk.configuration.key_names import key_name, key_names
from mskiosk.configuration.keymap_names import keymap_name, shipped_keymaps
from mskiosk.configuration.limits import quoted
from mskiosk.configuration.local_addresses import local_address
from mskiosk.configuration.settings import (
    CommandLine,
    Configuration,
    Headset,
    KeymapName,
    KeyName,
    KeyNames,
    Language,
    QuietHours,
    StaffAddress,
    StaffWords,
    SwitchKey,
)
from mskiosk.configuration.suggestions import listed, suggested
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import NO_KEY

_LAST_DIGIT = 9

Hook = Callable[[Any, Any], Any]
"""Takes a YAML value and a type; raises ValueError with a sentence."""


Group = TypeVar("Group")


def structured(value: Mapping[str, Any]) -> Configuration:
    """Raises what cattrs raises; `found_faults` reads it."""
    return structured_as(Configuration, value)


def structured_as(kind: type[Group], value: Mapping[str, Any]) -> Group:
    """The same for another dataclass of settings."""
    return _converter().structure(value, kind)


@functools.cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind, words in ((str, "text; put it in quotes"), (bool, "true or false")):
        converter.register_structure_hook(kind, _exactly((kind,), words))
    converter.register_structure_hook(int, _exactly((int,), "a whole number"))
    converter.register_structure_hook(float, _exactly((int, float), "a number"))
    converter.register_structure_hook(Path, _folder)
    converter.register_structure_hook(StrEnum, _word)
    converter.register_structure_hook_func(lambda kind: kind is KeyName, _key)
    converter.register_structure_hook_func(lambda kind: kind is SwitchKey, _switch)
    plain_names = converter.get_structure_hook(KeyNames)
    converter.register_structure_hook_func(lambda kind: kind == KeyNames, _listing(plain_names))
    converter.register_structure_hook_func(lambda kind: kind is KeymapName, _keymap)
    converter.register_structure_hook_func(lambda kind: kind is Language, _language)
    converter.register_structure_hook_func(lambda kind: kind == bool | Headset, _headset)
    converter.register_structure_hook_func(lambda kind: kind == Intent, _intent)
    converter.register_structure_hook_func(lambda kind: kind == CommandLine, _command_line)
    for text, hook in _OPTIONAL_TEXTS.items():
        converter.register_structure_hook_func(_is(text | None), hook)
    converter.register_structure_hook_factory(_is_limited, lambda kind: _limited(kind, converter))
    converter.register_structure_hook_factory(
        dataclasses.is_dataclass,
        lambda kind: _group(make_dict_structure_fn(kind, converter)),
    )
    for mapping in (Mapping[KeyName, Intent], Mapping[KeyName, KeyNames]):
        _register_group(mapping, converter)
    return converter


def _register_group(kind: Any, converter: cattrs.Converter) -> None:
    structure = _group(converter.get_structure_hook(kind))
    converter.register_structure_hook_func(lambda each: each == kind, structure)


def _exactly(kinds: tuple[type, ...], words: str) -> Hook:
    def hook(value: Any, _: Any) -> Any:
        if type(value) not in kinds:
            raise ValueError(f"{quoted(value)} is not {words}")
        return value

    return hook


def _group(structure: Hook) -> Hook:
    """A group whose settings are all left out, as in `voice:` alone, is the defaults."""

    def hook(value: Any, kind: Any) -> Any:
        if value is not None and not isinstance(value, dict):
            raise ValueError(f"{quoted(value)} is not a group of settings (name: value)")
        return structure(value or {}, kind)

    return hook


def _listing(structure: Hook) -> Hook:
    """A text is no list of its letters."""

    def hook(value: Any, kind: Any) -> Any:
        if type(value) is not list:
            raise ValueError(f"{quoted(value)} is not a list, such as [up, down]")
        return structure(value, kind)

    return hook


def _is_limited(kind: Any) -> bool:
    return bool(get_origin(kind) == Annotated)


def _limited(kind: Any, converter: cattrs.Converter) -> Hook:
    plain, *limits = get_args(kind)
    structure = converter.get_structure_hook(plain)

    def hook(value: Any, _: Any) -> Any:
        structured_value = structure(value, plain)
        for limit in limits:
            structured_value = limit.checked(structured_value)
        return structured_value

    return hook


def _word(value: Any, kind: type[StrEnum]) -> StrEnum:
    words = [member.value for member in kind]
    if isinstance(value, str) and value in words:
        return kind(value)
    near = suggested(value, words) if isinstance(value, str) else ""
    raise ValueError(f"{quoted(value)} is not {listed(words)}{near}")


def _language(value: Any, _: Any) -> str:
    if not (isinstance(value, str) and value.isascii() and value.isalpha() and value.islower()):
        raise ValueError(f"{quoted(value)} is not the short name of a language, such as en")
    if not 2 <= len(value) <= 3:
        raise ValueError(f"{quoted(value)} is not a name of two or three letters, such as en")
    return value


def _headset(value: Any, _: Any) -> bool | str:
    if isinstance(value, bool):
        return value
    if name := headset_name(value):
        return name
    words = 'true, false or a part of the name of a headset, such as "USB Headset"'
    raise ValueError(f"{quoted(value)} is not {words}")


def _folder(value: Any, _: Any) -> Path:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(f"{quoted(value)} is not a folder")
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ValueError(f"{quoted(value)} is in a home folder that is not there") from error


def _keymap(value: Any, _: Any) -> str:
    if name := keymap_name(value):
        return name
    names = shipped_keymaps()
    near = suggested(value, names) if isinstance(value, str) else ""
    raise ValueError(f"{quoted(value)} is not {listed(names)}, or the path of a .yaml file{near}")


def _key(value: Any, _: Any) -> str:
    if type(value) is int and 0 <= value <= _LAST_DIGIT:  # a digit in a list
        return str(value)
    if type(value) is not str:
        raise ValueError(f"{quoted(value)} is no key")
    if name := key_name(value):
        return name
    if len(value) > 1 and ("+" in value or "-" in value):
        raise ValueError(f"{quoted(value)} is a chord; nobody should have to hold two keys at once")
    raise ValueError(f"{quoted(value)} is no key{suggested(value, key_names())}")


def _switch(value: Any, kind: Any) -> str:
    return NO_KEY if value == NO_KEY else _key(value, kind)


def _intent(value: Any, _: Any) -> Intent:
    """A digit chooses as the digit key does: 0 is staff."""
    if type(value) in (int, str) and str(value).isascii() and str(value).isdecimal():
        number = int(str(value)[:20])
        if number > 9 or len(str(value)) > 1:
            raise ValueError(f"{quoted(value)} is not a digit from 0 to 9")
        return Choose(number - 1) if number else Command.STAFF
    return Command(_word(value, Command))


def _is(wanted: Any) -> Callable[[Any], bool]:
    return lambda kind: bool(kind == wanted)


def _or_null(check: Callable[[Any], object]) -> Hook:
    def hook(value: Any, _: Any) -> Any:
        if value is not None:
            check(value)
        return value

    return hook


def _command_line(value: Any, _: Any) -> tuple[str, ...]:
    wanted = 'a program by its whole path and what it is given, such as [/usr/bin/bell, "1"]'
    if type(value) is not list or len(value) > _MOST_COMMAND_PARTS:
        raise ValueError(f"{quoted(value)} is not a list of {wanted}")
    for part in value:
        if type(part) is not str or not part.isprintable() or len(part) > _MOST_PART_CHARACTERS:
            raise ValueError(f"{quoted(part)} is not text for a command; put it in quotes")
    if value and not value[0].startswith("/"):
        raise ValueError(
            f"{quoted(value[0])} is not {wanted}, because what it means must not depend on who "
            "starts the kiosk, and no shell reads it"
        )
    return tuple(value)


def _staff_words(value: Any) -> None:
    is_text = isinstance(value, str) and value.strip() and value.isprintable()
    if not is_text or len(value) > _MOST_STAFF_CHARACTERS:
        raise ValueError(
            f"{quoted(value)} is not one or two sentences of at most {_MOST_STAFF_CHARACTERS} "
            "characters, because they are read out to somebody who needs a person"
        )


_MOST_COMMAND_PARTS = 32
_MOST_PART_CHARACTERS = 300
_MOST_STAFF_CHARACTERS = 200
_OPTIONAL_TEXTS: Mapping[Any, Hook] = {
    QuietHours: _or_null(daily_hours),
    StaffAddress: _or_null(local_address),
    StaffWords: _or_null(_staff_words),
}
