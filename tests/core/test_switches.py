"""Switches are set up by pressing them, and nobody is locked out by it. M4, W6."""

import pytest

from mskiosk.core.events import KeyCaptured
from mskiosk.core.intents import Choose, Command
from mskiosk.core.state import Phase, Question, QuestionPlace, TopicPlace
from tests.core.conversation import Conversation

NEXT, SELECT = QuestionPlace(Question.NEXT_SWITCH), QuestionPlace(Question.SELECT_SWITCH)


def asked() -> Conversation:
    return Conversation().until(Phase.WAITING).press(Command.SET_UP_SWITCHES)


def test_the_one_for_next_is_asked_for_and_then_the_one_for_select() -> None:
    talk = asked()
    assert talk.state.place == NEXT
    assert talk.spoken() == ["[next switch]"]
    assert talk.view.captures_key
    talk.happen(KeyCaptured("f13"))
    assert talk.state.place == SELECT
    assert talk.spoken() == ["[select switch]"]
    assert talk.view.captures_key
    talk.happen(KeyCaptured("a"))
    assert talk.spoken()[0] == "[switches set]"
    assert isinstance(talk.state.place, TopicPlace)
    assert not talk.view.captures_key
    assert dict(talk.view.key_additions) == {"f13": Command.NEXT_CHOICE, "a": Command.THIS_ONE}


def test_who_presses_the_same_again_has_one_switch() -> None:
    talk = asked().happen(KeyCaptured("space"), KeyCaptured("space"))
    assert talk.spoken()[0] == "[switch set]"
    assert dict(talk.view.key_additions) == {"space": Command.SWITCH}


def test_a_switch_is_taken_while_the_kiosk_still_asks_or_waits() -> None:
    talk = asked().finish_prompt().happen(KeyCaptured("space")).finish_prompt()
    assert talk.phase() is Phase.WAITING
    assert talk.happen(KeyCaptured("enter")).view.key_additions


@pytest.mark.parametrize("out", [Command.GO_BACK, Command.NO, Command.YES, Command.MAIN_MENU])
@pytest.mark.parametrize("pressed", [0, 1])
def test_the_ways_out_leave_the_keys_as_they_are(out: Command, pressed: int) -> None:
    talk = asked().happen(*[KeyCaptured("space")] * pressed).press(out)
    assert isinstance(talk.state.place, TopicPlace)
    assert talk.view.key_additions == ()
    assert not talk.view.captures_key


def test_a_number_chooses_nothing_there() -> None:
    assert asked().press(Choose(0)).state.place == NEXT


def test_a_key_that_nobody_asked_for_changes_nothing() -> None:
    talk = Conversation().until(Phase.WAITING)
    before = talk.state
    assert talk.happen(KeyCaptured("a")).state == before


def test_it_can_be_asked_for_by_voice_and_again() -> None:
    talk = Conversation().say("set up switches")
    assert talk.state.place == NEXT
    talk.press(Command.SET_UP_SWITCHES)
    assert talk.state.place == NEXT
    assert talk.spoken() == ["[next switch]"]


def test_normal_settings_leave_a_person_their_switches_and_a_new_person_has_none() -> None:
    talk = asked().happen(KeyCaptured("a"), KeyCaptured("b")).press(Command.NORMAL_SETTINGS)
    assert talk.view.key_additions
    talk.press(Command.NEW_PERSON, Choose(0))
    assert talk.view.key_additions == ()
