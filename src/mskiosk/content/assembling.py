"""A manuscript and a region -> a guide, with every text in its place for the rules to look at.

Putting together never stops at a fault: what is missing is passed over, and the rules of
`structure` say so. The guide is of use only when they find nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mskiosk.content.drafts import GuideDraft, Wording
from mskiosk.content.lexicon import Lexicon
from mskiosk.content.manuscript import Manuscript
from mskiosk.content.spotting import Role, Spot, Spotter, plain, squeezed
from mskiosk.content.topics import TopicMaker
from mskiosk.content.written import Written
from mskiosk.core.guide import Guide, Source, Term, Text, Universal
from mskiosk.core.intents import Command
from mskiosk.core.notices import Notice

REGIONS = ("none", "us", "uk", "eu")


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
    lexicon = Lexicon(
        {written: p.spoken for written, p in (script.lexicon or {}).items() if p.spoken}
    )
    spotter = Spotter(lexicon, script.regions or {}, region, script.sheets.get("regions"))
    guide = _Work(script, spotter).guide()
    return Assembly(script, region, guide, spotter.spots, spotter.values)


class _Work:
    def __init__(self, script: Manuscript, spotter: Spotter) -> None:
        self.script = script
        self.spotter = spotter

    def guide(self) -> Guide | None:
        script = self.script
        notices, universals, glossary = self._notices(), self._universals(), self._glossary()
        sources = self._sources()
        draft = script.guide
        if draft is None:
            return None
        self._fixed_words(draft)
        maker = TopicMaker(
            script, draft, self.spotter, sources=sources, notices=notices, glossary=glossary
        )
        return Guide(
            language=str(draft.language),
            home=str(draft.home),
            urgent=str(draft.urgent),
            words=str(draft.words),
            topics={name: maker.topic(name, page) for name, page in script.pages.items()},
            notices=notices,
            universals=universals,
            numbers=plain(draft.numbers),
            number_phrases=plain(draft.number_phrases),
            hesitations=plain(draft.hesitations),
            greetings=plain(draft.greetings),
            months=plain(draft.months),
            date_form=squeezed(draft.date),
            glossary=glossary,
            sounds={
                word.casefold(): " ".join(p.heard.split())
                for word, p in (script.lexicon or {}).items()
                if p.heard is not None
            },
            voiced={
                word.casefold(): p.voiced.strip()
                for word, p in (script.lexicon or {}).items()
                if p.voiced is not None
            },
        )

    def _notices(self) -> dict[Notice, Text]:
        known = {notice.value: notice for notice in Notice}
        return {
            known[name]: self._text("notices", wording, Role.NOTICE, name)
            for name, wording in (self.script.notices or {}).items()
            if name in known
        }

    def _universals(self) -> dict[Command, Universal]:
        known = {command.value: command for command in Command}
        return {
            known[name]: Universal(
                plain(draft.phrases), self._text("universals", draft.does, Role.DOES, name)
            )
            for name, draft in (self.script.universals or {}).items()
            if name in known
        }

    def _sources(self) -> dict[str, Source]:
        return {
            key: Source(key, self._text("sources", wording, Role.CITATION, key))
            for key, wording in (self.script.sources or {}).items()
        }

    def _glossary(self) -> dict[str, Term]:
        found: dict[str, Term] = {}
        for key, draft in (self.script.glossary or {}).items():
            sheet = self.script.sheets["glossary"]
            line = sheet.lines.get(key, 1)
            name = self._text("glossary", Wording(Written(key, line, line)), Role.TERM, key)
            meaning: tuple[Text, ...] = ()
            if draft.meaning is not None:
                meaning = self.spotter.paragraph(sheet, draft.meaning, Role.MEANING, key, 1)
            found[key] = Term(name, meaning, str(draft.page) if draft.page else None)
        return found

    def _fixed_words(self, draft: GuideDraft) -> None:
        """The headings, verdicts and closing words, so that the rules see them once."""
        for name, wording in draft.headings.items():
            self._text("guide", wording, Role.HEADING, name)
        for name, wording in draft.verdicts.items():
            self._text("guide", wording, Role.DOES, name)
        self._text("guide", draft.closing.heading, Role.HEADING, "closing")
        for paragraph in draft.closing.text.paragraphs:
            self.spotter.paragraph(self.script.sheets["guide"], paragraph, Role.DOES, "closing", 1)

    def _text(self, sheet: str, wording: Wording, role: Role, owner: str) -> Text:
        return self.spotter.text(self.script.sheets[sheet], wording, role, owner)
