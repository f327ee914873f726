"""A manuscript and a region -> a guide, with every text in its place for the rules to look at.

Putting together never stops at a fault: what is missing is passed over, and the rules of
`structure` say so. The guide is of use only when they find nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mskiosk.content.drafts import Paragraph, TopicDraft, Wording
from mskiosk.content.fields import around_fields, fields_of, filled
from mskiosk.content.lexicon import Lexicon
from mskiosk.content.manuscript import Manuscript, Page, Sheet
from mskiosk.content.sentences import sentences
from mskiosk.content.written import Written
from mskiosk.core.guide import Checked, Choice, Guide, Section, Source, Text, Topic, Universal
from mskiosk.core.intents import Command
from mskiosk.core.notices import Notice

REGIONS = ("none", "us", "uk", "eu")


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


@dataclass(slots=True)
class Spot:
    """A text, and where it comes from. `paragraph` counts the paragraphs of its page."""

    sheet: Sheet
    written: Written
    role: Role
    text: Text
    owner: str
    """A topic id, or the name of the notice, command, source or field."""
    paragraph: int = 0
    spoken_as: Written | None = None
    """The spoken form, where the author wrote one."""


@dataclass(slots=True)
class Assembly:
    script: Manuscript
    region: str
    guide: Guide | None
    """None while a file that every guide needs cannot be read."""
    spots: list[Spot]
    values: Mapping[str, Text]
    """The fields that a page may have, for this region."""


def assemble(script: Manuscript, region: str) -> Assembly:
    """Puts everything together that there is."""
    work = _Work(script, region)
    return Assembly(script, region, work.guide(), work.spots, work.values)


class _Work:
    def __init__(self, script: Manuscript, region: str) -> None:
        self.script = script
        self.spots: list[Spot] = []
        self.lexicon = Lexicon(script.lexicon or {})
        self.values: dict[str, Text] = {}
        self.sources: dict[str, Source] = {}
        for name, wording in (script.regions or {}).get(region, {}).items():
            sheet = script.sheets["regions"]
            self.values[name] = self._text(sheet, wording, Role.REGION, name)

    def guide(self) -> Guide | None:
        notices, universals = self._notices(), self._universals()
        self.sources = self._sources()
        topics = {name: self._topic(name, page) for name, page in self.script.pages.items()}
        draft = self.script.guide
        if draft is None:
            return None
        return Guide(
            language=str(draft.language),
            home=str(draft.home),
            urgent=str(draft.urgent),
            words=str(draft.words),
            topics=topics,
            notices=notices,
            universals=universals,
            numbers=_plain(draft.numbers),
            number_phrases=_plain(draft.number_phrases),
            months=_plain(draft.months),
        )

    def _notices(self) -> dict[Notice, Text]:
        known = {notice.value: notice for notice in Notice}
        return {
            known[name]: self._text(self.script.sheets["notices"], wording, Role.NOTICE, name)
            for name, wording in (self.script.notices or {}).items()
            if name in known
        }

    def _universals(self) -> dict[Command, Universal]:
        known = {command.value: command for command in Command}
        sheet = self.script.sheets.get("universals")
        return {
            known[name]: Universal(
                _plain(draft.phrases), self._text(sheet, draft.does, Role.DOES, name)
            )
            for name, draft in (self.script.universals or {}).items()
            if name in known and sheet
        }

    def _sources(self) -> dict[str, Source]:
        sheet = self.script.sheets.get("sources")
        return {
            key: Source(key, self._text(sheet, wording, Role.CITATION, key))
            for key, wording in (self.script.sources or {}).items()
            if sheet
        }

    def _topic(self, name: str, page: Page) -> Topic:
        draft, sheet = page.draft, page.sheet
        title = self._text(sheet, draft.title, Role.TITLE, name)
        summary = self._paragraph(page, draft.summary, Role.SUMMARY, name, 0)
        return Topic(
            id=name,
            title=title,
            summary=summary,
            sections=self._sections(name, page, draft),
            choices=tuple(
                Choice(
                    self._text(sheet, choice.label, Role.LABEL, name),
                    str(choice.goto),
                    _plain(choice.phrases),
                )
                for choice in draft.choices
            ),
            sources=tuple(self.sources[key] for key in draft.sources if key in self.sources),
            checked=Checked(str(draft.checked.date), _squeezed(draft.checked.by)),
            evidence=draft.evidence,
            reviewed_by=_squeezed(draft.reviewed_by) if draft.reviewed_by else None,
        )

    def _sections(self, name: str, page: Page, draft: TopicDraft) -> tuple[Section, ...]:
        sections: list[Section] = []
        number = 0
        for section in draft.sections:
            heading = self._text(page.sheet, section.heading, Role.HEADING, name)
            paragraphs = []
            for paragraph in section.text.paragraphs:
                number += 1
                paragraphs.append(self._paragraph(page, paragraph, Role.SENTENCE, name, number))
            sections.append(Section(heading, tuple(paragraphs)))
        return tuple(sections)

    def _paragraph(
        self, page: Page, paragraph: Paragraph, role: Role, name: str, number: int
    ) -> tuple[Text, ...]:
        texts: list[Text] = []
        for wording in paragraph.sentences:
            whole = self._plain_text(wording)
            parts = [whole]
            if "{" in whole.shown or "{" in whole.spoken:
                parts = _sentences_of(filled(whole, self.values))
            for text in parts:
                spot = Spot(page.sheet, wording.shown, role, text, name, number, wording.spoken)
                self.spots.append(spot)
                texts.append(text)
        return tuple(texts)

    def _text(self, sheet: Sheet | None, wording: Wording, role: Role, owner: str) -> Text:
        text = self._plain_text(wording)
        if role not in {Role.NOTICE, Role.REGION}:
            text = filled(text, self.values)
        if sheet is not None:
            spot = Spot(sheet, wording.shown, role, text, owner, spoken_as=wording.spoken)
            self.spots.append(spot)
        return text

    def _plain_text(self, wording: Wording) -> Text:
        shown = _squeezed(wording.shown)
        if wording.spoken is not None:
            return Text(shown, _squeezed(wording.spoken))
        spoken = around_fields(shown, self.lexicon.spoken)
        return Text(shown, shown if spoken == shown else spoken)


def _sentences_of(text: Text) -> list[Text]:
    """What was filled in may be several sentences: divided where eye and ear agree."""
    shown, spoken = sentences(text.shown), sentences(text.spoken)
    if len(shown) != len(spoken):
        return [text]
    return [Text(s, p) for s, p in zip(shown, spoken, strict=True)]


def _squeezed(written: str) -> str:
    return " ".join(written.split())


def _plain(texts: tuple[Written, ...]) -> tuple[str, ...]:
    return tuple(map(_squeezed, texts))


def unknown_fields(spot: Spot, allowed: frozenset[str] | set[str]) -> set[str] | None:
    """Fields of a text that mean nothing there; None when its braces make no sense at all."""
    found: set[str] = set()
    for written in (spot.written, spot.spoken_as):
        fields = fields_of(written) if written is not None else set()
        if fields is None:
            return None
        found |= fields
    return found - allowed
