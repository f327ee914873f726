"""`mskiosk doctor` with a sound card, and what it does to the sound."""

import json
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from tests.cli.examined import DEAF, told
from tests.cli.program import run
from tests.virtual_sound import LOUD, VirtualSound

HEARS_ITSELF = "devices: {microphone: Monitor of Null}\n"


def at_home(sound: VirtualSound, home: Path) -> dict[str, str]:
    """The sound server has a home of its own."""
    return {**sound.environment, "HOME": str(home)}


def test_in_silence_nothing_is_played(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    with virtual_sound.recorder() as recorder:
        ended = run(
            *(tmp_path, "doctor", "--json", "--silent", "speaker"),
            environment=virtual_sound.environment,
        )
        assert all(rms < LOUD for _, rms in recorder.timeline)
    assert told(ended)["speaker"]["state"] == "skipped"


@pytest.mark.long
def test_the_kiosk_hears_itself_and_warns_where_it_does_not(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    """The loudspeaker's monitor is the microphone."""
    file = tmp_path / "mskiosk.yaml"
    file.write_text(HEARS_ITSELF, encoding="utf-8")
    options = ("--config", str(file), "doctor", "--json", "speaker")

    def speaker() -> dict[str, str]:
        return told(run(tmp_path, *options, environment=virtual_sound.environment))["speaker"]

    heard = speaker()
    assert heard["state"] == "ok"
    assert '"Null Output" was heard by the microphone' in heard["says"]
    virtual_sound.mute_speaker(is_muted=True)
    muted = speaker()
    assert muted["state"] == "warn"
    assert "the microphone did not hear it" in muted["says"]
    virtual_sound.mute_speaker(is_muted=False)
    file.write_text("{}\n", encoding="utf-8")
    assert "did not hear it" in speaker()["says"], "the microphone is in another room"
    virtual_sound.remove_speaker()
    assert speaker()["state"] == "fail"


@pytest.mark.long
def test_a_microphone_that_is_there_muted_taken_or_gone_is_told(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    """P5: nothing of it is kept."""

    def microphone() -> tuple[str, str]:
        options = (tmp_path, "doctor", "--json", "microphone")
        found = told(run(*options, environment=at_home(virtual_sound, tmp_path)))["microphone"]
        return found["state"], found["says"]

    state, says = microphone()
    assert state in ("ok", "warn")  # a silent room at -66 dB is near the noise of a device
    assert "dBFS" in says
    virtual_sound.mute_microphone(is_muted=True)
    assert microphone()[0] == "fail"
    virtual_sound.mute_microphone(is_muted=False)
    virtual_sound.take_microphone()
    assert "cannot be listened to" in microphone()[1]
    virtual_sound.release_microphone()
    virtual_sound.remove_microphone()
    assert "There is no microphone" in microphone()[1]
    assert not list(tmp_path.rglob("*mskiosk*"))


@pytest.mark.long
def test_a_sound_server_that_hangs_hangs_nothing(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    virtual_sound.hang()
    try:
        ended = run(
            *(tmp_path, "doctor", "--json", "speaker", "clock"),
            environment=virtual_sound.environment,
        )
    finally:
        virtual_sound.go_on()
    checks = told(ended)
    assert (checks["speaker"]["state"], checks["clock"]["state"]) == ("fail", "ok")


@pytest.mark.long
def test_a_calibration_sounds_at_each_step_and_is_kept(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    """S8, E10, E21."""
    with virtual_sound.recorder() as recorder:
        ended = run(
            *(tmp_path, "doctor", "--calibrate"),
            typed="42\n46\n57\n60\n68\n",
            environment=at_home(virtual_sound, tmp_path),
        )
        levels = [rms for _, rms in recorder.timeline if rms >= LOUD]
    assert ended.status == Exit.DONE, ended.told
    assert "60.0 dB(A) (S8, E10)" in ended.output
    assert max(levels) > 5 * min(levels)
    kept = json.loads((tmp_path / ".local/share/mskiosk/loudness.json").read_text("utf-8"))
    assert kept["steps"] == {"1": 46.0, "6": 57.0, "7": 60.0, "10": 68.0}


def test_without_a_loudspeaker_a_calibration_ends_in_words(tmp_path: Path) -> None:
    ended = run(tmp_path, "doctor", "--calibrate", typed="42\n46\n", environment=DEAF)
    assert ended.status == Exit.FAULTS
    assert "There is no loudspeaker to measure" in ended.output
