"""Each fault of structure, planted: it is seen in its file and line, and keeps the content out."""

import pytest

from mskiosk.content.faults import ContentFaults, Fault
from tests.content.small_content import SmallContent


def only(faults: tuple[Fault, ...]) -> Fault:
    assert len(faults) == 1, "\n".join(map(str, faults))
    return faults[0]


def test_content_without_a_fault_loads(content: SmallContent) -> None:
    guide = content.load()
    assert content.check() == ()
    topic = guide.topics["topic-1"]
    assert topic.sections[0].paragraphs[0][0].shown == "Some words."
    assert topic.choices[0].phrases == ("the other one",)
    assert topic.checked.date == "2026-11-01"


def test_a_broken_goto_reads_as_the_design_says(content: SmallContent) -> None:
    content.replace_line(content.page, 9, "    goto: topik-2")
    with pytest.raises(ContentFaults) as caught:
        content.load()
    assert str(caught.value) == (
        f'{content.page}:9: goto "topik-2": there is no such topic; did you mean "topic-2"?'
    )


LONG = " ".join(["word"] * 61)
CASES = [
    (9, "    goto: nowhere", 9, "there is no such topic"),
    (1, "titel: A page", 1, 'there is no key "titel" here; did you mean "title"?'),
    (1, "titel: A page", 1, 'the key "title" is missing'),
    (1, "title: 5", 1, 'a number ("5") stands here instead of text'),
    (1, "title: true", 1, 'a yes-or-no value ("true") stands here instead of text'),
    (1, "title:", 1, "nothing stands here instead of text"),
    (1, "title: '  '", 1, "this text is empty"),
    (1, "title: [a, b]", 1, "a list stands here instead of text"),
    (1, "title: {shown: A, spokn: B}", 1, 'did you mean "spoken"?'),
    (1, "title: A page\ntitle: Again", 2, '"title" is written twice, first in line 1'),
    (1, "title: !!python/object:os.system x", 1, "the tag"),
    (1, 'title: "A\\a page"', 1, "control character U+0007"),
    (1, f"title: {'x' * 501}", 1, "this sentence has 1 words and 501 characters"),
    (2, f"summary: {LONG}", 2, "this sentence has 61 words"),
    (2, "summary: Call {emergensy}.", 2, 'no field {emergensy} here; did you mean "emergency"?'),
    (2, 'summary: "Call {emergency."', 2, "a brace that belongs to no field"),
    (2, 'summary: "{emergency.shown}"', 2, "a brace that belongs to no field"),
    (2, "summary: []", 2, "this list is empty"),
    (6, "      Some words.\n      Some more.\n      {no_such} too.", 8, "no field {no_such}"),
    (4, "  - heading: First\n    colour: red", 5, 'there is no key "colour" here'),
    (3, "sections: all\nx:", 3, "plain text stands here instead of a list"),
    (7, "choices:\n  - topic-2", 8, "plain text stands here instead of keys"),
    (10, "    phrases: other", 10, "plain text stands here instead of a list"),
    (10, "    phrases: [ok, [a]]", 10, "a list stands here instead of text"),
    (10, "    phrases: ['...']", 10, "has no words"),
    (10, "    phrases: ['{number}']", 10, "a phrase cannot have braces"),
    (10, "    phrases: [go back]", 10, '"go back" already means the command "go back"'),
    (10, "    phrases: ['Number, Two!']", 10, '"number two" already means a number'),
    (10, "    phrases: [three]", 10, '"three" already means a number'),
    (8, "  - label: Stop", 8, '"stop" already means the command "stop"'),
    (10, "  - {label: Yet another, goto: topic-2}", 10, 'two choices lead to "topic-2"'),
    (10, "  - {label: Other page, goto: topic-0}", 10, "can be said for choices 1 and 2"),
    (
        10,
        "    phrases: [this way]\n  - {label: Home, goto: topic-0, phrases: [this way]}",
        11,
        '"this way" can be said for choices 1 and 2',
    ),
    (11, "evidence: strong", 11, 'there is no level of evidence "strong"'),
    (12, "sources: [GENERATE]", 12, 'no such source; did you mean "GENERATED"?'),
    (12, "sources: [GENERATED, GENERATED]", 12, "is here twice"),
    (13, "checked: {by: somebody}", 13, 'the key "date" is missing'),
    (13, "checked: {date: 1 November, by: me}", 13, '"1 November" is not a date'),
    (13, "checked: {date: 2026-02-30, by: me}", 13, "is not a date"),
    (13, "checked: {date: 20261101, by: me}", 13, "a number"),
    (13, "", 1, 'the key "checked" is missing'),
]


@pytest.mark.parametrize(("line", "text", "seen_in", "words"), CASES)
def test_a_fault_on_a_page_is_seen_in_its_line(
    content: SmallContent, line: int, text: str, seen_in: int, words: str
) -> None:
    content.replace_line(content.page, line, text)
    here = [f"{f.line}: {f}" for f in content.faults() if f.file == content.page]
    assert any(f.startswith(f"{seen_in}: ") and words in f for f in here), here


FILE_CASES = [
    ("guide.yaml", "home: topic-0", "home: topic-9", 2, 'home "topic-9": there is no such topic'),
    ("guide.yaml", "urgent: topic-0", "urgent: x", 3, 'urgent "x": there is no such topic'),
    ("guide.yaml", "words: topic-0", "words: x", 4, 'words "x": there is no such topic'),
    ("guide.yaml", "language: en", "language: de", 1, 'the language is "de" in a folder for en'),
    ("guide.yaml", "eight, nine", "eight", 5, "there are 9 number words"),
    ("guide.yaml", "eight, nine", "eight, one", 5, "or some are alike"),
    ("guide.yaml", "eight, nine", "eight, nine or so", 5, "is not one word"),
    ("guide.yaml", "number {number}", "number", 6, "needs the field {number}"),
    ("guide.yaml", "number {number}", "{number:>9}", 6, "needs the field {number}"),
    ("guide.yaml", "number {number}", "{number} {number}", 6, "once"),
    ("notices.yaml", "welcome:", "welcom:", 1, 'the notice "welcome" is missing'),
    ("notices.yaml", "welcome:", "welcom:", 1, 'did you mean "welcome"?'),
    ("notices.yaml", " {label} {number}.", " {label}.", 8, "the field {number} is missing"),
    ("notices.yaml", " {label} {number}.", " {label} {number} {x}.", 8, "no field {x} here"),
    ("notices.yaml", "{label}", "{label!r}", 8, "a brace that belongs to no field"),
    ("notices.yaml", "notice welcome.", "notice {emergency}.", 1, "no field {emergency} here"),
    ("universals.yaml", "staff:", "stuff:", 1, 'the command "staff" is missing'),
    ("universals.yaml", "staff:", "stuff:", 2, 'there is no command "stuff"'),
    ("universals.yaml", "[staff]", "['!']", 2, "has no words"),
    ("universals.yaml", "[staff]", "['{a}']", 2, "a phrase cannot have braces"),
    ("regions.yaml", "us:", "usa:", 2, 'there is no region "usa"; did you mean "us"?'),
    ("regions.yaml", "us:", "usa:", 1, 'the region "us" is missing'),
    ("regions.yaml", "us: {emergency", "us: {crisis", 2, '"emergency" is missing for the region'),
    ("regions.yaml", "us: {emergency", "us: {crisis", 1, '"crisis" is missing for the region'),
    ("regions.yaml", "{emergency", "{Emergency-", 1, "cannot be used as a field"),
    ("regions.yaml", "nine nine nine", "'{nine}'", 3, "there is no field {nine} here"),
    ("sources.yaml", "shown: ", "shwn: ", 1, 'did you mean "shown"?'),
    ("lexicon.yaml", "MS: M S", "MS: [M, S]", 1, "a list stands here instead of text"),
]


@pytest.mark.parametrize(("name", "old", "new", "seen_in", "words"), FILE_CASES)
def test_a_fault_in_a_file_beside_the_pages_is_seen_in_its_line(
    content: SmallContent, name: str, old: str, new: str, seen_in: int, words: str
) -> None:
    content.replace(name, old, new)
    path = content.top / name
    here = [f"{f.line}: {f}" for f in content.check() if f.file == path]
    assert any(f.startswith(f"{seen_in}: ") and words in f for f in here), here


def test_a_choice_may_lead_to_the_settings_and_no_page_is_in_their_place(
    content: SmallContent,
) -> None:
    content.replace_line(content.page, 9, "    goto: settings")
    assert not [f for f in content.check() if f.file == content.page and "settings" in f.sentence]
    taken = content.top / "settings.yaml"
    content.write(taken, content.page.read_text())
    assert [f.sentence for f in content.check() if f.file == taken] == [
        '"settings.yaml" has a meaning of its own and cannot be a page'
    ]


def test_a_page_has_five_choices_at_most(content: SmallContent) -> None:
    """C1"""
    goto = ["topic-0", "topic-1", "topic-2", "a", "b", "c"]
    for name in goto[3:]:
        content.write(content.top / f"{name}.yaml", content.page.read_text())
    choices = "\n".join(f"  - {{label: Page {g}, goto: {g}}}" for g in goto)
    content.replace_line(content.page, 10, "")
    content.replace_line(content.page, 9, "")
    content.replace_line(content.page, 8, choices)
    fault = only(content.faults())
    assert (fault.file, fault.line) == (content.page, 13)
    assert "this page has 6 choices; the most is 5" in str(fault)


def test_a_page_that_nothing_leads_to_is_a_fault(content: SmallContent) -> None:
    path = content.top / "lonely.yaml"
    content.write(path, content.page.read_text())
    assert str(only(content.faults())).startswith(f"{path}:1: no page leads here")


def test_the_same_topic_in_two_folders_is_a_fault(content: SmallContent) -> None:
    path = content.top / "topic-1.yaml"
    content.write(path, content.page.read_text())
    fault = only(content.faults())
    assert fault.file == path.parent / "shelf-0" / "topic-1.yaml" or fault.file == path
    assert 'the topic "topic-1" is already in' in fault.sentence


def test_a_page_cannot_have_the_name_of_another_file(content: SmallContent) -> None:
    path = content.top / "shelf-0" / "notices.yaml"
    content.write(path, content.page.read_text())
    assert "has a meaning of its own" in only(content.faults()).sentence


def test_a_choice_may_share_the_words_of_the_command_that_opens_the_same_page(
    content: SmallContent,
) -> None:
    content.replace_line(content.page, 10, "  - {label: Main menu, goto: topic-0}")
    assert content.faults() == ()


def test_a_page_that_cannot_be_read_brings_no_second_fault(content: SmallContent) -> None:
    content.write(content.page, "title: [")
    assert [f.file for f in content.faults()] == [content.page]


def test_all_faults_are_told_at_once(content: SmallContent) -> None:
    content.replace_line(content.page, 9, "    goto: nowhere")
    content.replace("guide.yaml", "home: topic-0", "home: nowhere")
    content.write(content.top / "other.yaml", "[]")
    assert len(content.faults()) == 3
    content.replace("notices.yaml", "welcome:", "welcom:")
    assert len(content.faults()) == 5
