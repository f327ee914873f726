"""Without a Vosk model, people whose voices were recorded find their way while others talk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mskiosk.measuring.mixing import mixed
from tests.recordings import RATE, human, noise
from tests.virtual_sound import VirtualSound
from tests.walk.kiosk import Kiosk, running
from tests.walk.person import Person

pytestmark = pytest.mark.long

DECIBELS = 20
BEFORE_SECONDS, AFTER_SECONDS = 1.0, 2.5


@pytest.fixture
def kiosk(tmp_path: Path, virtual_sound: VirtualSound) -> Iterator[Kiosk]:
    with running(tmp_path, environment=virtual_sound.environment) as kiosk:
        yield kiosk


def in_babble(word: str, which: int) -> bytes:
    """The word by one of the people who were recorded, while others talk before and after it."""
    clip = [each for each in human() if each.text == word][which].pcm()
    before, after = (bytes(2 * round(RATE * each)) for each in (BEFORE_SECONDS, AFTER_SECONDS))
    babble = next(each for each in noise() if each.text.startswith("babble"))
    return mixed(before + clip + after, babble.pcm(), DECIBELS)


def test_a_page_is_opened_stopped_and_left_by_recorded_voices_in_babble(
    kiosk: Kiosk, virtual_sound: VirtualSound
) -> None:
    person = Person(kiosk, virtual_sound)
    kiosk.wait_for("Main menu")
    person.ask_for(in_babble("three", 0), "Treatment can shorten attacks")
    person.ask_for(in_babble("two", 0), "Long-term medicines cut relapses")
    person.ask_for(in_babble("stop", 0), "Paused. To go on")
