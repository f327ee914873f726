"""M5: one switch that goes on, and staying at a thing that takes it."""

import pytest

from mskiosk.core.effects import StartTimer
from mskiosk.core.events import Ending, SpeechEnded, SpeechStarted, Timer, TimerExpired
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy, Switches
from mskiosk.core.state import Dwell, Phase
from tests.core.conversation import Conversation

WILL_TAKE = "[step will take] {item} [press switch]"


def talk(*, hears: bool = False, **policy: object) -> Conversation:
    policy = {"switches": Switches.STEP, **policy}
    return Conversation(Policy(**policy), hears=hears)  # type: ignore[arg-type]  # as a policy takes them


def press(talk: Conversation, times: int = 1) -> Conversation:
    for _ in range(times):
        talk.press(Command.SWITCH).until(Phase.WAITING)
    return talk


def stay(talk: Conversation) -> Conversation:
    """For as long as an item is stayed at."""
    return talk.until(Phase.WAITING).expire(Timer.SCAN)


def at_rest(talk: Conversation) -> Conversation:
    return talk.until(Phase.WAITING)


def settled(talk: Conversation) -> Conversation:
    turn = talk.state.debounce_turn
    return talk if turn is None else talk.happen(TimerExpired(Timer.DEBOUNCE, turn))


def last(talk: Conversation) -> str:
    return talk.said[-1]


def is_counted(talk: Conversation) -> bool:
    return bool(waits(at_rest(talk)))


def waits(talk: Conversation) -> list[float]:
    return [e.seconds for e in talk.asked_for(StartTimer) if e.timer is Timer.SCAN]


def among_the_voice(talk: Conversation) -> Conversation:
    """In the list of its settings, at nothing yet."""
    there = settled(stay(stay(press(at_rest(talk), 5))))
    for wanted in ("[ways settings]", "[ways voice]"):
        while last(there) != wanted:
            press(there)
        there = settled(stay(stay(there)))
    return there


def at_speech_on_or_off(talk: Conversation) -> Conversation:
    there = among_the_voice(talk)
    while last(there) != "speech on or off":
        press(there)
    return there


def test_the_page_is_read_with_its_choices_and_nothing_is_taken_without_a_press() -> None:
    there = at_rest(talk())
    assert {"About MS", "Symptoms", "Treatment"} <= set(there.said)
    assert last(there) == "[answer with step] [press switch]"
    assert not is_counted(there)
    assert there.happen(TimerExpired(Timer.SCAN, there.state.turn)).view.id == "home"


def test_a_press_goes_on_and_staying_is_told_before_it_takes() -> None:
    there = press(at_rest(talk(scan_seconds=3.0)), 2)
    assert last(there) == "Symptoms"
    assert waits(there) == [3.0]
    assert stay(there).view.id == "home"
    assert last(there) == WILL_TAKE.format(item="Symptoms")
    assert waits(at_rest(there)) == [3.0]
    assert stay(there).view.id == "symptoms"


def test_the_first_thing_is_stayed_at_for_longer() -> None:
    assert waits(press(at_rest(talk(scan_seconds=3.0)))) == [6.0]


def test_any_press_begins_the_stay_anew() -> None:
    there = stay(press(at_rest(talk()), 2))
    assert last(there) == WILL_TAKE.format(item="Symptoms")
    assert last(press(there)) == "Treatment"
    assert stay(there).view.id == "home"
    assert stay(there).view.id == "treatment"


@pytest.mark.parametrize("other", [Command.SLOWER, Command.WHERE_AM_I, Command.NEXT_CHOICE])
def test_whatever_else_is_asked_for_takes_nothing(other: Command) -> None:
    there = stay(press(at_rest(talk()))).press(other)
    assert not is_counted(there)
    assert there.happen(TimerExpired(Timer.SCAN, there.state.turn)).view.id == "home"


def test_what_is_said_but_no_command_begins_the_wait_anew() -> None:
    there = press(at_rest(talk(hears=True)))
    turn = there.state.turn
    there.happen(SpeechStarted(turn), TimerExpired(Timer.SCAN, turn))
    assert there.state.dwell is Dwell.COUNTED
    there.happen(SpeechEnded(turn, (), Ending.SOUND))
    assert there.state.dwell is Dwell.COUNTED
    assert len(waits(there)) == 1


def test_the_first_press_amid_the_reading_stops_it_and_takes_nothing() -> None:
    there = talk().until(Phase.READING).press(Command.SWITCH)
    assert last(there) == "[paused with step] [press switch]"
    there.finish_prompt()
    assert there.phase() is Phase.PAUSED
    assert waits(there) == []
    assert last(press(there)) == "About MS"


def test_after_the_last_thing_comes_a_rest_and_then_the_first_again() -> None:
    there = press(at_rest(talk()), 6)
    assert last(there) == "[scan rests] [press switch]"
    assert not is_counted(there)
    assert last(press(there)) == "About MS"


def test_a_list_that_is_opened_waits_for_a_press() -> None:
    there = stay(stay(press(at_rest(talk()), 5)))
    assert last(there) == "[answer with step] [press switch]"
    assert not is_counted(there)
    first = settled(there)
    assert last(press(first)) == "[ways reading]"


def test_a_list_is_left_by_its_last_thing_alone() -> None:
    there = settled(stay(stay(press(at_rest(talk()), 5))))
    while last(press(there)) != "[scan rests] [press switch]":
        pass
    assert last(press(there)) == "[ways reading]"


def test_a_setting_is_changed_once_for_each_press() -> None:
    there = press(among_the_voice(talk()))
    assert last(there) == "louder"
    volume = there.state.settings.volume
    assert stay(stay(there)).state.settings.volume == volume + 1
    assert not is_counted(there)
    assert there.happen(TimerExpired(Timer.SCAN, there.state.turn)).state.settings.volume == (
        volume + 1
    )


def test_what_was_set_is_set_again_after_one_more_press() -> None:
    """Somebody who hears nothing any more, and wants to: they need not find it again."""
    there = at_speech_on_or_off(talk())
    assert not stay(stay(there)).state.settings.is_aloud
    assert stay(stay(press(settled(there)))).state.settings.is_aloud
    assert last(press(settled(there))) == "speech on or off"
    assert last(press(there)) == "[ways page]"


def test_a_press_that_comes_just_too_late_does_nothing_more() -> None:
    """M6: it was to go on, and what would have been gone on from is taken already."""
    there = stay(stay(press(at_rest(talk()), 2)))
    assert there.view.id == "symptoms"
    there.press(Command.SWITCH)
    assert there.phase() is Phase.READING
    assert settled(there).press(Command.SWITCH).phase() is not Phase.READING


def test_the_farewell_is_asked_about_as_it_always_is() -> None:
    there = at_rest(talk()).press(Command.GOODBYE)
    there = stay(stay(press(at_rest(there))))
    assert there.phase() is not Phase.ENDED
    assert "[goodbye]" in " ".join(there.spoken())


def test_a_voiced_sound_is_the_same_press() -> None:
    there = at_rest(talk(hears=True, has_sound_switch=True))
    turn = there.state.turn
    there.happen(SpeechStarted(turn), SpeechEnded(turn, (), Ending.SWITCH))
    assert last(there) == "About MS"
    assert last(stay(there)) == "[step will take] About MS [make sound]"


@pytest.mark.parametrize("before", [Switches.NONE, Switches.ONE, Switches.TWO])
def test_it_is_begun_by_a_command_that_says_how_it_works(before: Switches) -> None:
    there = at_rest(talk(switches=before)).press(Command.STEP_SWITCH)
    assert there.state.settings.switches is Switches.STEP
    assert last(there) == "[how to with step] [press switch]"
    assert not is_counted(there)
