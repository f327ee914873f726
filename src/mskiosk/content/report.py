"""The whole guide as one HTML page for the clinician who reviews it: no scripts, nothing fetched,
readable with a screen reader, in high contrast and on paper."""

from datetime import date

from mskiosk.content.counting import figures
from mskiosk.content.faults import Fault
from mskiosk.content.markup import Markup, element, joined, link, listed, table
from mskiosk.content.report_page import anchor, is_new, page_in_full
from mskiosk.content.reviewing import PageReview, Review

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.125rem/1.5 sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { font-weight: bold; text-align: left; padding: 0.5rem 0; }
th, td { border: 1px solid; padding: 0.4rem; text-align: left; vertical-align: top; }
tbody th { font-weight: normal; }
th[scope=rowgroup] { font-weight: bold; }
dt { font-weight: bold; } dd { margin: 0 0 0.5rem 1.5rem; }
article { border-top: 3px solid; margin-top: 3rem; }
a:focus { outline: 3px solid; outline-offset: 2px; }
.sign { margin-top: 1.5rem; }
@media print {
  body { max-width: none; font-size: 11pt; }
  article { break-before: page; }
  tr, dl { break-inside: avoid; }
  thead { display: table-header-group; }
  .back { display: none; }
}
"""
_FIGURES = {
    "pages": "Pages",
    "sentences": "Sentences",
    "minutes": "Minutes of reading aloud",
    "grade_median": "Reading grade, median of the pages",
    "grade_worst": "Reading grade, worst page",
    "faults": "Faults",
    "warnings": "Warnings",
    "claims_answered": "Claims answered",
    "terms": "Terms explained",
    "treatments": "Pages about a treatment",
    "treatments_complete": "of them complete",
}
_NONE = "None."


def report(review: Review, since: date | None = None) -> str:
    """A whole HTML document. `since`: pages that were checked on that day or later are new."""
    pages = review.pages
    title = f"Review of the guide, language {review.language}"
    parts = [
        element("h1", title),
        _opening(review),
        element("nav", element("h2", "Contents"), _contents(review, since), aria_label="Contents"),
        _part("figures", "Figures", _figures(review)),
        _part("faults", "Faults", _faults(review.faults, pages)),
        _part("warnings", "Warnings", _faults(review.warnings, pages)),
        *([_part("new", f"New since {since}", _new(pages, since))] if since else []),
        _part("claims", "Claims and verdicts", _claims(pages)),
        _part("gaps", "Gaps: what the sources do not say", _gaps(pages)),
        _part("reasons", "Exceptions and their reasons", _reasons(pages)),
        _part("sources", "Sources", _sources(review)),
        element("h2", "Pages", id="pages"),
        *(page_in_full(page, review, since) for page in pages),
    ]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(_STYLE)),
    )
    body = element("body", element("main", *parts))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


def _opening(review: Review) -> Markup:
    signed = sum(1 for page in review.pages if page.draft.reviewed_by)
    return joined(
        element("p", f"Made on {review.today} from {review.folder}."),
        element(
            "p",
            f"A clinician has signed off {signed} of {len(review.pages)} pages."
            " Each sentence stands beside the sources that it rests on, as its author marked them."
            ' "With the next" means: the marker stands after a later sentence of the paragraph.',
        ),
    )


def _contents(review: Review, since: date | None) -> Markup:
    parts = ["figures", "faults", "warnings", "claims", "gaps", "reasons", "sources"]
    if since:
        parts.insert(3, "new")
    folders: dict[str, list[str]] = {}
    for page in review.pages:
        folder = page.file.rpartition("/")[0] or "top"
        folders.setdefault(folder, []).append(_entry(page, since))
    return joined(
        listed([link(part, part.capitalize()) for part in parts]),
        *(joined(element("h3", name), listed(entries)) for name, entries in folders.items()),
    )


def _entry(page: PageReview, since: date | None) -> Markup:
    marks = []
    if is_new(page, since):
        marks.append("new")
    if page.draft.private:
        marks.append("private")
    if page.faults:
        marks.append(f"faults: {len(page.faults)}")
    words = f" ({', '.join(marks)})" if marks else ""
    return joined(_to(page), words)


def _figures(review: Review) -> Markup:
    rows: list[tuple[str, ...]] = []
    for key, value in figures(review).items():
        rows.append((_FIGURES[key], "not known" if value is None else str(value)))
    return table("The guide in figures", ("What", "How many"), rows)


def _faults(faults: tuple[Fault, ...], pages: tuple[PageReview, ...]) -> Markup:
    owners = {fault.file: page for page in pages for fault in (*page.faults, *page.warnings)}
    items = [
        joined(str(fault), *((" ", _to(owners[fault.file])) if fault.file in owners else ()))
        for fault in faults
    ]
    return listed(items) or element("p", _NONE)


def _new(pages: tuple[PageReview, ...], since: date) -> Markup:
    rows: list[tuple[str, ...]] = [
        (_to(page), page.topic.checked.date, page.topic.checked.by)
        for page in pages
        if is_new(page, since)
    ]
    caption = f"Pages whose facts were checked on {since} or later"
    return table(caption, ("Page", "Checked on", "By"), rows) or element("p", _NONE)


def _claims(pages: tuple[PageReview, ...]) -> Markup:
    rows: list[tuple[str, ...]] = []
    for page in pages:
        if claim := page.draft.claim:
            says = " ".join(str(wording.shown) for wording in claim.says.sentences)
            rows.append((_to(page), str(claim.key), says, claim.verdict.value))
    return table("Claims", ("Page", "Key", "What it says", "Verdict"), rows) or element("p", _NONE)


def _gaps(pages: tuple[PageReview, ...]) -> Markup:
    rows: list[tuple[str, ...]] = [
        (_to(page), listed([str(gap) for gap in page.draft.gaps]))
        for page in pages
        if page.draft.gaps
    ]
    return table("Gaps, page by page", ("Page", "Gaps"), rows) or element("p", _NONE)


def _reasons(pages: tuple[PageReview, ...]) -> Markup:
    rows: list[tuple[str, ...]] = []
    for page in pages:
        if reason := page.draft.imbalance_reason:
            rows.append((_to(page), "Benefit and risks differ in length", str(reason)))
        for word, why in (page.draft.allow or {}).items():
            rows.append((_to(page), f'Uses the word "{word}"', str(why)))
    return table("Exceptions", ("Page", "What", "Reason"), rows) or element("p", _NONE)


def _sources(review: Review) -> Markup:
    users: dict[str, list[PageReview]] = {}
    for page in review.pages:
        for source in page.topic.sources:
            users.setdefault(source.key, []).append(page)
    rows: list[tuple[str, ...]] = [
        (
            element("span", key, id=f"source-{key}"),
            citation,
            listed([_to(page) for page in users.get(key, ())]) or "no page",
        )
        for key, citation in sorted(review.citations.items())
    ]
    return table("Every source, and the pages that rest on it", ("Key", "Source", "Pages"), rows)


def _to(page: PageReview) -> Markup:
    return link(anchor(page), page.topic.title.shown)


def _part(name: str, heading: str, inside: Markup) -> Markup:
    return element("section", element("h2", heading, id=name), inside)
