"""The pages of settings: all that can be set, with its value, in reach of two keys (M4, M7)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.content.phrases import LEAST_CHANGES
from mskiosk.content.sounds import Ear, Recognisers, changes
from mskiosk.core.adjustments import ADJUSTMENTS, MOST_CHOICES, PARTS, Adjustment, parts_of
from mskiosk.core.effects import Interject, Listen, Speak
from mskiosk.core.events import Ending, SpeechEnded, SpeechStarted, Timer
from mskiosk.core.grammar import normalised
from mskiosk.core.guide import SETTINGS, Guide
from mskiosk.core.intents import Choose, Command
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase
from mskiosk.listening.vocabulary import phones_of
from tests.core.conversation import Conversation
from tests.small_guide import choice, small_guide, topic


@pytest.fixture(scope="module")
def english() -> Guide:
    return load_guide(shipped_content(), region=None)


def labels(talk: Conversation) -> list[str]:
    return [each.label.shown for each in talk.view.choices]


def choices_read(talk: Conversation) -> list[str]:
    return [line.text.shown for line in talk.view.lines if line.choice is not None]


def opened(guide: Guide | None = None, policy: Policy | None = None) -> Conversation:
    talk = Conversation(policy, guide).until(Phase.WAITING)
    return talk.press(Command.SETTINGS).until(Phase.WAITING)


def find(talk: Conversation, adjustment: Adjustment) -> Conversation:
    """With two keys and nothing else: the choice that carries it out is the next to be taken."""
    for part in PARTS:
        for index, offered in enumerate(part):
            if talk.state.focus != index:
                talk.press(Command.NEXT_CHOICE)
            if offered == adjustment:
                assert talk.state.focus == index
                return talk
        talk.press(Command.NEXT_CHOICE, Command.THIS_ONE)
    raise AssertionError(f"{adjustment} is not offered")


def test_no_page_offers_more_than_five_choices() -> None:
    """C1."""
    for count in range(1, 30):
        parts = parts_of([ADJUSTMENTS[0]] * count)
        sizes = [len(part) + (at + 1 < len(parts)) for at, part in enumerate(parts)]
        assert max(sizes) <= MOST_CHOICES
        assert sum(map(len, parts)) == count
        assert sizes[:-1] == [MOST_CHOICES] * (len(parts) - 1)


def test_everything_that_can_be_set_is_offered_once() -> None:
    commands = [adjustment.command for adjustment in ADJUSTMENTS]
    assert len(set(commands)) == len(commands)
    assert {Command.CHANGE_COLOURS, Command.SPEECH_ON_OFF, Command.NORMAL_SETTINGS} <= set(commands)


CHANGES: dict[Command, Callable[[Conversation], object]] = {
    Command.CHANGE_COLOURS: lambda talk: talk.state.settings.look.theme,
    Command.SPACE_LINES: lambda talk: talk.state.settings.look.is_double_spaced,
    Command.SLOWER: lambda talk: talk.state.settings.rate,
    Command.FASTER: lambda talk: talk.state.settings.rate,
    Command.QUIETER: lambda talk: talk.state.settings.volume,
    Command.LOUDER: lambda talk: talk.state.settings.volume,
    Command.WAIT_LONGER: lambda talk: talk.state.settings.patience,
    Command.SOUNDS_ON_OFF: lambda talk: talk.state.settings.has_earcons,
    Command.SPEECH_ON_OFF: lambda talk: talk.state.settings.is_aloud,
}


@pytest.mark.parametrize("command", CHANGES)
def test_each_setting_is_changed_with_two_keys(command: Command) -> None:
    """M4, M7: found, changed, said, shown; and still there for the next press."""
    adjustment = next(each for each in ADJUSTMENTS if each.command is command)
    talk = find(opened(), adjustment)
    before, told, place = CHANGES[command](talk), labels(talk), talk.view.id
    focus = talk.state.focus
    assert focus is not None
    talk.press(Command.THIS_ONE)
    assert CHANGES[command](talk) != before
    assert talk.view.id == place
    assert talk.state.focus == focus
    assert labels(talk)[focus] != told[focus]
    assert labels(talk) == choices_read(talk)
    assert any(effect.texts for effect in talk.asked_for(Speak))
    assert talk.until(Phase.WAITING).state.focus == focus
    talk.press(Command.THIS_ONE)
    assert talk.state.focus == focus


@pytest.mark.parametrize("adjustment", ADJUSTMENTS, ids=lambda each: each.command.value)
def test_each_setting_is_taken_by_what_its_label_begins_with(
    english: Guide, adjustment: Adjustment
) -> None:
    """W11: what is shown, what is said and what is understood are the same words."""
    name = english.notice(adjustment.name)
    talk = opened(english)
    for part in PARTS:
        if adjustment in part:
            break
        talk.say("more settings").until(Phase.WAITING)
    shown = labels(talk)[part.index(adjustment)]
    assert shown.startswith(name.shown)
    grammar = talk.asked_for(Listen)[-1].grammar
    index = part.index(adjustment)
    assert grammar.match(name.spoken) in (Choose(index), adjustment.command)
    assert not [phrase for phrase in grammar.phrases if " now " in phrase]


def test_a_name_sounds_like_nothing_else_that_is_listened_for(english: Guide) -> None:
    """X11: at least three sounds apart from every other name on its page and every command."""
    ear = Ear(Recognisers(phones_of), english.sounds)
    commands = {
        normalised(phrase): command
        for command, universal in english.universals.items()
        for phrase in universal.phrases
    }
    for part in PARTS:
        names = {normalised(english.notice(each.name).spoken): each.command for each in part} | {
            normalised(english.notice(Notice.MORE_SETTINGS).spoken): None
        }
        for name, command in names.items():
            for other, meaning in (*commands.items(), *names.items()):
                if meaning is not command:
                    first, second = ear.phones(name), ear.phones(other)
                    assert first is not None
                    assert second is not None
                    apart = changes(first, second, LEAST_CHANGES)
                    assert apart >= LEAST_CHANGES, f"{name!r} sounds like {other!r}"


def test_a_label_stays_true_however_the_setting_is_changed() -> None:
    talk = find(opened(), ADJUSTMENTS[7])
    assert labels(talk)[3].endswith("10 7")
    talk.press(Command.LOUDER)
    assert labels(talk)[3].endswith("10 8")
    talk.press(Command.NORMAL_SETTINGS)
    assert labels(talk)[3].endswith("10 7")
    assert labels(talk) == choices_read(talk)


def test_a_value_that_changes_while_it_is_read_is_read_anew() -> None:
    """E14: what is said is what is shown; and the remark still comes after it."""
    talk = opened().press(Choose(4))
    while talk.state.phase is not Phase.READING or talk.state.lines[talk.state.cursor].choice != 3:
        talk.finish_prompt() if talk.state.phase is Phase.READING else talk.expire(Timer.WINDOW)
    talk.start_sentence(0).press(Command.LOUDER)
    assert talk.spoken() == ["[choice] [setting] [set louder] [value step] 10 eight four"]
    assert labels(talk)[3].endswith("10 8")
    assert [effect.turn for effect in talk.asked_for(Interject)] == [talk.state.turn]


def test_settings_are_left_by_going_back_and_the_place_is_kept() -> None:
    """C8, M4: through the pages that were opened, to where the person was."""
    talk = Conversation().until(Phase.WAITING).press(Choose(1)).until(Phase.WAITING)
    talk.press(Command.SETTINGS).press(Choose(4)).press(Choose(4))
    assert talk.view.id == "settings:3"
    assert [title.shown for title in talk.view.path] == ["Title of home.", "Title of symptoms."]
    ids = []
    for _ in range(3):
        talk.press(Command.GO_BACK)
        ids.append(talk.view.id)
    assert ids == ["settings:2", "settings", "symptoms"]


def test_a_page_of_the_guide_can_lead_to_the_settings() -> None:
    kiosk = topic("kiosk", choice("Settings", SETTINGS), choice("Home", "home"))
    guide = replace(small_guide(kiosk), home="kiosk")
    talk = Conversation(guide=guide).until(Phase.WAITING).press(Choose(0))
    assert talk.view.id == "settings"
    assert talk.press(Command.GO_BACK).view.id == "kiosk"


def test_settings_read_again_where_they_are_asked_for_there() -> None:
    talk = opened().press(Command.SETTINGS)
    assert talk.view.id == "settings"
    assert talk.press(Command.GO_BACK).view.id == "home"


def test_with_one_sound_the_scanning_stays_at_what_was_changed() -> None:
    """M3, M6: no sound goes back by surprise."""
    talk = opened(policy=Policy(has_sound_switch=True)).press(Choose(3))
    assert talk.state.settings.look.is_double_spaced
    talk.finish_prompt()
    assert talk.phase() is Phase.WAITING
    assert talk.view.focus == 3
    turn = talk.state.turn
    talk.happen(SpeechStarted(turn), SpeechEnded(turn, (), Ending.SWITCH))
    assert not talk.state.settings.look.is_double_spaced
    assert talk.view.id == "settings"


def test_what_is_chosen_while_the_page_is_read_cuts_it_and_nothing_is_lost() -> None:
    """S5, M4."""
    talk = Conversation().until(Phase.WAITING).press(Command.SETTINGS)
    assert talk.phase() is Phase.READING
    talk.press(Choose(2))
    assert talk.spoken() == ["[colours] [theme light]"]
    assert talk.until(Phase.WAITING).state.focus == 2
    talk.press(Command.THIS_ONE)
    assert talk.spoken() == ["[colours] [theme yellow]"]
