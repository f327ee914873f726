"""Each rule by which the spotter and another engine decide together."""

import itertools

import pytest

from mskiosk.core.events import Hypothesis
from mskiosk.core.policy import Policy
from mskiosk.listening.agreeing import LIMITS, Decide, beside_pocketsphinx, beside_vosk
from mskiosk.listening.spotter import MOST_HYPOTHESES, Opinion

ACTS, ASKS = Policy().accept_confidence, Policy().confirm_confidence
SURE, DOUBTFUL, UNLIKELY = 0.8, 0.46, 0.1
"""Confidence of the other engine."""
WORDS = ("two", "three", "no")
TITLE = "stem cells"


def opinion(elsewhere: float = 0.0, **probable: float) -> Opinion:
    """`elsewhere`: of a word that may not be said now."""
    phrases = dict.fromkeys(WORDS, 0.0) | probable
    return Opinion(
        phrases=dict(sorted(phrases.items(), key=lambda each: -each[1])),
        ways={"no thanks": "no"},
        likeliest=max(elsewhere, *phrases.values()),
        outside=1 - elsewhere - sum(phrases.values()),
    )


def done(decide: Decide, formed: Opinion, *read: tuple[str, float]) -> list[str]:
    """What the dialogue would do about it, in order; what it would do nothing about is left out."""
    decided = decide(formed, tuple(Hypothesis(*each) for each in read))
    assert all(0 <= each.confidence <= 1 for each in decided)
    bands = [
        f"{'acts' if each.confidence >= ACTS else 'asks'}: {each.text}"
        for each in decided
        if each.confidence >= ASKS
    ]
    assert len(bands) <= MOST_HYPOTHESES
    return bands


def beside(formed: Opinion, *read: tuple[str, float]) -> list[str]:
    return done(beside_pocketsphinx, formed, *read)


def test_a_probable_word_acts_whatever_pocketsphinx_guesses() -> None:
    for read in ([], [("two", SURE)], [("three", DOUBTFUL)], [(TITLE, DOUBTFUL)]):
        assert beside(opinion(two=0.98), *read) == ["acts: two"]


def test_a_probable_word_is_asked_about_when_pocketsphinx_is_sure_of_another_phrase() -> None:
    assert beside(opinion(two=0.98), ("three", SURE)) == ["asks: two"]
    assert beside(opinion(two=0.98), (TITLE, SURE)) == ["asks: two"]


def test_a_middling_word_is_asked_about() -> None:
    assert beside(opinion(two=0.6)) == ["asks: two"]
    assert beside(opinion(two=0.6), ("three", UNLIKELY)) == ["asks: two"]


def test_what_both_hear_needs_less() -> None:
    assert beside(opinion(two=0.8)) == ["asks: two"]
    assert beside(opinion(two=0.8), ("two", UNLIKELY)) == ["acts: two"]
    assert beside(opinion(two=0.4)) == []
    assert beside(opinion(two=0.4), ("two", UNLIKELY)) == ["asks: two"]


def test_what_both_hear_and_pocketsphinx_is_sure_of_needs_least() -> None:
    assert beside(opinion(two=0.45), ("two", DOUBTFUL)) == ["asks: two"]
    assert beside(opinion(two=0.45), ("two", SURE)) == ["acts: two"]
    assert beside(opinion(two=0.25), ("two", SURE)) == ["asks: two"]
    assert beside(opinion(two=0.25), ("two", DOUBTFUL)) == []


def test_another_way_to_say_the_word_agrees_with_it() -> None:
    assert beside(opinion(no=0.8), ("no thanks", SURE)) == ["acts: no"]


def test_a_word_of_pocketsphinx_with_little_probability_is_no_phrase() -> None:
    assert beside(opinion(), ("two", SURE)) == []
    assert beside(opinion(two=0.1), ("two", SURE)) == []


def test_a_title_is_asked_about_and_never_acted_on() -> None:
    assert beside(opinion(), (TITLE, 1.0)) == [f"asks: {TITLE}"]
    assert beside(opinion(), (TITLE, LIMITS.title_from - 0.01)) == []


def test_a_title_is_not_asked_about_when_it_was_surely_a_word() -> None:
    assert beside(opinion(elsewhere=0.98), (TITLE, SURE)) == []


def test_a_middling_word_is_asked_about_before_a_title() -> None:
    assert beside(opinion(two=0.6), (TITLE, SURE)) == ["asks: two", f"asks: {TITLE}"]


def test_two_words_that_may_be_meant_are_asked_about_in_turn() -> None:
    """X7."""
    assert beside(opinion(two=0.51, three=0.45), ("three", DOUBTFUL)) == [
        "asks: three",
        "asks: two",
    ]


def aside(formed: Opinion, *read: tuple[str, float]) -> list[str]:
    return done(beside_vosk, formed, *read)


def test_vosk_acts_on_a_word_that_the_spotter_does_not_contradict() -> None:
    assert aside(opinion(two=0.9), ("two", SURE)) == ["acts: two"]
    assert aside(opinion(two=LIMITS.doubted_below), ("two", SURE)) == ["acts: two"]
    assert aside(opinion(no=0.5), ("no thanks", SURE)) == ["acts: no thanks"]


def test_vosk_asks_about_a_word_that_the_spotter_doubts() -> None:
    assert aside(opinion(two=0.1), ("two", SURE)) == ["asks: two"]


def test_the_word_of_which_the_spotter_is_sure_is_asked_about_before_the_one_that_it_doubts() -> (
    None
):
    assert aside(opinion(two=0.05, three=0.98), ("two", SURE)) == ["asks: three", "asks: two"]


def test_a_title_of_vosk_is_asked_about_before_the_word_of_which_the_spotter_is_sure() -> None:
    read = (TITLE, SURE)
    assert aside(opinion(three=0.98), read) == [f"asks: {TITLE}", "asks: three"]


def test_a_word_of_vosk_that_the_spotter_denies_is_no_phrase() -> None:
    assert aside(opinion(), ("two", SURE)) == []
    assert aside(opinion(three=0.98), ("two", SURE)) == ["asks: three"]


def test_vosk_is_believed_about_titles_unless_it_was_surely_a_word() -> None:
    assert aside(opinion(), (TITLE, SURE)) == [f"acts: {TITLE}"]
    assert aside(opinion(), (TITLE, DOUBTFUL)) == [f"asks: {TITLE}"]
    assert aside(opinion(elsewhere=0.98), (TITLE, SURE)) == [f"asks: {TITLE}"]


def test_where_vosk_hears_nothing_the_spotter_asks_at_most() -> None:
    assert aside(opinion(two=1.0)) == ["asks: two"]
    assert aside(opinion(two=LIMITS.asks_alone_from - 0.01)) == []


@pytest.mark.parametrize("decide", [beside_pocketsphinx, beside_vosk])
def test_nothing_is_made_surer_than_both_are(decide: Decide) -> None:
    """Over all that either may say: what neither would act on alone is acted on only beside
    PocketSphinx, where both say the same and the spotter finds it probable."""
    steps = (0.0, 0.2, LIMITS.agreed_acts_from - 0.01, LIMITS.acts_from - 0.01)
    acted_on = {
        (probability, said)
        for probability, confidence in itertools.product(steps, (0.0, 0.2, ACTS - 0.01))
        for said in ("two", "three", TITLE)
        if any(
            each.startswith("acts")
            for each in done(decide, opinion(two=probability), (said, confidence))
        )
    }
    assert acted_on == ({(steps[-1], "two")} if decide is beside_pocketsphinx else set())


def test_what_is_acted_on_is_what_both_say() -> None:
    for confidence in (0.0, 0.2, ACTS - 0.01):
        acted = beside(opinion(two=LIMITS.acts_from - 0.01), ("two", confidence))
        assert acted == ["acts: two"]
