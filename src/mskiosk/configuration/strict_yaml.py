"""YAML without surprises: text -> plain values, the line of each, and what is wrong.

It reads the events of PyYAML and never its constructed objects, so there is no recursion, no
tag and no alias to be abused. Plain scalars follow the core schema of YAML 1.2 (`yes`, `no`, `on`
and `12:30` stay words), keys are always text as written, and a repeated key is a fault.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from mskiosk.configuration.limits import quoted

MOST_DEPTH = 20
"""Levels of nesting; deeper ends the reading."""

Path = tuple[str | int, ...]
"""Keys and list positions from the top of the document."""

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,300}")
_OCTAL = re.compile(r"0o[0-7]{1,300}")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,200}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_FLOAT_NAME = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Document:
    """`value` is None for an empty text; `lines` count from 1; a fault is a line and a sentence.

    `is_whole`: the text was read to its end, so that what is not in `value` is not in the text.
    """

    value: Any  # any: a YAML value of whatever shape the author wrote
    lines: Mapping[Path, int]
    faults: tuple[tuple[int, str], ...]
    is_whole: bool = True


def plain_value(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar in the core schema of YAML 1.2."""
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text) or _HEX.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) or _FLOAT_NAME.fullmatch(text):
        return float(text.replace(".inf", "inf").replace(".nan", "nan").replace("_", ""))
    return text


def read_yaml(text: str) -> Document:
    """Reads one document; raises nothing, whatever the text is."""
    building = _Building()
    is_whole = False
    try:
        is_whole = all(building.take(event) for event in yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        building.faults.append((line, "there is a control character that no text file has"))
    except yaml.MarkedYAMLError as error:
        building.faults.append(_syntax_fault(error))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        building.faults.append((building.line, f"this is not YAML: {error}"))
    return Document(building.value, building.lines, tuple(building.faults), is_whole)


def _syntax_fault(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    mark = error.problem_mark or error.context_mark
    words = ", ".join(part for part in (error.context, error.problem) if part)
    return (mark.line + 1 if mark else 1, f"this is not YAML: {words}")


@dataclass(slots=True)
class _Open:
    """A mapping or list that has not ended yet; `key` waits for its value."""

    container: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    is_repeated: bool = False


@dataclass(slots=True)
class _Building:
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    line: int = 1
    _open: list[_Open] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: yaml.Event) -> bool:
        """False when reading on would be of no use."""
        if event.start_mark:
            self.line = event.start_mark.line + 1
        if getattr(event, "anchor", None):
            what = "an alias (*)" if isinstance(event, yaml.AliasEvent) else "an anchor (&)"
            self.faults.append((self.line, f"{what} is not allowed here; write the value out"))
            return False
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self.faults.append((self.line, 'a second document ("---") is not allowed'))
                    return False
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                return self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
            case yaml.ScalarEvent():
                return self._take_scalar(event)
        return True

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        if self._is_at_key():
            self.faults.append((self.line, "a key must be one word or a quoted text"))
            return False
        if len(self._open) >= MOST_DEPTH:
            self.faults.append((self.line, f"more than {MOST_DEPTH} levels of nesting"))
            return False
        self._refuse_tag(event)
        container: dict[str, Any] | list[Any]
        container = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(container, self._place(container)))
        return True

    def _take_scalar(self, event: yaml.ScalarEvent) -> bool:
        self._refuse_tag(event)
        if self._is_at_key():
            innermost = self._open[-1]
            assert isinstance(innermost.container, dict)
            innermost.key = event.value
            innermost.is_repeated = event.value in innermost.container
            if innermost.is_repeated:
                first = self.lines[(*innermost.path, event.value)]
                sentence = f"{quoted(event.value)} is here twice; see line {first}"
                self.faults.append((self.line, sentence))
            else:
                self.lines[(*innermost.path, event.value)] = self.line
        else:
            is_plain = event.style is None and event.tag is None
            self._place(plain_value(event.value) if is_plain else event.value)
        return True

    def _is_at_key(self) -> bool:
        return bool(
            self._open and isinstance(self._open[-1].container, dict) and self._open[-1].key is None
        )

    def _place(self, value: Any) -> Path:
        """Puts a value where it belongs, and returns its path."""
        if not self._open:
            self.value = value
            self.lines[()] = self.line
            return ()
        innermost = self._open[-1]
        if isinstance(innermost.container, list):
            path = (*innermost.path, len(innermost.container))
            innermost.container.append(value)
            self.lines[path] = self.line
            return path
        assert innermost.key is not None
        path = (*innermost.path, innermost.key)
        if not innermost.is_repeated:
            innermost.container[innermost.key] = value
        innermost.key = None
        return path

    def _refuse_tag(self, event: yaml.NodeEvent) -> None:
        if tag := getattr(event, "tag", None):
            self.faults.append((self.line, f"the tag {quoted(tag)} is not allowed here"))
