"""S13: the screen is hidden when the person wants it, and never by itself."""

import pytest

from mskiosk.core.events import SpeakerFailed, SpeakerFault
from mskiosk.core.intents import Choose, Command
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation

HINT = "[screen hidden]"


def words_on(talk: Conversation) -> str:
    view = talk.view
    texts = [view.title, *view.path, *(line.text for line in view.lines)]
    texts += [text for text in (view.caption, view.remark, view.heard, view.way) if text]
    return " ".join([*(text.shown for text in texts), *(c.label.shown for c in view.choices)])


def test_hidden_at_once_and_shown_again() -> None:
    talk = Conversation().press(Choose(1)).start_sentence(1)
    assert "symptoms" in words_on(talk)
    talk.press(Command.HIDE_SCREEN)
    assert words_on(talk) == f"{HINT} {HINT}"
    talk.press(Command.HIDE_SCREEN)
    assert "symptoms" in words_on(talk)
    assert "[screen shown]" in words_on(talk)


def test_by_voice_too_and_everything_can_still_be_said() -> None:
    talk = Conversation().press(Choose(1)).say("hide screen")
    assert words_on(talk) == f"{HINT} {HINT}"
    assert talk.say("one").view.id == "about"
    assert words_on(talk) == f"{HINT} {HINT}"


def test_where_nothing_can_be_heard_the_screen_stays() -> None:
    talk = Conversation().press(Choose(1)).happen(SpeakerFailed(SpeakerFault.NO_DEVICE))
    talk.press(Command.HIDE_SCREEN)
    assert "symptoms" in words_on(talk)


def test_a_voice_that_fails_brings_the_screen_back() -> None:
    talk = Conversation().press(Choose(1), Command.HIDE_SCREEN)
    talk.happen(SpeakerFailed(SpeakerFault.LOST))
    assert "symptoms" in words_on(talk)


@pytest.mark.parametrize("phase", [Phase.READING, Phase.REPLYING, Phase.WAITING])
def test_speech_switched_off_brings_it_back_too_and_that_is_heard(phase: Phase) -> None:
    """E20: who cannot see is told that others can read again."""
    talk = Conversation().press(Choose(1)).until(phase).press(Command.HIDE_SCREEN)
    talk.press(Command.SPEECH_ON_OFF)
    assert "symptoms" in words_on(talk)
    assert talk.last_speak().is_aloud
    assert talk.spoken() == ["[speech off]", "[screen shown]"]
    talk.finish_prompt().press(Command.SPEECH_ON_OFF)
    assert "symptoms" in words_on(talk), "as was said"


def test_lines_that_are_written_are_not_hidden() -> None:
    """S13: nobody is told that what is written cannot be read."""
    talk = Conversation(is_typed=True).press(Choose(1)).until(Phase.WAITING).say("hide screen")
    assert talk.spoken() == ["[screen written]"]
    assert "symptoms" in words_on(talk)
    assert not talk.state.settings.is_screen_hidden


def test_normal_settings_show_it() -> None:
    talk = Conversation().press(Choose(1), Command.HIDE_SCREEN, Command.NORMAL_SETTINGS)
    assert "symptoms" in words_on(talk)
