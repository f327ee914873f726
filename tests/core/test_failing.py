"""Voices, microphones and downloads that come and go."""

import pytest

from mskiosk.core.effects import Listen, Speak
from mskiosk.core.events import (
    FetchEnded,
    FetchProgressed,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
    Timer,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase
from mskiosk.core.view import MicrophoneState, VoiceState
from tests.core.conversation import Conversation


def test_after_the_voice_died_the_cut_sentence_is_said_again_with_a_word_about_it() -> None:
    talk = Conversation().press(Choose(0)).start_sentence(2)
    cut = talk.state.lines[2].text
    talk.happen(SpeakerFailed(SpeakerFault.RESTARTING), SpeakerReady())
    assert talk.last_speak().texts[0].spoken == "[voice back]"
    assert talk.finish_prompt().last_speak().texts[0] == cut


def test_a_reply_that_the_voice_died_in_is_said_again() -> None:
    talk = Conversation().press(Command.HELP).start_sentence(1)
    talk.happen(SpeakerFailed(SpeakerFault.RESTARTING), SpeakerReady())
    assert [text.spoken for text in talk.last_speak().texts][:2] == [
        "[voice back]",
        "[help speech]",
    ]


def test_however_long_the_voice_is_away_the_cut_sentence_waits_and_silence_is_shown() -> None:
    talk = Conversation().press(Choose(0)).start_sentence(2)
    cut = talk.state.lines[2].text
    talk.happen(SpeakerFailed(SpeakerFault.RESTARTING))
    assert talk.view.voice is VoiceState.SILENT
    for _ in range(10):
        talk.expire(Timer.PROMPT)
    assert talk.state.phase is Phase.READING
    talk.happen(SpeakerReady()).finish_prompt()
    assert talk.last_speak().texts[0] == cut


@pytest.mark.parametrize(
    ("fault", "notice"),
    [
        (SpeakerFault.NO_DEVICE, "[no sound]"),
        (SpeakerFault.NO_HEADSET, "[no headset]"),
        (SpeakerFault.NO_ENGINE, "[no voice]"),
        (SpeakerFault.LOST, "[voice lost]"),
    ],
)
def test_without_sound_captions_go_on_and_it_is_said_once(fault: SpeakerFault, notice: str) -> None:
    """E14."""
    talk = Conversation().until(Phase.WAITING).happen(SpeakerFailed(fault))
    assert talk.last_speak().texts[0].spoken == notice
    assert talk.view.voice is VoiceState.CAPTIONS
    talk.happen(SpeakerFailed(fault))
    assert not talk.asked_for(Speak)


def test_who_wants_no_speech_is_not_told_of_a_missing_voice_until_they_want_it() -> None:
    """E14. "When you plug one in, I will speak" would not be true."""
    talk = Conversation().until(Phase.WAITING).press(Command.SPEECH_ON_OFF).until(Phase.WAITING)
    talk.happen(SpeakerFailed(SpeakerFault.NO_DEVICE))
    assert not talk.asked_for(Speak)
    talk.happen(SpeakerReady())
    assert not talk.asked_for(Speak)
    talk.happen(SpeakerFailed(SpeakerFault.NO_DEVICE))
    talk.press(Command.SPEECH_ON_OFF)
    assert [text.spoken for text in talk.last_speak().texts] == ["[speech on]", "[no sound]"]
    talk.until(Phase.WAITING).happen(SpeakerReady())
    assert talk.last_speak().texts[0].spoken == "[sound back]"
    talk.until(Phase.WAITING).press(Command.SPEECH_ON_OFF).press(Command.SPEECH_ON_OFF)
    assert [text.spoken for text in talk.last_speak().texts] == ["[speech on]"]


def test_why_nothing_sounds_is_known_to_the_next_person_as_well() -> None:
    talk = Conversation().until(Phase.WAITING).happen(SpeakerFailed(SpeakerFault.NO_DEVICE))
    talk.until(Phase.WAITING).press(Command.SPEECH_ON_OFF).press(Command.NEW_PERSON)
    talk.until(Phase.WAITING).press(Command.YES).until(Phase.WAITING)
    talk.press(Command.SPEECH_ON_OFF).press(Command.SPEECH_ON_OFF)
    assert [text.spoken for text in talk.last_speak().texts][:2] == ["[speech on]", "[no sound]"]


@pytest.mark.parametrize("before", [SpeakerFault.RESTARTING, None])
def test_a_kiosk_that_speaks_to_nobody_begins_and_goes_on_without_a_word_about_it(
    before: SpeakerFault | None,
) -> None:
    talk = Conversation(Policy(is_aloud=False))
    if before is None:
        talk.state = talk.dialogue.begin()
    else:
        talk.happen(SpeakerFailed(before))
    talk.happen(SpeakerFailed(SpeakerFault.LOST))
    said = [text.spoken for text in talk.last_speak().texts]
    assert said
    assert "[voice lost]" not in said
    assert "[voice lost]" not in [text.spoken for text in talk.state.pending]


def test_a_kiosk_that_never_had_a_voice_still_welcomes() -> None:
    talk = Conversation()
    talk.state = talk.dialogue.begin()
    talk.happen(SpeakerFailed(SpeakerFault.NO_ENGINE))
    assert [text.spoken for text in talk.last_speak().texts] == [
        "[welcome]",
        "[how to]",
        "[no voice]",
    ]


def test_a_voice_that_does_not_start_does_not_hold_up_the_welcome() -> None:
    talk = Conversation()
    talk.state = talk.dialogue.begin()
    talk.expire(Timer.PROMPT)
    assert talk.state.phase is Phase.REPLYING
    talk.happen(SpeakerReady())
    assert talk.last_speak().texts[0].spoken == "[welcome]"


def test_sound_that_comes_back_is_announced() -> None:
    talk = Conversation().until(Phase.WAITING).happen(SpeakerFailed(SpeakerFault.NO_DEVICE))
    talk.until(Phase.WAITING).happen(SpeakerReady())
    assert talk.last_speak().texts[0].spoken == "[sound back]"


def test_a_lost_microphone_turns_into_keys_only_said_once() -> None:
    talk = Conversation().until(Phase.WAITING)
    talk.happen(ListenerFailed(ListenerFault.NO_DEVICE))
    assert talk.last_speak().texts[0].spoken == "[no microphone]"
    assert talk.view.microphone is MicrophoneState.OFF
    talk.until(Phase.WAITING).happen(ListenerFailed(ListenerFault.NO_DEVICE))
    assert not talk.asked_for(Speak)
    talk.happen(ListenerReady("test"))
    assert talk.last_speak().texts[0].spoken == "[hearing back]"
    assert talk.until(Phase.WAITING).state.is_microphone_open


def test_a_microphone_lost_in_a_window_does_not_stop_the_reading() -> None:
    talk = Conversation().finish_prompt().finish_prompt()
    assert talk.phase() is Phase.WINDOW
    talk.happen(ListenerFailed(ListenerFault.NO_DEVICE))
    talk.expire(Timer.WINDOW)
    assert talk.said[-1] == "[no microphone]"
    talk.finish_prompt()
    assert talk.phase() is Phase.READING


def test_ears_that_die_and_come_back_listen_again_for_the_same_answer() -> None:
    talk = Conversation().until(Phase.WAITING)
    talk.happen(ListenerFailed(ListenerFault.RESTARTING))
    assert not talk.state.is_microphone_open
    talk.happen(ListenerReady("test"))
    assert talk.last_speak().texts[0].spoken == "[hearing back]"
    assert talk.finish_prompt().asked_for(Listen)


def test_the_microphone_that_is_ready_late_is_listened_to_from_then_on() -> None:
    talk = Conversation(hears=False).until(Phase.WAITING)
    assert not talk.state.is_microphone_open
    talk.happen(ListenerReady("test"))
    assert talk.asked_for(Listen)


def test_a_prompt_that_never_ends_is_ended_by_its_timer() -> None:
    """No prompt can hang the dialogue."""
    talk = Conversation().expire(Timer.PROMPT)
    assert talk.state.phase is Phase.READING


def test_a_download_is_spoken_at_each_quarter_and_at_its_end() -> None:
    talk = Conversation(offers_model=True).say("yes").until(Phase.WAITING)
    for percent in range(0, 101, 5):
        talk.happen(FetchProgressed(percent)).until(Phase.WAITING)
    talk.happen(FetchEnded()).until(Phase.WAITING)
    spoken = [words for words in talk.said if words.startswith("[fetch")]
    assert spoken == [
        "[fetch started]",
        "[fetch progress] 25",
        "[fetch progress] 50",
        "[fetch progress] 75",
        "[fetch done]",
    ]


def test_a_failed_download_gives_its_reason() -> None:
    talk = Conversation(offers_model=True).say("yes").until(Phase.WAITING)
    talk.happen(FetchEnded("The address did not answer."))
    assert talk.last_speak().texts[0].spoken == "[fetch failed] The address did not answer."


def test_a_better_recogniser_is_announced_when_it_listens() -> None:
    talk = Conversation().until(Phase.WAITING).happen(ListenerReady("vosk"))
    assert talk.last_speak().texts[0].spoken == "[hears better]"


def test_nothing_happens_after_the_end() -> None:
    talk = Conversation().press(Command.GOODBYE, Command.YES).finish_prompt()
    before = talk.state
    talk.press(Command.MAIN_MENU).happen(ListenerReady("test"), SpeakerReady())
    assert talk.state == before
    assert talk.effects == ()
