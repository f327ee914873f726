"""One thing at a time: shown alone, asked about without hurry, and undone on request. W1, C6."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mskiosk.core.adjustments import ADJUSTMENTS, PARTS
from mskiosk.core.events import ListenerFailed, ListenerFault, Timer
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.look import Look
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.state import Phase
from mskiosk.core.view import LineKind
from tests.core.conversation import Conversation
from tests.small_guide import NUMBERS, choice, small_guide, topic

ONE = Policy(look=Look(is_one_at_a_time=True))
OFFERS = Policy(offers_one_by_one=True)


def at_first_choice(policy: Policy = ONE) -> Conversation:
    return Conversation(policy).until(Phase.WAITING)


def shown(talk: Conversation) -> list[str]:
    return [line.text.shown for line in talk.view.lines]


def test_one_line_of_a_page_is_shown_and_no_list_below_it() -> None:
    talk = Conversation(ONE).press(Choose(1)).start_sentence(2)
    assert shown(talk) == ["Heading of symptoms."]
    assert talk.view.marked == 0
    assert talk.view.choices == ()
    assert talk.view.title.shown == "Title of symptoms."
    assert [text.shown for text in talk.view.path] == ["Title of home."]


def test_a_choice_is_put_alone_with_its_place_and_waits_as_long_as_it_takes() -> None:
    """C6, E2, M3."""
    talk = at_first_choice()
    assert shown(talk) == ["[one choice] 3 About MS 1"]
    assert talk.said[-1] == "[one choice] three About MS one"
    assert Timer.WINDOW not in talk.timers()
    for _ in range(9):
        talk.expire(Timer.NOINPUT).expire(Timer.REMINDER).until(Phase.WAITING)
        assert talk.said[-1].startswith("[one choice] three About MS one") or talk.state.is_narrowed
    assert talk.say("yes please").view.id == "about"


def test_no_goes_to_the_next_choice_and_yes_takes_the_one_that_was_read() -> None:
    talk = at_first_choice().say("no")
    assert talk.spoken() == ["[one choice] three Symptoms two"]
    talk.until(Phase.WAITING).say("no")
    assert talk.spoken() == ["[one choice] three Treatment three"]
    talk.until(Phase.WAITING).press(Command.PREVIOUS_CHOICE).until(Phase.WAITING)
    assert talk.press(Command.THIS_ONE).view.id == "symptoms"


def test_after_the_last_choice_yes_begins_again_and_no_goes_back() -> None:
    talk = Conversation(ONE).press(Choose(1)).until(Phase.WAITING).press(Command.NO)
    assert talk.spoken() == ["[one end]"]
    assert talk.finish_prompt().press(Command.YES).spoken() == ["[one choice] one About MS one"]
    talk.finish_prompt().press(Command.NEXT_CHOICE).finish_prompt()
    assert talk.press(Command.NO).view.id == "home"
    home = at_first_choice().press(*[Command.NO] * 3).finish_prompt()
    assert home.said[-1] == "[one end at home]"
    assert home.press(Command.NO).spoken() == ["[one choice] three About MS one"]


def test_a_number_still_chooses_and_the_grammar_has_every_choice() -> None:
    assert at_first_choice().say("three").view.id == "treatment"
    assert at_first_choice().say("symptoms").view.id == "symptoms"


def test_after_an_answer_the_choice_is_asked_about_again() -> None:
    """C6."""
    talk = at_first_choice().press(Command.WHERE_AM_I)
    assert talk.spoken()[-1] == "[one choice] three About MS one"
    talk.until(Phase.WAITING).press(Command.TAKE_A_BREAK).until(Phase.PAUSED)
    assert talk.press(Command.CONTINUE).until(Phase.WAITING).said[-1] == (
        "[one choice] three About MS one"
    )
    assert talk.say("banana").spoken() == [
        "[one not understood]",
        "[one choice] three About MS one",
    ]
    talk.finish_prompt().press(Command.REPEAT)
    assert talk.spoken()[-1] == "[one choice] three About MS one"


def test_where_words_are_not_heard_the_keys_are_said() -> None:
    """S4."""
    talk = Conversation(ONE)
    talk.happen(ListenerFailed(ListenerFault.NO_DEVICE)).until(Phase.WAITING)
    assert talk.said[-1] == "[one choice by key] three About MS one"


def test_it_is_switched_by_voice_and_key_announced_and_undone() -> None:
    talk = Conversation().press(Choose(1)).start_sentence(2).press(Command.ONE_AT_A_TIME)
    assert talk.spoken() == ["[one on]"]
    assert talk.finish_prompt().spoken()[0] == "Heading of symptoms.", "the place is kept"
    talk.until(Phase.WAITING)
    assert talk.said[-1].startswith("[one choice]")
    assert talk.say("step by step").said[-1] == "[one on]", "a phrase never undoes it"
    assert talk.press(Command.ONE_AT_A_TIME).spoken() == ["[one off]"]
    assert talk.view.choices
    assert talk.finish_prompt().spoken() == ["[choice] About MS one"]
    talk.press(Command.ONE_AT_A_TIME)
    assert talk.say("show everything").spoken() == ["[one off]"]
    assert talk.say("show everything").spoken() == ["[one off already]"]


def test_it_is_a_number_of_the_settings_page_however_that_is_given() -> None:
    """E16."""
    at = [each.command for each in ADJUSTMENTS].index(Command.ONE_AT_A_TIME)
    page, row = next(
        (p, r)
        for p, part in enumerate(PARTS)
        for r, each in enumerate(part)
        if each is ADJUSTMENTS[at]
    )
    for by_voice in (False, True):
        talk = Conversation().press(Command.SETTINGS, *[Choose(4)] * page)
        for is_on in (True, False):
            if by_voice:
                talk.say(NUMBERS[row + 1])
            else:
                talk.press(Choose(row))
            assert talk.state.settings.look.is_one_at_a_time is is_on


def test_normal_settings_show_the_whole_page_and_go_on_with_the_choices() -> None:
    """V3."""
    talk = Conversation().press(Command.ONE_AT_A_TIME).until(Phase.WAITING)
    talk.press(Command.NORMAL_SETTINGS)
    assert len(talk.view.lines) > 1
    assert talk.until(Phase.WAITING).said[-2:] == ["[choice] Treatment three", "[answer now]"]


def test_read_everything_reads_the_page_to_its_last_choice_without_a_question() -> None:
    talk = at_first_choice().press(Command.NO, Command.STOP)
    before = len(talk.said)
    talk.press(Command.READ_AGAIN).until(Phase.WAITING)
    said = talk.said[before:]
    assert said[0] == "Title of home."
    assert said[-4:] == [
        "[one choice] three About MS one",
        "[one choice] three Symptoms two",
        "[one choice] three Treatment three",
        "[one end at home]",
    ]


def test_what_was_just_read_can_be_taken_while_everything_is_read() -> None:
    talk = Conversation(ONE).press(Command.READ_AGAIN)
    while talk.state.phase is not Phase.WINDOW or not talk.said[-1].endswith("two"):
        talk.expire(Timer.WINDOW) if talk.phase() is Phase.WINDOW else talk.finish_prompt()
    assert talk.say("yes please").view.id == "symptoms"
    assert not talk.state.is_reading_everything


def test_a_voice_that_was_misheard_can_still_say_no() -> None:
    talk = at_first_choice().say("two").finish_prompt()
    assert talk.view.id == "symptoms"
    assert talk.say("no").view.id == "home"


@pytest.mark.parametrize("profile", list(Profile))
def test_it_is_offered_once_after_two_misunderstandings(profile: Profile) -> None:
    talk = Conversation(replace(OFFERS, profile=profile)).until(Phase.WAITING)
    talk.say("banana").say("banana").until(Phase.WAITING)
    assert talk.said[-1] == "[offer one]"
    assert talk.say("yes please").spoken() == ["[one on]"]
    assert talk.finish_prompt().spoken() == ["[one choice] three About MS one"]
    assert talk.view.choices == ()


def test_it_is_offered_after_silence_and_a_no_lists_the_choices_once_for_all() -> None:
    talk = Conversation(OFFERS).until(Phase.WAITING).expire(Timer.NOINPUT).finish_prompt()
    talk.expire(Timer.NOINPUT)
    assert talk.spoken() == ["[offer one]"]
    talk.say("no")
    assert talk.spoken()[0] == "[one refused]"
    assert len(talk.spoken()) == 5
    talk.say("banana").say("banana")
    assert talk.view.id == "home"


def test_whoever_only_presses_is_offered_it_at_the_first_reminder() -> None:
    talk = Conversation(OFFERS, hears=False)
    talk.happen(ListenerFailed(ListenerFault.NO_DEVICE)).until(Phase.WAITING)
    assert talk.expire(Timer.REMINDER).spoken() == ["[offer one]"]
    assert talk.press(Command.GO_BACK).view.id == "home"


def test_an_offer_that_nobody_answers_lapses() -> None:
    talk = Conversation(OFFERS).until(Phase.WAITING)
    for _ in range(4):
        talk.expire(Timer.NOINPUT).until(Phase.WAITING)
    assert talk.view.id == "home"
    assert talk.said[-1] == "[back at] Title of home."
    by_key = Conversation(OFFERS, hears=False)
    by_key.happen(ListenerFailed(ListenerFault.NO_DEVICE)).until(Phase.WAITING)
    for _ in range(2):
        by_key.expire(Timer.REMINDER).until(Phase.WAITING)
    assert by_key.view.id == "home"


def test_nothing_is_offered_to_an_empty_room_at_a_clinic() -> None:
    clinic = replace(OFFERS, profile=Profile.CLINIC)
    talk = Conversation(clinic).until(Phase.WAITING)
    for _ in range(9):
        talk.expire(Timer.NOINPUT).expire(Timer.REMINDER).until(Phase.WAITING)
    assert talk.view.id == "home"
    somebody = Conversation(clinic).press(Choose(1)).until(Phase.WAITING)
    somebody.expire(Timer.NOINPUT).finish_prompt().expire(Timer.NOINPUT)
    assert somebody.spoken() == ["[offer one]"]


def test_nothing_is_offered_amid_urgent_help() -> None:
    talk = Conversation(OFFERS).press(Command.GET_HELP_NOW).until(Phase.WAITING)
    talk.say("banana").say("banana")
    assert talk.view.id == "urgent"


def page(count: int, sentences: int) -> Guide:
    names = [f"Way {number}" for number in range(count)]
    ways = [choice(name, "about") for name in names]
    return small_guide(
        topic("page", *ways, sentences=sentences), topic("door", choice("Page", "page"))
    )


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 5),
    st.integers(0, 6),
    st.sampled_from([Command.NO, Command.NEXT_CHOICE, Command.NEXT]),
    st.booleans(),
)
def test_no_alone_reaches_every_line_and_every_choice(
    count: int, sentences: int, forward: Command, is_begun: bool
) -> None:
    """C6, E16: whoever has one answer, and no time, gets all of the page."""
    guide = page(count, sentences)
    guide = replace(guide, home="door")
    talk = Conversation(ONE, guide).press(Choose(0))
    expected = [line.sentence for line in talk.state.lines]
    seen = [0]
    for _ in range(len(expected) - 1):
        talk.press(forward)
        if is_begun:
            talk.start_sentence(0)
        assert talk.state.last_line is not None
        seen.append(talk.state.last_line)
        assert len(talk.view.lines) == 1
    assert seen == expected
    kinds = [line.kind for line in talk.state.lines]
    assert kinds.count(LineKind.CHOICE) == count


@pytest.mark.parametrize("intent", [Choose(0), Choose(1), Choose(2)])
def test_each_choice_is_taken_by_yes_once_it_was_come_to_by_no(intent: Intent) -> None:
    assert isinstance(intent, Choose)
    talk = at_first_choice()
    for _ in range(intent.index):
        talk.say("no").until(Phase.WAITING)
    assert talk.say("yes please").view.id == small_guide().topics["home"].choices[intent.index].goto
