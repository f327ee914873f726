"""Rows of `docs/access.md` that belong to no other room."""

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy
from tests.access.stand import Stand

COMMON = {
    "options": Command.OPTIONS,
    "help": Command.HELP,
    "repeat": Command.REPEAT,
    "yes": Command.YES,
    "no": Command.NO,
    "cancel": Command.GO_BACK,
    "stop": Command.STOP,
    "pause": Command.PAUSE,
    "continue": Command.CONTINUE,
    "next": Command.NEXT,
    "previous": Command.PREVIOUS,
    "go back": Command.GO_BACK,
    "main menu": Command.MAIN_MENU,
    "operator": Command.STAFF,
    "standby": Command.PAUSE,
    "goodbye": Command.GOODBYE,
    "louder": Command.LOUDER,
    "softer": Command.QUIETER,
    "faster": Command.FASTER,
    "slower": Command.SLOWER,
}
"""The core of ETSI ES 202 076 for English."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content())


def test_after_an_hour_of_nothing_the_page_is_still_on_the_screen(guide: Guide) -> None:
    """S13, V8: it neither goes blank nor ends."""
    stand = Stand(guide, Policy(), hears=True)
    stand.rest()
    before = stand.seen[-1]
    stand.clock.advance(3600.0)
    assert not stand.session.has_ended
    assert stand.seen[-1].lines == before.lines
    assert all(view.lines for view in stand.seen)


@pytest.mark.parametrize("words", COMMON)
def test_the_common_words_of_voice_services_mean_one_thing_each(guide: Guide, words: str) -> None:
    """X10: on the first page, by the whole grammar."""
    stand = Stand(guide, Policy(), hears=True)
    assert Grammar.of(stand.seen[-1], guide).match(words) is COMMON[words]
