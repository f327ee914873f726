"""No sentence of the kiosk names a key that the person does not have."""

import re

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.guide import Guide
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Switches
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


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content(), language="en")


@pytest.mark.parametrize("switches", [Switches.TWO, Switches.ONE, Switches.STEP])
def test_who_has_switches_is_told_of_no_key_of_a_keyboard(guide: Guide, switches: Switches) -> None:
    """M3, M4, M5."""
    said = {guide.notices[worded_for(switches, each)].spoken for each in {*Notice} - _NEVER_SAID}
    assert [sentence for sentence in said if _OF_A_KEYBOARD.search(sentence)] == []
