"""Going from page to page, by number, by name, by key and back."""

import pytest

from mskiosk.core.effects import Chime, Earcon, FetchModel, Hush, Speak
from mskiosk.core.events import Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation


def test_the_kiosk_welcomes_and_then_reads_the_first_page() -> None:
    talk = Conversation()
    assert [text.spoken for text in talk.last_speak().texts] == ["[welcome]", "[how to]"]
    talk.finish_prompt()
    assert talk.last_speak().texts[0].spoken == "Title of home."


@pytest.mark.parametrize("words", ["two", "2", "number two", "Option two!", "symptoms", "SYMPTOMS"])
def test_a_choice_opens_by_its_number_and_by_its_label(words: str) -> None:
    assert Conversation().say(words).view.id == "symptoms"


def test_a_synonym_opens_its_choice() -> None:
    assert Conversation().say("what is it").view.id == "about"


def test_a_digit_key_opens_its_choice_and_hushes() -> None:
    talk = Conversation().press(Choose(1))
    assert talk.view.id == "symptoms"
    assert talk.asked_for(Hush)


def test_arrows_and_enter_open_a_choice_and_the_focus_is_spoken() -> None:
    """E2, S4."""
    talk = Conversation().press(Command.NEXT_CHOICE, Command.NEXT_CHOICE)
    assert talk.view.focus == 1
    assert "Symptoms" in talk.last_speak().texts[0].spoken
    assert talk.press(Command.THIS_ONE).view.id == "symptoms"


def test_this_one_takes_the_choice_that_was_just_read() -> None:
    """V9: private choices need not be said aloud."""
    talk = Conversation()
    while talk.view.focus != 1:
        talk.finish_prompt() if talk.state.phase is not Phase.WINDOW else talk.expire(Timer.WINDOW)
        if talk.state.phase is Phase.READING:
            talk.start_sentence(0)
    assert talk.finish_prompt().say("this one").view.id == "symptoms"


def test_enter_without_a_focus_says_so() -> None:
    talk = Conversation().press(Command.THIS_ONE)
    assert talk.last_speak().texts[0].spoken == "[nothing focused]"


def test_a_number_without_a_choice_is_told_and_the_reading_goes_on() -> None:
    """E12: names what was wrong."""
    talk = Conversation().press(Choose(6))
    assert talk.last_speak().texts[0].spoken == "[no such choice] seven"
    assert talk.asked_for(Chime) == [Chime(Earcon.NOT_UNDERSTOOD)]


def test_go_back_returns_to_the_sentence_that_was_left() -> None:
    """C8: back always works and loses nothing."""
    talk = Conversation().finish_prompt().start_sentence(3).press(Choose(0))
    assert talk.view.id == "about"
    talk.press(Command.GO_BACK)
    assert talk.view.id == "home"
    talk.finish_prompt()
    assert talk.last_speak().texts[0].spoken.startswith("Sentence 0 of home")


def test_go_back_at_the_beginning_says_that_this_is_the_beginning() -> None:
    talk = Conversation().press(Command.GO_BACK)
    assert talk.last_speak().texts[0].spoken == "[already first]"


def test_the_edge_of_a_list_is_told_not_wrapped() -> None:
    talk = Conversation().press(*[Command.NEXT_CHOICE] * 4)
    assert talk.view.focus == 2
    assert talk.asked_for(Chime) == [Chime(Earcon.EDGE)]


def test_no_after_a_spoken_action_goes_back() -> None:
    talk = Conversation().say("symptoms").say("no")
    assert talk.view.id == "home"


def test_no_takes_nothing_back_once_the_window_has_passed() -> None:
    talk = Conversation().say("symptoms").until(Phase.WINDOW).expire(Timer.WINDOW).say("no")
    assert talk.view.id == "symptoms"
    assert "[no question]" in talk.said


def test_get_help_now_is_one_step_from_everywhere_and_unconfirmed() -> None:
    for words, confidence in (("get help now", 0.3), ("get help now", 1.0)):
        talk = Conversation().say("symptoms").say(words, confidence)
        assert talk.view.id == "urgent"
        assert talk.say("go back").view.id == "symptoms"


def test_main_menu_forgets_nothing() -> None:
    talk = Conversation().say("two").say("main menu")
    assert talk.view.id == "home"
    assert talk.say("go back").view.id == "symptoms"


def test_sources_are_a_page_that_goes_back() -> None:
    talk = Conversation().press(Choose(2), Command.SOURCES)
    assert talk.view.id == "sources:treatment"
    talk.until(Phase.WAITING)
    assert "Source 0." in talk.said
    assert talk.press(Command.GO_BACK).view.id == "treatment"


def test_help_begins_with_urgent_help_and_a_person() -> None:
    """C3: the way to a person is offered first."""
    talk = Conversation().press(Command.HELP)
    assert talk.last_speak().texts[0].spoken == "[help safe]"


@pytest.mark.parametrize(
    ("profile", "notice"), [(Profile.HOME, "[staff home]"), (Profile.CLINIC, "[staff clinic]")]
)
def test_staff_are_where_the_profile_says(profile: Profile, notice: str) -> None:
    talk = Conversation(Policy(profile=profile)).press(Command.STAFF)
    assert talk.last_speak().texts[0].spoken == notice


def test_where_am_i_gives_place_position_ways_and_the_state_of_voice_and_microphone() -> None:
    """E2, E20."""
    talk = Conversation().say("two").press(Command.WHERE_AM_I)
    said = [text.spoken for text in talk.last_speak().texts]
    assert said[0].startswith("[here] 1 ")
    assert "Title of symptoms." in said[0]
    assert said[3:] == ["[here voice] 10 125 7", "[status wait]"]
    talk = Conversation(Policy(is_aloud=False)).press(Command.WHERE_AM_I)
    assert "[status speech off]" in talk.spoken()


def test_goodbye_is_confirmed_and_then_ends() -> None:
    """X6: what ends the visit is confirmed."""
    talk = Conversation().say("goodbye")
    assert talk.view.id == "question:goodbye"
    talk.say("yes please")
    assert talk.last_speak().texts[0].spoken == "[goodbye]"
    assert talk.finish_prompt().state.phase is Phase.ENDED


def test_goodbye_can_be_refused_by_key_and_nothing_is_lost() -> None:
    talk = Conversation().say("two").press(Command.GOODBYE, Choose(1))
    assert talk.view.id == "symptoms"
    assert talk.state.phase is not Phase.ENDED


def test_the_better_recogniser_is_offered_and_fetched_while_the_kiosk_goes_on() -> None:
    talk = Conversation(offers_model=True)
    assert talk.view.id == "question:offer-model"
    talk.say("yes")
    assert talk.asked_for(FetchModel)
    assert talk.view.id == "home"
    assert talk.last_speak().texts[0].spoken == "[fetch started]"


def test_an_offer_does_not_block_get_help_now_and_is_there_after_it() -> None:
    """C8."""
    talk = Conversation(offers_model=True).say("get help now")
    assert talk.view.id == "urgent"
    assert talk.press(Command.GO_BACK).view.id == "question:offer-model"


def test_key_learn_mode_says_what_a_key_does_and_does_nothing() -> None:
    """E23."""
    talk = Conversation().press(Command.LEARN_KEYS, Choose(1))
    assert talk.view.id == "home"
    assert talk.last_speak().texts[0].spoken == "[key chooses] two"
    talk.press(Command.MAIN_MENU)
    assert talk.last_speak().texts[0].spoken == "does main menu"
    assert talk.press(Command.LEARN_KEYS, Choose(1)).view.id == "symptoms"


def test_the_trail_has_an_end() -> None:
    talk = Conversation(Policy(trail_length=3))
    for _ in range(10):
        talk.press(Choose(1), Command.MAIN_MENU)
    assert len(talk.state.trail) == 3


def test_a_typed_line_may_come_while_the_kiosk_speaks() -> None:
    talk = Conversation(is_typed=True).say("two")
    assert talk.view.id == "symptoms"
    assert talk.asked_for(Speak)


def test_a_typed_line_that_means_nothing_is_told_so() -> None:
    talk = Conversation(is_typed=True).say("banana")
    assert talk.last_speak().texts[0].spoken == "[nomatch]"


def test_key_practice_that_is_ended_at_once_says_only_that_it_is_off() -> None:
    talk = Conversation().press(Command.LEARN_KEYS, Command.LEARN_KEYS)
    assert talk.spoken() == ["[learn keys off]"]


def test_a_practised_key_says_what_it_does_and_nothing_else() -> None:
    talk = Conversation().press(Command.LEARN_KEYS, Command.HELP)
    assert talk.spoken() == ["does help"]


def test_going_back_takes_up_the_paragraph_not_a_sentence_in_its_middle() -> None:
    talk = Conversation().finish_prompt().start_sentence(4).press(Choose(0), Command.GO_BACK)
    assert talk.finish_prompt().spoken()[0].startswith("Sentence 0 of home")


def test_going_back_to_a_page_that_was_not_read_begins_it() -> None:
    talk = Conversation().press(Choose(0), Command.GO_BACK)
    assert talk.spoken()[0] == "Title of home."


def test_an_accepted_goodbye_shows_no_page_again() -> None:
    talk = Conversation().press(Choose(1), Command.GOODBYE, Choose(0))
    assert talk.view.id == "question:goodbye"
    assert talk.spoken() == ["[goodbye]"]


def test_the_second_help_after_the_page_reads_the_choices_once() -> None:
    talk = Conversation().until(Phase.WAITING).press(Command.HELP).until(Phase.WAITING)
    talk.press(Command.HELP)
    said = len(talk.said)
    talk.until(Phase.WAITING)
    assert talk.said[said:] == []


def test_a_page_without_sources_claims_no_check() -> None:
    talk = Conversation().until(Phase.WAITING)
    assert not any(words.startswith(("[checked]", "[not reviewed]")) for words in talk.said)
    talk.press(Choose(2)).until(Phase.WAITING)
    assert any(words.startswith("[not reviewed]") for words in talk.said)
