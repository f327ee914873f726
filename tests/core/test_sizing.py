"""The size of the letters: changed under the text, and never more than the screen can show."""

import pytest

from mskiosk.core.effects import Chime, Earcon, Hush, Interject, Speak
from mskiosk.core.events import ScreenMeasured
from mskiosk.core.intents import Choose, Command
from mskiosk.core.look import TEXT_SIZES, Look
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase, Question, QuestionPlace
from tests.core.conversation import Conversation
from tests.small_guide import text

BIGGER, SMALLER = Command.BIGGER_TEXT, Command.SMALLER_TEXT


def reading(largest: int | None = 4, chosen: int = 1) -> Conversation:
    talk = Conversation(Policy(look=Look(text_size=chosen)))
    if largest is not None:
        talk.happen(ScreenMeasured(largest))
    return talk.press(Choose(0)).start_sentence(0).start_sentence(2)


def remarks(talk: Conversation) -> list[str]:
    return [effect.text.spoken for effect in talk.asked_for(Interject)]


def test_bigger_text_keeps_the_place_and_is_told_after_the_sentence() -> None:
    """W3, V5"""
    talk = reading()
    before = talk.state
    talk.press(BIGGER)
    assert talk.view.look.text_size == 2
    assert remarks(talk) == ["[text size now] 4 2"]
    assert talk.view.remark == text("[text size now] 4 2")
    assert not talk.asked_for(Hush)
    assert not talk.asked_for(Speak)
    assert (talk.state.place, talk.state.cursor) == (before.place, before.cursor)
    assert talk.view.marked == 2
    assert remarks(talk.press(SMALLER)) == ["[text size now] 4 1"]


def test_the_biggest_and_the_smallest_have_the_sound_of_an_edge() -> None:
    talk = reading().press(*[BIGGER] * 4)
    assert (talk.view.look.text_size, remarks(talk)) == (TEXT_SIZES[-1], ["[text biggest]"])
    assert talk.asked_for(Chime) == [Chime(Earcon.EDGE)]
    talk.press(*[SMALLER] * 4)
    assert (talk.view.look.text_size, remarks(talk)) == (TEXT_SIZES[0], ["[text smallest]"])
    assert talk.asked_for(Chime) == [Chime(Earcon.EDGE)]


@pytest.mark.parametrize("largest", [1, 2, 3])
def test_nothing_is_bigger_than_the_screen_can_show(largest: int) -> None:
    talk = reading(largest).press(*[BIGGER] * largest)
    assert talk.view.look.text_size == largest
    assert remarks(talk) == ["[text biggest here]"]


def test_a_size_that_does_not_fit_steps_down_and_says_so_once() -> None:
    talk = reading(largest=None, chosen=4)
    talk.happen(ScreenMeasured(2))
    assert talk.view.look.text_size == 2
    assert talk.finish_prompt().press(Command.CONTINUE).said.count("[text size less] 2 4") == 1
    talk.happen(ScreenMeasured(2)).finish_prompt()
    assert talk.said.count("[text size less] 2 4") == 1
    assert talk.happen(ScreenMeasured(4)).view.look.text_size == 4, "and grows with the screen"


def test_only_the_last_of_many_sizes_of_a_window_is_told() -> None:
    talk = reading(largest=4, chosen=4)
    talk.happen(*(ScreenMeasured(largest) for largest in (3, 2, 1, 2, 3)))
    assert talk.state.pending == (text("[text size less] 3 4"),)


def test_smaller_is_smaller_than_what_is_shown() -> None:
    talk = reading(largest=2, chosen=4).press(SMALLER)
    assert talk.view.look.text_size == 1


def test_a_screen_that_fits_is_not_spoken_of() -> None:
    talk = Conversation().until(Phase.WAITING)
    assert not talk.happen(ScreenMeasured(2), ScreenMeasured(4)).asked_for(Speak)


def test_lines_of_text_have_no_size_and_say_so() -> None:
    """`--plain`, and a rehearsal: nobody measures a screen."""
    talk = reading(largest=None).press(BIGGER)
    assert remarks(talk) == ["[text size]"]
    assert talk.view.look.text_size == 1


def test_normal_settings_and_a_new_person_have_the_size_of_the_start_again() -> None:
    """V3"""
    talk = reading().press(BIGGER, BIGGER, Command.NORMAL_SETTINGS)
    assert talk.view.look.text_size == 1
    talk.press(BIGGER, Command.NEW_PERSON)
    assert talk.state.place == QuestionPlace(Question.NEW_PERSON)
    talk.press(Choose(0))
    assert talk.view.look.text_size == 1
    assert talk.press(BIGGER).view.look.text_size == 2, "the screen is still known"
