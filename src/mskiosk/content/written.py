"""Values as they stand in a file, each with its line. Lines count from 1."""

from dataclasses import dataclass, field
from typing import Self


class Written(str):
    """Text. `is_literal`: a block written with "|", whose line ends are its own."""

    __slots__ = ("is_literal", "last_line", "line")

    line: int
    last_line: int
    is_literal: bool

    def __new__(cls, text: str, line: int, last_line: int, is_literal: bool = False) -> Self:
        written = super().__new__(cls, text)
        written.line = line
        written.last_line = last_line
        written.is_literal = is_literal
        return written

    def part(self, text: str) -> "Written":
        """A piece of this text, somewhere between the same lines."""
        return Written(text, self.line, self.last_line)


@dataclass(frozen=True, slots=True)
class NotText:
    """A number, true, false or null: no field of the content takes any."""

    kind: str
    written: str
    line: int


class Items(list["Value"]):
    """A list; `lines` has the line of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


class Entries(dict[str, "Value"]):
    """A mapping; `lines` has the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


Value = Written | NotText | Items | Entries


@dataclass(slots=True)
class Source:
    """The text of one file."""

    text: str
    _lines: list[list[str]] = field(default_factory=list)

    def line_of(self, words: Written) -> int:
        """The line in which `words` begin, for words that are part of a longer value."""
        if words.line == words.last_line:
            return words.line
        self._lines = self._lines or [line.split() for line in self.text.split("\n")]
        wanted = words.split()
        found = [
            (word, number)
            for number in range(words.line, min(words.last_line, len(self._lines)) + 1)
            for word in self._lines[number - 1]
        ]
        for start, (word, number) in enumerate(found):
            if wanted and word.endswith(wanted[0]):
                rest = [w for w, _ in found[start + 1 : start + len(wanted)]]
                ends_alike = not wanted[1:] or "".join(rest[-1:]).startswith(wanted[-1])
                if rest[:-1] == wanted[1:-1] and ends_alike:
                    return number
        return words.line
