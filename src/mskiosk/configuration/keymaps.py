"""The file of a keymap -> `Keymap`, or every fault in it at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Annotated, Any

import cattrs

from mskiosk.configuration.faults import ConfigurationFaults, Fault
from mskiosk.configuration.finding_faults import found_faults
from mskiosk.configuration.keymap_names import keymap_file
from mskiosk.configuration.limits import Line, quoted
from mskiosk.configuration.reading import read_file
from mskiosk.configuration.relations import broken_keys
from mskiosk.configuration.settings import KeyName, KeyNames
from mskiosk.configuration.strict_yaml import Document, Path
from mskiosk.configuration.structuring import structured_as
from mskiosk.core.intents import Intent
from mskiosk.core.keymap import Keymap


@dataclass(frozen=True, slots=True, kw_only=True)
class KeymapFile:
    """What the file of a keymap can say."""

    name: Annotated[str, Line("the name of a keyboard or pad, for people")]
    description: Annotated[str, Line("one line on what the keys do, for people")]
    keys: Mapping[KeyName, Intent]
    neighbours: Mapping[KeyName, KeyNames] = field(default_factory=dict)
    """Of some keys, those that a shaking hand strikes with them: soon after one another the first
    counts alone."""
    only: bool = False
    """No other key does anything; without this any other key silences."""

    def keymap(self) -> Keymap:
        return Keymap(
            name=self.name,
            description=self.description,
            keys=dict(self.keys.items()),
            neighbours={key: frozenset(names) for key, names in self.neighbours.items()},
            is_only=self.only,
        )


def load_keymap(name: str) -> Keymap:
    """The keymap of this name or path. Raises `ConfigurationFaults`, whose lines are those of its
    file."""
    file = keymap_file(name)
    document, faults = read_file(file)
    keymap = None
    if document.is_whole:
        keymap, more_faults = _built(document, file)
        faults.extend(more_faults)
    if faults or keymap is None:
        raise ConfigurationFaults(tuple(sorted(faults)))
    return keymap


def _built(document: Document, file: FilePath) -> tuple[Keymap | None, list[Fault]]:
    value = document.value
    if not isinstance(value, dict):
        line = document.lines.get((), 1)
        return None, [Fault(file, line, f"{quoted(value)} is not a keymap (name: ..., keys: ...)")]
    found = list(_broken(value))
    keymap: Keymap | None = None
    try:
        keymap = structured_as(KeymapFile, value).keymap()
    except cattrs.BaseValidationError as error:
        found.extend(found_faults(error))
    faults = []
    for path, sentence in found:
        while path and path not in document.lines:
            path = path[:-1]
        faults.append(Fault(file, document.lines.get(path, 1), sentence))
    return keymap, faults


def _broken(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    keys = value.get("keys")
    if isinstance(keys, dict):
        yield from broken_keys(keys, ("keys",))
        if not keys:
            yield ("keys",), "keys: no key means anything"
