"""The kiosk asks before it goes on where the person stopped the last time (C6, C8)."""

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.effects import FetchModel, KeepPlace
from mskiosk.core.events import ListenerReady, SessionStarted, SpeakerReady, Timer
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
