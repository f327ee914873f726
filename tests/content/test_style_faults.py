"""Each fault of style, planted: `check` tells it with its file and line, and the guide loads."""

from datetime import date

import pytest

from mskiosk.content.loading import check_guide, notes_on_guide
from tests.content.small_content import TODAY, SmallContent

WORDS_26 = "Word " + " ".join(["word"] * 25) + "."
WORDS_35 = "Word " + " ".join(["word"] * 34) + "."
WORDS_14 = "Word " + " ".join(["word"] * 13) + "."
CASES = [
    (6, f"      Short.\n      {WORDS_26}", 7, "this sentence has 26 words; the most is 25"),
    (2, f"summary: {WORDS_26}", 2, "this sentence has 26 words"),
    (6, f"      {WORDS_14} {WORDS_14} {WORDS_14}", 6, "this paragraph has 42 words"),
    (2, f"summary: {WORDS_14} {WORDS_14} {WORDS_14}", 2, "this summary has 42 words"),
    (2, f"summary: [{{shown: Words., spoken: {WORDS_35}}}]", 2, "has 35 words when it is said"),
    (6, "      Some.\n      It is < that.", 7, '"<" in what is said aloud: "It is < that."'),
    (6, "      Take 5 mg of it, e.g. now.", 6, '"5", "e.g.", "mg" in what is said aloud'),
    (6, "      It is ½ of it at 10:30.", 6, '"10:30", "½" in what is said aloud'),
    (8, "  - label: A & B", 8, '"&" in what is said aloud'),
    (10, "    phrases: [about MRI]", 10, 'the phrase "about MRI" has "MRI" in it'),
    (10, "    phrases: [drugs + food]", 10, 'the phrase "drugs + food" has "+" in it'),
    (6, "      Ask about MRI now.", 6, '"MRI" in what is said aloud'),
    (6, "      Ask.\n      It is 5 days.", 7, '"5" in what is said aloud'),
    (1, "title: {shown: A page, spoken: A PAGE}", 1, '"PAGE" in what is said aloud'),
    (10, "    phrases: [page 7]", 10, 'the phrase "page 7" has figures in it'),
    (10, "    phrases: [Other page!]", 10, "is here twice, or is the label"),
    (9, "    goto: topic-1", 9, "this choice leads to the page that it is on"),
    (13, "checked: {date: 2026-12-02, by: me}", 13, "2026-12-02 is in the future"),
    (13, "checked: {date: 2023-11-30, by: me}", 13, "more than 3 years ago"),
]


@pytest.mark.parametrize(("line", "text", "seen_in", "words"), CASES)
def test_a_fault_of_style_is_seen_in_its_line(
    content: SmallContent, line: int, text: str, seen_in: int, words: str
) -> None:
    content.replace_line(content.page, line, text)
    assert content.faults() == ()
    here = [f"{f.line}: {f}" for f in content.check() if f.file == content.page]
    assert any(f.startswith(f"{seen_in}: ") and words in f for f in here), here


def test_a_page_checked_three_years_ago_to_the_day_is_still_good(content: SmallContent) -> None:
    """I1"""
    content.replace_line(content.page, 13, "checked: {date: 2023-12-01, by: me}")
    assert content.check() == ()


def test_letters_spelled_one_by_one_can_be_said(content: SmallContent) -> None:
    content.replace_line(content.page, 6, "      I take MS seriously.")
    assert content.check() == ()


def test_one_phrase_for_two_commands_is_a_fault(content: SmallContent) -> None:
    content.replace("universals.yaml", "[staff]", "[staff, help]")
    (fault,) = content.check()
    assert (fault.line, fault.sentence) == (3, '"help" means "staff" already')


def test_a_number_word_for_a_command_is_a_fault(content: SmallContent) -> None:
    content.replace("universals.yaml", "[staff]", "[staff, one]")
    (fault,) = content.check()
    assert (fault.line, fault.sentence) == (2, '"one" is how a choice is said')


def test_without_a_region_all_emergency_numbers_are_there(content: SmallContent) -> None:
    content.replace("regions.yaml", "999 (UK) or", "or")
    (fault,) = content.check()
    assert fault.line == 1
    assert 'emergency number 999 of the region "uk" is missing' in fault.sentence


def test_check_tells_faults_of_every_region(content: SmallContent) -> None:
    content.replace("regions.yaml", "nine nine nine", "nine NINE nine")
    lines = {(f.file.name, f.line) for f in content.check()}
    assert ("regions.yaml", 3) in lines
    assert ("topic-0.yaml", 2) in lines


def test_a_page_without_choices_is_a_dead_end(content: SmallContent) -> None:
    content.replace_line(content.page, 7, "choices: []")
    content.replace_line(content.page, 8, "")
    content.replace_line(content.page, 8, "")
    content.replace_line(content.page, 8, "")
    (fault,) = content.check()
    assert (fault.line, fault.sentence) == (1, "this page is a dead end: it has no choices")


def test_a_source_that_no_page_uses_is_noted_and_is_no_fault(content: SmallContent) -> None:
    sources = content.top / "sources.yaml"
    content.write(sources, sources.read_text() + "IDLE: Some book.\n")
    assert content.check() == ()
    (note,) = notes_on_guide(content.folder, today=TODAY)
    assert (note.file.name, note.line) == ("sources.yaml", 2)
    assert 'no page uses the source "IDLE"' in note.sentence


def test_faults_of_structure_and_style_come_in_the_order_of_file_and_line(
    content: SmallContent,
) -> None:
    content.replace_line(content.page, 13, "checked: {date: 1999-01-01, by: me}")
    content.replace_line(content.page, 9, "    goto: nowhere")
    content.replace_line(content.page, 6, "      Ask about MRI now.")
    assert [f.line for f in content.check()] == [6, 9, 13]
    assert len(set(content.check())) == len(content.check())


def test_the_29th_of_february_is_a_day_like_any_other(content: SmallContent) -> None:
    content.replace_line(content.page, 13, "checked: {date: 2024-02-29, by: me}")
    faults = check_guide(content.folder, today=date(2027, 3, 1))
    assert [f.line for f in faults if f.file == content.page] == [13]
