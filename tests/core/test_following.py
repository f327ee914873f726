"""The word that sounds is marked where it stands on the screen, which may be worded otherwise."""

from dataclasses import replace
from time import perf_counter

import pytest

from mskiosk.core.events import SpeakerFailed, SpeakerFault, Timer, WordStarted
from mskiosk.core.following import shown_word, word_at
from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command
from mskiosk.core.look import Look
from mskiosk.core.policy import RATES, Policy
from mskiosk.core.state import Phase
from mskiosk.core.view import Stretch
from tests.core.conversation import Conversation
from tests.small_guide import small_guide, text, topic


def marks(shown: str, spoken: str) -> list[str | None]:
    """What is marked as each word of `spoken` sounds."""
    found = (shown_word(at, spoken, shown) for at in range(len(spoken.split())))
    return [shown[f.offset : f.offset + f.length] if f else None for f in found]


def test_the_same_words_are_marked_one_after_another() -> None:
    assert marks("There  is no cure.", "There  is no cure.") == ["There", "is", "no", "cure."]


@pytest.mark.parametrize(
    ("shown", "spoken", "expected"),
    [
        ("MS is common.", "M S is common.", ["MS", "MS", "is", "common."]),
        (
            "It was 83 in 100.",
            "It was eighty three in a hundred.",
            ["It", "was", "83", "83", "in", "100.", "100."],
        ),
        ("Press F12, please.", "Press F twelve, please.", ["Press", "F12,", "F12,", "please."]),
        ("About MS", "For About M S, say one.", [None, "About", "MS", "MS", "MS", "MS"]),
        ("OPERA I (2017)", "opera one, twenty seventeen", ["OPERA", *["I (2017)"] * 3]),
        ("", "words that are not shown", [None] * 5),
        ("shown", "", []),
    ],
)
def test_words_that_are_said_otherwise_are_marked_where_they_stand(
    shown: str, spoken: str, expected: list[str | None]
) -> None:
    assert marks(shown, spoken) == expected


def test_a_sentence_that_is_said_in_other_words_has_no_word_marked() -> None:
    shown = "Six whole words that nobody says."
    assert set(marks(shown, "Wholly other ones, spoken aloud and at length")) == {None}


def test_no_sentence_is_too_long_or_too_odd() -> None:
    long = "word " * 50_000
    assert marks("a b", "\x00 \u202e \ud800") == ["a b"] * 3
    began = perf_counter()
    assert shown_word(49_000, long, long) == Stretch(49_000 * 5, 4)
    assert shown_word(49_000, long, f"{long}MS") is None
    assert perf_counter() - began < 1


@pytest.mark.parametrize(("offset", "word"), [(0, 0), (3, 0), (4, 1), (5, 1), (7, 1), (99, None)])
def test_a_place_inside_a_word_is_that_word(offset: int, word: int | None) -> None:
    assert word_at(offset, "One, two") == word


def reading(shown: str, spoken: str, policy: Policy | None = None) -> Conversation:
    page = replace(topic("home"), summary=(Text(shown, spoken),))
    talk = Conversation(policy, small_guide(page)).until(Phase.READING)
    return talk.start_sentence(0).start_sentence(1)


def sound(talk: Conversation, spoken: str, index: int = 1) -> str | None:
    """The word `spoken` begins, in text `index`; what is marked then."""
    texts = [line.text.spoken for line in talk.state.lines]
    offset = texts[talk.state.cursor].index(spoken)
    talk.happen(WordStarted(talk.state.turn, index, offset, len(spoken)))
    view = talk.view
    if view.marked is None or view.marked_word is None:
        return None
    shown = view.lines[view.marked].text.shown
    return shown[view.marked_word.offset :][: view.marked_word.length]


def test_the_view_marks_the_word_in_the_shown_wording() -> None:
    talk = reading("MS can affect sight.", "M S can affect sight.")
    assert sound(talk, "S can") == "MS"
    assert sound(talk, "affect") == "affect"


def test_a_new_sentence_begins_without_a_marked_word() -> None:
    talk = reading("One two.", "One two.")
    assert sound(talk, "two") == "two."
    assert talk.start_sentence(2).view.marked_word is None


def test_a_word_of_another_turn_or_sentence_or_place_marks_nothing() -> None:
    talk = reading("One two.", "One two.")
    for event in (
        WordStarted(talk.state.turn - 1, 1, 0, 3),
        WordStarted(talk.state.turn, 0, 0, 3),
        WordStarted(talk.state.turn, 7, 0, 3),
        WordStarted(talk.state.turn, 1, 999, 3),
    ):
        talk.happen(event)
        assert talk.effects == ()
        assert talk.view.marked_word is None


def test_the_mark_goes_when_the_prompt_ends_or_is_cut() -> None:
    talk = reading("One two.", "One two.")
    assert sound(talk, "two")
    assert talk.finish_prompt().view.marked_word is None
    talk = reading("One two.", "One two.")
    assert sound(talk, "two")
    assert talk.press(Command.STOP).view.marked_word is None


def test_without_sound_sentences_alone_are_marked() -> None:
    talk = reading("One two.", "One two.", Policy(is_aloud=False))
    assert sound(talk, "two") is None
    assert talk.view.marked == 1
    talk = reading("One two.", "One two.").happen(SpeakerFailed(SpeakerFault.NO_DEVICE))
    assert sound(talk, "two") is None


def test_in_large_letters_the_words_are_followed_in_silence_too() -> None:
    """The screen turns its page with them."""
    policy = Policy(is_aloud=False, look=Look(text_size=2))
    talk = reading("One two.", "One two.", policy)
    assert sound(talk, "two") == "two."


def test_a_word_in_a_later_piece_of_a_long_sentence_is_marked_in_the_whole() -> None:
    words = " ".join(f"word{n}" for n in range(40)) + "."
    talk = reading(words, words, Policy(rate=RATES[0]))
    while talk.state.passage_first <= 1:
        talk.until(Phase.WINDOW).expire(Timer.WINDOW)
    talk.start_sentence(0)
    at = talk.state.lines[talk.state.cursor].text.spoken.split()[3]
    assert sound(talk, at, 0) == at


def test_the_kiosks_own_words_are_followed_in_the_caption() -> None:
    talk = Conversation().press(Choose(0), Command.HELP).start_sentence(1)
    talk.happen(WordStarted(talk.state.turn, 1, 6, 6))
    assert talk.view.caption == text("[help speech]")
    assert talk.view.caption_word == Stretch(6, 7)
    assert talk.view.marked_word is None


def test_following_a_word_takes_no_time() -> None:
    """The sound goes on while the mark is found: a step is far below 1 ms."""
    shown = "In 2017 the OPERA trials gave MS for 83 in 100 people, and 5 of 364 had none at all."
    spoken = (
        "In twenty seventeen the opera trials gave M S for eighty three in one hundred people, "
        "and five of three hundred sixty four had none at all."
    )
    talk = reading(shown, spoken)
    taken = []
    for _ in range(20):
        for found in range(len(spoken)):
            began = perf_counter()
            talk.happen(WordStarted(talk.state.turn, 1, found, 1))
            taken.append(perf_counter() - began)
    assert sorted(taken)[len(taken) // 2] < 0.001
