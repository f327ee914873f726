"""E7 with switches: nothing but an answer to the question lets a private page be heard."""

import random

import pytest

from mskiosk.core.events import Pressed, Timer, TimerExpired
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.core.test_private_histories import PrivateWorld
from tests.private_guide import private_guide, secrets

SECRETS = secrets(private_guide(), "leak")
KEYS = {Switches.TWO: Command.THIS_ONE, Switches.ONE: Command.SWITCH}


class Person(Conversation):
    """Goes to an item by next, and takes it by what the switches are."""

    def __init__(self, switches: Switches) -> None:
        policy = Policy(profile=Profile.CLINIC, switches=switches)
        super().__init__(policy, private_guide(), hears=False)
        self.switches = switches

    def take(self, *labels: str) -> None:
        for label in labels:
            self.press(Command.NEXT_CHOICE)
            while self.said[-1] != label:
                self.press(Command.NEXT_CHOICE)
            self.touch()

    def touch(self) -> None:
        if self.state.debounce_turn is not None:
            self.happen(TimerExpired(Timer.DEBOUNCE, self.state.debounce_turn))
        self.press(KEYS[self.switches])

    def told(self) -> list[str]:
        return [said for said in self.said if any(secret in said for secret in SECRETS)]


@pytest.fixture(params=KEYS)
def asked(request: pytest.FixtureRequest) -> Person:
    person = Person(request.param)
    person.take("Symptoms", "First page")
    person.until(Phase.WAITING)
    person.said.clear()
    return person


def test_the_question_is_answered_by_the_switches(asked: Person) -> None:
    assert asked.state.choices
    asked.take("[aloud label]")
    assert asked.view.id == "leak"
    assert asked.told()


def test_with_a_headset_no_key_is_named_but_what_is_in_the_ring(asked: Person) -> None:
    asked.take("[headset label]")
    asked.until(Phase.WAITING)
    assert asked.said[-1] == "[headset question by switch]"
    asked.take("[aloud label]")
    assert asked.view.id == "leak"


def test_on_a_silent_page_a_press_lets_nothing_be_heard(asked: Person) -> None:
    asked.take("[screen label]")
    asked.until(Phase.PAUSED)
    assert asked.said[-1] == "[private silent by switch]"
    for _ in range(30):
        asked.touch() if not asked.state.is_in_ring else asked.press(Command.NEXT_CHOICE)
        asked.until(Phase.PAUSED)
    assert "next section" in asked.said, "the pages are turned from the ring"
    assert "continue" in asked.said
    assert not asked.told()
    asked.take("next section")
    assert asked.view.marked is not None
    assert not asked.told()
    asked.take("continue")
    assert asked.view.id == "question:private", "to hear it is a way of its own"
    assert not asked.told()
    asked.take("[aloud label]")
    assert asked.told()


class Stepper(Person):
    """Goes to an item by the one switch, and stays there."""

    def __init__(self) -> None:
        super().__init__(Switches.STEP)

    def take(self, *labels: str) -> None:
        for label in labels:
            self.step()
            while self.said[-1] != label:
                self.step()
            for _ in range(2):
                self._let_it_speak().expire(Timer.SCAN)

    def step(self) -> None:
        if self.state.debounce_turn is not None:
            self.happen(TimerExpired(Timer.DEBOUNCE, self.state.debounce_turn))
        self.press(Command.SWITCH)

    def _let_it_speak(self) -> Conversation:
        while self.state.phase not in (Phase.WAITING, Phase.PAUSED):
            self.finish_prompt()
        return self


def test_who_steps_answers_the_question_and_hears_nothing_before() -> None:
    """M5"""
    asked = Stepper()
    asked.take("Symptoms", "First page")
    assert not asked.told()
    asked.take("[screen label]")
    assert asked.view.id == "leak"
    asked.take("next section")
    assert asked.view.marked is not None
    assert not asked.told()
    asked.take("continue", "[aloud label]")
    assert asked.told()


@pytest.mark.parametrize("switches", [*KEYS, Switches.STEP])
def test_whatever_is_pressed_gives_nothing_away(switches: Switches) -> None:
    rng = random.Random(f"private {switches}")
    world = PrivateWorld()
    private_steps = 0
    turn_on = {
        Switches.ONE: Command.ONE_SWITCH,
        Switches.TWO: Command.TWO_SWITCHES,
        Switches.STEP: Command.STEP_SWITCH,
    }
    key = KEYS.get(switches, Command.SWITCH)
    for count in range(600):
        if count % 150 == 0:
            world = PrivateWorld()
            world.happen(Pressed(turn_on[switches]))
        is_press = rng.random() < 0.4
        keys = [Command.NEXT_CHOICE, Command.NEXT_CHOICE, key]
        world.happen(Pressed(rng.choice(keys)) if is_press else world.likely(rng))
        if world.state.phase is Phase.ENDED:
            world = PrivateWorld()
        private_steps += world.private_steps
    assert private_steps
