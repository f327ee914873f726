"""How well the microphone hears: each change is told once, at a pause, in words (E20)."""

import pytest

from mskiosk.core.effects import Hush, Interject, Listen, Speak
from mskiosk.core.events import (
    LevelMeasured,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    MicrophoneChanged,
    Quality,
    SpeechEnded,
    SpeechStarted,
    Timer,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase
from mskiosk.core.view import MicrophoneState
from tests.core.conversation import Conversation

WRONG = {
    Quality.VERY_QUIET: ("[voice quiet]", "[status quiet]"),
    Quality.MUTED: ("[microphone muted]", "[status muted]"),
    Quality.SILENT: ("[microphone silent]", "[status silent microphone]"),
    Quality.CLIPPING: ("[voice clipped]", "[status clipped]"),
    Quality.LOUD_ROOM: ("[room loud]", "[status loud room]"),
}


def _words_about(talk: Conversation, start: str) -> list[str]:
    return [words for words in talk.said if words.startswith(start)]


@pytest.mark.parametrize("quality", WRONG)
def test_what_is_wrong_is_said_once_and_so_is_its_end(quality: Quality) -> None:
    notice, status = WRONG[quality]
    talk = Conversation().until(Phase.WAITING).happen(MicrophoneChanged(quality))
    assert talk.spoken() == [notice]
    talk.until(Phase.WAITING).happen(MicrophoneChanged(quality))
    assert not talk.asked_for(Speak)
    assert talk.view.quality_status
    assert talk.view.quality_status.spoken == status
    talk.happen(MicrophoneChanged(Quality.FINE))
    end = "[room calm]" if quality is Quality.LOUD_ROOM else "[microphone fine]"
    assert talk.spoken() == [end]
    talk.until(Phase.WAITING).happen(MicrophoneChanged(Quality.FINE))
    assert not talk.asked_for(Speak)


def test_that_a_voice_is_heard_well_is_shown_and_said_only_when_asked_for() -> None:
    talk = Conversation().until(Phase.WAITING)
    assert talk.view.quality_status is None
    talk.happen(MicrophoneChanged(Quality.FINE))
    assert not talk.asked_for(Speak)
    assert talk.view.quality_status
    assert talk.view.quality_status.spoken == "[status fine]"
    assert "[status fine]" in talk.press(Command.WHERE_AM_I).spoken()


@pytest.mark.parametrize("quality", WRONG)
def test_it_cuts_nothing_and_is_said_at_the_next_pause(quality: Quality) -> None:
    talk = Conversation().press(Choose(0)).start_sentence(1)
    talk.happen(MicrophoneChanged(quality))
    assert not [each for each in talk.effects if isinstance(each, Speak | Hush | Interject)]
    talk.until(Phase.WAITING)
    assert _words_about(talk, WRONG[quality][0]) == [WRONG[quality][0]]


def test_a_person_who_is_speaking_is_not_interrupted() -> None:
    talk = Conversation().until(Phase.WAITING)
    turn = talk.state.turn
    talk.happen(SpeechStarted(turn), MicrophoneChanged(Quality.VERY_QUIET))
    assert not talk.asked_for(Speak)
    talk.happen(SpeechEnded(turn, ())).until(Phase.WAITING)
    assert _words_about(talk, "[voice quiet]") == ["[voice quiet]"]


def test_what_is_over_before_the_pause_is_not_said_and_neither_is_its_end() -> None:
    talk = Conversation().press(Choose(0)).start_sentence(1)
    talk.happen(MicrophoneChanged(Quality.MUTED), MicrophoneChanged(Quality.UNTRIED))
    talk.until(Phase.WAITING)
    assert _words_about(talk, "[microphone") == []


def test_one_fault_after_another_is_said_without_a_word_that_all_is_well() -> None:
    talk = Conversation().until(Phase.WAITING).happen(MicrophoneChanged(Quality.MUTED))
    talk.until(Phase.WAITING).happen(MicrophoneChanged(Quality.LOUD_ROOM))
    assert talk.spoken() == ["[room loud]"]
    assert _words_about(talk, "[microphone fine]") == []


def test_a_page_that_is_begun_before_its_end_was_said_says_the_newest_alone() -> None:
    talk = Conversation().until(Phase.WAITING).happen(MicrophoneChanged(Quality.MUTED))
    talk.until(Phase.WAITING).press(Choose(0)).start_sentence(1)
    talk.happen(MicrophoneChanged(Quality.UNTRIED), MicrophoneChanged(Quality.LOUD_ROOM))
    talk.until(Phase.WAITING)
    assert _words_about(talk, "[microphone fine]") == []
    assert _words_about(talk, "[room loud]") == ["[room loud]"]


def test_in_a_loud_room_keys_are_offered_before_words_and_later_words_again() -> None:
    talk = Conversation().until(Phase.WAITING).happen(MicrophoneChanged(Quality.LOUD_ROOM))
    assert talk.press(Choose(1)).until(Phase.WAITING).said[-1] == "[answer by key]"
    talk.press(Command.MAIN_MENU).until(Phase.WAITING)
    assert "[choice by key]" in " ".join(talk.said)
    assert "[help keys]" in talk.press(Command.HELP).spoken()
    talk.until(Phase.WAITING).happen(MicrophoneChanged(Quality.UNTRIED)).until(Phase.WAITING)
    assert talk.press(Choose(1)).until(Phase.WAITING).said[-1] == "[answer now]"


def test_in_a_loud_room_a_guess_is_not_asked_about_and_a_clear_word_still_acts() -> None:
    """X6. A voice alone is not locked out (E16)."""
    assert Conversation().until(Phase.WAITING).say("one", 0.3).view.id == "question:confirm"
    talk = Conversation().until(Phase.WAITING).happen(MicrophoneChanged(Quality.LOUD_ROOM))
    assert talk.until(Phase.WAITING).say("one", 0.3).view.id == "home"
    assert talk.spoken() == ["[nomatch by key]"]
    assert talk.until(Phase.WAITING).say("one", 0.9).view.id == "about"


@pytest.mark.parametrize("quality", [Quality.LOUD_ROOM, Quality.MUTED, Quality.SILENT])
def test_whoever_cannot_be_heard_is_not_asked_to_say_a_number(quality: Quality) -> None:
    talk = Conversation().until(Phase.WAITING).happen(MicrophoneChanged(quality))
    assert talk.until(Phase.WAITING).expire(Timer.NOINPUT).spoken() == ["[noinput by key]"]


def test_in_a_loud_room_a_guess_answers_no_question() -> None:
    talk = Conversation().until(Phase.WAITING).press(Command.GOODBYE)
    talk.until(Phase.WAITING).happen(MicrophoneChanged(Quality.LOUD_ROOM)).until(Phase.WAITING)
    assert talk.say("yes please", 0.3).view.id == "question:goodbye"
    assert talk.state.phase is not Phase.ENDED


def test_in_a_loud_room_help_now_needs_no_clear_word() -> None:
    talk = Conversation().until(Phase.WAITING).happen(MicrophoneChanged(Quality.LOUD_ROOM))
    before = talk.until(Phase.WAITING).view.id
    assert talk.say("get help now", 0.3).view.id != before


def test_the_meter_is_shown_while_it_listens_and_is_at_nothing_when_it_begins() -> None:
    talk = Conversation().until(Phase.WAITING).happen(LevelMeasured(6))
    assert not talk.asked_for(Speak)
    assert talk.view.microphone is MicrophoneState.LISTENING
    assert talk.view.level == 6
    talk.press(Choose(0)).happen(LevelMeasured(4))
    assert talk.view.level is None, "what it hears now is its own voice"
    assert talk.until(Phase.WAITING).view.level == 0


def test_another_microphone_is_judged_anew() -> None:
    talk = Conversation().until(Phase.WAITING).happen(MicrophoneChanged(Quality.LOUD_ROOM))
    talk.until(Phase.WAITING).happen(LevelMeasured(7), ListenerFailed(ListenerFault.NO_DEVICE))
    assert (talk.view.quality_status, talk.view.level) == (None, None)
    talk.until(Phase.WAITING).happen(ListenerReady("test")).until(Phase.WAITING)
    assert (talk.view.quality_status, talk.view.level) == (None, 0)
    assert talk.press(Choose(1)).until(Phase.WAITING).said[-1] == "[answer now]"


def test_a_taken_microphone_is_told_from_a_missing_one_and_each_is_said_once() -> None:
    talk = Conversation().until(Phase.WAITING)
    for fault, notice in (
        (ListenerFault.TAKEN, "[microphone taken]"),
        (ListenerFault.NO_DEVICE, "[no microphone]"),
        (ListenerFault.TAKEN, "[microphone taken]"),
    ):
        assert talk.happen(ListenerFailed(fault)).spoken() == [notice]
        talk.until(Phase.WAITING).happen(ListenerFailed(fault))
        assert not talk.asked_for(Speak)
        assert talk.view.microphone is MicrophoneState.OFF
    assert talk.happen(ListenerReady("test")).spoken() == ["[hearing back]"]


def test_of_two_reasons_that_came_in_mid_sentence_the_newer_is_said() -> None:
    talk = Conversation().press(Choose(0)).start_sentence(1)
    for fault in (ListenerFault.TAKEN, ListenerFault.NO_DEVICE):
        talk.happen(ListenerFailed(fault))
    talk.until(Phase.WAITING)
    assert _words_about(talk, "[microphone taken]") == []
    assert _words_about(talk, "[no microphone]") == ["[no microphone]"]


def test_in_a_loud_room_no_sound_is_the_press_of_a_switch() -> None:
    policy = Policy(has_sound_switch=True)
    talk = Conversation(policy).until(Phase.WAITING)
    assert talk.asked_for(Listen)[-1].is_for_switch
    talk.happen(MicrophoneChanged(Quality.LOUD_ROOM)).until(Phase.WAITING)
    assert not talk.asked_for(Listen)[-1].is_for_switch
    talk.happen(MicrophoneChanged(Quality.UNTRIED)).until(Phase.WAITING)
    assert talk.asked_for(Listen)[-1].is_for_switch
