"""A key that comes before the voice is ready: the welcome is not lost by it."""

import pytest

from mskiosk.core.effects import Speak
from mskiosk.core.events import SessionStarted, SpeakerReady, Timer
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation


def starting() -> Conversation:
    talk = Conversation()
    talk.state = talk.dialogue.begin()
    return talk.happen(SessionStarted())


@pytest.mark.parametrize(
    "command",
    [
        *(Command.STOP, Command.PAUSE, Command.PAUSE_OR_CONTINUE, Command.LOUDER),
        *(Command.SLOWER, Command.SOUNDS_ON_OFF, Command.BIGGER_TEXT),
    ],
)
def test_a_key_that_silences_or_sets_something_does_not_swallow_the_welcome(
    command: Command,
) -> None:
    talk = starting()
    settings = talk.state.settings
    talk.press(command)
    assert not talk.asked_for(Speak)
    assert talk.phase() is Phase.STARTING
    assert talk.state.has_used_keys
    assert talk.happen(SpeakerReady()).spoken() == ["[welcome]", "[how to]"]
    assert talk.state.settings == settings


def test_a_voice_that_never_comes_does_not_hold_up_the_welcome_after_a_key() -> None:
    talk = starting().press(Command.STOP).expire(Timer.PROMPT)
    assert talk.spoken() == ["[welcome]", "[how to]"]


@pytest.mark.parametrize(
    ("intent", "place"), [(Choose(1), "symptoms"), (Command.GET_HELP_NOW, "urgent")]
)
def test_a_key_that_leads_somewhere_does_so_at_once(intent: Intent, place: str) -> None:
    talk = starting().press(intent)
    assert talk.view.id == place
    assert talk.happen(SpeakerReady()).spoken()[0] == f"Title of {place}."
