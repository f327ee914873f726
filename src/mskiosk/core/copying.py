"""A state like another but for some fields: what every step does several times.

`dataclasses.replace` asks for each of nearly ninety fields in Python, which was most of the time of
a step; this is the same, five times as fast.
"""

from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from mskiosk.core.state import State

_NAMES = tuple(field.name for field in fields(State))
_values_of = attrgetter(*_NAMES)
_SETTERS = {name: getattr(State, name).__set__ for name in _NAMES}


def with_changes(state: State, changes: Mapping[str, Any]) -> State:
    """`state` itself stays as it is. Raises TypeError for what is no field."""
    other = object.__new__(State)
    for put, value in zip(_SETTERS.values(), _values_of(state), strict=True):
        put(other, value)
    for name, value in changes.items():
        if name not in _SETTERS:
            raise TypeError(f"a state has no field {name}")
        _SETTERS[name](other, value)
    return other
