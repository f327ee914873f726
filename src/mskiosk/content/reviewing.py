"""A content folder as somebody who reviews it looks at it: page by page, each sentence beside its
sources, with what was found wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

from mskiosk.content.assembling import Assembly, assemble
from mskiosk.content.drafts import NumberKind, TopicDraft
from mskiosk.content.faults import Fault
from mskiosk.content.folder import list_files, read_text
from mskiosk.content.loading import NO_REGION, examination_of, language_fault
from mskiosk.content.manuscript import Manuscript, Page, read_manuscript
from mskiosk.content.parsing import parse
from mskiosk.content.readability import Grades, page_grades
from mskiosk.content.sounds import Recognisers
from mskiosk.content.spotting import Role, Spot
from mskiosk.core.guide import Text, Topic

_PROSE = {Role.SUMMARY, Role.SENTENCE}


@dataclass(frozen=True, slots=True)
class Backing:
    """A source of a sentence. `is_of_the_next`: its marker stands after a later sentence."""

    key: str
    kind: NumberKind | None
    is_of_the_next: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    text: Text
    backings: tuple[Backing, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands under one heading; the summary has none."""

    heading: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReview:
    """`file` is relative to the language folder."""

    topic: Topic
    draft: TopicDraft
    file: str
    passages: tuple[Passage, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    grades: Grades | None
    """None where the page is too short, or in a language without a formula."""

    @property
    def is_treatment(self) -> bool:
        return self.draft.treatment is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """`today` is the day of the review. Without `guide.yaml` there are no pages."""

    folder: Path
    language: str
    today: date
    script: Manuscript
    pages: tuple[PageReview, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    citations: dict[str, str] = field(default_factory=dict)
    """Source key to what is shown of it."""
    broken_treatments: int = 0
    """Pages about a treatment that could not be read as pages."""


def review(
    folder: Path, language: str, today: date, recognisers: Recognisers | None = None
) -> Review:
    """Reads everything; what is wrong is told and never raised."""
    found = examination_of(folder, language, today=today, recognisers=recognisers)
    script = Manuscript(folder, language)
    if language_fault(folder, language) is None:
        script = read_manuscript(list_files(folder, language), language)
    work = assemble(script, NO_REGION)
    return Review(
        folder=folder,
        language=language,
        today=today,
        script=script,
        pages=tuple(_pages(work, found.faults, found.notes)),
        faults=found.faults,
        warnings=found.notes,
        citations={s.owner: s.text.shown for s in work.spots if s.role is Role.CITATION},
        broken_treatments=sum(map(_is_broken_treatment, _unread(script))),
    )


def _pages(
    work: Assembly, faults: tuple[Fault, ...], warnings: tuple[Fault, ...]
) -> Iterator[PageReview]:
    if work.guide is None:
        return
    spots: dict[str, list[Spot]] = {}
    for spot in work.spots:
        spots.setdefault(spot.owner, []).append(spot)
    headings = work.script.guide.headings if work.script.guide else {}
    grades = page_grades(work)
    names = {part: str(wording.shown) for part, wording in headings.items()}
    files = {
        name: page.sheet.path.relative_to(work.script.folder).as_posix()
        for name, page in work.script.pages.items()
    }
    for name in sorted(files, key=lambda name: ("/" in files[name], files[name])):
        page = work.script.pages[name]
        path = page.sheet.path
        own = [s for s in spots.get(name, ()) if s.sheet is page.sheet]
        yield PageReview(
            topic=work.guide.topics[name],
            draft=page.draft,
            file=files[name],
            passages=(*_passages(own, names), *_explanations(page, work)),
            faults=tuple(fault for fault in faults if fault.file == path),
            warnings=tuple(fault for fault in warnings if fault.file == path),
            grades=grades.get(name),
        )


def _passages(spots: Iterable[Spot], names: dict[str, str]) -> Iterator[Passage]:
    heading = ""
    read: list[tuple[str, Spot]] = []
    for spot in spots:
        if spot.role is Role.HEADING:
            heading = spot.text.shown
        elif spot.role in _PROSE:
            read.append((names.get(spot.part, spot.part) if spot.part else heading, spot))
    for (name, _), group in groupby(read, key=lambda item: (item[0], item[1].role)):
        of_paragraphs = groupby((spot for _, spot in group), key=lambda spot: spot.paragraph)
        yield Passage(name, tuple(tuple(_sentences(list(spots))) for _, spots in of_paragraphs))


def _sentences(spots: list[Spot]) -> Iterator[Sentence]:
    """A sentence without a marker of its own is backed by the next one of its paragraph."""
    for index, spot in enumerate(spots):
        backed = next((later for later in spots[index:] if later.citations), spot)
        yield Sentence(
            spot.text,
            tuple(Backing(str(c.key), c.kind, backed is not spot) for c in backed.citations),
        )


def _explanations(page: Page, work: Assembly) -> Iterator[Passage]:
    """The terms that the page explains, out of the glossary."""
    for key in page.draft.terms:
        spots = [s for s in work.spots if s.role is Role.MEANING and s.owner == key]
        if spots:
            yield Passage(str(key), (tuple(_sentences(spots)),))


def _unread(script: Manuscript) -> Iterator[Path]:
    return (path for name, path in script.ids.items() if name not in script.pages)


def _is_broken_treatment(path: Path) -> bool:
    text = read_text(path)
    entries = parse(text)[0] if isinstance(text, str) else None
    return entries is not None and "treatment" in entries
