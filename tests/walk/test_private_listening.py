"""A whole session with private listening: the headset, and nothing else (P4, E7)."""

import time
from pathlib import Path

import pytest

from tests.virtual_sound import HEADSET, LOUD, VirtualSound
from tests.walk.kiosk import running

pytestmark = pytest.mark.long


def test_the_cut_sentence_is_said_again_when_the_headset_is_back_and_others_hear_nothing(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    (tmp_path / "mskiosk.yaml").write_text(
        "downloads: never\nprivate_listening: true\ndevices: {headset: clinic-headset}\n"
    )
    virtual_sound.add_headset()
    options = ("--no-microphone",)
    with (
        virtual_sound.recorder() as loudspeaker,
        running(tmp_path, *options, environment=virtual_sound.environment) as kiosk,
    ):
        with virtual_sound.recorder(HEADSET) as headset:
            headset.wait_for_sound(20)
            kiosk.press("2", "5", "1")
            kiosk.wait_for("Bladder")
            kiosk.wait_for("I am speaking")
            headset.wait_for_sound(since=time.monotonic())
        virtual_sound.remove_headset()
        kiosk.wait_for("I am silent")
        virtual_sound.add_headset()
        with virtual_sound.recorder(HEADSET) as headset:
            kiosk.wait_for("My voice stopped for a moment")
            kiosk.wait_for("I am speaking")
            headset.wait_for_sound()
        assert "Bladder" in kiosk.screen
        assert all(rms < LOUD for _, rms in loudspeaker.timeline)


def test_a_kiosk_without_its_headset_says_so_in_writing_and_speaks_when_it_comes(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    (tmp_path / "mskiosk.yaml").write_text(
        "downloads: never\nprivate_listening: true\ndevices: {headset: clinic-headset}\n"
    )
    with (
        virtual_sound.recorder() as loudspeaker,
        running(tmp_path, "--no-microphone", environment=virtual_sound.environment) as kiosk,
    ):
        kiosk.wait_for("I find no headset, so please read the screen.")
        virtual_sound.add_headset()
        with virtual_sound.recorder(HEADSET) as headset:
            kiosk.wait_for("You can hear me again.")
            headset.wait_for_sound()
        assert all(rms < LOUD for _, rms in loudspeaker.timeline)
