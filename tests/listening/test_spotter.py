"""What the spotter makes of the probabilities of its network, which are by script here."""

import itertools

import numpy as np
import pytest

from mskiosk.core.policy import Policy
from mskiosk.listening.filterbank import MOST_SECONDS
from mskiosk.listening.spotter import (
    ACCEPTED,
    ACTS_FROM,
    ASKS_FROM,
    CONFIRMED,
    Spotter,
    confidence_of,
)
from tests.listening.judges import ScriptedJudge
from tests.recordings import RATE, silence

WORDS = ("two", "three", "yes", "no", "go back")


def word(seconds: float = 0.4) -> bytes:
    """Something that sounds, with silence around it."""
    at = np.arange(round(RATE * seconds)) / RATE
    samples = (8000 * np.sin(2 * np.pi * 300 * at) * np.abs(np.sin(9 * at))).astype("<i2")
    return silence(0.3) + samples.tobytes() + silence(0.3, seed=2)


def spotter(*phrases: str, **probable: float) -> Spotter:
    made = Spotter(
        ScriptedJudge(WORDS, {name.replace("_", " "): p for name, p in probable.items()})
    )
    made.prepare(phrases)
    return made


def read(made: Spotter) -> list[str]:
    return [each.text for each in made.read(word())]


def test_it_hears_only_its_words() -> None:
    made = Spotter(ScriptedJudge(WORDS))
    assert set(made.prepare(["two", "seven", "go back", "go", "back", "", "two "])) == {
        *("seven", "go", "back", "", "two "),
    }


def test_the_likeliest_phrase_comes_first_and_three_at_most() -> None:
    made = spotter(*WORDS, two=0.2, three=0.4, no=0.15, go_back=0.15, yes=0.02)
    assert read(made) == ["three", "two", "go back"]


def test_a_word_that_may_not_be_said_now_is_none_of_the_others() -> None:
    made = spotter("two", "no", three=0.9, two=0.06)
    opinion = made.judge(word())
    assert opinion.likeliest == pytest.approx(0.9)
    assert opinion.phrases == pytest.approx({"two": 0.06, "no": 0.0})
    assert all(each.confidence < CONFIRMED for each in made.read(word()))


def test_where_anything_else_is_likelier_nothing_is_read() -> None:
    made = spotter(*WORDS, two=0.4)
    assert read(made) == []
    assert made.judge(word()).outside == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("phrases", "chosen"),
    [
        (("yes", "yes please"), "yes"),
        (("yes please", "yes"), "yes"),
        (("yes please",), "yes please"),
    ],
)
def test_another_way_to_say_a_word_is_that_word(phrases: tuple[str, ...], chosen: str) -> None:
    made = spotter(*phrases, yes=0.95)
    assert read(made) == [chosen]
    known = [made.judge(word()).of(phrase) for phrase in phrases]
    assert known == pytest.approx([0.95] * len(phrases))


def test_it_has_no_opinion_on_a_phrase_that_it_does_not_know() -> None:
    assert spotter("two", "stem cells").judge(word()).of("stem cells") is None


@pytest.mark.parametrize(
    "pcm",
    [b"", bytes(20_000), word(MOST_SECONDS + 1), bytes(61 * 2 * RATE)],
    ids=["nothing", "silence", "a sentence", "a minute"],
)
def test_what_cannot_be_a_command_is_anything_else(pcm: bytes) -> None:
    """X8."""
    made = spotter(*WORDS, two=0.99)
    assert made.read(pcm) == ()
    assert made.judge(pcm).outside == 1.0


@pytest.mark.parametrize("broken", [float("nan"), float("inf"), -1.0])
def test_probabilities_that_mean_nothing_are_no_word(broken: float) -> None:
    assert spotter(*WORDS, two=broken, three=0.9).read(word()) == ()


def test_without_a_phrase_the_network_is_not_asked() -> None:
    judge = ScriptedJudge(WORDS, {"two": 0.99})
    made = Spotter(judge)
    made.prepare(["seven"])
    assert made.read(word()) == ()
    assert judge.heard == 0


def test_the_bands_of_confidence_are_those_of_the_dialogue() -> None:
    policy = Policy()
    assert (policy.accept_confidence, policy.confirm_confidence) == (ACCEPTED, CONFIRMED)
    assert confidence_of(ACTS_FROM) == policy.accept_confidence
    assert confidence_of(ASKS_FROM) == policy.confirm_confidence
    assert confidence_of(ACTS_FROM - 1e-6) < policy.accept_confidence
    assert confidence_of(ASKS_FROM - 1e-6) < policy.confirm_confidence


def test_confidence_rises_with_probability() -> None:
    sure = [confidence_of(step / 100) for step in range(101)]
    assert all(low < high for low, high in itertools.pairwise(sure))
    assert (sure[0], sure[-1]) == (0.0, 1.0)
