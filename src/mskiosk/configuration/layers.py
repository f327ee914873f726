"""The configuration in layers: the defaults, `mskiosk.yaml`, and at home what the person has set.

What is kept of a person is never a fault that stops the kiosk. A value that no longer fits is left
out, with a sentence for staff.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from mskiosk.configuration.keys import all_keys, key_suggestion
from mskiosk.configuration.loading import Written, built, keymap_faults
from mskiosk.configuration.settings import Configuration
from mskiosk.configuration.strict_yaml import plain_value
from mskiosk.core.events import Value


class KeyFault(Exception):  # noqa: N818 - it is a fault, and is called that
    """There is no such key; the text says so."""


class ValueFault(Exception):  # noqa: N818 - it is a fault, and is called that
    """The value is none for that key, or that key is not kept; the text says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    written: Written
    """Without what is kept."""
    configuration: Configuration
    kept: Mapping[str, Value]
    """What counts of it."""
    refused: Mapping[str, str]
    """What does not, and why."""

    def origin(self, key: str) -> str:
        """`kept`, `FILE:LINE` or `default`."""
        if key in self.kept:
            return "kept"
        line = self.written.document.lines.get(tuple(key.split(".")))
        return f"{self.written.file}:{line}" if line else "default"


def with_kept(written: Written, kept: Mapping[str, Value]) -> Layers:
    """On top of what is written, all that fits of what is kept."""
    refused: dict[str, str] = {}
    taken: dict[str, Value] = {}
    configuration = written.configuration
    for key, value in kept.items():
        try:
            configuration = _with(written, {**taken, key: value}, key)
            taken[key] = value
        except (KeyFault, ValueFault) as fault:
            refused[key] = str(fault)
    return Layers(
        written=written,
        configuration=configuration,
        kept=taken,
        refused=refused,
    )


def value_for(layers: Layers, key: str, text: str) -> Value:
    """What `text`, as somebody has typed it, is for that key. Raises `KeyFault`, `ValueFault`."""
    others = {name: other for name, other in layers.kept.items() if name != key}
    plain = plain_value(text)
    if plain is None or plain == text:
        _with(layers.written, {**others, key: text}, key)
        return text
    try:
        _with(layers.written, {**others, key: plain}, key)
    except ValueFault as fault:
        try:
            _with(layers.written, {**others, key: text}, key)  # a device may be called 5
        except ValueFault:
            raise fault from None
        return text
    return plain


def _with(written: Written, kept: Mapping[str, Value], last: str) -> Configuration:
    """Raises what is wrong with the key `last`."""
    known = all_keys().get(last)
    if known is None:
        raise KeyFault(f'there is no setting "{last[:60]}"{key_suggestion(last[:60])}')
    if not known.may_be_kept:
        raise ValueFault(f"{last} is not kept; write it in {written.file}")
    whole = copy.deepcopy(written.document.value) or {}
    for key, value in kept.items():
        *groups, name = key.split(".")
        place = whole
        for group in groups:
            if place.get(group) is None:
                place[group] = {}
            place = place[group]
        place[name] = value
    configuration, found = built(whole, written.file, written.profile)
    if configuration is None or found:
        raise ValueFault("; ".join(sentence for _, sentence in found) or f"{last} cannot be kept")
    if faults := keymap_faults(configuration):
        raise ValueFault("; ".join(map(str, faults)))
    return configuration
