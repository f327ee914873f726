"""The report shows the reviewing clinician everything there is to judge, and is one sound page."""

from datetime import date
from html.parser import HTMLParser

import pytest

from mskiosk.content.loading import shipped_content
from mskiosk.content.report import report
from mskiosk.content.reviewing import review
from tests.content.small_content import TODAY, SmallContent

EMPTY = {"meta", "br"}
PAGE = """\
title: A page
summary: This is a page. [GENERATED]
private: true
sections:
  - heading: First
    text: |
      Words lead on.
      A third fewer than with a dummy. [GENERATED relative] [OTHER]
      Nothing follows.

      Another idea stands alone.
treatment:
  given: Once a month.
  who_for: For some people.
  benefit: It helps.
  common_risks: It may hurt.
  serious_risks: It may harm.
  checks: Blood is tested.
  pregnancy: Ask first.
  not_known: Much is not known.
  questions: What do you think?
evidence: low
terms: [nerve]
choices:
  - label: Other page
    goto: topic-2
    phrases: [the other one]
gaps: [nobody counted the <people>]
allow: {cure: there is none}
imbalance_reason: the harms are many
checked: {date: 2026-11-20, by: somebody}
reviewed_by: Doctor Who
"""


class Reader(HTMLParser):
    """Refuses what is not well made; keeps the words of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            assert value is not None
            self.attributes.append((name, value))
            if name == "id":
                self.ids.append(value)
            if name == "href":
                assert value.startswith("#"), "nothing outside the page is needed"
                self.targets.append(value[1:])
        if tag not in EMPTY:
            self.open.append(tag)
            self.words.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.words[tag][-1] += data


def told(content: SmallContent, since: date | None = None) -> str:
    return report(review(content.folder, "en", TODAY), since)


@pytest.fixture
def full(content: SmallContent) -> SmallContent:
    content.write(content.page, PAGE)
    sources = content.top / "sources.yaml"
    content.write(sources, sources.read_text() + "OTHER: Other 2025, doi 10.1000/182.\n")
    return content


def row_with(page: str, words: str) -> Reader:
    """The row of a table that has these words in it."""
    at = page.index(f">{words}<")
    return Reader(page[page.rindex("<tr>", 0, at) : page.index("</tr>", at) + len("</tr>")])


def article(page: str, name: str) -> str:
    start = page.index(f'id="page-{name}"')
    return page[page.rindex("<article", 0, start) : page.index("</article>", start) + 10]


def test_the_report_is_one_page_of_html_that_needs_nothing_else(full: SmallContent) -> None:
    page = told(full)
    read = Reader(page)
    assert page.startswith("<!DOCTYPE html>\n<html ")
    assert "script" not in read.words
    assert "img" not in read.words
    assert len(set(read.ids)) == len(read.ids)
    assert set(read.targets) <= set(read.ids)


def test_the_report_has_a_language_headings_and_tables_with_captions(full: SmallContent) -> None:
    read = Reader(told(full))
    assert ("lang", "en") in read.attributes
    assert len(read.words["h1"]) == 1
    assert read.words["h2"][:3] == ["Contents", "Figures", "Faults"]
    assert len(read.words["table"]) == len(read.words["caption"])
    assert all(read.words["caption"])
    assert ("scope", "col") in read.attributes
    assert ("scope", "row") in read.attributes


def test_each_page_is_there_with_a_link_from_the_contents(full: SmallContent) -> None:
    read = Reader(told(full))
    for name in ("topic-0", "topic-1", "topic-2"):
        assert f"page-{name}" in read.ids
        assert f"page-{name}" in read.targets


def test_each_sentence_stands_beside_its_sources_and_the_kind_of_its_number(
    full: SmallContent,
) -> None:
    own = article(told(full), "topic-1")
    for text, keys, kind in (
        ("Words lead on.", ["GENERATED (with the next)", "OTHER (with the next)"], ""),
        ("A third fewer than with a dummy.", ["GENERATED", "OTHER"], "relative"),
        ("Nothing follows.", [], ""),
        ("Another idea stands alone.", [], ""),
        ("It helps.", [], ""),
        ("A wire of the body.", [], ""),
    ):
        row = row_with(own, text)
        assert row.words.get("li", []) == keys, text
        assert row.words["th"] == [text]
        assert row.words["td"][1] == ("".join(keys) or "no source"), text
        assert row.words["td"][2] == kind, text


def test_the_state_of_a_page_is_told(full: SmallContent) -> None:
    page = told(full)
    read = Reader(article(page, "topic-1"))
    states = dict(zip(read.words["dt"], read.words["dd"], strict=True))
    for words in (
        "on 2026-11-20 by somebody",
        "Doctor Who",
        "yes: asked before it is spoken",
        "benefit 2 words, risks 6 words",
        "the harms are many",
        "there is none",
        "nobody counted the &lt;people&gt;",
        "Other 2025, doi 10.1000/182.",
        "Signed off by",
    ):
        assert words in page, words
    assert states["Evidence"] == "low"
    assert "A clinician has signed off 1 of 3 pages" in page


def test_what_was_checked_since_a_day_is_new(full: SmallContent) -> None:
    for since, is_new in ((date(2026, 11, 20), True), (date(2026, 11, 21), False)):
        page = told(full, since)
        assert ("A page</span> (new)" in page) is is_new
        assert f"New since {since}" in page
    assert "(new" not in told(full)


def test_faults_stand_at_the_top_and_at_their_page(full: SmallContent) -> None:
    full.replace_line(full.page, 2, "summary: This is a page. [GENERATE]")
    full.write(full.top / "broken.yaml", "title: [")
    read = Reader(told(full))
    faults = [item for item in read.words["li"] if "there is no such source" in item]
    assert len(faults) >= 2
    assert any("broken.yaml:1: this is not YAML" in item for item in read.words["li"])


def test_whatever_an_author_writes_is_text_and_never_markup(full: SmallContent) -> None:
    hostile = '<script>alert("1")</script> & <b x=\'"'
    full.replace_line(full.page, 1, f"title: '{hostile.replace(chr(39), chr(39) * 2)}'")
    full.replace("shelf-0/topic-1.yaml", "Doctor Who", "</table></body>")
    full.replace("shelf-0/topic-1.yaml", "Words lead on", "<img src=x onerror=y>")
    full.replace("shelf-0/topic-1.yaml", "there is none", "<style>")
    full.replace("shelf-0/topic-1.yaml", "the other one", "<i>")
    full.replace("sources.yaml", "Other 2025", "<iframe>")
    read = Reader(told(full))
    assert any(hostile in h for h in read.words["h3"])
    assert {"script", "b", "img", "iframe", "i"}.isdisjoint(read.words)
    assert len(read.words["style"]) == 1


def test_what_is_not_there_is_named_and_not_linked(full: SmallContent) -> None:
    full.replace("shelf-0/topic-1.yaml", "topic-2", "topic-22")
    full.replace("shelf-0/topic-1.yaml", "[OTHER]", "[ANOTHER]")
    page = told(full)
    read = Reader(page)
    assert "ANOTHER" in page
    assert set(read.targets) <= set(read.ids)


def test_without_a_usable_guide_the_report_still_tells_the_faults(content: SmallContent) -> None:
    (content.top / "guide.yaml").unlink()
    read = Reader(told(content))
    assert any("this file is missing" in item for item in read.words["li"])
    assert Reader(report(review(content.folder / "none", "en", TODAY))).words["h1"]


def test_the_shipped_guide_makes_a_sound_report() -> None:
    page = report(review(shipped_content(), "en", TODAY), TODAY)
    read = Reader(page)
    assert set(read.targets) <= set(read.ids)
    assert len(set(read.ids)) == len(read.ids)
    assert len(read.words["article"]) >= 15
