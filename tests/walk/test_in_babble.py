"""A person among people who talk, and a kiosk as it is installed: no Vosk model is there."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from mskiosk.measuring.mixing import LOUDEST, at_level, loudness
from tests.recordings import RATE, human, louder, noise
from tests.virtual_sound import VirtualSound
from tests.walk.kiosk import Kiosk, running
from tests.walk.person import Person

pytestmark = pytest.mark.long

SPEECH_LEVEL, TALK_BELOW = -20.0, 20.0
"""Decibels below full scale, and how much softer the others are."""


def recorded(name: str) -> bytes:
    pcm = next(each for each in human() if each.path.name == f"{name}.wav").pcm()
    return at_level(pcm, SPEECH_LEVEL)


def babble() -> bytes:
    pcm = next(each for each in noise() if each.text.startswith("babble1")).pcm()
    below = SPEECH_LEVEL - TALK_BELOW - _decibels(loudness(pcm))
    return louder(pcm, below)


def _decibels(level: float) -> float:
    return 20 * math.log10(level / LOUDEST)


@pytest.fixture
def kiosk(tmp_path: Path, virtual_sound: VirtualSound) -> Iterator[Kiosk]:
    virtual_sound.surround(babble(), RATE)
    with running(tmp_path, environment=virtual_sound.environment) as kiosk:
        yield kiosk


def test_a_menu_a_page_and_a_pause_by_one_recorded_voice_while_six_others_talk(
    kiosk: Kiosk, virtual_sound: VirtualSound
) -> None:
    """E16, X8: numbers and "stop" of a person whom the engines had to learn nothing of."""
    person = Person(kiosk, virtual_sound, says_yes=recorded("yes_v_25e93a"))
    person.ask_for(recorded("three_v_a7ce34"), "Treatment can shorten attacks")
    person.ask_for(recorded("two_v_f971c8"), "Long-term medicines cut relapses")
    person.ask_for(recorded("stop_v_6455e7"), "Paused. To go on")
