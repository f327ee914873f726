"""What is wrong in content, told to the person who writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

_LONGEST_QUOTE = 60
_MOST_COMPARED = 300


def printable(text: str) -> str:
    """`text` with everything that a terminal would obey written as an escape."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in text
    )


def quoted(text: str) -> str:
    """`text` in quotation marks, cut to a length that fits on a line."""
    words = " ".join(text.split())
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 3].rstrip() + "..."
    return f'"{printable(words)}"'


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """A suggestion when one of `candidates` is close to `word`."""
    slack = max(2, len(word) // 3)
    similar = [c for c in candidates if abs(len(c) - len(word)) <= slack]
    if len(similar) > _MOST_COMPARED:
        similar = [c for c in similar if c[:2] == word[:2]][:_MOST_COMPARED]
    close = get_close_matches(word[:_LONGEST_QUOTE], similar, n=1)
    return f"did you mean {quoted(close[0])}?" if close else None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `line` counts from 1; what is wrong with a whole file is in line 1."""

    file: Path
    line: int
    sentence: str
    suggestion: str | None = None

    def __str__(self) -> str:
        end = f"; {self.suggestion}" if self.suggestion else ""
        return printable(f"{self.file}:{self.line}: {self.sentence}{end}")


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Each fault once, by file and line."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda f: (str(f.file), f.line, f.sentence)))


class ContentFaults(Exception):  # noqa: N818 - it is the set of faults, not one error
    """The content cannot be used. As a string: every fault, one a line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))
