"""V4, W4: colours and spacing change under the text, in words too, and without losing the place."""

from mskiosk.core.effects import Hush, Interject, Show, Speak
from mskiosk.core.intents import Command
from mskiosk.core.look import Look, Theme
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation


def reading() -> Conversation:
    talk = Conversation().finish_prompt().start_sentence(1)
    talk.effects = ()
    return talk


def look(talk: Conversation) -> Look:
    return talk.view.look


def test_the_colours_go_round_through_every_theme() -> None:
    talk = Conversation()
    seen = [look(talk).theme]
    for _ in Theme:
        talk.press(Command.CHANGE_COLOURS)
        seen.append(look(talk).theme)
    assert seen == [*Theme, Theme.DARK]


def test_the_next_colours_are_shown_at_once_and_said_after_the_sentence() -> None:
    talk = reading()
    before = talk.state.cursor
    talk.press(Command.CHANGE_COLOURS)
    assert [effect.view.look.theme for effect in talk.asked_for(Show)] == [Theme.LIGHT]
    assert [effect.text.spoken for effect in talk.asked_for(Interject)] == [
        "[colours] [theme light]"
    ]
    assert talk.view.remark is not None
    assert not talk.asked_for(Hush)
    assert not talk.asked_for(Speak)
    assert talk.state.cursor == before


def test_where_the_screen_keeps_its_own_colours_that_is_said() -> None:
    """NO_COLOR."""
    talk = Conversation(Policy(has_colours=False)).until(Phase.WAITING)
    talk.press(Command.CHANGE_COLOURS)
    assert look(talk).theme is Theme.DARK
    assert talk.spoken() == ["[colours fixed]"]


def test_the_lines_go_apart_and_close_again() -> None:
    talk = reading().press(Command.SPACE_LINES)
    assert look(talk).is_double_spaced
    assert [effect.text.spoken for effect in talk.asked_for(Interject)] == ["[lines apart]"]
    talk.press(Command.SPACE_LINES)
    assert not look(talk).is_double_spaced
    assert [effect.text.spoken for effect in talk.asked_for(Interject)] == ["[lines close]"]


def test_normal_settings_bring_back_the_look_of_the_start() -> None:
    """V3."""
    start = Look(theme=Theme.SOFT, is_double_spaced=True)
    talk = Conversation(Policy(look=start))
    talk.press(Command.CHANGE_COLOURS, Command.SPACE_LINES)
    assert look(talk) == Look(theme=Theme.DARK)
    assert look(talk.press(Command.NORMAL_SETTINGS)) == start


def test_a_new_person_finds_the_usual_look() -> None:
    """P1, V3."""
    talk = Conversation().press(Command.CHANGE_COLOURS, Command.SPACE_LINES, Command.NEW_PERSON)
    assert look(talk.press(Command.YES)) == Look()
