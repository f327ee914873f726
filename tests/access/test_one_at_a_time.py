"""One thing at a time, on the screen as it is drawn and with the pages as they are."""

from dataclasses import replace

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.look import Look
from mskiosk.core.policy import Policy
from mskiosk.core.state import TopicPlace
from mskiosk.ui.measure import Measure
from mskiosk.ui.typesetting import Screenful, Typesetter
from tests.core.conversation import Conversation

PAGES = ("home", "treatment", "keys-and-words")
ONE = Policy(look=Look(is_one_at_a_time=True))


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content())


def at(page: str, guide: Guide) -> Conversation:
    return Conversation(ONE, replace(guide, home=page))


def words(made: Screenful) -> str:
    return " ".join(" ".join(row.text for row in made.rows).split())


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (240, 67)])
@pytest.mark.parametrize("page", PAGES)
def test_each_thing_stands_alone_and_whole_and_the_cursor_is_on_it(
    guide: Guide, page: str, size: tuple[int, int]
) -> None:
    """W10, S4, E14: what is said is in view, with the terminal's cursor, and nothing else is."""
    talk = at(page, guide)
    typesetter = Typesetter()
    for _ in range(len(talk.state.lines) - 1):
        talk.press(Command.NO).start_sentence(0)
        made = typesetter.screenful(talk.view, Measure(*size))
        [line] = talk.view.lines
        assert line.text.shown in words(made)
        row = made.rows[made.cursor[1]].text
        assert row.strip()
        assert row.split()[-1] in line.text.shown
        others = (each.text.shown for each in talk.state.lines if each.text != line.text)
        assert not [other for other in others if other in words(made) and len(other) > 40]


@pytest.mark.parametrize("page", PAGES)
def test_to_go_on_never_leaves_the_page_nor_takes_a_choice(guide: Guide, page: str) -> None:
    """W12: only yes, Enter or a number does."""
    talk = at(page, guide)
    for command in (Command.NO, Command.NEXT_CHOICE, Command.NEXT, Command.PREVIOUS_CHOICE) * 9:
        if talk.state.last_line == len(talk.state.lines):
            break
        talk.press(command)
        assert talk.state.place == TopicPlace(page)
