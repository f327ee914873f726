"""Fifty times at a random moment the voice is killed, hangs or loses its device (E14, X13): the
person sees or hears what happened, the reading goes on, and nothing is left behind."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.virtual_sound import Recorder, VirtualSound
from tests.walk.kiosk import Kiosk, running, wait_until_gone

pytestmark = pytest.mark.long

TIMES = 50
LONGEST_GAP_SECONDS = 6.0
SEEN_SECONDS = 15.0
"""Longer than any hang is looked at, and than a voice that starts slowly."""
TOLD_SECONDS = 30.0
"""Nothing is read for longer without a pause."""
BACK_SECONDS = 60.0
"""A voice that was lost again and again is tried after 30 s at the latest."""
VOICE = "mskiosk.speaking.process"
TOLD = (
    "My voice stopped for a moment",
    "My voice has stopped",
)
SILENT = ("I am silent", "Words on screen only", "I am paused")


def test_a_storm_of_faults_stops_no_reading_and_leaves_nothing_behind(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    seed = int(os.environ.get("MSKIOSK_SEED", random.SystemRandom().randrange(1_000_000)))
    print(f"MSKIOSK_SEED={seed}")  # noqa: T201 - shown when the test fails
    rng = random.Random(seed)
    (tmp_path / "mskiosk.yaml").write_text(
        "downloads: never\nvoice: {rate_words_per_minute: 200, volume: 10}\n"
    )
    sound = virtual_sound.environment
    with (
        running(tmp_path, "--no-microphone", environment=sound, columns=120, rows=40) as kiosk,
        virtual_sound.recorder() as recorder,
    ):
        kiosk.wait_for("I am speaking")
        recorder.wait_for_sound()
        before = _belongings(kiosk)
        for number in range(TIMES):
            _read(kiosk, rng.choice("12345"))
            struck = recorder.last_moment + rng.uniform(0, LONGEST_GAP_SECONDS)
            recorder.wait_until(_is_past(recorder, struck), 30, "the moment")
            fault = rng.choice((_kill, _stop, _unplug))
            began = time.monotonic()
            fault(kiosk, virtual_sound)
            shown = kiosk.wait_for(_is_seen, SEEN_SECONDS)
            seen = time.monotonic()
            if "I am silent" in shown and fault is not _unplug:
                kiosk.wait_for(_is_told, TOLD_SECONDS)
            virtual_sound.add_speaker()
            kiosk.wait_for("I am speaking", BACK_SECONDS)
            heard = recorder.wait_for_sound(BACK_SECONDS, since=time.monotonic())
            print(  # noqa: T201 - the course of the storm
                f"{number} {fault.__name__}: seen after {seen - began:.2f} s, "
                f"heard after {heard - began:.2f} s"
            )
        _read(kiosk, "1")
        recorder.wait_for_sound(since=time.monotonic())
        kiosk.wait_for("I am speaking")
        assert _belongings(kiosk) == before
        children = kiosk.children()
        kiosk.process.send_signal(signal.SIGTERM)
        kiosk.wait_for_end()
        assert kiosk.is_terminal_sane()
        assert wait_until_gone(children) == []


def _is_past(recorder: Recorder, moment: float) -> Callable[[], bool]:
    return lambda: recorder.last_moment >= moment


def _is_seen(screen: str) -> bool:
    return any(words in screen for words in SILENT)


def _is_told(screen: str) -> bool:
    return any(words in screen for words in TOLD)


def _read(kiosk: Kiosk, digit: str) -> None:
    """A page is read from its beginning."""
    kiosk.press("home")
    kiosk.press(digit)


def _kill(kiosk: Kiosk, sound: VirtualSound) -> None:
    os.kill(kiosk.child(VOICE), signal.SIGKILL)


def _stop(kiosk: Kiosk, sound: VirtualSound) -> None:
    os.kill(kiosk.child(VOICE), signal.SIGSTOP)


def _unplug(kiosk: Kiosk, sound: VirtualSound) -> None:
    sound.remove_speaker()


def _belongings(kiosk: Kiosk) -> tuple[int, int, int]:
    """How many processes there are, and how many open files in the kiosk and in the voice."""
    voice = kiosk.child(VOICE)
    files = [len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in (kiosk.process.pid, voice)]
    return len(kiosk.children()), files[0], files[1]
