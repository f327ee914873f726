"""Planted numbers without a source, or whose source does not say what kind of number it is."""

import pytest

from tests.content.small_content import SmallContent

UNSOURCED = "and has no source"
UNKIND = "does not say what kind of number"
PLANTED = [
    ("It was 5 of 10 people.", f'states a number ("5") {UNSOURCED}'),
    ("It was 5 of 10 people. [GENERATED]", f'{UNKIND} "5" is'),
    ("It was 5 people. [GENERATED count]\n      It was 7.", f'states a number ("7") {UNSOURCED}'),
    ("About a Third of them had it.", f'states a number ("third") {UNSOURCED}'),
    ("It is one in  ten of them.", f'states a number ("in ten") {UNSOURCED}'),
    ("It is ½ of them.", f'states a number ("½") {UNSOURCED}'),
    ("It is 2.5% of them.", 'a number ("2.5%")'),
]
SAID_FOR_WHAT_IT_IS = [
    "It was 5 of 10 people. [GENERATED] [GENERATED count]",
    "It was a third fewer than without. [GENERATED relative]",
    "There are three ways, and hundredfold is no number here.",
    "Take B12, interleukin-2 or S1P.",
    "In danger, call {emergency}.",
]


@pytest.fixture
def content(content: SmallContent) -> SmallContent:
    content.replace("style.yaml", "[million]", "[third, in ten, hundred]")
    lexicon = "B12: B twelve\nS1P: S one P\ninterleukin-2: interleukin two\n"
    figures = "".join(f'"{figure}": some\n' for figure in (5, 7, 10, "2.5", "½"))
    content.write(content.top / "lexicon.yaml", f'MS: M S\n{lexicon}{figures}"%": percent\n')
    return content


@pytest.mark.parametrize(("text", "words"), PLANTED)
def test_a_number_needs_a_source_of_its_kind(content: SmallContent, text: str, words: str) -> None:
    content.replace_line(content.page, 6, f"      Some words.\n      {text}")
    (fault,) = content.check()
    assert fault.line == 7 + text.count("\n")
    assert words in fault.sentence
    assert "relative, absolute, count, measure" in str(fault)


@pytest.mark.parametrize("text", SAID_FOR_WHAT_IT_IS)
def test_a_number_that_is_said_for_what_it_is_is_no_fault(content: SmallContent, text: str) -> None:
    content.replace_line(content.page, 6, f"      {text}")
    assert content.check() == ()


def test_the_page_about_keys_may_state_numbers_without_a_source(content: SmallContent) -> None:
    content.replace("guide.yaml", "words: topic-0", "words: topic-1")
    content.replace_line(content.page, 2, "summary: Press 5.")
    assert content.check() == ()


def test_a_number_in_a_meaning_needs_a_source_too(content: SmallContent) -> None:
    content.replace("glossary.yaml", "A wire of the body.", "One of 10 wires of the body.")
    (fault,) = content.check()
    assert (fault.file.name, fault.line) == ("glossary.yaml", 1)
    assert UNSOURCED in fault.sentence
