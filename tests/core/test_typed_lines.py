"""What is typed cannot be misheard, and where no earcon can tell it, everything is answered."""

import pytest

from mskiosk.core.effects import KeepSettings
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Switches
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation


def typing() -> Conversation:
    """At the end of the first page."""
    return Conversation(is_typed=True).until(Phase.WAITING)


def test_every_typed_line_that_means_nothing_is_answered_in_words() -> None:
    """E12."""
    talk = typing()
    answers = []
    for _ in range(6):
        talk.say("blah")
        answers.append(talk.spoken()[0])
        talk.until(Phase.WAITING)
    assert answers == ["[nomatch]", "[list choices]", "[help speech]", *["[nomatch]"] * 3]


@pytest.mark.parametrize("phase", [Phase.READING, Phase.WINDOW, Phase.PAUSED])
def test_a_line_that_means_nothing_is_answered_wherever_it_comes(phase: Phase) -> None:
    talk = Conversation(is_typed=True).say("about ms")
    if phase is Phase.PAUSED:
        talk.say("pause").finish_prompt()
    talk.until(phase)
    for _ in range(5):
        assert talk.say("blah").spoken()[0] == "[nomatch]"
        talk.until(phase)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("louder", "[louder] 10 8"),
        ("repeat", "[nomatch]"),
        ("next choice", "[focused] three About MS one"),
        ("symptoms", "Title of symptoms."),
    ],
)
def test_after_five_such_lines_every_phrase_works_as_before(words: str, answer: str) -> None:
    talk = typing()
    for _ in range(5):
        talk.say("blah").until(Phase.WAITING)
    assert talk.say(words).spoken()[0] == answer


@pytest.mark.parametrize(
    "command",
    [
        Command.ONE_SWITCH,
        Command.STEP_SWITCH,
        Command.TWO_SWITCHES,
        Command.SET_UP_SWITCHES,
        Command.SWITCH,
    ],
)
def test_where_lines_are_typed_no_switch_is_waited_for(command: Command) -> None:
    """No press arrives there, and the next visit, on a screen, would scan."""
    talk = typing()
    place = talk.state.place
    talk.press(command)
    assert talk.spoken()[0] == "[switches typed]"
    assert talk.state.settings.switches is Switches.NONE
    assert talk.state.place == place
    assert not talk.asked_for(KeepSettings)
    assert talk.until(Phase.WAITING).say("two").view.id == "symptoms"


def test_the_last_choice_is_told_in_words_to_somebody_who_types() -> None:
    talk = typing().say("next choice").say("next choice").say("next choice").say("next choice")
    assert talk.spoken()[0] == "[last choice]"
    spoken = Conversation().press(*[Command.NEXT_CHOICE] * 4)
    assert spoken.spoken()[0] != "[last choice]", "its earcon tells it"


def test_without_earcons_words_tell_somebody_who_speaks() -> None:
    talk = Conversation(Policy(has_earcons=False)).press(Choose(1)).until(Phase.WINDOW)
    assert talk.say("blah").spoken() == ["[nomatch]"]
