"""Where the person is: on a page, in a question, at the ends of a page. E2."""

from dataclasses import replace

import pytest

from mskiosk.core.events import Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.small_guide import small_guide


def test_in_a_question_it_says_the_page_behind_it_and_asks_again_at_the_end() -> None:
    talk = Conversation().press(Choose(1)).say("one", 0.3).press(Command.WHERE_AM_I)
    said = talk.spoken()
    assert said[0] == "[here question] Title of symptoms."
    assert said[-1] == "[confirm] one, About MS"
    assert not [words for words in said if words.startswith("[here] ")]
    assert talk.finish_prompt().phase() is Phase.WAITING
    assert talk.say("yes please").view.id == "about"


def test_in_a_question_at_the_beginning_it_says_the_first_page() -> None:
    talk = Conversation(offers_model=True).press(Command.WHERE_AM_I)
    assert talk.spoken()[0] == "[here question] Title of home."
    assert talk.spoken()[-1] == "[offer model] 41"


def test_in_the_question_about_a_private_page_its_name_is_not_said() -> None:
    """E7."""
    guide = small_guide()
    private = replace(guide.topics["symptoms"], is_private=True)
    guide = replace(guide, topics={**guide.topics, "symptoms": private})
    talk = Conversation(Policy(profile=Profile.CLINIC), guide).press(Choose(1))
    assert talk.view.id == "question:private"
    talk.press(Command.WHERE_AM_I)
    assert talk.spoken()[0] == "[here question] [private page]"
    assert talk.spoken()[-4].startswith("[private question]")
    assert "symptoms" not in " ".join(talk.said)


def test_back_on_a_page_it_gives_the_line_at_which_the_reading_goes_on() -> None:
    talk = Conversation().press(Choose(0)).start_sentence(4)
    talk.press(Command.MAIN_MENU, Command.GO_BACK)
    assert talk.view.id == "about"
    line = talk.state.lines[talk.state.cursor].sentence + 1
    assert talk.state.last_line is None
    assert talk.press(Command.WHERE_AM_I).spoken()[0].startswith(f"[here] {line} ")
    assert line > 1


def test_a_marked_choice_is_named_with_its_place_among_the_others() -> None:
    """E2, S4."""
    talk = Conversation().press(Command.NEXT_CHOICE, Command.NEXT_CHOICE, Command.WHERE_AM_I)
    assert talk.spoken()[1] == "[here choice] three Symptoms two"
    assert Conversation().press(Choose(1), Command.WHERE_AM_I).spoken()[1] == "[here choices] 1"


@pytest.mark.parametrize(
    ("command", "edge"),
    [
        (Command.NEXT_SECTION, "[last section]"),
        (Command.PREVIOUS_SECTION, "[first section]"),
        (Command.NEXT, "[last sentence]"),
        (Command.PREVIOUS, "[first sentence]"),
    ],
)
def test_the_end_of_a_page_is_called_by_what_was_asked_for(command: Command, edge: str) -> None:
    talk = Conversation().press(Choose(1))
    while talk.spoken()[0] != edge:
        talk.press(command)
    assert talk.until(Phase.READING).view.id == "symptoms"


def test_after_a_long_reply_a_voice_alone_can_say_something_before_the_reading_goes_on() -> None:
    talk = Conversation(Policy(passage_seconds=4.0)).press(Choose(1), Command.WHERE_AM_I)
    talk.finish_prompt()
    assert talk.phase() is Phase.WINDOW
    assert talk.listens()
    assert talk.state.is_microphone_open
    assert talk.expire(Timer.WINDOW).phase() is Phase.READING
    assert Conversation(Policy(passage_seconds=4.0), hears=False).finish_prompt().phase() is (
        Phase.READING
    )
    short = Conversation().press(Choose(1), Command.STAFF).finish_prompt()
    assert short.phase() is Phase.READING
