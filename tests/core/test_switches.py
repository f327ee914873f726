"""Switches are set up by pressing them, and nobody is locked out by it. M4, W6."""

from dataclasses import replace

import pytest

from mskiosk.core.effects import Hush, KeepSettings
from mskiosk.core.events import KeyCaptured, Timer, TimerExpired
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Switches
from mskiosk.core.ring import items_of
from mskiosk.core.state import Phase, Question, QuestionPlace, TopicPlace, Ways
from tests.core.conversation import Conversation

NEXT, SELECT = QuestionPlace(Question.NEXT_SWITCH), QuestionPlace(Question.SELECT_SWITCH)


def asked() -> Conversation:
    return Conversation().until(Phase.WAITING).press(Command.SET_UP_SWITCHES)


def with_one(switches: Switches = Switches.ONE, *, sound: bool = False) -> Conversation:
    policy = Policy(switches=switches, has_sound_switch=sound)
    return Conversation(policy, hears=sound).until(Phase.WAITING)


def press_the_one(talk: Conversation, key: str = "space") -> Conversation:
    """Whatever it means now: all that some people can do."""
    if talk.state.debounce_turn is not None:
        talk.happen(TimerExpired(Timer.DEBOUNCE, talk.state.debounce_turn))
    if talk.view.captures_key:
        return talk.happen(KeyCaptured(key))
    meanings = dict(talk.view.key_additions)
    return talk.press(meanings.get(key, Command.PAUSE_OR_CONTINUE))


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


@pytest.mark.parametrize("switches", [Switches.ONE, Switches.STEP])
def test_two_switches_are_used_once_both_have_been_pressed(switches: Switches) -> None:
    """M4: with one alone there would be no way on, and none back."""
    talk = with_one(switches).press(Command.TWO_SWITCHES)
    assert talk.state.place == NEXT
    assert talk.state.settings.switches is switches
    talk.happen(KeyCaptured("space"), KeyCaptured("enter"))
    assert talk.spoken()[:2] == ["[switches set]", "[how to with two]"]
    assert talk.state.settings.switches is Switches.TWO


@pytest.mark.parametrize("switches", [Switches.ONE, Switches.STEP])
def test_who_has_one_switch_and_chooses_two_keeps_what_they_have(switches: Switches) -> None:
    """M3, M5"""
    talk = with_one(switches).press(Command.TWO_SWITCHES)
    press_the_one(press_the_one(talk))
    assert talk.spoken()[0] == "[switch set]"
    assert talk.state.settings.switches is switches
    assert talk.press(Command.TWO_SWITCHES).press(Command.GO_BACK).view.id == "home"
    assert talk.state.settings.switches is switches


def test_a_press_of_the_one_switch_where_two_are_used_comes_back_to_one() -> None:
    """M3: as it does where none is."""
    talk = Conversation(Policy(switches=Switches.TWO, select_switch="a"), hears=False)
    talk.until(Phase.WAITING).press(Command.NEXT_CHOICE)
    press_the_one(talk, "a")
    assert talk.spoken() == ["[how to with one] [press switch]"]
    assert talk.view.id == "home", "and takes nothing"


def test_a_press_that_comes_back_to_one_ends_what_is_being_said() -> None:
    talk = Conversation(Policy(switches=Switches.TWO, select_switch="a"), hears=False)
    talk.state = replace(talk.state, is_in_ring=True, way=Command.LOUDER)
    before = talk.state.settings.volume
    assert talk.press(Command.SWITCH).asked_for(Hush)
    assert talk.state.settings.volume == before


def test_who_has_nothing_but_a_sound_keeps_it() -> None:
    """A sound is one switch: with two it would count for nothing."""
    talk = with_one(sound=True).press(Command.TWO_SWITCHES)
    assert talk.spoken()[0] == "[one sound]"
    assert talk.state.settings.switches is Switches.ONE
    talk.press(Command.SET_UP_SWITCHES).happen(KeyCaptured("a"), KeyCaptured("b"))
    assert talk.spoken()[:2] == ["[switches set]", "[how to with one] [make sound]"]
    assert talk.state.settings.switches is Switches.ONE
    assert talk.view.key_additions


def test_two_switches_are_no_choice_of_who_has_nothing_but_a_sound() -> None:
    for sound in (True, False):
        talk = with_one(sound=sound)
        there = replace(talk.state, ways=Ways.OTHER_SWITCHES)
        assert (Command.TWO_SWITCHES in items_of(there, talk.guide)) is not sound
        talk.press(Command.NEW_PERSON, Choose(0))
        there = replace(talk.state, ways=Ways.OTHER_SWITCHES)
        assert (Command.TWO_SWITCHES in items_of(there, talk.guide)) is not sound


@pytest.mark.parametrize("keys", [("space", "space"), ("space", "enter")])
def test_whoever_gives_up_switches_has_their_keys_again(keys: tuple[str, str]) -> None:
    """P6, W6: the keys that were switches mean what they meant, at the next visit too."""
    talk = asked().happen(*map(KeyCaptured, keys)).press(Command.NO_SWITCHES, Choose(0))
    assert talk.spoken() == ["[switches none]"]
    assert talk.view.key_additions == ()
    (kept,) = talk.asked_for(KeepSettings)
    assert dict(kept.changes)["keys.select_switch"] == "none"
    assert dict(kept.changes).get("keys.next_switch", "none") == "none"


def test_keys_that_are_switches_can_be_given_back_where_none_are_waited_for() -> None:
    talk = Conversation(Policy(select_switch="space"), hears=False).press(Command.NO_SWITCHES)
    assert talk.state.place == QuestionPlace(Question.SWITCHES_OFF)
    assert talk.press(Choose(0)).view.key_additions == ()
    assert talk.press(Command.NO_SWITCHES).spoken()[0] == "[switches none]"
