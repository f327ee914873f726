"""What the dialogue asks to keep at home, and never in a clinic."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Effect, KeepPlace, KeepSettings
from mskiosk.core.events import (
    Event,
    KeyCaptured,
    Pressed,
    SessionStarted,
    SettingsNotKept,
    SpeakerReady,
    Value,
)
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.keeping import KEPT, OF_THE_PERSON, with_kept
from mskiosk.core.look import Look, Theme
from mskiosk.core.policy import PatienceLevel, Policy, Profile, Switches
from mskiosk.core.settings import settings_at_start
from mskiosk.core.state import Phase, Settings
from tests.core.conversation import Conversation
from tests.private_guide import private_guide

CLINIC = Policy(profile=Profile.CLINIC)
EVERYTHING: tuple[tuple[str, Value], ...] = (
    ("voice.rate_words_per_minute", 80),
    ("voice.volume", 9),
    ("voice.aloud", False),
    ("voice.earcons", False),
    ("listening.patience", PatienceLevel.VERY_PATIENT),
    ("screen.text_size", 3),
    ("screen.theme", Theme.YELLOW),
    ("screen.double_spaced", True),
    ("screen.one_at_a_time", True),
    ("keys.double_strike_seconds", 0.5),
    ("keys.next_switch", "f13"),
    ("keys.select_switch", "a"),
    ("keys.switches", "two"),
    ("keys.scan_seconds", 3.0),
)

NOT_KEPT = {"is_screen_hidden"}
"""Who starts the kiosk and sees nothing may think that it is broken."""


def changes(talk: Conversation) -> dict[str, Value | None]:
    (effect,) = talk.asked_for(KeepSettings)
    return dict(effect.changes)


def kept_after(changed: dict[str, Value]) -> Settings:
    return with_kept(settings_at_start(Policy()), changed.items())


def test_every_setting_can_be_kept() -> None:
    """A field that is in no line of `KEPT` would be forgotten at the end of the visit."""
    held = {name.partition(".")[0] for name in KEPT.values()}
    assert held | NOT_KEPT == {each.name for each in fields(Settings)}
    looks = {name.partition(".")[2] for name in KEPT.values() if name.startswith("look.")}
    assert looks == {each.name for each in fields(Look)}


def test_what_was_kept_is_set_from_the_first_word_on() -> None:
    talk = Conversation()
    step = talk.dialogue.step(talk.dialogue.begin(), SessionStarted(kept=EVERYTHING))
    look = Look(text_size=3, theme=Theme.YELLOW, is_double_spaced=True, is_one_at_a_time=True)
    assert step.state.settings == Settings(
        80,
        9,
        PatienceLevel.VERY_PATIENT,
        is_aloud=False,
        has_earcons=False,
        look=look,
        strike_window_seconds=0.5,
        next_switch="f13",
        select_switch="a",
        switches=Switches.TWO,
        scan_seconds=3.0,
    )
    assert step.state.settings.switches is Switches.TWO
    assert not [each for each in step.effects if isinstance(each, KeepSettings | KeepPlace)]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (Command.SLOWER, {"voice.rate_words_per_minute": 100}),
        (Command.LOUDER, {"voice.volume": 8}),
        (Command.WAIT_LONGER, {"listening.patience": "patient"}),
        (Command.SOUNDS_ON_OFF, {"voice.earcons": False}),
        (Command.SPEECH_ON_OFF, {"voice.aloud": False}),
        (Command.STEADIER_KEYS, {"keys.double_strike_seconds": 0.5}),
        (Command.ONE_SWITCH, {"keys.switches": "one"}),
        (Command.SCAN_SLOWER, {"keys.scan_seconds": 3.0}),
        (Command.CHANGE_COLOURS, {"screen.theme": "light"}),
        (Command.SPACE_LINES, {"screen.double_spaced": True}),
    ],
)
def test_a_change_of_a_setting_is_kept_and_no_other(
    command: Command, expected: dict[str, Value]
) -> None:
    """P6, E11."""
    talk = Conversation().press(command)
    assert changes(talk) == expected
    assert all(type(value) in (str, int, float, bool) for value in changes(talk).values())


def test_the_keys_that_were_set_up_as_switches_are_kept() -> None:
    """P6, W6: a person with switches does not set them up at each visit."""
    talk = Conversation().press(Command.SET_UP_SWITCHES)
    talk.happen(KeyCaptured("f13"), KeyCaptured("a"))
    two: dict[str, Value] = {
        "keys.next_switch": "f13",
        "keys.select_switch": "a",
        "keys.switches": "two",
    }
    assert changes(talk) == two
    assert kept_after(two).key_additions == (
        ("f13", Command.NEXT_CHOICE),
        ("a", Command.THIS_ONE),
    )
    talk.press(Command.SET_UP_SWITCHES).happen(KeyCaptured("b"), KeyCaptured("b"))
    one: dict[str, Value] = {
        "keys.next_switch": "none",
        "keys.select_switch": "b",
        "keys.switches": "one",
    }
    assert changes(talk) == one
    assert kept_after(one).key_additions == (("b", Command.SWITCH),)


def test_a_setting_at_its_end_is_nothing_to_keep() -> None:
    talk = Conversation(Policy(volume=10)).press(Command.LOUDER)
    assert talk.asked_for(KeepSettings) == []


def test_normal_settings_forget_what_was_kept_and_are_those_of_the_configuration() -> None:
    """V3."""
    policy = Policy(volume=4)
    dialogue = Dialogue(Conversation().guide, policy)
    state = dialogue.step(dialogue.begin(), SessionStarted(kept=EVERYTHING)).state
    state = dialogue.step(state, SpeakerReady()).state
    step = dialogue.step(state, Pressed(Command.NORMAL_SETTINGS))
    usual = settings_at_start(policy)
    assert step.state.settings == replace(
        usual,
        patience=PatienceLevel.VERY_PATIENT,
        strike_window_seconds=0.5,
        next_switch="f13",
        select_switch="a",
        switches=Switches.TWO,
        scan_seconds=3.0,
    )
    asked = [each for each in step.effects if isinstance(each, KeepSettings)]
    assert asked == [KeepSettings(tuple((key, None) for key in KEPT if key not in OF_THE_PERSON))]


def test_for_a_new_person_everything_is_forgotten() -> None:
    talk = Conversation().press(Command.LOUDER, Choose(0), Command.NEW_PERSON).until(Phase.WAITING)
    talk.press(Command.YES)
    assert set(changes(talk).values()) == {None}
    assert talk.asked_for(KeepPlace) == [KeepPlace(None)]


def test_that_a_setting_is_not_kept_is_said_once() -> None:
    talk = Conversation().until(Phase.WAITING).happen(SettingsNotKept())
    assert talk.said.count("[setting not kept]") == 1
    talk.press(Command.LOUDER).happen(SettingsNotKept()).until(Phase.WAITING)
    assert talk.said.count("[setting not kept]") == 1


def test_settings_that_are_lost_are_told_at_the_start() -> None:
    talk = Conversation()
    state = talk.dialogue.step(talk.dialogue.begin(), SessionStarted(are_settings_lost=True)).state
    talk.state = state
    talk.happen(SpeakerReady())
    assert talk.spoken() == ["[welcome]", "[how to]", "[settings lost]"]


def test_what_is_left_out_of_the_settings_is_told_at_the_start() -> None:
    talk = Conversation()
    started = SessionStarted(kept=(("voice.volume", 3),), are_settings_left_out=True)
    talk.state = talk.dialogue.step(talk.dialogue.begin(), started).state
    talk.happen(SpeakerReady())
    assert talk.spoken() == ["[welcome]", "[how to]", "[settings left out]"]
    assert talk.state.settings.volume == 3


def test_each_page_and_each_sentence_is_a_place_to_keep() -> None:
    """C6: whatever ends the kiosk, at most the sentence is lost."""
    talk = Conversation().press(Choose(0))
    assert talk.asked_for(KeepPlace) == [KeepPlace(Bookmark("about", 0))]
    talk.start_sentence(0)
    assert talk.asked_for(KeepPlace) == []
    talk.start_sentence(1)
    assert talk.asked_for(KeepPlace) == [KeepPlace(Bookmark("about", 1))]


def test_the_way_out_keeps_the_place_and_the_main_menu_is_none() -> None:
    talk = Conversation().press(Choose(0), Command.NEXT, Command.NEXT, Command.GOODBYE)
    assert talk.state.bookmark == Bookmark("about", 2)
    talk.press(Command.YES).finish_prompt()
    assert talk.state.phase is Phase.ENDED
    assert talk.state.bookmark == Bookmark("about", 2)
    talk = Conversation().press(Choose(0), Command.TAKE_A_BREAK)
    assert talk.state.bookmark == Bookmark("about", 0)
    talk.press(Command.MAIN_MENU)
    assert talk.asked_for(KeepPlace) == [KeepPlace(None)]


def test_the_pages_of_help_and_of_words_are_no_place_to_come_back_to() -> None:
    talk = Conversation().press(Choose(0), Command.GET_HELP_NOW)
    assert talk.state.bookmark == Bookmark("about", 0)
    talk.press(Command.GO_BACK, Command.WHAT_CAN_I_SAY)
    assert talk.state.bookmark == Bookmark("about", 0)
    talk.press(Command.SOURCES)
    assert talk.state.bookmark == Bookmark("about", 0)


def test_a_private_page_is_never_kept_as_a_place() -> None:
    """E7: who comes next may be somebody else."""
    guide = private_guide()
    private = {topic.id for topic in guide.topics.values() if topic.is_private}
    assert private
    for page in private:
        talk = Conversation(guide=guide)
        reached = _walked_to(talk, page)
        assert reached, page
        assert talk.state.bookmark is None or talk.state.bookmark.topic not in private
        talk.press(Command.NEXT, Command.SOURCES, Command.GOODBYE)
        assert talk.state.bookmark is None or talk.state.bookmark.topic not in private
        started = SessionStarted(place=Bookmark(page, 3))
        assert talk.dialogue.step(talk.dialogue.begin(), started).state.bookmark is None


@settings(deadline=None)
@given(st.lists(st.sampled_from([*Command, *map(Choose, range(3))]), max_size=30))
def test_in_a_clinic_nothing_is_ever_asked_to_be_kept(intents: list[Intent]) -> None:
    """P1, P6."""
    talk = Conversation(CLINIC)
    kept = SessionStarted(kept=EVERYTHING, place=Bookmark("about", 3), are_settings_lost=True)
    step = talk.dialogue.step(talk.dialogue.begin(), kept)
    assert step.state.settings == settings_at_start(CLINIC)
    talk.state = step.state
    asked: list[Effect] = list(step.effects)
    events: list[Event] = [SpeakerReady(), *map(Pressed, intents)]
    for event in events:
        asked += talk.happen(event).effects
    assert not [each for each in asked if isinstance(each, KeepSettings | KeepPlace)]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*Command, *map(Choose, range(3))]), max_size=30))
def test_at_home_the_next_visit_begins_as_this_one_ends(intents: list[Intent]) -> None:
    talk = Conversation()
    kept: dict[str, Value] = {}
    place: Bookmark | None = None
    for intent in intents:
        for effect in talk.press(intent).effects:
            match effect:
                case KeepSettings(changed):
                    kept = {k: v for k, v in {**kept, **dict(changed)}.items() if v is not None}
                case KeepPlace():
                    place = effect.place
    assert place == talk.state.bookmark
    usual = settings_at_start(Policy())
    now = replace(talk.state.settings, is_screen_hidden=False)
    assert with_kept(usual, kept.items()) == now


def _walked_to(talk: Conversation, page: str) -> bool:
    """Goes to `page` by choices, if it can be reached by them."""
    paths: list[tuple[str, tuple[int, ...]]] = [(talk.guide.home, ())]
    seen = {talk.guide.home}
    for topic, path in paths:
        if topic == page:
            talk.press(*map(Choose, path))
            return True
        for index, choice in enumerate(talk.guide.topics[topic].choices):
            if choice.goto not in seen:
                seen.add(choice.goto)
                paths.append((choice.goto, (*path, index)))
    return False


def test_a_look_is_kept_by_its_parts() -> None:
    """Whoever changes the look, each part of it is a setting of its own."""
    talk = Conversation()
    wanted = replace(talk.state.settings, look=Look(text_size=2, is_double_spaced=True))
    kept = with_kept(talk.state.settings, (("screen.text_size", 2), ("screen.double_spaced", True)))
    assert kept == wanted
