"""C7: any hard word of a page is explained within one action."""

from dataclasses import replace

import pytest

from mskiosk.core.effects import Earcon
from mskiosk.core.intents import Choose, Command
from mskiosk.core.state import Phase
from mskiosk.core.view import LineKind
from tests.core.conversation import Conversation
from tests.private_guide import private_guide


def symptoms() -> Conversation:
    return Conversation(guide=private_guide()).press(Choose(1))


def test_each_hard_word_is_said_with_what_it_means() -> None:
    talk = symptoms().say("explain words")
    assert talk.view.id == "terms:symptoms"
    assert talk.spoken() == [
        "[terms title] Title of symptoms.",
        "Axon word",
        "Meaning of axon.",
        "More of axon.",
    ]
    assert [line.kind for line in talk.view.lines[:3]] == [
        LineKind.TITLE,
        LineKind.HEADING,
        LineKind.SENTENCE,
    ]
    assert talk.last_speak().closing is Earcon.LISTENING


def test_the_pages_that_say_more_are_its_choices_each_once_and_not_the_page_itself() -> None:
    talk = symptoms().press(Command.EXPLAIN_WORDS)
    assert [choice.goto for choice in talk.view.choices] == ["about"]
    assert [choice.label.spoken for choice in talk.view.choices] == ["Title of about."]
    assert talk.press(Choose(0)).view.id == "about"
    private_page = symptoms().press(Choose(0), Command.EXPLAIN_WORDS)
    assert [choice.goto for choice in private_page.view.choices] == ["neighbour", "about"]
    neighbour = symptoms().press(Choose(0), Choose(1), Command.EXPLAIN_WORDS)
    assert neighbour.view.choices == ()


def test_back_leads_to_the_page() -> None:
    """C8."""
    talk = symptoms().press(Command.EXPLAIN_WORDS, Command.GO_BACK)
    assert talk.view.id == "symptoms"


def test_from_its_sources_and_to_its_sources() -> None:
    talk = symptoms().press(Choose(0), Command.SOURCES, Command.EXPLAIN_WORDS)
    assert talk.view.id == "terms:leak"
    assert talk.press(Command.EXPLAIN_WORDS).view.id == "terms:leak"
    assert talk.press(Command.SOURCES).view.id == "sources:leak"


@pytest.mark.parametrize("way", [(), (Choose(0),), (Command.GOODBYE,)])
def test_where_there_are_no_hard_words_it_says_so(way: tuple[Choose | Command, ...]) -> None:
    talk = Conversation(guide=private_guide()).press(*way).until(Phase.WAITING)
    before = talk.view.id
    talk.press(Command.EXPLAIN_WORDS)
    assert talk.spoken()[0] == "[no terms]"
    assert talk.view.id == before


def test_a_page_may_name_a_word_that_the_glossary_lacks() -> None:
    talk = Conversation(guide=replace(private_guide(), glossary={})).press(Choose(1))
    assert talk.press(Command.EXPLAIN_WORDS).spoken()[0] == "[no terms]"


def test_the_second_help_tells_of_it_where_there_are_hard_words() -> None:
    """C10: in the place of another sentence."""
    talk = symptoms().press(Command.HELP)
    assert "[help terms]" not in talk.spoken()
    talk.finish_prompt().press(Command.HELP)
    assert "[help terms]" in talk.spoken()
    assert "[help speech]" not in talk.spoken()
    home = Conversation().press(Command.HELP, Command.HELP)
    assert "[help terms]" not in home.spoken()
