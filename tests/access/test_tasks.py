"""E1, E16, S1, W6, V9, M3, M4, M5, M7: every task of a visit, by people who can do one thing each,
of whom one half only hears and the other half only sees."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import product

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.guide import SETTINGS, Guide
from mskiosk.core.intents import Command
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy, Switches
from mskiosk.core.state import Settings, TopicPlace
from tests.access.persons import (
    OneSwitchUser,
    Person,
    Presser,
    Speaker,
    StepSwitchUser,
    TwoSwitchUser,
    Typist,
)
from tests.access.plain_stand import Lines, PlainStand
from tests.access.senses import Ears, Eyes, Sense
from tests.access.stand import Stand

CHANGES = (
    Command.SLOWER,
    Command.LOUDER,
    Command.WAIT_LONGER,
    Command.SOUNDS_ON_OFF,
    Command.BIGGER_TEXT,
    Command.CHANGE_COLOURS,
    Command.SPACE_LINES,
    Command.STEADIER_KEYS,
    Command.SPEECH_ON_OFF,
)
ON_A_SCREEN = {"text_size"}
ELSEWHERE = {
    "switches",
    "scan_seconds",
    "next_switch",
    "select_switch",
    "is_one_at_a_time",
    "is_screen_hidden",
}
"""How somebody presses, one thing at a time, a screen that shows nothing: other tests have it."""


OF_THE_PERSON = ("patience", "strike_window_seconds")
"""What hands and speech need, which stays until it is changed itself."""


def flat(settings: Settings) -> dict[str, object]:
    """Each setting by its name, those of the look among them."""
    whole = {field.name: getattr(settings, field.name) for field in fields(settings)}
    look = whole.pop("look")
    return whole | {field.name: getattr(look, field.name) for field in fields(look)}


ARROWS = (Command.PREVIOUS_CHOICE, Command.NEXT_CHOICE, Command.THIS_ONE)
FIVE = (*ARROWS, Command.GO_BACK, Command.HELP)
USUAL, TWO, ONE = Policy(), Policy(switches=Switches.TWO), Policy(switches=Switches.ONE)
STEP = Policy(switches=Switches.STEP)


@dataclass(frozen=True, slots=True)
class Way:
    make: Callable[[Stand, Sense], Person]
    policy: Policy = USUAL
    hears: bool = False
    """There is a microphone."""


WAYS = {
    "voice": Way(Speaker, hears=True),
    "all keys": Way(partial(Typist, keys=Command)),
    "arrows": Way(partial(TwoSwitchUser, keys=ARROWS), TWO),
    "five keys": Way(partial(TwoSwitchUser, keys=FIVE), TWO),
    "two switches": Way(partial(TwoSwitchUser, keys=(Command.NEXT_CHOICE, Command.THIS_ONE)), TWO),
    "one switch": Way(partial(OneSwitchUser, keys=(Command.SWITCH,)), ONE),
    "one switch in steps": Way(partial(StepSwitchUser, keys=(Command.SWITCH,)), STEP),
}
SENSES: dict[str, Callable[[Stand], Sense]] = {"screen discarded": Ears, "sound discarded": Eyes}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content())


@pytest.fixture(params=[*product(WAYS, SENSES), ("plain lines", "printed")], ids=" ".join)
def person(request: pytest.FixtureRequest, guide: Guide) -> Iterator[Person]:
    way, sense = request.param
    if way == "plain lines":
        plain = PlainStand(guide, Policy())
        yield Speaker(plain, Lines(plain))
        plain.close()
        return
    stand = Stand(guide, WAYS[way].policy, hears=WAYS[way].hears)
    yield WAYS[way].make(stand, SENSES[sense](stand))


@pytest.mark.parametrize(
    "pages",
    [
        ("symptoms", "sight", "double-vision"),
        ("treatment", "relapse-treatment"),
        ("stem-cells", "ahsct"),
    ],
    ids=["a symptom", "a treatment", "the stem cell answer"],
)
def test_a_page_is_found_and_read(person: Person, pages: tuple[str, ...]) -> None:
    person.go(*pages)
    person.read()


def test_help_is_had_and_left(person: Person) -> None:
    person.go("symptoms")
    person.ask(Command.GET_HELP_NOW)
    assert person.stand.session.state.place == TopicPlace(person.stand.guide.urgent)
    person.read()
    person.ask(Command.HELP)
    person.stand.rest()
    assert person.was_told(Notice.HELP_SAFE)
    person.ask(Command.STAFF)
    person.stand.rest()
    assert person.was_told(Notice.STAFF_HOME)
    person.ask(Command.GO_BACK)
    assert person.stand.session.state.place == TopicPlace("symptoms")


def test_every_setting_is_changed_and_all_are_put_back(person: Person) -> None:
    """V3, E20: but for what hands and speech need."""
    session = person.stand.session
    is_plain = isinstance(person.stand, PlainStand)
    at_start = session.state.settings
    changed: set[str] = set()
    for command in CHANGES:
        before = session.state.settings
        person.ask(command)
        after = session.state.settings
        changed |= {name for name, value in flat(after).items() if flat(before)[name] != value}
        if command is Command.SPEECH_ON_OFF:
            person.ask_again(command)
            assert session.state.settings.is_aloud
        person.stand.rest()
    here = set(flat(at_start)) - ELSEWHERE
    assert changed == here - (ON_A_SCREEN if is_plain else set())
    own = {name: getattr(session.state.settings, name) for name in OF_THE_PERSON}
    person.ask(Command.NORMAL_SETTINGS)
    assert session.state.settings == replace(at_start, **own)
    person.stand.rest()
    assert person.was_told(Notice.NORMAL_SETTINGS)


def test_the_visit_is_ended(person: Person) -> None:
    person.ask(Command.GOODBYE)
    person.stand.rest()
    assert person.was_told(Notice.CONFIRM_GOODBYE)
    person.say_yes()
    person.stand.rest()
    assert person.stand.session.has_ended


@pytest.mark.parametrize("sense", SENSES)
def test_arrows_and_enter_alone_come_to_everything_from_the_usual_settings(
    guide: Guide, sense: str
) -> None:
    """M7: through the pages of settings to the ring, which needs no other key."""
    stand = Stand(guide, USUAL, hears=False)
    person = Presser(stand, SENSES[sense](stand), ARROWS)
    for goto in ("more", SETTINGS):
        stand.rest()
        choices = stand.session.state.choices
        person.take(next(choice.label for choice in choices if choice.goto == goto))
    wanted = guide.notice(Notice.SET_TWO_SWITCHES)
    while stand.session.state.settings.switches is Switches.NONE:
        stand.rest()
        choices = stand.session.state.choices
        named = (choice.label for choice in choices if choice.name == wanted)
        person.take(next(named, choices[-1].label))
    switch_user = TwoSwitchUser(stand, SENSES[sense](stand), ARROWS)
    switch_user.ask(Command.GOODBYE)
    switch_user.say_yes()
    stand.rest()
    assert stand.session.has_ended
