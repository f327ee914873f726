"""Planted pages on which benefit and harm do not get the same room."""

import pytest

from tests.content.small_content import SmallContent

SIX, TEN = "One two three four five six.", "Some words that are ten in all from here on."
PARTS = ("given", "who_for", "benefit", "common_risks", "serious_risks", "checks", "pregnancy")


def treatment(**parts: str) -> str:
    words = dict.fromkeys((*PARTS, "not_known", "questions"), "Some words.") | parts
    return "treatment:\n" + "".join(f"  {part}: {text}\n" for part, text in words.items())


@pytest.mark.parametrize(
    "parts",
    [
        {"benefit": TEN},
        {"common_risks": SIX, "serious_risks": "A few more words.", "benefit": SIX},
    ],
)
def test_a_side_that_is_half_as_long_again_is_a_fault(
    content: SmallContent, parts: dict[str, str]
) -> None:
    content.replace_line(content.page, 11, "evidence: low\n" + treatment(**parts))
    (fault,) = content.check()
    assert fault.line == 15
    assert "neither may be longer than the other by more than 1.5 times" in fault.sentence


def test_an_imbalance_can_have_its_reason(content: SmallContent) -> None:
    reason = "imbalance_reason: the risks are many\n"
    content.replace_line(content.page, 11, "evidence: low\n" + reason + treatment(benefit=TEN))
    assert content.check() == ()


def test_a_reason_for_an_imbalance_that_is_none_is_a_fault(content: SmallContent) -> None:
    content.replace_line(content.page, 11, "imbalance_reason: the risks are many")
    (fault,) = content.check()
    assert fault.line == 11
    assert "good and bad sides are even" in fault.sentence


def test_risks_of_the_same_length_in_two_parts_are_balanced(content: SmallContent) -> None:
    both = treatment(benefit=SIX, common_risks="One two three.", serious_risks="Four five six.")
    content.replace_line(content.page, 11, "evidence: low\n" + both)
    assert content.check() == ()
