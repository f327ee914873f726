"""What was approved of a content folder: its files by their checksums, and a copy of them.

For each content folder and language there is, in the folder of the kiosk's data:

    approved/KEY/current -> VERSION
    approved/KEY/VERSION/SHA256SUMS     `sha256sum --check` can read it, too
    approved/KEY/VERSION/LANGUAGE/...   the copy

A version is made beside the others and never changed; `current` is moved to it at one stroke.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from mskiosk.content.folder import LARGEST_BYTES, list_files

SUMS = "SHA256SUMS"
CURRENT = "current"
_HEAD = re.compile(r"# approved (\d{4}-\d\d-\d\d) by mskiosk (\S+)")
_SUM = re.compile(r"([0-9a-f]{64})  ([^\\]+)")
_MOST_BYTES = 64 * 1024 * 1024
_MOST_QUOTED = 120


class Change(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as it was approved."""

    change: Change
    file: str
    """Relative to the content folder."""

    @property
    def said(self) -> str:
        """For the log: the name of a file is no word of a person's."""
        name = quote(os.fsencode(self.file), safe="/")[:_MOST_QUOTED]
        return f"content-refused change={self.change} file={name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    version: str
    """Of the program that was there."""
    day: date
    sums: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 in small hexadecimal digits, by path relative to the content folder."""

    @property
    def text(self) -> str:
        lines = (f"{digest}  {file}" for file, digest in sorted(self.sums.items()))
        return "\n".join((f"# approved {self.day} by mskiosk {self.version}", *lines, ""))

    @property
    def seal(self) -> str:
        """Changes with every approved byte."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def differences(self, folder: Path, language: str) -> tuple[Difference, ...]:
        """Of the files there are in `folder`; none: it is as approved."""
        found = sums_of(folder, language)
        changes = {
            **dict.fromkeys(self.sums.keys() - found.keys(), Change.MISSING),
            **dict.fromkeys(found.keys() - self.sums.keys(), Change.ADDED),
            **{
                file: Change.CHANGED
                for file in found.keys() & self.sums.keys()
                if found[file] != self.sums[file]
            },
        }
        return tuple(Difference(change, file) for file, change in sorted(changes.items()))


def sums_of(folder: Path, language: str) -> dict[str, str]:
    """Of every file that the kiosk would read, and of what is in their way; the sum of what cannot
    be read fits nothing."""
    listing = list_files(folder, language)
    sums = {
        str(fault.file.relative_to(folder)): ""
        for fault in listing.faults
        if fault.file.is_relative_to(folder) and fault.file not in (folder, listing.folder)
    }
    for stamp in listing.stamps:
        sums[f"{language}/{stamp.path}"] = _sum(f"{listing.folder}/{stamp.path}")
    return sums


def place_of(data: Path, folder: Path, language: str) -> Path:
    """Where the versions of what was approved of a content folder are."""
    key = hashlib.sha256(os.fsencode(f"{folder.absolute()}\n{language}")).hexdigest()[:16]
    return data / "approved" / key


def read_approval(place: Path) -> Approval | None:
    """Of the current version; None where nothing has been approved, or nobody can say what."""
    try:
        with (place / CURRENT / SUMS).open("rb") as file:
            text = file.read(_MOST_BYTES).decode()
        return _parsed(text)
    except (OSError, ValueError):
        return None


def today() -> date:
    return datetime.now(UTC).date()


def _parsed(text: str) -> Approval:
    """Raises `ValueError`."""
    first, *lines = text.removesuffix("\n").split("\n")
    head = _HEAD.fullmatch(first)
    matches = [_SUM.fullmatch(line) for line in lines]
    sums = {found[2]: found[1] for found in matches if found}
    if head is None or not sums or len(sums) != len(lines):
        raise ValueError("it is no list of checksums")
    return Approval(version=head[2], day=date.fromisoformat(head[1]), sums=sums)


def _sum(path: str) -> str:
    """By the calls of the system, for there are hundreds at each start."""
    digest = hashlib.sha256()
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            while part := os.read(descriptor, LARGEST_BYTES):
                digest.update(part)
        finally:
            os.close(descriptor)
    except OSError:
        return ""
    return digest.hexdigest()
