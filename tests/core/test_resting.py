"""A break keeps the place, and any key or word ends it. C6, S17."""

import pytest

from mskiosk.core.events import Timer
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation


def resting() -> Conversation:
    talk = Conversation().press(Choose(1)).start_sentence(2)
    return talk.press(Command.TAKE_A_BREAK).until(Phase.PAUSED)


@pytest.mark.parametrize(
    "key",
    [Choose(0), Command.STOP, Command.THIS_ONE, Command.NEXT_CHOICE, Command.GO_BACK],
)
def test_any_key_ends_a_break_and_does_nothing_else(key: Intent) -> None:
    talk = resting().expire(Timer.REMINDER).until(Phase.PAUSED).press(key)
    assert not talk.state.is_on_break
    assert talk.view.id == "symptoms"
    assert talk.spoken() == ["[back at] Title of symptoms."]
    assert talk.finish_prompt().spoken()[0] == "Heading of symptoms."


def test_what_is_said_in_a_break_is_done() -> None:
    assert resting().say("main menu").view.id == "home"
    assert resting().say("continue").spoken() == ["[back at] Title of symptoms."]
    assert resting().say("three").view.id == "symptoms", "there is no number three"


def test_people_can_be_called_from_a_break_and_the_sound_be_changed_in_it() -> None:
    assert resting().press(Command.GET_HELP_NOW).view.id == "urgent"
    assert resting().press(Command.NEW_PERSON).view.id == "question:new-person"
    louder = resting().press(Command.LOUDER)
    assert louder.state.is_on_break
    assert louder.until(Phase.PAUSED).expire(Timer.REMINDER).spoken() == ["[reminder break]"]


def test_after_a_break_at_the_end_the_choices_are_read_again() -> None:
    talk = Conversation().press(Choose(1)).until(Phase.WAITING)
    talk.press(Command.TAKE_A_BREAK).until(Phase.PAUSED).press(Command.STOP).finish_prompt()
    assert talk.spoken() == ["[choice] About MS one"]


def test_after_a_break_a_question_is_asked_again() -> None:
    talk = Conversation().press(Command.GOODBYE, Command.TAKE_A_BREAK).until(Phase.PAUSED)
    assert talk.press(Command.STOP).spoken() == ["[confirm goodbye]"]
    assert talk.finish_prompt().phase() is Phase.WAITING
