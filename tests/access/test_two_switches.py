"""M4: every task with two keys, next and select, while the clock stands still.

Time goes by only where somebody wants to hear a page to its end, and no press depends on when.
"""

import pytest

from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy, Switches
from tests.access.switch_user import TwoSwitchUser, whole_guide


@pytest.fixture(scope="module")
def guide() -> Guide:
    return whole_guide()


@pytest.fixture
def person(guide: Guide) -> TwoSwitchUser:
    person = TwoSwitchUser(guide, Policy(switches=Switches.TWO))
    person.clock.advance(0.0)
    return person


def go(person: TwoSwitchUser, *pages: str) -> None:
    for page in pages:
        person.take(person.label_of(page))
        assert person.view.id == page


def choose(person: TwoSwitchUser, *labels: str) -> None:
    for label in labels:
        if person.focused == label:
            person.take_first()
        else:
            person.take(label)


@pytest.mark.parametrize(
    "pages",
    [
        ("symptoms", "sight"),
        ("treatment", "relapse-treatment"),
        ("stem-cells", "ahsct"),
        ("stem-cells", "what-you-may-have-read"),
    ],
)
def test_a_symptom_a_treatment_and_the_stem_cell_answer_are_found(
    person: TwoSwitchUser, pages: tuple[str, ...]
) -> None:
    go(person, *pages)
    assert person.clock.now() == 0.0
    topic = person.session.state.lines
    person.clock.advance(600.0)
    assert {line.text.spoken for line in topic if line.choice is None} <= set(person.words)


def test_one_goes_back_and_home(person: TwoSwitchUser) -> None:
    go(person, "treatment", "relapse-treatment")
    choose(person, "Go back")
    assert person.view.id == "treatment"
    go(person, "relapse-treatment")
    choose(person, "Main menu")
    assert person.view.id == "home"


def test_urgent_help_a_person_and_help_are_two_lists_away_at_most(person: TwoSwitchUser) -> None:
    choose(person, "Get help now")
    assert person.view.id == "get-help-now"
    choose(person, "More ways on", "Help", "Help")
    person.clock.advance(30.0)
    assert any("choose get help now" in words for words in person.words)
    choose(person, "More ways on", "Help", "Staff please")
    person.clock.advance(0.0)
    assert "There is no staff here" in person.words[-1]


def test_volume_rate_and_the_other_settings_are_changed(person: TwoSwitchUser) -> None:
    before = person.session.state.settings
    choose(person, "More ways on", "Settings", "My voice", "Louder")
    person.take_first()
    choose(person, "Slower", "Speech on or off")
    after = person.session.state.settings
    assert (after.volume, after.is_aloud) == (before.volume + 2, False)
    assert after.rate < before.rate
    choose(person, "Speech on or off", "Back to the page")
    choose(person, "More ways on", "Settings", "Sounds and waiting", "Sounds on or off")
    choose(person, "Wait longer", "Back to the page", "More ways on", "Settings", "The letters")
    after = person.session.state.settings
    assert not after.has_earcons
    assert after.patience != before.patience
    choose(person, "Bigger text")
    assert person.clock.now() == 0.0


def test_the_reading_is_stopped_and_gone_on_with(person: TwoSwitchUser) -> None:
    go(person, "treatment")
    person.clock.advance(8.0)
    person.press(Command.THIS_ONE)
    person.clock.advance(600.0)
    cut = person.words[-3:]
    person.press(Command.THIS_ONE)
    person.clock.advance(600.0)
    assert len(person.words) > len(cut) + 20


def test_a_break_a_new_person_and_the_end(person: TwoSwitchUser) -> None:
    choose(person, "More ways on", "A break or goodbye", "Take a break")
    person.press(Command.THIS_ONE)
    choose(person, "More ways on", "A break or goodbye", "New person", "Yes please")
    assert person.view.id == "home"
    choose(person, "More ways on", "A break or goodbye", "Goodbye", "Yes please")
    assert person.clock.now() == 0.0
    person.clock.advance(10.0)
    assert person.session.has_ended


def test_however_long_somebody_waits_nothing_is_chosen(person: TwoSwitchUser) -> None:
    person.press(Command.NEXT_CHOICE)
    focused = person.focused
    person.clock.advance(3600.0)
    assert (person.view.id, person.focused) == ("home", focused)
