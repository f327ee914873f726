"""Reading: passages, windows, pausing, repeating, moving, rate and volume."""

import pytest

from mskiosk.core.effects import Earcon, Hush, Listen, StopListening
from mskiosk.core.events import SpeechStarted, Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import RATES, Policy
from mskiosk.core.reading import question_lines, words_in
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.small_guide import text


def long_page() -> Conversation:
    return Conversation().press(Choose(0))


@pytest.mark.parametrize("rate", RATES)
def test_no_passage_is_longer_than_twenty_seconds(rate: int) -> None:
    """Design section 4: at most 20 s without an open microphone, at any rate."""
    talk = Conversation(Policy(rate=rate)).press(Choose(0))
    while talk.state.phase is not Phase.WAITING:
        words = sum(len(text.spoken.split()) for text in talk.last_speak().texts)
        assert words <= words_in(20.0, rate)
        talk.finish_prompt()
        assert talk.listens()
        if talk.state.phase is Phase.WINDOW:
            talk.expire(Timer.WINDOW)


def test_a_sentence_longer_than_a_passage_is_cut_at_a_comma_and_loses_no_word() -> None:
    words = ", ".join(f"word{n} and word" for n in range(40)) + "."
    pieces = question_lines(text(words), 16)
    assert len(pieces) > 3
    assert " ".join(piece.text.spoken for piece in pieces) == words
    assert [piece.text.shown for piece in pieces[1:]] == [""] * (len(pieces) - 1)
    assert {piece.sentence for piece in pieces} == {0}


def test_after_each_passage_the_microphone_opens_and_then_the_reading_goes_on() -> None:
    talk = long_page()
    assert talk.last_speak().closing is Earcon.LISTENING
    talk.finish_prompt()
    assert talk.phase() is Phase.WINDOW
    assert talk.listens()
    assert talk.timers() == {Timer.WINDOW}
    talk.expire(Timer.WINDOW)
    assert talk.asked_for(StopListening)
    assert talk.phase() is Phase.READING


def test_the_microphone_is_never_open_while_the_kiosk_speaks() -> None:
    """Half duplex."""
    talk = long_page().finish_prompt()
    assert talk.state.is_microphone_open
    talk.press(Command.HELP)
    assert not talk.state.is_microphone_open
    assert talk.asked_for(StopListening)


def test_with_a_headset_the_microphone_stays_open() -> None:
    talk = Conversation(Policy(has_headset=True))
    assert talk.state.is_microphone_open
    assert talk.asked_for(Listen)[0].deaf_seconds == 0.0
    assert talk.say("two").view.id == "symptoms"


def test_speech_that_goes_on_over_the_end_of_a_prompt_is_heard_out() -> None:
    talk = Conversation(Policy(has_headset=True)).finish_prompt()
    turn = talk.state.turn
    talk.happen(SpeechStarted(turn)).finish_prompt()
    assert talk.state.turn == turn
    assert talk.state.phase is Phase.WINDOW
    assert talk.state.is_hearing_speech


def test_somebody_who_began_to_speak_is_not_cut_off_by_the_window() -> None:
    talk = long_page().finish_prompt()
    talk.happen(SpeechStarted(talk.state.turn))
    turn = talk.state.turn
    assert talk.expire(Timer.WINDOW).state.turn == turn


def test_pause_and_continue_come_back_to_the_beginning_of_the_cut_sentence() -> None:
    """S5, X13."""
    talk = long_page().start_sentence(2)
    cut = talk.state.lines[2].text.spoken
    talk.press(Command.PAUSE_OR_CONTINUE)
    assert talk.asked_for(Hush)
    talk.finish_prompt()
    assert talk.state.phase is Phase.PAUSED
    talk.press(Command.PAUSE_OR_CONTINUE)
    assert talk.last_speak().texts[0].spoken == cut


def test_pressing_space_again_while_paused_is_being_said_continues() -> None:
    talk = long_page().start_sentence(2).press(Command.PAUSE_OR_CONTINUE)
    talk.press(Command.PAUSE_OR_CONTINUE)
    assert talk.state.phase is Phase.READING


def test_any_other_key_silences_without_another_word() -> None:
    talk = long_page().press(Command.STOP)
    assert talk.asked_for(Hush)
    assert talk.state.phase is Phase.PAUSED
    assert talk.view.caption == text("[paused]")
    assert talk.listens()


def test_repeat_says_the_same_sentence_twice() -> None:
    """S5."""
    talk = long_page().start_sentence(2).press(Command.REPEAT)
    first = talk.last_speak().texts[0]
    assert talk.start_sentence(0).press(Command.REPEAT).last_speak().texts[0] == first
    assert first == talk.state.lines[2].text


def test_repeat_at_the_end_of_a_page_gives_the_choices_again_however_often() -> None:
    talk = Conversation().until(Phase.WAITING).press(Command.REPEAT)
    first = talk.last_speak().texts
    assert first[0].spoken.startswith("[choice] About MS")
    assert talk.press(Command.REPEAT).last_speak().texts == first
    talk.until(Phase.WAITING).press(Command.REPEAT)
    assert talk.last_speak().texts == first


def test_next_and_previous_sentence_move_by_one() -> None:
    """V10."""
    talk = long_page().start_sentence(2)
    assert talk.press(Command.NEXT).last_speak().texts[0] == talk.state.lines[3].text
    talk.press(Command.PREVIOUS, Command.PREVIOUS)
    assert talk.last_speak().texts[0] == talk.state.lines[1].text


def test_previous_before_the_first_sentence_is_told() -> None:
    talk = long_page().start_sentence(0).press(Command.PREVIOUS)
    assert talk.last_speak().texts[0].spoken == "[first sentence]"


def test_sections_can_be_skipped_and_returned_to() -> None:
    talk = long_page().start_sentence(0).press(Command.NEXT_SECTION)
    assert talk.last_speak().texts[0].spoken == "Heading of about."
    talk.press(Command.PREVIOUS_SECTION)
    assert talk.last_speak().texts[0].spoken == "Title of about."


def test_help_pressed_again_and_again_stays_one_help() -> None:
    talk = long_page().press(*[Command.HELP] * 5)
    said = [text.spoken for text in talk.last_speak().texts]
    assert said == ["[help safe]", "[help speech]"]


def test_speech_off_says_so_aloud_and_then_goes_on_silently() -> None:
    """W5, V11: the change of mode is announced."""
    talk = long_page().press(Command.SPEECH_ON_OFF)
    assert talk.last_speak().is_aloud
    assert talk.last_speak().texts[0].spoken == "[speech off]"
    talk.finish_prompt()
    assert not talk.last_speak().is_aloud
    assert talk.press(Command.SPEECH_ON_OFF).last_speak().is_aloud


def test_without_a_microphone_choices_are_offered_by_key_and_nothing_waits_for_a_voice() -> None:
    talk = Conversation(hears=False)
    talk.until(Phase.WAITING)
    assert "[choice by key] About MS one" in talk.said
    assert talk.said[-1] == "[answer by key]"
    assert talk.timers() == {Timer.REMINDER}
