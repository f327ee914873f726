"""HTML that cannot be broken by what it holds: text is escaped unless it is markup already."""

from collections.abc import Sequence
from html import escape
from typing import Self

from mskiosk.core.legible import harmless

_EMPTY = frozenset({"meta", "br"})


class Markup(str):
    """Finished HTML."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        return super().__new__(cls, text)


def element(name: str, /, *inside: str, **attributes: str) -> Markup:
    """`<name>` around what is inside. `for_` and `class_` are written without the low line, and a
    low line within a name as a hyphen."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(harmless(value))}"'
        for key, value in attributes.items()
    )
    if name in _EMPTY:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(*inside)}</{name}>")


def joined(*parts: str) -> Markup:
    return Markup("".join(p if isinstance(p, Markup) else escape(harmless(p)) for p in parts))


def table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Markup:
    """A table whose first column names its rows; nothing when there are no rows."""
    if not rows:
        return Markup("")
    head = joined(*(element("th", name, scope="col") for name in heads))
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", cell) for cell in row[1:]),
        )
        for row in rows
    ]
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", head)),
        element("tbody", *body),
    )


def listed(items: Sequence[str]) -> Markup:
    return element("ul", *(element("li", item) for item in items)) if items else Markup("")


def link(target: str, words: str) -> Markup:
    """To a place on the same page."""
    return element("a", words, href=f"#{target}")
