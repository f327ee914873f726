"""One page of the guide in the report: its state, each sentence beside its sources, its gaps."""

from collections.abc import Sequence
from datetime import date

from mskiosk.content.counting import minutes_of, spoken_words
from mskiosk.content.drafts import Prose
from mskiosk.content.markup import Markup, element, joined, link, listed
from mskiosk.content.reviewing import Backing, PageReview, Passage, Review, Sentence

_HEADS = ("Sentence", "Spoken, where it differs", "Source", "Kind of number")
_CAPTION = ": sentences and their sources"
_NOT_MARKED = "no source"


def anchor(page: PageReview) -> str:
    return f"page-{page.topic.id}"


def is_new(page: PageReview, since: date | None) -> bool:
    """Dates of a page are compared as written: yyyy-mm-dd."""
    return since is not None and page.topic.checked.date >= since.isoformat()


def page_in_full(page: PageReview, review: Review, since: date | None) -> Markup:
    topic = page.topic
    heading = element("span", topic.title.shown, lang=review.language)
    new = " (new)" if is_new(page, since) else ""
    sources = [
        joined(link(f"source-{s.key}", s.key), ": ", s.citation.shown) for s in topic.sources
    ]
    choices = [
        joined(_to(c.goto, c.label.shown, review), _said_as(c.phrases)) for c in topic.choices
    ]
    return element(
        "article",
        element("h3", heading, new),
        _state(page),
        _listing("Faults", [str(fault) for fault in page.faults]),
        _listing("Warnings", [str(fault) for fault in page.warnings]),
        _sentences(page, review),
        _listing("Gaps: what the sources do not say", [str(gap) for gap in page.draft.gaps]),
        _listing("Choices", choices),
        _listing("Sources of this page", sources),
        element("p", "Signed off by: ____________________  on: ______________", class_="sign"),
        element("p", link("pages", "Back to the list of pages"), class_="back"),
        id=anchor(page),
        aria_label=topic.title.shown,
    )


def _state(page: PageReview) -> Markup:
    draft, topic = page.draft, page.topic
    rows: list[tuple[str, str]] = [
        ("File", page.file),
        ("Facts checked", f"on {topic.checked.date} by {topic.checked.by}"),
        ("Reviewed by a clinician", topic.reviewed_by or "not yet"),
        ("Reading grade", _grade(page)),
        ("Length", f"{spoken_words(topic)} words, about {minutes_of(topic)} minutes"),
        ("Private", "yes: asked before it is spoken" if draft.private else "no"),
    ]
    if draft.evidence:
        rows.append(("Evidence", draft.evidence.value))
    if draft.claim:
        rows.append(("Claim and verdict", f"{draft.claim.key}: {draft.claim.verdict.value}"))
    if draft.treatment:
        benefit = _words(draft.treatment.benefit)
        risks = _words(draft.treatment.common_risks) + _words(draft.treatment.serious_risks)
        rows.append(("Balance", f"benefit {benefit} words, risks {risks} words"))
    if draft.decision:
        good, bad = _words(draft.decision.positives), _words(draft.decision.negatives)
        rows.append(("Balance", f"positives {good} words, negatives {bad} words"))
    if draft.imbalance_reason:
        rows.append(("Reason for the imbalance", str(draft.imbalance_reason)))
    rows += ((f'Uses the word "{word}"', str(why)) for word, why in (draft.allow or {}).items())
    return element(
        "dl", *(joined(element("dt", name), element("dd", value)) for name, value in rows)
    )


def _sentences(page: PageReview, review: Review) -> Markup:
    head = element("tr", *(element("th", name, scope="col") for name in _HEADS))
    return element(
        "table",
        element("caption", element("span", page.topic.title.shown, lang=review.language), _CAPTION),
        element("thead", head),
        *(_passage(passage, review) for passage in page.passages),
    )


def _passage(passage: Passage, review: Review) -> Markup:
    language = review.language
    heading = (
        element("span", passage.heading, lang=language) if passage.heading else Markup("Summary")
    )
    head = element("tr", element("th", heading, scope="rowgroup", colspan=str(len(_HEADS))))
    rows = [_row(sentence, review) for paragraph in passage.paragraphs for sentence in paragraph]
    return element("tbody", head, *rows)


def _row(sentence: Sentence, review: Review) -> Markup:
    language = review.language
    text = sentence.text
    spoken = text.spoken if text.spoken != text.shown else ""
    backings = sentence.backings
    keys = [joined(_source(b.key, review), _reach(b)) for b in backings]
    kinds = dict.fromkeys(b.kind.value for b in backings if b.kind and not b.is_of_the_next)
    return element(
        "tr",
        element("th", element("span", text.shown, lang=language), scope="row"),
        element("td", element("span", spoken, lang=language) if spoken else ""),
        element("td", listed([*keys]) or _NOT_MARKED),
        element("td", ", ".join(kinds)),
    )


def _grade(page: PageReview) -> str:
    if page.grades is None:
        return "too short for one, or no formula for the language"
    with_terms, without = page.grades.with_terms, page.grades.without_terms
    return f"{with_terms}; without the medical terms {without}"


def _source(key: str, review: Review) -> str:
    return link(f"source-{key}", key) if key in review.citations else key


def _to(goto: str, words: str, review: Review) -> str:
    is_there = any(page.topic.id == goto for page in review.pages)
    return link(f"page-{goto}", words) if is_there else f"{words} ({goto})"


def _reach(backing: Backing) -> str:
    return " (with the next)" if backing.is_of_the_next else ""


def _said_as(phrases: tuple[str, ...]) -> str:
    return f" (also: {', '.join(phrases)})" if phrases else ""


def _listing(heading: str, items: Sequence[str]) -> Markup:
    return joined(element("h4", heading), listed(items)) if items else Markup("")


def _words(prose: Prose) -> int:
    return sum(len(w.shown.split()) for p in prose.paragraphs for w in p.sentences)
