"""The tutor teaches keys, words and reading, at the person's own pace. C6, E23, S17."""

from dataclasses import replace

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.events import (
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    SessionStarted,
    SpeakerReady,
    Timer,
)
from mskiosk.core.exercises import EXERCISES, Part
from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.policy import DEFAULT_RATE, Policy, Switches
from mskiosk.core.ring import Item, focused, items_of
from mskiosk.core.state import Phase, TutorPlace, Ways
from tests.core.conversation import Conversation

TAKES: dict[Notice, list[Item]] = {
    Notice.TUTOR_REPEAT: [Ways.MORE, Ways.READING, Command.REPEAT],
    Notice.TUTOR_SLOWER: [Ways.MORE, Ways.SETTINGS, Ways.VOICE, Command.SLOWER],
    Notice.TUTOR_FASTER: [Ways.MORE, Ways.SETTINGS, Ways.VOICE, Command.FASTER],
    Notice.TUTOR_WHERE: [Ways.MORE, Ways.HELP, Command.WHERE_AM_I],
    Notice.TUTOR_HOME: [Command.MAIN_MENU],
}
"""What somebody with switches takes in each exercise."""
WITH_SWITCHES = [Switches.TWO, Switches.ONE, Switches.STEP]
DOES: list[Intent] = [
    Command.NEXT_CHOICE,
    Command.THIS_ONE,
    Choose(1),
    Command.GO_BACK,
    Command.PAUSE_OR_CONTINUE,
    Choose(1),
    Command.GO_BACK,
    Command.HELP,
    Command.REPEAT,
    Command.SLOWER,
    Command.FASTER,
    Command.WHERE_AM_I,
    Command.MAIN_MENU,
]
"""What is done in each exercise."""


def taught() -> Conversation:
    return Conversation().press(Choose(1)).start_sentence(2).press(Command.TUTOR)


def asked(talk: Conversation) -> str:
    return talk.view.title.spoken


def parts(talk: Conversation) -> set[Part]:
    place = talk.state.place
    assert isinstance(place, TutorPlace)
    return {EXERCISES[step].part for step in place.steps}


def test_each_exercise_waits_for_what_it_asks_and_says_plainly_that_it_was_done() -> None:
    talk = taught()
    assert talk.spoken()[0] == "[tutor begins]"
    for exercise, does in zip(EXERCISES, DOES, strict=True):
        assert asked(talk) == f"[{exercise.asked.value}]"
        assert talk.spoken()[-1] == asked(talk)
        talk.until(Phase.WAITING).press(does)
        assert talk.spoken()[0].startswith("[tutor good]")
    assert talk.spoken()[1:] == ["[tutor over]"]
    assert talk.view.id == "home"
    assert talk.finish_prompt().spoken()[0] == "Title of home."


def test_all_of_it_is_said_in_less_than_three_minutes_and_leaves_time_to_do_it() -> None:
    """Five minutes in all."""
    guide = load_guide(shipped_content())
    texts: list[Text] = [guide.notice(exercise.asked) for exercise in EXERCISES]
    texts += [guide.notice(Notice.TUTOR_GOOD, name="previous section")] * len(EXERCISES)
    texts += [guide.notice(Notice.TUTOR_STEP, number=10, count=13)] * len(EXERCISES)
    texts += [guide.notice(n) for n in (Notice.TUTOR_BEGINS, Notice.TUTOR_OVER)]
    seconds = sum(len(text.spoken.split()) * 60 / DEFAULT_RATE + 0.3 for text in texts)
    assert seconds < 180


def test_what_is_done_there_does_nothing_else_but_is_seen_and_heard() -> None:
    talk = taught().press(Command.NEXT_CHOICE)
    assert (talk.view.id, talk.view.focus) == ("tutor", 0)
    talk.press(Command.THIS_ONE, Choose(1))
    assert (talk.view.id, talk.view.focus) == ("tutor", 1)
    rate = talk.state.settings.rate
    while asked(talk) != "[tutor slower]":
        talk.press(Command.NEXT)
    assert talk.press(Command.SLOWER).last_speak().words_per_minute < rate
    assert talk.press(Command.FASTER).last_speak().words_per_minute == rate


@pytest.mark.parametrize(
    "other", [Choose(0), Command.THIS_ONE, Command.SOURCES, Command.LEARN_VOICE]
)
def test_another_key_is_named_and_the_exercise_asked_again(other: Intent) -> None:
    talk = taught().press(other)
    assert talk.spoken()[0].startswith("[tutor other]")
    assert asked(talk) == talk.spoken()[-1] == "[tutor down]"
    assert talk.phase() is Phase.REPLYING


def test_a_step_is_left_out_taken_back_and_said_again() -> None:
    talk = taught().press(Command.NEXT)
    assert asked(talk) == "[tutor enter]"
    assert talk.spoken() == ["[tutor step] 13 2", "[tutor enter]"]
    assert asked(talk.press(Command.PREVIOUS)) == "[tutor down]"
    assert asked(talk.press(Command.PREVIOUS)) == "[tutor down]"
    assert talk.press(Command.REPEAT).spoken() == ["[tutor down]"]
    help_first = ["[help safe]", "[tutor how]", "[tutor down]"]
    assert talk.press(Command.HELP).spoken() == help_first, "C3"


def test_it_is_left_at_any_time_by_the_main_menu_and_by_going_back_from_the_first_step() -> None:
    assert taught().press(Command.NEXT, Command.MAIN_MENU).view.id == "home"
    talk = taught().press(Command.GO_BACK)
    assert talk.view.id == "symptoms"
    assert talk.finish_prompt().spoken()[0] == "Heading of symptoms.", "the place is kept"


def test_nothing_hurries_and_after_two_answers_in_vain_the_way_on_is_said() -> None:
    """S17."""
    talk = taught().finish_prompt().expire(Timer.NOINPUT)
    assert talk.spoken() == ["[tutor down]"]
    assert talk.finish_prompt().expire(Timer.NOINPUT).spoken() == ["[tutor how]", "[tutor down]"]
    for _ in range(5):
        talk.until(Phase.WAITING).expire(Timer.NOINPUT).expire(Timer.REMINDER)
    assert asked(talk) == "[tutor down]"
    assert not talk.state.is_narrowed


def test_what_is_urgent_is_had_at_once_and_the_way_back_leads_into_the_exercise() -> None:
    talk = taught().press(Command.NEXT, Command.GET_HELP_NOW)
    assert talk.view.id == "urgent"
    assert asked(talk.press(Command.GO_BACK)) == "[tutor enter]"
    assert talk.until(Phase.WAITING).press(Command.THIS_ONE).spoken()[0].startswith("[tutor good]")


def test_a_break_is_taken_and_the_exercise_asked_again() -> None:
    talk = taught().press(Command.TAKE_A_BREAK).until(Phase.PAUSED).press(Command.NEXT_CHOICE)
    assert talk.spoken()[-1] == "[tutor down]"
    assert talk.state.place == taught().state.place


def test_keys_are_not_taught_to_who_types_nor_words_where_nobody_listens() -> None:
    assert parts(taught()) == set(Part)
    typed = Conversation(is_typed=True).press(Command.TUTOR)
    assert parts(typed) == {Part.WORDS, Part.READING}
    assert asked(typed) == "[tutor say number]"
    deaf = Conversation(hears=False).happen(ListenerFailed(ListenerFault.NO_DEVICE))
    assert parts(deaf.press(Command.TUTOR)) == {Part.KEYS, Part.READING}


def test_the_tutor_can_be_what_a_visit_begins_with() -> None:
    talk = Conversation(hears=False)
    talk.state = talk.dialogue.begin()
    talk.happen(SessionStarted(teaches=True), ListenerReady("typed", is_typed=True))
    assert talk.happen(SpeakerReady()).spoken()[:2] == ["[welcome]", "[tutor begins]"]
    assert parts(talk) == {Part.WORDS, Part.READING}
    assert talk.press(Command.MAIN_MENU).view.id == "home"


def test_voices_do_everything_in_it_too() -> None:
    """E16."""
    talk = taught()
    for exercise, does in zip(EXERCISES, DOES, strict=True):
        said = "two" if isinstance(does, Choose) else does.value
        said = "pause" if does is Command.PAUSE_OR_CONTINUE else said
        assert asked(talk) == f"[{exercise.asked.value}]"
        talk.say(said)
        assert talk.spoken()[0].startswith("[tutor good]"), said


def test_in_a_question_it_waits() -> None:
    talk = Conversation().press(Command.GOODBYE, Command.TUTOR)
    assert talk.spoken() == ["[confirm goodbye]"]


def taught_by_switches(switches: Switches, *, hears: bool) -> Conversation:
    talk = Conversation(Policy(switches=switches), hears=hears)
    if not hears:
        talk.happen(ListenerFailed(ListenerFault.NO_DEVICE))
    return talk.press(Command.TUTOR)


def take(talk: Conversation, item: Item) -> None:
    """From item to item, as the switches do it, and takes it."""
    switches = talk.state.settings.switches
    talk.state = replace(talk.state, debounce_turn=None)  # nobody hurries
    for _ in range(len(items_of(talk.state, talk.guide)) + 1):
        if focused(talk.state) == item:
            break
        if switches is Switches.ONE:
            talk.until(Phase.WAITING).expire(Timer.SCAN)
        else:
            talk.press(Command.SWITCH if switches is Switches.STEP else Command.NEXT_CHOICE)
    assert focused(talk.state) == item
    if switches is Switches.STEP:
        for _ in range(2):
            talk.until(Phase.WAITING).expire(Timer.SCAN)
    else:
        talk.press(Command.THIS_ONE)


@pytest.mark.parametrize("switches", WITH_SWITCHES)
def test_all_of_it_can_be_done_with_switches(switches: Switches) -> None:
    """M3, M4, M5."""
    talk = taught_by_switches(switches, hears=False)
    assert talk.spoken()[0] == "[tutor begins by switch]"
    assert parts(talk) == {Part.READING}
    for exercise, items in TAKES.items():
        assert asked(talk) == f"[{exercise.value} by switch]"
        for item in items:
            take(talk, item)
        assert "[tutor good]" in talk.spoken()[0]
    assert talk.spoken()[1:] == ["[tutor over]"]
    assert talk.view.id == "home"


@pytest.mark.parametrize("switches", WITH_SWITCHES)
def test_with_switches_a_step_is_left_out_and_the_lesson_ended(switches: Switches) -> None:
    """The keys of a keyboard are not taught, and the first thing in the ring leads on."""
    talk = taught_by_switches(switches, hears=True)
    assert parts(talk) == {Part.WORDS, Part.READING}
    assert asked(talk) == "[tutor say number]"
    assert items_of(talk.state, talk.guide)[:3] == (
        Command.NEXT,
        Command.GO_BACK,
        Command.MAIN_MENU,
    )
    take(talk, Command.NEXT)
    assert asked(talk) == "[tutor say back]"
    assert talk.press(Command.HELP).spoken()[1] == "[tutor how by switch]"
    take(talk, Command.MAIN_MENU)
    assert (talk.view.id, talk.spoken()) == ("home", ["[tutor over]"])


def test_with_a_pad_alone_what_it_has_no_key_for_is_not_taught() -> None:
    """M8."""
    deaf = Conversation(Policy(has_pad=True), hears=False)
    deaf.happen(ListenerFailed(ListenerFault.NO_DEVICE)).press(Command.TUTOR)
    for does in (*DOES[:5], Command.WHERE_AM_I, Command.MAIN_MENU):
        assert "by pad" in asked(deaf) or asked(deaf) in ("[tutor enter]", "[tutor number]")
        deaf.until(Phase.WAITING).press(does)
        assert deaf.spoken()[0].startswith("[tutor good]")
    assert deaf.view.id == "home"
