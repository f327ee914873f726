"""The exceptions of cattrs -> (path, sentence), one for each thing that is wrong."""

import dataclasses
from collections.abc import Iterator
from typing import Any, get_type_hints

from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from mskiosk.configuration.limits import quoted
from mskiosk.configuration.settings import Configuration
from mskiosk.configuration.strict_yaml import Path
from mskiosk.configuration.suggestions import suggested


def found_faults(error: Exception, path: Path = ()) -> Iterator[tuple[Path, str]]:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            path = (*path, note.name)
        elif isinstance(note, IterableValidationNote):
            path = (*path, note.index)
    if isinstance(error, BaseValidationError):
        for part in error.exceptions:
            yield from found_faults(part, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            yield (*path, name), _unknown(name, path, error.cl)
    elif isinstance(error, KeyError):
        yield path, f"{_spelt(path)}this is missing"
    else:
        yield path, f"{_spelt(path)}{error}"


def _spelt(path: Path) -> str:
    """`voice: volume: `"""
    return "".join(f"{str(part)[:40]}: " for part in path if str(part).isprintable())


def _unknown(name: str, path: Path, group: type) -> str:
    near = suggested(name, (each.name for each in dataclasses.fields(group)))
    home = _homes().get(name)
    if home and not near:
        near = f' here; it belongs in the group "{home}"'
    return f"{_spelt(path)}there is no setting {quoted(name)}{near}"


def _homes() -> dict[str, str]:
    """The group of each setting that is in one."""
    groups: dict[str, Any] = {
        name: kind
        for name, kind in get_type_hints(Configuration).items()
        if dataclasses.is_dataclass(kind)
    }
    return {each.name: name for name, kind in groups.items() for each in dataclasses.fields(kind)}
