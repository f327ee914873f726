"""The log of a kiosk, read back: line by line, passing over what is none of ours or was torn."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import get_args, get_type_hints

from mskiosk.kiosk.records import Record, kind_of

_TIME = r"2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
_LINE = re.compile(rf"(?:<[0-7]>)?({_TIME}) ([a-z]+(?:-[a-z]+)*)((?: [a-z_]+=\S+)*)")
_KINDS = {kind_of(kind): {each.name for each in fields(kind)} for kind in get_args(Record)}
_NUMBERS = {
    kind_of(kind): [name for name, of in get_type_hints(kind).items() if of is int]
    for kind in get_args(Record)
}
_NUMBER = re.compile(r"[0-9]{1,9}")
_LONGEST_LINE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    when: datetime
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int:
        return int(self.values[name])


def entry_of(line: str) -> Entry | None:
    """None for a line that is no record, or not a whole one."""
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if found is None:
        return None
    when, kind, rest = found.groups()
    values = dict(part.split("=", 1) for part in rest.split())
    if not _KINDS.get(kind, set()) <= values.keys():
        return None
    if any(not _NUMBER.fullmatch(values[name]) for name in _NUMBERS.get(kind, ())):
        return None
    try:
        moment = datetime.strptime(when, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Entry(when=moment, kind=kind, values=values)
