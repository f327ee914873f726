"""Every keymap does the tasks: M7 (five to seven keys), M8 (a pad, and a second keymap), M4 (two
switches), W6 (all by keyboard), E19 (one key at a time)."""

from collections import deque

import pytest

from mskiosk.configuration.keymap_names import shipped_keymaps
from mskiosk.configuration.keymaps import load_keymap
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.adjustments import ADJUSTMENTS, PARTS
from mskiosk.core.guide import SETTINGS, Guide
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.keymap import Keymap
from mskiosk.core.state import Phase, SettingsPlace, TopicPlace
from mskiosk.ui.keymap import intent_of
from tests.core.conversation import Conversation

KEYMAPS = [name for name in shipped_keymaps() if name != "one-switch"]  # it needs scanning
PADS = [name for name in KEYMAPS if name != "two-switches"]
SYMPTOM, TREATMENT, STEM_CELLS = "double-vision", "cladribine", "ahsct-who"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content(), region=None)


class Person:
    """Somebody with the keys of one keymap, one press after the other, and no voice."""

    def __init__(self, name: str, guide: Guide) -> None:
        self._keymap: Keymap = load_keymap(name)
        self.talk = Conversation(guide=guide, hears=False)
        self.guide = guide

    def has(self, intent: Intent) -> bool:
        return intent in self._keymap.keys.values()

    def press(self, intent: Intent) -> None:
        key = next(key for key, meant in self._keymap.keys.items() if meant == intent)
        meant = intent_of(key, self._keymap)
        assert meant is not None
        self.talk.press(meant)

    @property
    def page(self) -> str:
        assert isinstance(self.talk.state.place, TopicPlace)
        return self.talk.state.place.id

    def choose(self, index: int) -> None:
        if self.has(Choose(index)):
            self.press(Choose(index))
            return
        for _ in range(9):
            if self.talk.state.focus == index:
                break
            self.press(Command.NEXT_CHOICE)
        self.press(Command.THIS_ONE)

    def go_to(self, page: str) -> None:
        """By choices alone, from where the person is."""
        for step in way(self.guide, self.page, page):
            goes_to = [choice.goto for choice in self.talk.state.choices]
            self.choose(goes_to.index(step))
            assert self.page == step

    def open_settings(self, part: int) -> None:
        if self.has(Command.SETTINGS):
            self.press(Command.SETTINGS)
        else:
            self.go_to("more")
            self.choose([choice.goto for choice in self.talk.state.choices].index(SETTINGS))
        for _ in range(part):
            self.choose(len(self.talk.state.choices) - 1)
        assert self.talk.state.place == SettingsPlace(part)

    def hear_all(self) -> None:
        self.talk.until(Phase.WAITING)
        assert self.talk.state.cursor == len(self.talk.state.lines)


def way(guide: Guide, start: str, end: str) -> list[str]:
    """The pages on the shortest way, `start` excluded."""
    ways: dict[str, list[str]] = {start: []}
    here = deque([start])
    while end not in ways:
        page = here.popleft()
        for choice in guide.topics[page].choices:
            if choice.goto in guide.topics and choice.goto not in ways:
                ways[choice.goto] = [*ways[page], choice.goto]
                here.append(choice.goto)
    return ways[end]


@pytest.mark.parametrize("name", KEYMAPS)
@pytest.mark.parametrize("page", [SYMPTOM, TREATMENT, STEM_CELLS])
def test_a_page_is_found_and_heard_to_its_end(guide: Guide, name: str, page: str) -> None:
    person = Person(name, guide)
    person.go_to(page)
    person.hear_all()


@pytest.mark.parametrize("name", KEYMAPS)
def test_urgent_help_is_got(guide: Guide, name: str) -> None:
    person = Person(name, guide)
    if person.has(Command.GET_HELP_NOW):
        person.press(Command.GET_HELP_NOW)
    else:
        person.go_to(guide.urgent)
    assert person.page == guide.urgent
    person.hear_all()


@pytest.mark.parametrize("name", PADS)
def test_what_was_chosen_by_mistake_is_undone_and_help_and_volume_are_there(
    guide: Guide, name: str
) -> None:
    """S7, E9, C9"""
    person = Person(name, guide)
    person.choose(2)
    person.press(Command.GO_BACK)
    assert person.page == guide.home
    person.press(Command.HELP)
    assert person.talk.said
    before = person.talk.state.settings.volume
    person.press(Command.LOUDER)
    person.press(Command.QUIETER)
    assert person.talk.state.settings.volume == before


@pytest.mark.parametrize("name", shipped_keymaps())
def test_no_key_is_struck_by_mistake_that_is_not_of_the_pad(name: str) -> None:
    """W7: letters mean nothing on any keymap, and nothing at all where a pad is all there is."""
    keymap = load_keymap(name)
    meant = {intent_of(letter, keymap) for letter in "abcxyzABC"}
    assert meant == ({None} if keymap.is_only else {Command.STOP})


def test_the_pads_have_no_more_keys_than_they_say() -> None:
    """M7"""
    assert len(load_keymap("ez-access").keys) == 7
    assert len(load_keymap("storm-audionav").keys) == 9


@pytest.mark.parametrize("name", shipped_keymaps())
def test_in_key_practice_every_key_says_what_it_does_and_does_nothing(
    guide: Guide, name: str
) -> None:
    """E23"""
    keymap = load_keymap(name)
    talk = Conversation(guide=guide, hears=False).press(Command.LEARN_KEYS)
    before = talk.state
    for key in keymap.keys:
        intent = intent_of(key, keymap)
        if intent in (None, Command.LEARN_KEYS, Command.GET_HELP_NOW):
            continue
        talk.press(intent)
        assert talk.spoken()[0]
        assert talk.state.place == before.place
        assert talk.state.settings == before.settings
        assert talk.state.focus == before.focus


@pytest.mark.parametrize("name", KEYMAPS)
def test_every_setting_is_changed(guide: Guide, name: str) -> None:
    """E16: on the pages of settings, which have no number more than the keymap has keys for."""
    person = Person(name, guide)
    offered: list[Command] = []
    for part, adjustments in enumerate(PARTS):
        for index, adjustment in enumerate(adjustments):
            person = Person(name, guide)
            person.open_settings(part)
            before = person.talk.state
            person.choose(index)
            assert person.talk.state != before
            offered.append(adjustment.command)
    assert offered == [adjustment.command for adjustment in ADJUSTMENTS]
    assert Command.STEADIER_KEYS in offered
