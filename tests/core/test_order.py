"""What may cut what: three priorities, and nothing stale."""

from dataclasses import replace

import pytest

from mskiosk.core.effects import Priority, Speak
from mskiosk.core.events import (
    Event,
    FetchProgressed,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    SpeakerFailed,
    SpeakerFault,
    Timer,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.small_guide import choice, small_guide, text, topic

UNASKED: list[Event] = [
    ListenerFailed(ListenerFault.NO_DEVICE),
    ListenerReady("better"),
    SpeakerFailed(SpeakerFault.NO_DEVICE),
    FetchProgressed(25),
]


def urgent(policy: Policy | None = None) -> Conversation:
    guide = small_guide(topic("urgent", choice("Signs here", "signs")), topic("signs", sentences=9))
    return Conversation(policy, guide).press(Command.GET_HELP_NOW).start_sentence(0)


def test_reading_answers_and_safety_are_told_apart() -> None:
    talk = Conversation()
    assert talk.last_speak().priority is Priority.ANSWER
    assert talk.press(Choose(1)).last_speak().priority is Priority.READING
    assert talk.press(Command.WHERE_AM_I).last_speak().priority is Priority.ANSWER
    assert talk.press(Command.GOODBYE).last_speak().priority is Priority.ANSWER
    assert talk.press(Command.HELP).last_speak().priority is Priority.SAFETY
    assert urgent().press(Command.REPEAT).last_speak().priority is Priority.SAFETY
    assert urgent().press(Choose(0)).last_speak().priority is Priority.SAFETY
    assert urgent().press(Command.MAIN_MENU).last_speak().priority is Priority.READING


@pytest.mark.parametrize("event", UNASKED)
def test_what_nobody_asked_for_cuts_neither_reading_nor_safety(event: Event) -> None:
    for talk in (urgent(), Conversation().press(Choose(1)), Conversation().press(Command.HELP)):
        talk.state = replace(talk.state, is_fetching=True)
        talk.happen(event)
        assert not talk.asked_for(Speak)
        assert talk.state.pending


def test_what_nobody_asked_for_waits_until_all_about_urgent_help_has_been_read() -> None:
    talk = urgent().press(Choose(0))
    prompts = [talk.spoken()]
    talk.happen(ListenerFailed(ListenerFault.NO_DEVICE))
    while talk.phase() is not Phase.WAITING:
        if talk.asked_for(Speak):
            prompts.append(talk.spoken())
        if talk.phase() is Phase.WINDOW:
            talk.expire(Timer.WINDOW)
        else:
            talk.finish_prompt()
    assert prompts[0][0] == "Title of signs."
    assert prompts[-2:] == [["[no microphone]"], ["[no choices]"]]
    talk = Conversation().press(Choose(0)).happen(ListenerFailed(ListenerFault.NO_DEVICE))
    assert talk.until(Phase.WINDOW).expire(Timer.WINDOW).spoken() == ["[no microphone]"]


def test_a_guess_does_not_cut_what_is_said_about_urgent_help() -> None:
    talk = urgent(Policy(has_headset=True)).say("main menu", 0.3)
    assert talk.view.id == "urgent"
    assert not talk.asked_for(Speak)
    assert talk.say("main menu", 0.9).view.id == "home"
    reading = Conversation(Policy(has_headset=True)).press(Choose(1)).say("main menu", 0.3)
    assert reading.view.id == "question:confirm"


@pytest.mark.parametrize(
    "command",
    [Command.STOP, Command.GO_BACK, Command.MAIN_MENU, Command.PAUSE_OR_CONTINUE, Command.HELP],
)
def test_the_person_can_cut_everything(command: Command) -> None:
    """S5: any key stops me."""
    talk = urgent()
    turn = talk.state.turn
    assert talk.press(command).state.turn > turn


@pytest.mark.parametrize("command", [Command.WHERE_AM_I, Command.HELP, Command.STAFF])
def test_an_answer_is_followed_by_the_whole_sentence_that_it_cut(command: Command) -> None:
    talk = urgent().start_sentence(2)
    cut = talk.state.lines[2].text
    talk.press(command).finish_prompt()
    assert talk.last_speak().texts[0] == cut
    assert talk.last_speak().priority is Priority.SAFETY


def test_speech_of_a_place_that_is_left_is_dropped() -> None:
    talk = Conversation().press(Choose(0), Command.HELP).start_sentence(0).press(Command.MAIN_MENU)
    assert talk.spoken()[0] == "Title of home."
    before = len(talk.said)
    talk.until(Phase.WAITING)
    assert not [words for words in talk.said[before:] if "[help" in words]


def test_repeating_all_begins_the_page_again() -> None:
    talk = Conversation().press(Choose(0)).start_sentence(4).press(Command.READ_AGAIN)
    assert talk.spoken()[0] == "Title of about."
    assert talk.start_sentence(0).view.marked == 0
    assert Conversation().press(Choose(0)).until(Phase.WAITING).say("read again").spoken()[0] == (
        "Title of about."
    )
    question = Conversation().press(Command.GOODBYE, Command.READ_AGAIN)
    assert question.spoken() == ["[confirm goodbye]"]


def test_the_choices_are_skipped_to_and_moved_through_from_there() -> None:
    """V10."""
    talk = Conversation().press(Choose(1)).start_sentence(1).press(Command.OPTIONS)
    assert talk.spoken() == ["[choice] About MS one"]
    assert talk.state.lines[talk.view.marked or 0].choice == 0, "before its sound has begun"
    back = talk.press(Command.PREVIOUS)
    assert back.spoken()[0].startswith("Sentence 2 of symptoms")
    talk.press(Command.OPTIONS).start_sentence(0).finish_prompt().expire(Timer.WINDOW)
    assert talk.spoken() == ["[answer now]"]


def test_without_choices_it_says_so_and_the_way_back_through_the_page_stays() -> None:
    talk = Conversation().press(Choose(0)).start_sentence(1).press(Command.OPTIONS)
    assert talk.spoken() == ["[no choices]"]
    assert talk.view.caption == text("[no choices]")
    *_, before, _last = (line.text.spoken for line in talk.state.lines)
    assert talk.finish_prompt().press(Command.PREVIOUS).spoken()[0] == before
