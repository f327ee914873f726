"""Strict YAML: one mapping a file, plain scalars as in YAML 1.2, every value with its line.

The events of the parser are taken one by one and kept on a stack of our own, so that neither
depth nor aliases can cost more than the limits below.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

import yaml

from mskiosk.content.faults import quoted
from mskiosk.content.written import Entries, Items, NotText, Value, Written

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 12
MOST_VALUES = 50_000
LONGEST_VALUE = 20_000
"""Characters in one value: about an hour of reading aloud."""

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_NOT_TEXT = (
    ("nothing", re.compile(r"(?:null|Null|NULL|~|)\Z")),
    ("a yes-or-no value", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")),
    (
        "a number",
        re.compile(
            r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
            r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"
        ),
    ),
)
_HINTS = (
    ("start any token", "indent with spaces, not tabs, and put the text in quotes"),
    ("mapping values are not allowed", "put text that has a colon and a space in it in quotes"),
    ("end of stream", "a quotation mark or a bracket is still open"),
    ("expected", "look at the indentation and the quotation marks here and just above"),
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault whose file the caller knows."""

    line: int
    sentence: str
    suggestion: str | None = None


class _Unusable(Exception):  # noqa: N818 - carries a flaw that ends the reading of a file
    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(slots=True)
class _Frame:
    holder: Entries | Items
    anchor: str | None
    values_before: int
    key: str | None = None
    key_line: int = 0


class _Builder:
    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self.root: Value | None = None
        self._frames: list[_Frame] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._values = 0

    def scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event.start_mark)
        text: str = event.value
        if event.tag is not None:
            self._refuse_tag(line, event.tag)
        if len(text) > LONGEST_VALUE:
            sentence = f"this value has {len(text)} characters; the most is {LONGEST_VALUE}"
            raise _Unusable(Flaw(line, sentence, "divide it between several pages"))
        if event.style and (found := _CONTROL.search(text)):
            sentence = f"this text has the control character U+{ord(found[0]):04X} in it"
            raise _Unusable(Flaw(line, sentence, "delete it"))
        value: Value | None = None
        if not event.style and (text[:1] in "+-.0123456789~nNtTfF"):
            value = next((NotText(k, text, line) for k, p in _NOT_TEXT if p.match(text)), None)
        if value is None:
            value = Written(text, line, _line(event.end_mark), event.style == "|")
        self._values += 1
        self._place(value, line)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)

    def open(self, event: yaml.CollectionStartEvent) -> None:
        line = _line(event.start_mark)
        if event.tag is not None:
            self._refuse_tag(line, event.tag)
        if len(self._frames) >= DEEPEST:
            raise _Unusable(Flaw(line, f"this is nested more than {DEEPEST} levels deep"))
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        holder = Entries(line) if is_mapping else Items(line)
        self._frames.append(_Frame(holder, event.anchor, self._values))
        self._values += 1

    def close(self) -> None:
        frame = self._frames.pop()
        self._place(frame.holder, frame.holder.line)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.holder, self._values - frame.values_before)

    def alias(self, event: yaml.AliasEvent) -> None:
        line = _line(event.start_mark)
        if event.anchor not in self._anchors:
            raise _Unusable(Flaw(line, f"nothing before this line is named &{event.anchor}"))
        value, size = self._anchors[event.anchor]
        self._values += size
        self._place(value, line)

    def _place(self, value: Value, line: int) -> None:
        if self._values > MOST_VALUES:
            raise _Unusable(Flaw(line, f"this file holds more than {MOST_VALUES} values"))
        if not self._frames:
            self.root = value
            return
        frame = self._frames[-1]
        holder = frame.holder
        if isinstance(holder, Items):
            holder.append(value)
            holder.lines.append(line)
        elif frame.key is None:
            if isinstance(value, Items | Entries):
                raise _Unusable(Flaw(line, "a list or a mapping cannot be a key"))
            frame.key = value.written if isinstance(value, NotText) else str(value)
            frame.key_line = line
        else:
            if frame.key in holder:
                first = holder.lines[frame.key]
                sentence = f"{quoted(frame.key)} is written twice, first in line {first}"
                self.flaws.append(Flaw(frame.key_line, sentence, "delete one of them"))
            else:
                holder[frame.key] = value
                holder.lines[frame.key] = frame.key_line
            frame.key = None

    def _refuse_tag(self, line: int, tag: str) -> None:
        raise _Unusable(Flaw(line, f"the tag {quoted(tag)} is not allowed", "delete the tag"))


def parse(text: str) -> tuple[Entries | None, list[Flaw]]:
    """The one mapping in `text`, or None, and what is wrong."""
    builder = _Builder()
    try:
        _walk(text, builder)
    except _Unusable as unusable:
        return None, [*builder.flaws, unusable.flaw]
    except yaml.MarkedYAMLError as error:
        flaw = _syntax_flaw(error)
        last = text.count("\n") + 1  # the parser may point past the end
        return None, [*builder.flaws, replace(flaw, line=min(flaw.line, last))]
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return None, [*builder.flaws, Flaw(1, f"this is not YAML: {quoted(str(error))}")]
    root = builder.root
    if root is None or (isinstance(root, NotText) and root.kind == "nothing"):
        return None, [Flaw(1, "this file is empty", "write its content, or delete it")]
    if not isinstance(root, Entries):
        kind = "a list" if isinstance(root, Items) else "a single value"
        return None, [*builder.flaws, Flaw(1, f"this file holds {kind}, not keys with values")]
    return root, builder.flaws


def control_flaw(text: str) -> Flaw | None:
    """The first control character in a file, its line ends being line feeds by now."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return Flaw(line, f"there is a control character here, U+{ord(found[0]):04X}", "delete it")


def _walk(text: str, builder: _Builder) -> None:
    loader = _LOADER(text)
    documents = 0
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.ScalarEvent):
                builder.scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                builder.open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                builder.close()
            elif isinstance(event, yaml.AliasEvent):
                builder.alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    line = _line(event.start_mark)
                    sentence = "a second document begins here; a file holds one"
                    raise _Unusable(Flaw(line, sentence, 'delete the line "---"'))
    finally:
        loader.dispose()


def _line(mark: Any) -> int:
    """Of a mark, of which PyYAML has two unrelated classes."""
    return mark.line + 1 if mark else 1


def _syntax_flaw(error: yaml.MarkedYAMLError) -> Flaw:
    problem = error.problem or error.context or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    if "nesting depth" in problem:  # a limit of libyaml, where it comes before ours
        return Flaw(_line(mark), f"this is nested more than {DEEPEST} levels deep")
    hint = next((h for words, h in _HINTS if words in problem), None)
    return Flaw(_line(mark), f"this is not YAML: {problem}", hint)
