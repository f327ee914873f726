"""What a screen is made of, before it has colours: rows of spans, each with a role."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mskiosk.ui.letters import OWN_LETTERS


class Role(StrEnum):
    """What a stretch of text is; the palette says how that looks."""

    PATH = "path"
    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    MARKED = "marked"
    """The line that is being read."""
    WORD = "word"
    """Of that line, what is sounding."""
    NUMBER = "number"
    CHOICE = "choice"
    FOCUSED = "focused"
    MORE = "more"
    CAPTION = "caption"
    CAPTION_WORD = "caption word"
    HEARD = "heard"
    STATUS = "status"


POINTER = ">"
"""Before the focused choice."""
SPOKEN = "*"
"""Before the sentence that is being said, so that it is known without colour."""
LARGE_POINTER = "\N{BLACK RIGHT-POINTING TRIANGLE}"
LARGE_SPOKEN = "\N{BLACK CIRCLE}"
"""The same in large letters."""
MORE = "\N{BLACK DOWN-POINTING TRIANGLE}"
"""In large letters, after the last row of a page that is not the last."""


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Row:
    spans: tuple[Span, ...] = ()
    fill: Role = Role.TEXT
    """The look of the cells after the last span."""
    is_drawn: bool = False
    """It is a part of large letters."""

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def roles(self) -> set[Role]:
        return {span.role for span in self.spans}

    @property
    def cells(self) -> int:
        return sum(OWN_LETTERS.cells(span.text) for span in self.spans)


BLANK = Row()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together: a sentence, a heading, a choice."""

    key: int
    rows: tuple[Row, ...]
    has_gap: bool = False
    """An empty row before it, except at the top of a page."""
    keeps_next: bool = False
    """Not parted from the block that follows."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Blocks set in pages of whole rows."""

    pages: tuple[tuple[Row, ...], ...]
    places: dict[int, tuple[int, int]]
    """From the key of a block to its page and the row it begins at."""

    @classmethod
    def of(cls, blocks: Iterable[Block], height: int) -> "Pages":
        """Pages of at most `height` rows (at least 1). A block is split only if it is taller."""
        rest = list(blocks)
        pages: list[list[Row]] = [[]]
        places: dict[int, tuple[int, int]] = {}
        for at, block in enumerate(rest):
            together = len(block.rows)
            if block.keeps_next and at + 1 < len(rest):
                together += len(rest[at + 1].rows)
            gap = 1 if block.has_gap and pages[-1] else 0
            if pages[-1] and len(pages[-1]) + gap + together > height:
                pages.append([])
                gap = 0
            pages[-1] += [BLANK] * gap
            places[block.key] = (len(pages) - 1, len(pages[-1]))
            pages[-1] += block.rows
            while len(pages[-1]) > height:
                pages[-1], below = pages[-1][:height], pages[-1][height:]
                pages.append(below)
        return cls(tuple(map(tuple, pages)), places)
