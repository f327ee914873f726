"""The kiosk asks before it goes on where the person stopped the last time (C6, C8)."""

import pytest

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.effects import FetchModel, KeepPlace
from mskiosk.core.events import KeyCaptured, ListenerReady, SessionStarted, SpeakerReady, Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase, Question, QuestionPlace, TopicPlace, TutorPlace
from tests.core.conversation import Conversation

NEW = Policy(orients=True)


def returned(
    place: Bookmark,
    *,
    policy: Policy | None = None,
    offers_model: bool = False,
    teaches: bool = False,
) -> Conversation:
    """Somebody is here again, and has been greeted."""
    talk = Conversation(policy or Policy())
    talk.state, talk.said = talk.dialogue.begin(), []
    return talk.happen(
        SessionStarted(place=place, offers_model=offers_model, teaches=teaches),
        ListenerReady("test"),
        SpeakerReady(),
    )


def test_the_kiosk_names_the_page_and_asks() -> None:
    talk = returned(Bookmark("about", 5)).until(Phase.WAITING)
    assert talk.said == ["[welcome]", "[resume] Title of about."]
    assert talk.state.place == QuestionPlace(Question.RESUME)
    assert [choice.label.shown for choice in talk.view.choices] == ["[yes label]", "[no label]"]


def test_yes_leads_to_the_sentence_and_back_to_the_main_menu() -> None:
    talk = returned(Bookmark("about", 5)).until(Phase.WAITING).say("yes")
    assert talk.state.place == TopicPlace("about")
    assert talk.spoken() == ["[back at] Title of about."]
    talk.finish_prompt()
    assert talk.state.lines[talk.state.cursor].sentence == 5
    assert talk.spoken()[0] == talk.state.lines[talk.state.cursor].text.spoken
    talk.press(Command.GO_BACK)
    assert talk.state.place == TopicPlace("home")


def test_no_leads_to_the_main_menu_and_a_no_that_was_none_is_taken_back() -> None:
    talk = returned(Bookmark("about", 5)).until(Phase.WAITING).say("no")
    assert talk.state.place == TopicPlace("home")
    assert talk.spoken() == ["[how to]"]
    assert talk.asked_for(KeepPlace) == [KeepPlace(None)]
    talk.press(Command.GO_BACK)
    assert talk.state.place == TopicPlace("about")
    assert talk.state.bookmark
    assert talk.state.bookmark.topic == "about"


def test_the_place_is_kept_until_there_is_an_answer() -> None:
    talk = returned(Bookmark("about", 5)).until(Phase.WAITING)
    for _ in range(3):
        talk.expire(Timer.NOINPUT).until(Phase.WAITING)
    talk.press(Command.LOUDER, Command.WHERE_AM_I, Command.GET_HELP_NOW)
    assert talk.state.bookmark == Bookmark("about", 5)


@pytest.mark.parametrize("offers_model", [False, True])
@pytest.mark.parametrize(
    ("away", "back"),
    [
        (Command.SETTINGS, Command.GO_BACK),
        (Command.WHAT_CAN_I_SAY, Command.GO_BACK),
        (Command.GET_HELP_NOW, Command.GO_BACK),
        (Command.MAIN_MENU, Command.GO_BACK),
        (Command.GOODBYE, Command.NO),
        (Command.NEW_PERSON, Command.GO_BACK),
        (Command.SET_UP_SWITCHES, Command.GO_BACK),
    ],
)
def test_a_detour_from_the_question_leads_back_to_it(
    away: Command, back: Command, *, offers_model: bool
) -> None:
    """C8: somebody first makes it louder in the settings, or does not leave after all."""
    talk = returned(Bookmark("about", 5), offers_model=offers_model).until(Phase.WAITING)
    asked, question = talk.state.place, talk.said[-1]
    talk.press(away)
    assert talk.state.bookmark == Bookmark("about", 5)
    assert talk.state.place != asked
    assert not [title for title in talk.view.path if "confirm" in title.shown], "no question"
    talk.until(Phase.WAITING).press(back)
    assert talk.state.place == asked
    assert talk.spoken() == [question]
    while isinstance(talk.state.place, QuestionPlace):
        talk.until(Phase.WAITING).press(Command.YES)
    assert talk.view.id == "about"


def test_who_sets_up_their_switches_first_is_asked_again() -> None:
    """M4."""
    talk = returned(Bookmark("about", 5)).until(Phase.WAITING).press(Command.SET_UP_SWITCHES)
    talk.happen(KeyCaptured("a"), KeyCaptured("b"))
    assert talk.spoken()[0] == "[switches set]"
    assert "[resume] Title of about." in talk.spoken()


def test_where_a_question_is_asked_over_it_is_the_main_menu() -> None:
    """E2."""
    talk = returned(Bookmark("about", 5)).until(Phase.WAITING)
    talk.press(Command.GOODBYE, Command.WHERE_AM_I)
    assert talk.spoken()[0] == "[here question] Title of home."


def test_the_place_outlives_other_pages_and_an_answer_ends_the_question() -> None:
    talk = returned(Bookmark("about", 5)).until(Phase.WAITING)
    talk.press(Command.MAIN_MENU, Choose(1))
    assert talk.state.bookmark == Bookmark("symptoms", 0)
    talk.press(Command.GO_BACK)
    assert talk.state.bookmark == Bookmark("about", 5)
    talk.press(Command.TUTOR, Command.MAIN_MENU).until(Phase.WAITING)
    assert talk.view.id == "question:resume"
    talk.press(Command.YES)
    assert talk.view.id == "about"
    for _ in range(3):
        talk.press(Command.GO_BACK)
        assert talk.view.id == "home"
    assert talk.state.bookmark is None


@pytest.mark.parametrize("offers_model", [False, True])
@pytest.mark.parametrize("answer", [Command.YES, Command.NO])
def test_the_answer_leads_on_however_long_the_way_to_it_was(
    answer: Command, *, offers_model: bool
) -> None:
    """The main menu may no longer be on the trail."""
    policy = Policy(trail_length=1)
    talk = returned(Bookmark("about", 5), policy=policy, offers_model=offers_model)
    for _ in range(1 + offers_model):
        talk.until(Phase.WAITING).press(Command.SETTINGS, Command.GO_BACK).until(Phase.WAITING)
        assert talk.view.id.startswith("question:")
        talk.press(answer)
    assert talk.view.id == ("about" if answer is Command.YES else "home")
    assert talk.press(Command.GO_BACK).view.id == ("home" if answer is Command.YES else "about")


def test_who_leaves_the_tutor_and_does_not_is_asked_after_it_still() -> None:
    talk = returned(Bookmark("about", 5), teaches=True).until(Phase.WAITING).press(Command.GOODBYE)
    assert talk.state.bookmark == Bookmark("about", 5)
    talk.press(Command.NO)
    assert isinstance(talk.state.place, TutorPlace)
    talk.press(Command.MAIN_MENU)
    assert talk.view.id == "question:resume"


def test_for_a_new_person_there_is_no_such_place() -> None:
    """P1."""
    talk = returned(Bookmark("about", 5)).until(Phase.WAITING)
    talk.press(Command.NEW_PERSON, Command.YES)
    assert talk.asked_for(KeepPlace) == [KeepPlace(None)]
    assert talk.state.unanswered is None


def test_who_stopped_at_the_choices_hears_all_of_them() -> None:
    talk = returned(Bookmark("symptoms", 900)).until(Phase.WAITING).press(Command.YES)
    talk.finish_prompt()
    assert talk.state.choices
    assert talk.spoken()[0].startswith("[choice] About MS")


def test_a_page_that_is_gone_is_silently_the_main_menu() -> None:
    talk = returned(Bookmark("gone", 5))
    assert talk.said == ["[welcome]", "[how to]"]
    assert talk.state.place == TopicPlace("home")


def test_the_offer_of_a_recogniser_comes_first_and_the_place_is_asked_about_after_it() -> None:
    for answer, is_fetched in ((Choose(0), True), (Choose(1), False)):
        talk = returned(Bookmark("about", 5), offers_model=True).until(Phase.WAITING)
        assert talk.state.place == QuestionPlace(Question.OFFER_MODEL)
        assert talk.state.bookmark == Bookmark("about", 5)
        talk.press(answer)
        assert bool(talk.asked_for(FetchModel)) is is_fetched
        talk.until(Phase.WAITING)
        assert talk.state.place == QuestionPlace(Question.RESUME)
        talk.press(Command.YES)
        assert talk.view.id == "about"


def test_a_first_visit_is_asked_nothing() -> None:
    talk = Conversation(Policy())
    assert talk.state.place == TopicPlace("home")
    assert talk.spoken() == ["[welcome]", "[how to]"]


def test_after_the_tutor_the_place_is_asked_about() -> None:
    talk = returned(Bookmark("about", 5), teaches=True).until(Phase.WAITING)
    assert isinstance(talk.state.place, TutorPlace)
    assert talk.state.bookmark == Bookmark("about", 5)
    while isinstance(talk.state.place, TutorPlace):
        talk.press(Command.NEXT).until(Phase.WAITING)
    assert talk.state.place == QuestionPlace(Question.RESUME)
    talk.press(Command.YES)
    assert talk.view.id == "about"


def test_a_no_begins_with_the_main_menu_also_where_nobody_was_introduced() -> None:
    """An introduction ends with the first key; a question is answered by it."""
    for offers_model in (True, False):
        talk = returned(Bookmark("about", 5), offers_model=offers_model, policy=NEW)
        while isinstance(talk.state.place, QuestionPlace):
            talk.until(Phase.WAITING).press(Command.NO)
        assert talk.state.place == TopicPlace("home")
        assert talk.state.is_orienting
