"""Planted words that promise or sell, in every place that the kiosk reads from."""

import pytest

from tests.content.small_content import SmallContent

STYLE = """\
banned: {cure: say what it does, game changer: leave it out, don't worry: leave it out}
endings: [s, ed, ing]
"""


@pytest.fixture
def content(content: SmallContent) -> SmallContent:
    content.write(content.top / "style.yaml", STYLE)
    return content


@pytest.mark.parametrize(
    "written", ["cure", "Cured", "cures", "Game\n      changers", "Don’t worry"]
)
def test_a_banned_word_is_seen_with_its_endings(content: SmallContent, written: str) -> None:
    content.replace_line(content.page, 6, f"      Some words.\n      Now {written} comes.")
    (fault,) = content.check()
    assert fault.line == 7
    assert f'the word "{" ".join(written.split())}" is banned'.replace("’", "'") in fault.sentence
    assert "comes." in fault.sentence


@pytest.mark.parametrize("written", ["secure", "procured", "CURE-MS", "game"])
def test_a_word_that_only_looks_like_it_is_none(content: SmallContent, written: str) -> None:
    content.write(content.top / "lexicon.yaml", "MS: M S\nCURE-MS: Cure M S\n")
    content.replace_line(content.page, 6, f"      Now {written} comes.")
    assert content.check() == ()


def test_a_banned_word_may_be_used_with_a_reason(content: SmallContent) -> None:
    content.replace_line(content.page, 6, "      There is no cure.")
    content.replace_line(content.page, 11, "allow: {Cure: we say that there is none}")
    assert content.check() == ()


def test_a_reason_for_a_word_that_is_not_used_is_a_fault(content: SmallContent) -> None:
    content.replace_line(content.page, 11, "allow: {cure: none, cute: none}")
    unused, unknown = (fault.sentence for fault in content.check())
    assert unused == 'allow "cure": this page does not use it'
    assert unknown == 'allow "cute": this word is not banned'


def test_notices_and_meanings_have_no_banned_word(content: SmallContent) -> None:
    content.replace("notices.yaml", "The notice welcome", "The cure welcome")
    content.replace("glossary.yaml", "A wire", "A cure")
    assert [(f.file.name, f.line) for f in content.check()] == [
        ("glossary.yaml", 1),
        ("notices.yaml", 1),
    ]
