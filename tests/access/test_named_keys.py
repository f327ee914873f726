"""No sentence of the kiosk names a key that the person does not have."""

import re

import pytest

from mskiosk.configuration.keymaps import load_keymap
from mskiosk.configuration.settings import Configuration, KeymapName, Keys
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy, Switches
from mskiosk.core.wording import worded_for

_OF_A_KEYBOARD = re.compile(
    r"press (F\d+|escape|space|home|right|left|up|down|the down arrow)\b", re.IGNORECASE
)
_NEVER_SAID = {
    *(notice for notice in Notice if notice.value.startswith("one ")),  # the ring does that
    Notice.ORIENT,  # who has switches was set up by somebody
    Notice.ORIENT_KEYS,
    Notice.MODE_KEYS,
    Notice.NOTHING_FOCUSED,  # then a press goes to the first item
    Notice.NEXT_SWITCH,  # whoever helps to set them up has a keyboard at hand
    Notice.TUTOR_DOWN,
    Notice.TUTOR_ESCAPE,
    Notice.TUTOR_SPACE,
}
"""Where there are switches."""
_ON_PAD: dict[str, Intent] = {
    "star": Command.HELP,
    "slash": Command.GO_BACK,
    "dot": Command.MAIN_MENU,
    "six": Command.PAUSE_OR_CONTINUE,
    "seven": Command.WHERE_AM_I,
    "nine": Command.NEXT_CHOICE,
    "enter": Command.THIS_ONE,
}
_KEYS = {"star": "asterisk", "dot": "full_stop", "six": "6", "seven": "7", "nine": "9"}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content(), language="en")


@pytest.mark.parametrize("switches", [Switches.TWO, Switches.ONE, Switches.STEP])
def test_who_has_switches_is_told_of_no_key_of_a_keyboard(guide: Guide, switches: Switches) -> None:
    """M3, M4, M5."""
    said = {guide.notices[worded_for(switches, each)].spoken for each in {*Notice} - _NEVER_SAID}
    assert [sentence for sentence in said if _OF_A_KEYBOARD.search(sentence)] == []


def test_with_a_numeric_pad_its_own_keys_are_named(guide: Guide) -> None:
    """M8, E23."""
    policy = Configuration(keys=Keys(keymap=KeymapName("numeric-pad"))).policy()
    notices = Dialogue(guide, policy).guide.notices
    with_switches = {each for each in Notice if each.value.endswith(" by switch")}
    said = {notices[each].spoken for each in {*Notice} - with_switches}
    assert [sentence for sentence in said if _OF_A_KEYBOARD.search(sentence)] == []
    assert "press" not in notices[Notice.HELP_TERMS].spoken, "its slash goes back"


def test_each_key_of_the_pad_does_what_the_sentences_say(guide: Guide) -> None:
    keys = load_keymap("numeric-pad").keys
    for_pad = [guide.notices[each].spoken for each in Notice if each.value.endswith(" by pad")]
    named = set(re.findall(r"\bpress ([a-z]+)", " ".join(for_pad), re.IGNORECASE))
    named -= {"a", "any", "the"}  # a number, any key, the switch
    assert named <= {*_ON_PAD}
    for name in named:
        assert keys[_KEYS.get(name, name)] == _ON_PAD[name], name


def test_without_a_pad_a_keyboard_is_spoken_of(guide: Guide) -> None:
    assert Dialogue(guide, Policy()).guide.notices[Notice.PAUSED].spoken.endswith("press space.")


def test_the_page_of_urgent_help_is_where_the_pad_is_told_it_is(guide: Guide) -> None:
    """S1: there is no key for it."""
    [more] = [c.goto for c in guide.topics[guide.home].choices if c.label.spoken == "More topics"]
    assert guide.urgent in [choice.goto for choice in guide.topics[more].choices]
