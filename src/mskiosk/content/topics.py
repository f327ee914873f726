"""A page as it is written -> a topic: free sections first, then the fixed fields in their order."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from mskiosk.content.drafts import (
    ClaimDraft,
    DecisionDraft,
    GuideDraft,
    Prose,
    SectionDraft,
    TopicDraft,
    TreatmentDraft,
)
from mskiosk.content.fields import fields_of
from mskiosk.content.lexicon import Lexicon
from mskiosk.content.manuscript import Manuscript, Page
from mskiosk.content.spotting import Role, Spotter, plain, squeezed
from mskiosk.core.guide import Checked, Choice, EvidenceLevel, Section, Source, Term, Text, Topic
from mskiosk.core.notices import Notice

EVIDENCE = "evidence"
PUBLISHED = "published"
CLAIM_PARTS = ("claim", "verdict", "instead")
TREATMENT_PARTS = tuple(field.name for field in fields(TreatmentDraft))
DECISION_PARTS = tuple(field.name for field in fields(DecisionDraft))
HEADINGS = frozenset({*CLAIM_PARTS, *TREATMENT_PARTS, EVIDENCE, *DECISION_PARTS})
"""The fixed fields, each of which needs a heading in `guide.yaml`."""
EVIDENCE_NOTICES = {level: Notice(f"evidence {level.value}") for level in EvidenceLevel}


class TopicMaker:
    """Makes topics, one after the other, for one region."""

    def __init__(
        self,
        script: Manuscript,
        guide: GuideDraft,
        spotter: Spotter,
        *,
        sources: Mapping[str, Source],
        notices: Mapping[Notice, Text],
        glossary: Mapping[str, Term],
    ) -> None:
        self._guide = guide
        self._spotter = spotter
        self._sources = sources
        self._notices = notices
        self._glossary = glossary
        self._terms = term_finder(script)
        self._headings = {name: spotter.said(w) for name, w in guide.headings.items()}
        self._verdicts = {name: spotter.said(w) for name, w in guide.verdicts.items()}

    def topic(self, name: str, page: Page) -> Topic:
        draft, sheet, spotter = page.draft, page.sheet, self._spotter
        first = len(spotter.spots)
        title = spotter.text(sheet, draft.title, Role.TITLE, name)
        summary = spotter.paragraph(sheet, draft.summary, Role.SUMMARY, name, 0)
        sections = tuple(self._sections(name, page, draft))
        spots = spotter.spots[first:]
        choices = tuple(
            Choice(
                spotter.text(sheet, choice.label, Role.LABEL, name),
                str(choice.goto),
                plain(choice.phrases),
            )
            for choice in draft.choices
        )
        cited = [str(c.key) for spot in spots for c in spot.citations]
        keys = dict.fromkeys([*map(str, draft.sources), *cited])
        found = [key for spot in spots for key in self._terms.values_in(spot.text.shown)]
        explained = {str(key) for key in draft.terms}
        return Topic(
            id=name,
            title=title,
            summary=summary,
            sections=sections,
            choices=choices,
            sources=tuple(self._sources[key] for key in keys if key in self._sources),
            checked=Checked(str(draft.checked.date), squeezed(draft.checked.by)),
            evidence=draft.evidence,
            reviewed_by=squeezed(draft.reviewed_by) if draft.reviewed_by else None,
            is_treatment=draft.treatment is not None,
            is_private=draft.private,
            words=tuple(key for key in dict.fromkeys(found) if key not in explained),
        )

    def _sections(self, name: str, page: Page, draft: TopicDraft) -> Iterator[Section]:
        number = 0
        for heading, part, prose in self._prose(name, page, draft):
            paragraphs = []
            for paragraph in prose.paragraphs:
                number += 1
                paragraphs.append(
                    self._spotter.paragraph(
                        page.sheet, paragraph, Role.SENTENCE, name, number, part
                    )
                )
            yield Section(heading, tuple(paragraphs))
            if part == CLAIM_PARTS[0] and draft.claim is not None:
                yield from self._own("verdict", self._verdicts.get(draft.claim.verdict.value))
            if part == TREATMENT_PARTS[-2] and draft.evidence is not None:
                yield from self._own(EVIDENCE, self._notices.get(EVIDENCE_NOTICES[draft.evidence]))
        if draft.decision is not None:
            yield from self._own(PUBLISHED, self._date(draft.decision.published))
        for key in draft.terms:
            if term := self._glossary.get(str(key)):
                yield Section(term.name, (term.meaning,) if term.meaning else ())
        if draft.claim or draft.treatment or draft.decision:
            yield self._closing()

    def _prose(
        self, name: str, page: Page, draft: TopicDraft
    ) -> Iterator[tuple[Text, str | None, Prose]]:
        """Each section that the author wrote: heading, fixed field if it is one, text."""
        for section in draft.sections:
            heading = self._spotter.text(page.sheet, section.heading, Role.HEADING, name)
            yield heading, None, section.text
        if draft.claim is not None:
            yield from self._claim(draft.claim)
        for parts, fixed in ((TREATMENT_PARTS, draft.treatment), (DECISION_PARTS, draft.decision)):
            for part in parts:
                if fixed is not None and part != PUBLISHED:
                    yield self._heading(part), part, getattr(fixed, part)

    def _claim(self, claim: ClaimDraft) -> Iterator[tuple[Text, str | None, Prose]]:
        yield self._heading("claim"), "claim", Prose((claim.says,))
        yield self._heading("instead"), "instead", claim.instead

    def _heading(self, part: str) -> Text:
        return self._headings.get(part, Text(part, part))

    def _own(self, part: str, sentence: Text | None) -> Iterator[Section]:
        """A section whose sentence is the kiosk's own."""
        if sentence is not None:
            yield Section(self._heading(part), ((sentence,),))

    def _date(self, iso: str) -> Text | None:
        year, month, day = [*iso.split("-"), "", ""][:3]
        names, form = plain(self._guide.months), squeezed(self._guide.date)
        if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= len(names)):
            return None
        if fields_of(form) != {"day", "month", "year"}:
            return None
        words = form.format(day=int(day), month=names[int(month) - 1], year=year) + "."
        return Text(words, words)

    def _closing(self) -> Section:
        closing: SectionDraft = self._guide.closing
        paragraphs = tuple(
            tuple(self._spotter.said(wording) for wording in paragraph.sentences)
            for paragraph in closing.text.paragraphs
        )
        return Section(self._spotter.said(closing.heading), paragraphs)


def term_finder(script: Manuscript) -> Lexicon:
    """Finds the glossary terms of a text, in any of their forms, as the keys of the glossary."""
    forms: dict[str, str] = {}
    for key, draft in (script.glossary or {}).items():
        for form in (key, *draft.forms):
            forms.setdefault(str(form), key)
    return Lexicon(forms)
