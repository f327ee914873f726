"""Everything that is written in a content folder, file by file, before it is put together."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mskiosk.content.drafts import (
    Glossary,
    GuideDraft,
    Notices,
    Pronunciations,
    Regions,
    Sources,
    StyleDraft,
    TopicDraft,
    Universals,
)
from mskiosk.content.faults import Fault
from mskiosk.content.folder import SUFFIX, Listing, read_text
from mskiosk.content.parsing import control_flaw, parse
from mskiosk.content.structuring import structure
from mskiosk.content.written import Source, Written
from mskiosk.core.guide import SETTINGS

Contents = TypeVar("Contents")
SPECIAL = (
    "guide",
    "notices",
    "universals",
    "sources",
    "lexicon",
    "regions",
    "glossary",
    "style",
)
"""The files beside the pages, each needed once, at the top of the language folder."""


@dataclass(slots=True)
class Sheet:
    """One file that could be parsed; `lines` has the line of each key at its top."""

    path: Path
    source: Source
    lines: dict[str, int]

    def fault(
        self, where: Written | str | int, sentence: str, suggestion: str | None = None
    ) -> Fault:
        """A fault at a text, at a key at the top of the file, or in a line."""
        if isinstance(where, Written):
            line = self.source.line_of(where)
        else:
            line = where if isinstance(where, int) else self.lines.get(where, 1)
        return Fault(self.path, line, sentence, suggestion)


@dataclass(slots=True)
class Page:
    """A topic as it is written."""

    sheet: Sheet
    draft: TopicDraft


@dataclass(slots=True)
class Manuscript:
    """What could be read; None and gaps where a file is at fault."""

    folder: Path
    language: str
    guide: GuideDraft | None = None
    notices: Notices | None = None
    universals: Universals | None = None
    sources: Sources | None = None
    lexicon: Pronunciations | None = None
    regions: Regions | None = None
    glossary: Glossary | None = None
    style: StyleDraft | None = None
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """The sheets of the special files."""
    pages: dict[str, Page] = field(default_factory=dict)
    """Topic id to page."""
    ids: dict[str, Path] = field(default_factory=dict)
    """Every topic id, also of pages that could not be read."""
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every page could be read."""
        return len(self.pages) == len(self.ids)


def read_manuscript(listing: Listing, language: str) -> Manuscript:
    """Reads every file; what cannot be read is in `faults`."""
    script = Manuscript(listing.folder, language, faults=list(listing.faults))
    present: set[str] = set()
    for stamp in listing.stamps:
        path = listing.folder / stamp.path
        name = path.name.removesuffix(SUFFIX)
        if stamp.path == name + SUFFIX and name in SPECIAL:
            present.add(name)
            _read_special(script, path, name)
        else:
            _read_page(script, path, name)
    if listing.stamps:
        script.faults += (
            Fault(listing.folder / (name + SUFFIX), 1, "this file is missing")
            for name in SPECIAL
            if name not in present
        )
    return script


def _read_page(script: Manuscript, path: Path, name: str) -> None:
    if not name or not set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_"):
        sentence = "the name of a page is made of small letters, figures and hyphens"
        script.faults.append(Fault(path, 1, sentence, "rename the file"))
        return
    if name in SPECIAL or name == SETTINGS:
        sentence = f'"{name}{SUFFIX}" has a meaning of its own and cannot be a page'
        script.faults.append(Fault(path, 1, sentence, "rename the file"))
        return
    if name in script.ids:
        sentence = f'the topic "{name}" is already in {script.ids[name]}'
        script.faults.append(Fault(path, 1, sentence, "rename one of the two files"))
        return
    script.ids[name] = path
    if read := _read(script, path, TopicDraft):
        script.pages[name] = Page(*read)


def _read_special(script: Manuscript, path: Path, name: str) -> None:
    match name:
        case "guide" if read := _read(script, path, GuideDraft):
            script.sheets[name], script.guide = read
        case "notices" if read_notices := _read(script, path, Notices):
            script.sheets[name], script.notices = read_notices
        case "universals" if read_universals := _read(script, path, Universals):
            script.sheets[name], script.universals = read_universals
        case "sources" if read_sources := _read(script, path, Sources):
            script.sheets[name], script.sources = read_sources
        case "lexicon" if read_lexicon := _read(script, path, Pronunciations):
            script.sheets[name], script.lexicon = read_lexicon
        case "regions" if read_regions := _read(script, path, Regions):
            script.sheets[name], script.regions = read_regions
        case "glossary" if read_glossary := _read(script, path, Glossary):
            script.sheets[name], script.glossary = read_glossary
        case "style" if read_style := _read(script, path, StyleDraft):
            script.sheets[name], script.style = read_style


def _read(script: Manuscript, path: Path, shape: type[Contents]) -> tuple[Sheet, Contents] | None:
    text = read_text(path)
    if isinstance(text, Fault):
        script.faults.append(text)
        return None
    flaw = control_flaw(text)
    entries, flaws = (None, [flaw]) if flaw else parse(text)
    if entries is not None:
        source = Source(text)
        draft = structure(entries, shape, source)
        if not isinstance(draft, list):
            script.faults += (Fault(path, f.line, f.sentence, f.suggestion) for f in flaws)
            return Sheet(path, source, entries.lines), draft
        flaws = flaws + draft
    script.faults += (Fault(path, f.line, f.sentence, f.suggestion) for f in flaws)
    return None
