"""M3, M6: every task with one switch, and nothing is ever chosen by the clock."""

import pytest

from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy, Switches
from tests.access.switch_user import OneSwitchUser, choose, whole_guide


@pytest.fixture(scope="module")
def guide() -> Guide:
    return whole_guide()


@pytest.fixture
def person(guide: Guide) -> OneSwitchUser:
    return OneSwitchUser(guide, Policy(switches=Switches.ONE))


def go(person: OneSwitchUser, *pages: str) -> None:
    for page in pages:
        person.clock.advance(2.0)
        person.press(Command.SWITCH)
        person.take(person.label_of(page))
        assert person.view.id == page


@pytest.mark.parametrize(
    "pages",
    [("symptoms", "sight"), ("treatment", "relapse-treatment"), ("stem-cells", "ahsct")],
)
def test_a_symptom_a_treatment_and_the_stem_cell_answer_are_found(
    person: OneSwitchUser, pages: tuple[str, ...]
) -> None:
    go(person, *pages)
    lines = person.session.state.lines
    person.clock.advance(600.0)
    assert {line.text.spoken for line in lines if line.choice is None} <= set(person.words)
    assert person.view.id == pages[-1]


def test_help_settings_and_the_end(person: OneSwitchUser) -> None:
    choose(person, "Get help now")
    assert person.view.id == "get-help-now"
    person.clock.advance(2.0)
    person.press(Command.SWITCH)
    choose(person, "More ways on", "Settings", "My voice", "Louder", "Louder", "Slower")
    settings = person.session.state.settings
    assert settings.volume == Policy().volume + 2
    assert settings.rate < Policy().rate
    choose(person, "Back to the page", "More ways on", "Settings", "The letters", "Bigger text")
    choose(person, "Back to the page", "Go back")
    assert person.view.id == "home"
    person.clock.advance(2.0)
    person.press(Command.SWITCH)
    choose(person, "More ways on", "A break or goodbye", "Goodbye", "Yes please")
    person.clock.advance(10.0)
    assert person.session.has_ended


def test_in_ten_minutes_nothing_is_chosen(person: OneSwitchUser) -> None:
    person.clock.advance(600.0)
    assert person.view.id == "home"
    assert person.words.count("Symptoms") == Policy().scan_rounds
    assert person.words[-1] == "I am still here. To go on, press your switch."


def test_the_next_item_comes_when_the_words_and_the_stay_are_over(person: OneSwitchUser) -> None:
    """125 words a minute: "Symptoms" takes 0.48 s, and a sentence is followed by 0.3 s; then come
    the 2 s of the stay, or the 4 s of the first."""
    person.clock.advance(90.0)
    times = {words: at for at, words in reversed(person.said)}
    assert times["Symptoms"] - times["Facts about M S"] == pytest.approx(4 * 0.48 + 0.3 + 4.0)
    assert times["Treatment"] - times["Symptoms"] == pytest.approx(0.48 + 0.3 + 2.0)


@pytest.mark.parametrize("gap_seconds", [0.03, 0.25, 0.5, 0.66, 0.9])
def test_a_burst_is_one_press(person: OneSwitchUser, gap_seconds: float) -> None:
    """M1, M6: strikes of a hand that shakes, for ten seconds."""
    person.clock.advance(20.0)
    person.press(Command.SWITCH)
    for _ in range(int(10 / gap_seconds)):
        person.clock.advance(gap_seconds)
        person.press(Command.SWITCH)
    assert person.view.id == "home"
    person.clock.advance(1.1)
    person.take("Symptoms")
    assert person.view.id == "symptoms"
