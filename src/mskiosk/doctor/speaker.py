"""Whether the loudspeaker is there and sounds: the kiosk plays and listens for itself."""

from dataclasses import dataclass
from typing import Any

from mskiosk.doctor.devices import SoundDevices
from mskiosk.doctor.finding import Finding, fail, ok, skipped, warn
from mskiosk.listening.asking import answer_of
from mskiosk.listening.recogniser import EngineError

LIMIT_SECONDS = 25.0
"""It takes 6 s."""
MODULE = "mskiosk.doctor.sounding"
TEST_STEPS = (1, 4, 7, 10)
"""Volume steps at which it plays, the loudest last."""
FAINT_DECIBELS = 6.0
"""So little above the room the loudest step is hardly heard."""
_TURN_UP = (
    "Check that it is switched on and turned up, and that it is neither muted nor another one: "
    "`pactl list sinks`, `alsamixer`. Then that the microphone hears: `mskiosk doctor microphone`"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What came of playing."""

    name: str
    """Of the loudspeaker."""
    is_deaf: bool
    """No microphone could be opened."""
    above_room_decibels: tuple[float, ...] | None
    """Of each of the steps; None: the sound was not found."""


def examine_speaker(devices: SoundDevices, *, is_silent: bool) -> Finding:
    if is_silent:
        return skipped("Nothing was played, as --silent says.")
    question = {
        "do": "hear itself",
        "headset": devices.headset,
        "microphone": devices.microphone,
        "listens": devices.has_microphone,
        "steps": TEST_STEPS,
    }
    try:
        told = answer_of(MODULE, question=question, most_seconds=LIMIT_SECONDS)
    except EngineError as error:
        return fail(
            f"The sound system does not do its work ({error}). Restart the sound server, or the "
            "machine, and check again."
        )
    if "missing" in told:
        return _missing(told, devices)
    heard = told.get("heard")
    hearing = Hearing(
        name=told["name"],
        is_deaf=told["deaf"],
        above_room_decibels=tuple(heard) if heard else None,
    )
    return judged_hearing(hearing, is_apart=devices.is_apart)


def judged_hearing(hearing: Hearing, *, is_apart: bool) -> Finding:
    name = f'"{hearing.name}"'
    if hearing.is_deaf:
        return ok(
            f"{name} takes what is played. Whether it can be heard was not tried, for there is no "
            'microphone: listen yourself, `mskiosk say "One, two, three"`.'
        )
    heard = hearing.above_room_decibels
    if is_apart and heard:
        return warn(
            f"The microphone hears {name}, {heard[-1]:.0f} dB above the room, but `devices: "
            "headset` says that it cannot, and so the kiosk may take its own voice for a person's. "
            "Use the headset's own microphone, or write `headset: false`."
        )
    if is_apart:
        return ok(
            f"{name} takes what is played, and the microphone does not hear it: as it is to "
            "be with a headset or a handset."
        )
    if not heard:
        return warn(
            f"The test sound went to {name}, and the microphone did not hear it. {_TURN_UP}."
        )
    if heard[-1] < FAINT_DECIBELS:
        return warn(
            f"The microphone hardly hears {name}: {heard[-1]:.0f} dB above the room at the loudest "
            f"step. {_TURN_UP}."
        )
    return ok(
        f"{name} was heard by the microphone: {heard[-1]:.0f} dB above the room at the loudest "
        f"step, {max(heard[0], 0):.0f} dB at the softest."
    )


def _missing(told: dict[str, Any], devices: SoundDevices) -> Finding:
    if told["missing"] == "device" and devices.headset is not None:
        there = told["there"] or "nothing"
        return fail(
            f'The only device that may sound, "{devices.headset}" (devices: headset), is not '
            f"there, so that the kiosk is silent; there is: {there}. Plug it in, or correct "
            "its name."
        )
    if told["missing"] == "device":
        return fail(
            "There is no loudspeaker that can be played on, so that the kiosk shows its words and "
            "cannot say them. Plug one in, or end whatever has it to itself. Where there is no "
            "sound server, `apt install pulseaudio` brings one."
        )
    return fail(
        f'"{told["name"]}" cannot be played on: another program has it, or it hangs. Unplug it and '
        "plug it in again, or restart the machine."
    )
