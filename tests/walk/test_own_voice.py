"""A lesson in the real kiosk, with real sound, at home and at a clinic (C4, E16, P1, P5)."""

import stat
from pathlib import Path

import pytest

from tests.virtual_sound import VirtualSound
from tests.walk.kiosk import Kiosk, running
from tests.walk.person import Person

pytestmark = pytest.mark.long

LEARN_VOICE = "`"


def teach(kiosk: Kiosk, person: Person, *phrases: str) -> None:
    kiosk.wait_for("Main menu")
    kiosk.press(LEARN_VOICE)
    for phrase in phrases:
        for asked in ("Please say", "Again", "Once more"):
            kiosk.wait_for(f"{asked}: {phrase}.")
            person.say(phrase)
    kiosk.wait_for(lambda screen: f": {phrases[-1]}." not in screen)
    kiosk.press("escape")
    kiosk.wait_for("I use them from now on")


def kept(home: Path) -> list[Path]:
    return list(home.rglob("voice-of-the-person"))


def test_what_was_learned_at_home_is_kept_if_the_person_says_so_and_forgotten_by_key(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    with running(tmp_path, environment=virtual_sound.environment) as kiosk:
        teach(kiosk, Person(kiosk, virtual_sound), "one", "two")
        kiosk.wait_for("for your next visit")
        assert kept(tmp_path) == []
        kiosk.press("1")
        kiosk.wait_for("I keep it here")
        (file,) = kept(tmp_path)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"one" in file.read_bytes()
        assert not [path for path in tmp_path.rglob("*") if path.suffix in (".wav", ".raw")]
    with running(tmp_path, environment=virtual_sound.environment) as kiosk:
        kiosk.wait_for("Main menu")
        kiosk.press(LEARN_VOICE)
        kiosk.wait_for("I know how you say some words")
        kiosk.press("2")
        kiosk.wait_for("I have forgotten how you speak")
        assert kept(tmp_path) == []


def test_a_damaged_file_is_told_in_the_log_and_the_kiosk_goes_on(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    folder = tmp_path / ".local" / "share" / "mskiosk"
    folder.mkdir(parents=True)
    (folder / "voice-of-the-person").write_bytes(b"something else")
    with running(tmp_path, environment=virtual_sound.environment) as kiosk:
        kiosk.wait_for("Main menu")
        (log,) = tmp_path.rglob("voice-file.log")
        assert "left aside" in log.read_text()
        kiosk.press(LEARN_VOICE)
        kiosk.wait_for("Please say: one.")
