"""Wordings -> texts, each of which remembers where it stands, for the rules to look at."""

from dataclasses import dataclass
from enum import StrEnum

from mskiosk.content.drafts import Citation, Paragraph, Regions, Wording
from mskiosk.content.fields import around_fields, fields_of, filled
from mskiosk.content.lexicon import Lexicon
from mskiosk.content.manuscript import Sheet
from mskiosk.content.sentences import sentences
from mskiosk.content.written import Written
from mskiosk.core.guide import Text


class Role(StrEnum):
    """What a text is for."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    SENTENCE = "sentence"
    LABEL = "label"
    NOTICE = "notice"
    DOES = "does"
    CITATION = "citation"
    REGION = "region"
    TERM = "term"
    MEANING = "meaning"


@dataclass(slots=True)
class Spot:
    """A text, and where it comes from. `paragraph` counts the paragraphs of its page."""

    sheet: Sheet
    written: Written
    role: Role
    text: Text
    owner: str
    """A topic id, or the name of the notice, command, source, field, heading or term."""
    paragraph: int = 0
    spoken_as: Written | None = None
    """The spoken form, where the author wrote one."""
    citations: tuple[Citation, ...] = ()
    part: str | None = None
    """The fixed field of the page that the text stands in, such as "benefit"."""


class Spotter:
    """Makes texts for one region, and keeps a spot of each."""

    def __init__(self, lexicon: Lexicon, regions: Regions, region: str, sheet: Sheet | None):
        self.spots: list[Spot] = []
        self.values: dict[str, Text] = {}
        """The fields that a page may have, for this region."""
        self._lexicon = lexicon
        if sheet is not None:
            for name, wording in regions.get(region, {}).items():
                self.values[name] = self.text(sheet, wording, Role.REGION, name)

    def text(
        self,
        sheet: Sheet,
        wording: Wording,
        role: Role,
        owner: str,
        *,
        paragraph: int = 0,
        part: str | None = None,
    ) -> Text:
        text = self.said(wording)
        if role not in {Role.NOTICE, Role.REGION}:
            text = filled(text, self.values)
        self._keep(sheet, wording, role, text, owner, paragraph, part)
        return text

    def paragraph(
        self,
        sheet: Sheet,
        paragraph: Paragraph,
        role: Role,
        owner: str,
        number: int,
        part: str | None = None,
    ) -> tuple[Text, ...]:
        texts: list[Text] = []
        for wording in paragraph.sentences:
            whole = self.said(wording)
            parts = [whole]
            if "{" in whole.shown or "{" in whole.spoken:
                parts = _sentences_of(filled(whole, self.values))
            for text in parts:
                self._keep(sheet, wording, role, text, owner, number, part)
                texts.append(text)
        return tuple(texts)

    def said(self, wording: Wording) -> Text:
        """The wording with its spoken form, its fields not yet filled in."""
        shown = squeezed(wording.shown)
        if wording.spoken is not None:
            return Text(shown, squeezed(wording.spoken))
        spoken = around_fields(shown, self._lexicon.spoken)
        return Text(shown, shown if spoken == shown else spoken)

    def _keep(
        self,
        sheet: Sheet,
        wording: Wording,
        role: Role,
        text: Text,
        owner: str,
        paragraph: int,
        part: str | None,
    ) -> None:
        self.spots.append(
            Spot(
                sheet,
                wording.shown,
                role,
                text,
                owner,
                paragraph,
                wording.spoken,
                wording.citations,
                part,
            )
        )


def unknown_fields(spot: Spot, allowed: frozenset[str] | set[str]) -> set[str] | None:
    """Fields of a text that mean nothing there; None when its braces make no sense at all."""
    found: set[str] = set()
    for written in (spot.written, spot.spoken_as):
        fields = fields_of(written) if written is not None else set()
        if fields is None:
            return None
        found |= fields
    return found - allowed


def squeezed(written: str) -> str:
    """With single spaces."""
    return " ".join(written.split())


def plain(texts: tuple[Written, ...]) -> tuple[str, ...]:
    """Each with single spaces."""
    return tuple(map(squeezed, texts))


def _sentences_of(text: Text) -> list[Text]:
    """What was filled in may be several sentences: divided where eye and ear agree."""
    shown, spoken = sentences(text.shown), sentences(text.spoken)
    if len(shown) != len(spoken):
        return [text]
    return [Text(s, p) for s, p in zip(shown, spoken, strict=True)]
