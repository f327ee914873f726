"""Walks through the real kiosk with real sound: a virtual loudspeaker and microphone."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.virtual_sound import LOUD, VirtualSound
from tests.walk.kiosk import Kiosk, running, wait_until_gone
from tests.walk.person import Person, recorded_two

pytestmark = pytest.mark.long

ALMOST_SILENT_SECONDS = 3.0
LONG_PAGE = "Long-term medicines cut relapses"


@pytest.fixture
def kiosk(tmp_path: Path, virtual_sound: VirtualSound) -> Iterator[Kiosk]:
    with running(tmp_path, environment=virtual_sound.environment) as kiosk:
        yield kiosk


def test_a_spoken_two_opens_a_page_that_is_then_spoken_and_a_key_silences_it(
    kiosk: Kiosk, virtual_sound: VirtualSound
) -> None:
    """S5, E4."""
    with virtual_sound.recorder() as recorder:
        recorder.wait_for_sound()
        kiosk.wait_for("Main menu")
        Person(kiosk, virtual_sound).ask_for(recorded_two(), "Tiredness and pain")
        recorder.wait_for_sound(since=time.monotonic())

        kiosk.press("x")
        pressed = time.monotonic()
        kiosk.wait_for("I am paused")
        silence = recorder.wait_for_silence(since=pressed)
        recorder.wait_until(
            lambda: recorder.timeline[-1][0] > silence + ALMOST_SILENT_SECONDS, 20, "the silence"
        )
        stale = [rms for t, rms in recorder.timeline if t > silence and rms >= LOUD]
        assert stale == []


def test_a_page_of_minutes_can_be_stopped_slowed_and_left_by_voice_alone(
    kiosk: Kiosk, virtual_sound: VirtualSound
) -> None:
    """What is heard doubtfully is asked about, and what is not heard is said again."""
    person = Person(kiosk, virtual_sound)
    person.ask_for("treatment", "Treatment can shorten attacks")
    person.ask_for("number two", LONG_PAGE)
    person.ask_for("stop talking", "Paused. To go on")
    person.ask_for("slower", "Slower.")
    person.ask_for("continue", "I am speaking")
    person.ask_for("go back", "Back at Treatment")


@pytest.mark.parametrize(
    "moment", ["Main menu", "I will listen soon | I am speaking", "I am listening"]
)
@pytest.mark.parametrize("module", ["mskiosk.speaking.process", "mskiosk.listening.process"])
def test_a_killed_child_costs_at_most_the_sentence_and_the_kiosk_says_so(
    kiosk: Kiosk, virtual_sound: VirtualSound, module: str, moment: str
) -> None:
    said = {
        "mskiosk.speaking.process": "My voice stopped for a moment.",
        "mskiosk.listening.process": "I can hear you again.",
    }
    person = Person(kiosk, virtual_sound)
    kiosk.wait_for(moment)
    first = kiosk.child(module)
    os.kill(first, signal.SIGKILL)
    if moment != "Main menu":  # at the start nothing was said yet, and nothing is lost
        kiosk.wait_for(said[module])
    assert wait_until_gone([first]) == []
    with virtual_sound.recorder() as recorder:
        person.ask_for("number two", "Tiredness and pain")
        assert kiosk.child(module) != first
        recorder.wait_for_sound(since=time.monotonic())


def test_removed_devices_are_told_and_taken_up_again(
    kiosk: Kiosk, virtual_sound: VirtualSound
) -> None:
    kiosk.wait_for("I am listening")
    virtual_sound.remove_microphone()
    kiosk.wait_for("I find no microphone")
    virtual_sound.add_microphone()
    kiosk.wait_for("I can hear you again")
    virtual_sound.remove_speaker()
    kiosk.wait_for("Words on screen only")
    virtual_sound.add_speaker()
    kiosk.wait_for("You can hear me again")
    Person(kiosk, virtual_sound).ask_for("number two", "Tiredness and pain")


def test_a_muted_microphone_is_told_and_shown_and_so_is_that_it_works_again(
    kiosk: Kiosk, virtual_sound: VirtualSound
) -> None:
    """P5, E20: said, and shown in words beside the meter."""
    kiosk.wait_for("Main menu")
    kiosk.press("x")  # paused, and it listens
    kiosk.wait_for("I am listening")
    virtual_sound.mute_microphone(is_muted=True)
    kiosk.wait_for("The microphone is switched off")
    kiosk.wait_for("The microphone is off")
    virtual_sound.mute_microphone(is_muted=False)
    kiosk.wait_for("The microphone is all right now")
    Person(kiosk, virtual_sound).ask_for("number two", "Tiredness and pain")
