"""M3, E1: everything with one sound, which never has to come in time."""

from mskiosk.core.effects import Listen
from mskiosk.core.events import Ending, SpeechEnded, SpeechStarted, Timer
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy
from mskiosk.core.scanning import ROUNDS
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation


def talk() -> Conversation:
    return Conversation(Policy(has_sound_switch=True))


def sound(talk: Conversation) -> Conversation:
    turn = talk.state.turn
    return talk.happen(SpeechStarted(turn), SpeechEnded(turn, (), Ending.SWITCH))


def read_choice(talk: Conversation, index: int) -> Conversation:
    """Until the choice has been read, and the kiosk listens."""
    for _ in range(200):
        line = talk.state.last_line
        is_read = line is not None and talk.state.lines[line].choice == index
        if is_read and talk.state.phase is Phase.WINDOW:
            return talk
        if talk.state.phase is Phase.WINDOW:
            talk.expire(Timer.WINDOW)
        else:
            talk.finish_prompt()
    raise AssertionError(f"choice {index} is never read")


def test_the_sound_takes_the_choice_that_was_just_read() -> None:
    there = read_choice(talk(), 1)
    assert "[choice by sound] Symptoms" in there.said
    assert [each.is_for_switch for each in there.asked_for(Listen)] == [True]
    assert sound(there).view.id == "symptoms"


def test_the_sound_before_any_choice_skips_to_the_choices() -> None:
    begun = talk().finish_prompt().finish_prompt()
    assert begun.state.phase is Phase.WINDOW
    assert sound(begun).spoken() == ["[choice by sound] About MS"]


def test_after_all_choices_the_sound_goes_back() -> None:
    at_home = read_choice(talk(), 1)
    there = sound(at_home).until(Phase.WAITING)
    assert "[answer by sound]" in there.said
    assert sound(there).view.id == "home"


def test_who_makes_no_sound_hears_the_choices_again_and_then_a_rest() -> None:
    there = talk().until(Phase.WAITING)
    for _ in range(ROUNDS - 1):
        assert there.expire(Timer.NOINPUT).spoken() == ["[choice by sound] About MS"]
        there.until(Phase.WAITING)
    there.expire(Timer.NOINPUT).until(Phase.WAITING)
    assert there.timers() == {Timer.REMINDER}, "it rests"
    assert sound(there).spoken() == ["[choice by sound] About MS"], "and wakes"


def test_a_question_is_answered_by_the_sound_or_by_silence() -> None:
    asked = talk().press(Command.GOODBYE).until(Phase.WAITING)
    assert sound(asked).spoken() == ["[goodbye]"]
    asked = talk().press(Command.GOODBYE).until(Phase.WAITING)
    assert asked.expire(Timer.NOINPUT).view.id == "home"


def test_the_sound_ends_a_pause() -> None:
    paused = talk().press(Command.PAUSE).until(Phase.PAUSED)
    assert sound(paused).spoken()[0] == "[welcome]"


def test_every_page_is_reached_and_left_with_the_sound_alone() -> None:
    there = talk()
    for index, page in enumerate(("about", "symptoms", "treatment")):
        assert sound(read_choice(there, index)).view.id == page
        there.until(Phase.WAITING)
        assert sound(there).view.id == "home"


def test_without_the_setting_the_sound_means_nothing() -> None:
    plain = Conversation().until(Phase.WAITING)
    assert [each.is_for_switch for each in plain.asked_for(Listen)] == [False]


def test_the_microphone_stays_open_for_who_has_nothing_but_a_sound() -> None:
    there = talk().press(Command.LOUDER).until(Phase.WAITING)
    for _ in range(10):
        there.expire(Timer.NOINPUT if Timer.NOINPUT in there.timers() else Timer.REMINDER)
        there.until(Phase.WAITING)
    assert there.state.is_microphone_open
    assert sound(there).spoken() == ["[choice by sound] About MS"]


def test_talk_is_nothing_to_who_has_nothing_but_a_sound() -> None:
    there = talk().until(Phase.WAITING)
    turn = there.state.turn
    there.happen(SpeechStarted(turn), SpeechEnded(turn, (), Ending.TALK))
    assert there.said[-1] == "[answer by sound]"
