"""M5: every task with one switch that goes on, and by staying; the clock alone takes nothing."""

import pytest

from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy, Switches
from tests.access.switch_user import StepSwitchUser, choose, whole_guide


@pytest.fixture(scope="module")
def guide() -> Guide:
    return whole_guide()


@pytest.fixture
def person(guide: Guide) -> StepSwitchUser:
    person = StepSwitchUser(guide, Policy(switches=Switches.STEP))
    person.clock.advance(1.0)
    return person


@pytest.mark.parametrize(
    "pages",
    [("symptoms", "sight"), ("treatment", "relapse-treatment"), ("stem-cells", "ahsct")],
)
def test_a_symptom_a_treatment_and_the_stem_cell_answer_are_found(
    person: StepSwitchUser, pages: tuple[str, ...]
) -> None:
    for page in pages:
        person.take(person.label_of(page))
        assert person.view.id == page
    lines = person.session.state.lines
    person.clock.advance(600.0)
    assert {line.text.spoken for line in lines if line.choice is None} <= set(person.words)
    assert person.view.id == pages[-1]


def test_help_settings_and_the_end(person: StepSwitchUser) -> None:
    choose(person, "Get help now")
    assert person.view.id == "get-help-now"
    choose(person, "More ways on", "Settings", "My voice", "Louder")
    settings = person.session.state.settings
    assert settings.volume == Policy().volume + 1
    choose(person, "Slower", "Back to the page", "More ways on", "Settings", "The letters")
    choose(person, "Bigger text", "Back to the page", "Go back")
    assert person.session.state.settings.rate < Policy().rate
    assert person.view.id == "home"
    choose(person, "More ways on", "A break or goodbye", "Goodbye", "Yes please")
    person.clock.advance(20.0)
    assert person.session.has_ended


def test_in_ten_minutes_nothing_is_chosen(person: StepSwitchUser) -> None:
    person.clock.advance(600.0)
    assert person.view.id == "home"
    assert not any(words.startswith("I will choose") for words in person.words)


def test_one_press_and_ten_minutes_choose_one_thing(person: StepSwitchUser) -> None:
    person.clock.advance(60.0)
    person.press(Command.SWITCH)
    person.clock.advance(600.0)
    assert person.view.id == "about-ms"
    told = [words for words in person.words if words.startswith("I will choose")]
    assert told == ["I will choose Facts about M S. If you do not want that, press your switch."]


@pytest.mark.parametrize("gap_seconds", [0.5, 1.0, 3.0])
def test_whoever_goes_on_pressing_takes_nothing(person: StepSwitchUser, gap_seconds: float) -> None:
    person.clock.advance(60.0)
    for _ in range(int(120 / gap_seconds)):
        person.press(Command.SWITCH)
        person.clock.advance(gap_seconds)
    assert person.view.id == "home"
