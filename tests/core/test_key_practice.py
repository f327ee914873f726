"""Key practice is a place where keys do nothing: nobody may be trapped in it. E23."""

import pytest

from mskiosk.core.effects import Speak, StartTimer
from mskiosk.core.events import Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation


def practising(policy: Policy | None = None) -> Conversation:
    talk = Conversation(policy).press(Choose(1), Command.LEARN_KEYS)
    return talk.until(Phase.PAUSED)


def test_a_person_who_forgets_key_practice_is_reminded_of_it() -> None:
    talk = practising().expire(Timer.REMINDER)
    assert talk.spoken() == ["[learn keys on]"]
    assert talk.until(Phase.PAUSED).expire(Timer.REMINDER).spoken() == ["[learn keys on]"]


def test_after_two_reminders_key_practice_ends_and_the_reading_goes_on() -> None:
    talk = practising()
    for _ in range(3):
        talk.until(Phase.PAUSED).expire(Timer.REMINDER)
    assert talk.spoken() == ["[learn keys off]"]
    assert talk.finish_prompt().spoken()[0] == "Title of symptoms."
    assert talk.press(Choose(0)).view.id == "about"


def test_a_practised_key_gives_as_much_time_again() -> None:
    talk = practising()
    for _ in range(9):
        talk.expire(Timer.REMINDER).until(Phase.PAUSED)
        talk.press(Choose(0)).until(Phase.PAUSED)
    assert talk.state.is_learning_keys


@pytest.mark.parametrize("reminders", [1, 2, 3, 5])
def test_key_practice_ends_however_few_reminders_there_are(reminders: int) -> None:
    talk = practising(Policy(reminders=reminders))
    while talk.state.is_learning_keys:
        timers = [effect.timer for effect in talk.asked_for(StartTimer)]
        assert Timer.REMINDER in timers
        talk.expire(Timer.REMINDER)
        if talk.state.is_learning_keys:
            talk.until(Phase.PAUSED)
    assert talk.asked_for(Speak)


def test_urgent_help_is_had_at_once_in_key_practice_too() -> None:
    talk = practising().press(Command.GET_HELP_NOW)
    assert talk.view.id == "urgent"
    assert talk.spoken()[0] == "Title of urgent."
    assert talk.press(Command.GO_BACK).view.id == "symptoms"
