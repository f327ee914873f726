"""What becomes of a reply, or of the reading, that something else has cut."""

import pytest

from mskiosk.core.effects import Speak
from mskiosk.core.events import (
    ListenerFailed,
    ListenerFault,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
    Timer,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation

YES = Choose(0)


def _reading() -> Conversation:
    """In the third line of a page."""
    return Conversation().press(Choose(0)).start_sentence(0).start_sentence(2)


def _speaks_on(talk: Conversation) -> list[str]:
    """What is said until the kiosk rests, or for a while."""
    said = len(talk.said)
    for _ in range(6):
        if talk.state.phase in (Phase.WAITING, Phase.PAUSED):
            break
        if talk.state.phase is Phase.WINDOW:
            talk.expire(Timer.WINDOW)
        else:
            talk.finish_prompt()
    return talk.said[said:]


def test_after_speech_is_switched_off_nothing_of_the_cut_reply_sounds() -> None:
    talk = _reading().press(Command.WHERE_AM_I).start_sentence(1).press(Command.SPEECH_ON_OFF)
    assert talk.spoken() == ["[speech off]"]
    assert talk.last_speak().is_aloud
    talk.finish_prompt()
    assert "[here ways]" in talk.spoken()
    assert not talk.last_speak().is_aloud


def test_speech_that_is_switched_off_amid_the_reading_goes_on_in_silence() -> None:
    talk = _reading()
    cut = talk.state.lines[2].text.spoken
    talk.press(Command.SPEECH_ON_OFF)
    assert talk.spoken() == ["[speech off]"]
    assert talk.finish_prompt().spoken()[0] == cut
    assert not talk.last_speak().is_aloud


@pytest.mark.parametrize("command", [Command.LOUDER, Command.WHERE_AM_I, Command.SOUNDS_ON_OFF])
@pytest.mark.parametrize("is_key", [True, False])
def test_what_was_confirmed_is_done_at_once_and_the_reading_goes_on(
    command: Command, *, is_key: bool
) -> None:
    phrases = {
        Command.LOUDER: "louder",
        Command.WHERE_AM_I: "where am i",
        Command.SOUNDS_ON_OFF: "sounds on or off",
    }
    talk = _reading().finish_prompt()
    cursor = talk.state.cursor
    talk.say(phrases[command], 0.3)
    assert talk.view.id == "question:confirm"
    if is_key:
        talk.press(YES)
    else:
        talk.say("yes please")
    assert talk.asked_for(Speak), "silence"
    talk.finish_prompt()
    assert talk.phase() is Phase.READING
    assert talk.state.cursor == cursor


def test_what_was_refused_is_asked_for_once_more_and_then_the_reading_goes_on() -> None:
    talk = _reading().finish_prompt().say("louder", 0.3).press(Choose(1))
    assert talk.spoken() == ["[confirm refused]"]
    talk.finish_prompt()
    assert talk.phase() is Phase.WINDOW
    assert talk.state.is_microphone_open


def test_what_was_refused_in_a_pause_leaves_the_pause() -> None:
    talk = _reading().press(Command.PAUSE).finish_prompt()
    assert talk.phase() is Phase.PAUSED
    talk.say("louder", 0.3).press(Choose(1)).finish_prompt()
    assert talk.phase() is Phase.PAUSED


@pytest.mark.parametrize("remark", [Command.LOUDER, Command.SOUNDS_ON_OFF])
def test_a_remark_is_not_what_is_repeated(remark: Command) -> None:
    talk = _reading().press(Command.PAUSE).finish_prompt()
    talk.press(remark).finish_prompt().press(Command.REPEAT)
    assert talk.spoken()[0] == talk.state.lines[2].text.spoken


def test_at_the_end_of_a_page_the_question_is_repeated_and_not_the_volume() -> None:
    talk = Conversation().until(Phase.WAITING).press(Command.LOUDER).finish_prompt()
    talk.press(Command.REPEAT)
    assert "[answer now]" in talk.spoken()
    assert not any("[louder]" in said for said in talk.spoken())


def test_a_silencing_key_is_not_what_is_repeated() -> None:
    talk = _reading().press(Command.STOP).press(Command.REPEAT)
    assert talk.spoken()[0] == talk.state.lines[2].text.spoken


@pytest.mark.parametrize("pause", [Command.PAUSE, Command.PAUSE_OR_CONTINUE, Command.STOP])
def test_a_reply_that_a_pause_cuts_goes_on_from_the_cut_sentence(pause: Command) -> None:
    talk = _reading().press(Command.WHERE_AM_I).start_sentence(0).start_sentence(1)
    rest = [text.spoken for text in talk.state.reply[1:]]
    talk.press(pause)
    if talk.phase() is not Phase.PAUSED:
        talk.finish_prompt()
    assert talk.phase() is Phase.PAUSED
    talk.press(Command.LOUDER).finish_prompt()
    assert talk.press(Command.CONTINUE).spoken() == rest
    talk.finish_prompt()
    assert talk.spoken()[0] == talk.state.lines[2].text.spoken


def test_what_was_held_is_forgotten_at_another_place() -> None:
    talk = _reading().press(Command.WHERE_AM_I).press(Command.PAUSE).press(Choose(0))
    assert not talk.state.held


def test_news_that_a_key_cuts_is_told_at_the_next_pause() -> None:
    talk = _reading().happen(ListenerFailed(ListenerFault.NO_DEVICE))
    talk.finish_prompt()
    talk.until(Phase.REPLYING)
    assert talk.spoken() == ["[no microphone]"]
    talk.press(Command.PREVIOUS)
    assert "[no microphone]" not in talk.spoken()
    assert "[no microphone]" in " ".join(_speaks_on(talk))


def test_a_headset_that_is_pulled_out_is_shown_until_it_is_back() -> None:
    talk = _reading().happen(SpeakerFailed(SpeakerFault.HEADSET_AWAY))
    assert talk.view.remark
    assert talk.view.remark.shown == "[headset away]"
    talk.happen(SpeakerReady())
    assert talk.view.remark is None
    assert talk.spoken() == ["[voice back]"]


def test_news_of_a_voice_that_is_back_is_not_told_as_if_it_were_away() -> None:
    talk = _reading().happen(SpeakerFailed(SpeakerFault.NO_DEVICE), SpeakerReady())
    said = _speaks_on(talk)
    assert "[no sound]" not in said
    assert "[sound back]" in said
