"""Markers: `[KEY]` or `[KEY kind]` after a sentence names the source of what it says."""

import re
from dataclasses import dataclass

from mskiosk.content.drafts import Citation, NumberKind
from mskiosk.content.written import Written

_MARKER = re.compile(r"\s*\[([A-Za-z0-9][A-Za-z0-9-]*)(?:\s+([a-z]+))?\]")
_KINDS = {kind.value: kind for kind in NumberKind}


@dataclass(frozen=True, slots=True)
class BadMarker(Exception):  # noqa: N818 - its caller makes a flaw of it
    """Brackets that are no marker, or one with no sentence before it."""

    text: str
    sentence: str
    suggestion: str | None


def split_at_markers(text: Written) -> list[tuple[Written, tuple[Citation, ...]]]:
    """The pieces of `text`, each with the markers after it; the last may have none.

    Raises `BadMarker`.
    """
    if "[" not in text and "]" not in text:
        return [(text, ())]
    pieces: list[tuple[Written, tuple[Citation, ...]]] = []
    done = 0
    citations: list[Citation] = []
    piece: Written | None = None
    for found in _MARKER.finditer(text):
        between = text[done : found.start()]
        if between.strip():
            if piece is not None:
                pieces.append((piece, tuple(citations)))
            piece, citations = text.part(between), []
        elif piece is None:
            raise BadMarker(found[0].strip(), "a source stands here without a sentence", None)
        citations.append(Citation(text.part(found[1]), _kind(found)))
        done = found.end()
    if piece is not None:
        pieces.append((piece, tuple(citations)))
    if text[done:].strip():
        pieces.append((text.part(text[done:]), ()))
    for words, _ in pieces:
        if bracket := re.search(r"\[[^\[\]]*\]?|\]", words):
            hint = "write a source as [KEY] or [KEY relative], and use no other brackets"
            raise BadMarker(bracket[0], "these brackets hold no source", hint)
    return pieces


def _kind(found: re.Match[str]) -> NumberKind | None:
    if found[2] is None:
        return None
    if found[2] not in _KINDS:
        hint = f"it is {', '.join(_KINDS)}"
        raise BadMarker(found[0].strip(), f'there is no kind of number "{found[2]}"', hint)
    return _KINDS[found[2]]
