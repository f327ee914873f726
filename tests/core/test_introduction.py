"""The introduction of a first visit, and what the first press or sound tells. C2, C6, C10, E16."""

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.events import ListenerFailed, ListenerFault, Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.notices import Notice
from mskiosk.core.policy import DEFAULT_RATE, Policy, Profile, Switches
from mskiosk.core.state import Mode, Phase
from tests.core.conversation import Conversation

NEW = Policy(orients=True)
INTRODUCTIONS = (Notice.ORIENT, Notice.ORIENT_KEYS, Notice.ORIENT_TYPED)
_SECONDS = 20.0
_BETWEEN_SENTENCES = 0.3


def test_it_takes_at_most_20_seconds_and_names_at_most_three_commands() -> None:
    """C10, C2: each command comes after what it is for."""
    guide = load_guide(shipped_content())
    for notice in INTRODUCTIONS:
        texts = (guide.notice(Notice.WELCOME), guide.notice(notice))
        words = sum(len(text.spoken.split()) for text in texts)
        sentences = sum(text.spoken.count(".") for text in texts)
        seconds = words * 60 / DEFAULT_RATE + sentences * _BETWEEN_SENTENCES
        assert seconds <= _SECONDS, (notice, seconds)
        for_what = guide.notice(notice).spoken.split(". ")[1:]
        assert len(for_what) <= 3
        assert all(sentence.startswith(("To ", "For ")) for sentence in for_what)


def test_a_first_key_ends_it_and_the_kiosk_speaks_of_keys() -> None:
    talk = Conversation(NEW)
    assert talk.spoken() == ["[welcome]", "[orient]"]
    talk.press(Command.STOP)
    assert talk.state.mode is Mode.KEYS
    assert talk.spoken() == ["[mode keys]"]
    assert talk.until(Phase.WAITING).said[-2:] == [
        "[choice by key] Treatment three",
        "[answer by key]",
    ]
    assert talk.press(Command.HELP).spoken()[1] == "[help keys]"


def test_a_key_with_a_meaning_does_it_at_once_and_tells_of_keys_too() -> None:
    talk = Conversation(NEW).press(Choose(1))
    assert talk.view.id == "symptoms"
    assert talk.state.mode is Mode.KEYS
    assert Conversation(NEW).press(Command.GET_HELP_NOW).view.id == "urgent"


def test_a_key_that_changes_the_voice_leaves_the_introduction_to_be_heard() -> None:
    talk = Conversation(NEW).press(Command.LOUDER)
    assert talk.phase() is Phase.REPLYING
    assert talk.press(Command.STOP).spoken() == ["[mode keys]"]


def test_a_first_sound_ends_it_and_the_kiosk_speaks_of_words() -> None:
    talk = Conversation(NEW).say("banana")
    assert talk.spoken() == ["[mode words]"]
    assert talk.until(Phase.WAITING).said[-1] == "[answer now]"


def test_whoever_knows_the_kiosk_says_what_they_want() -> None:
    talk = Conversation(NEW).say("three")
    assert talk.view.id == "treatment"
    assert talk.state.mode is Mode.WORDS


def test_whoever_has_switches_hears_what_they_do() -> None:
    """M3, M4: somebody has set them up."""
    for switches in (Switches.ONE, Switches.TWO):
        talk = Conversation(Policy(orients=True, switches=switches))
        told = talk.spoken()[1]
        assert told.startswith(f"[how to with {switches}]")
        assert not talk.state.is_orienting


def test_typed_lines_have_their_own_introduction() -> None:
    assert Conversation(NEW, is_typed=True).spoken() == ["[welcome]", "[orient typed]"]


def test_without_a_microphone_only_keys_are_named() -> None:
    talk = Conversation(Policy(orients=True, profile=Profile.CLINIC), hears=False)
    talk.happen(ListenerFailed(ListenerFault.NO_DEVICE)).press(Command.NEW_PERSON, Choose(0))
    assert talk.spoken()[-1] == "[orient keys]"


def test_whoever_does_nothing_hears_it_out_and_then_the_main_menu() -> None:
    talk = Conversation(NEW).finish_prompt()
    assert talk.phase() is Phase.WINDOW
    assert talk.expire(Timer.WINDOW).spoken()[0] == "Title of home."
    assert not talk.state.is_orienting
    assert talk.press(Command.STOP).state.mode is Mode.UNKNOWN


def test_a_word_brings_words_back_to_whoever_pressed_first() -> None:
    talk = Conversation(NEW).press(Command.STOP).until(Phase.WAITING).say("two")
    assert talk.until(Phase.WAITING).said[-1] == "[answer now]"


@pytest.mark.parametrize("answer", [Command.YES, Command.NO])
def test_after_the_question_about_a_file_it_follows(answer: Command) -> None:
    talk = Conversation(NEW, offers_model=True).press(answer)
    assert talk.spoken()[-1] == "[orient]"


def test_a_new_person_hears_it_again_and_nobody_hears_it_at_a_second_visit() -> None:
    talk = Conversation(NEW).press(Command.STOP, Command.NEW_PERSON, Choose(0))
    assert talk.spoken()[-1] == "[orient]"
    assert talk.state.mode is Mode.UNKNOWN
    assert Conversation().spoken() == ["[welcome]", "[how to]"]
