"""How the kiosk tells what can be said and pressed: the option first, and few at a time."""

import re

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.guide import Guide
from mskiosk.core.notices import Notice

_KEY_FIRST = re.compile(r"(Press|Say|Type) ")
_OPTION_AFTER = re.compile(r" (for|to|when|if|after|before) ")
_TEACHES = re.compile(r"\b(press|say|type) ", re.IGNORECASE)
_MOST_COMMANDS = 3
_SENTENCE_ENDS = re.compile(r"(?<=[.?!]) ")
_TO_BE_PRESSED_NOW = {Notice.NEXT_SWITCH, Notice.NEXT_SWITCH_BY_PAD, Notice.SELECT_SWITCH} | {
    notice for notice in Notice if notice.value.startswith("tutor")
}
"""These ask for the press itself."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content(), language="en")


def test_the_option_comes_before_the_key(guide: Guide) -> None:
    """C2: "To go back, press escape", and not the other way round."""
    key_first = [
        sentence
        for notice, text in guide.notices.items()
        if notice not in _TO_BE_PRESSED_NOW
        for sentence in _SENTENCE_ENDS.split(text.spoken)
        if _KEY_FIRST.match(sentence)
    ]
    assert key_first == []


def test_on_the_pages_too_the_option_comes_before_the_key(guide: Guide) -> None:
    """C2: "When you are done, say goodbye", or in the sentence before: "It is an emergency. Say get
    help now". What is to be told to other people is not meant."""
    commands = {phrase for universal in guide.universals.values() for phrase in universal.phrases}
    teaches = re.compile(
        rf"(Press .*|(Say|Type) (it|{'|'.join(map(re.escape, sorted(commands)))})\b.*)"
    )
    key_first = [
        (topic.id, text.spoken)
        for topic in guide.topics.values()
        for paragraph in (topic.summary, *(p for s in topic.sections for p in s.paragraphs))
        for place, text in enumerate(paragraph)
        if teaches.match(text.spoken)
        if place == 0 or _OPTION_AFTER.search(text.spoken)
    ]
    assert key_first == []


def test_no_more_than_three_commands_are_taught_at_a_time(guide: Guide) -> None:
    """C10."""
    for notice, text in guide.notices.items():
        taught = [part for part in _SENTENCE_ENDS.split(text.spoken) if _TEACHES.search(part)]
        assert len(taught) <= _MOST_COMMANDS, notice
