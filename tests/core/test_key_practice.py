"""Key practice is a place where keys do nothing: nobody may be trapped in it. E23."""

import pytest

from mskiosk.core.effects import Speak, StartTimer
from mskiosk.core.events import Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Switches
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


@pytest.mark.parametrize("key", [Command.PAUSE_OR_CONTINUE, Command.THIS_ONE, Command.SWITCH])
def test_a_key_that_is_the_one_switch_is_described_as_that(key: Command) -> None:
    """E23: Space and Enter, which boxes with a switch send."""
    talk = practising(Policy(switches=Switches.ONE)).press(key)
    assert talk.spoken() == ["does switch"]
    steps = practising(Policy(switches=Switches.STEP)).press(key)
    assert steps.spoken() == ["does next choice"], "M5: the press goes on"


@pytest.mark.parametrize("key", [Command.PAUSE_OR_CONTINUE, Command.NEXT_CHOICE])
def test_with_two_switches_the_key_that_goes_on_is_described_as_that(key: Command) -> None:
    """E23, M4."""
    talk = practising(Policy(switches=Switches.TWO)).press(key)
    assert talk.spoken() == ["does next choice"]
    assert talk.until(Phase.PAUSED).press(Command.THIS_ONE).spoken() == ["does this one"]


def test_in_key_practice_the_kiosk_does_not_go_on_from_item_to_item() -> None:
    """M3: no press could stop it there."""
    talk = Conversation(Policy(switches=Switches.ONE), hears=False).until(Phase.WAITING)
    talk.expire(Timer.SCAN).press(Command.LEARN_KEYS)
    assert not talk.state.is_in_ring
    talk.until(Phase.PAUSED)
    assert talk.timers() == {Timer.REMINDER}
    talk.press(Command.LEARN_KEYS).until(Phase.WAITING)
    assert Timer.SCAN in talk.timers()


def test_a_question_is_asked_again_after_key_practice() -> None:
    """A number answers what was heard last."""
    talk = Conversation().press(Command.GOODBYE, Command.LEARN_KEYS, Command.HELP)
    assert talk.press(Command.LEARN_KEYS).spoken() == ["[learn keys off]", "[confirm goodbye]"]
    assert talk.finish_prompt().phase() is Phase.WAITING


def test_a_question_is_asked_again_where_key_practice_ends_by_itself() -> None:
    talk = Conversation().press(Command.GOODBYE, Command.LEARN_KEYS)
    for _ in range(3):
        talk.until(Phase.PAUSED).expire(Timer.REMINDER)
    assert talk.spoken() == ["[learn keys off]", "[confirm goodbye]"]
    assert talk.finish_prompt().phase() is Phase.WAITING
