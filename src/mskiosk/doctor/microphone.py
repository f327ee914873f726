"""How the microphone hears, by two seconds of which nothing but figures is kept (P5)."""

from dataclasses import dataclass

from mskiosk.doctor.devices import SoundDevices
from mskiosk.doctor.finding import Finding, fail, ok, skipped, warn
from mskiosk.doctor.speaker import MODULE
from mskiosk.listening.asking import answer_of
from mskiosk.listening.levels import LOUD
from mskiosk.listening.recogniser import EngineError

LIMIT_SECONDS = 25.0
LISTENS_SECONDS = 2.0
_MOST_CUT = 0.001
"""Of all samples: so many at the end of the scale are no accident."""
_AGAIN = "and check again: `mskiosk doctor microphone`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Levels are in decibels below full scale (dBFS)."""

    name: str | None
    """Of the microphone; None: the system does not say which one it prefers."""
    level: float
    floor: float
    """The quietest fifth: the noise of the room and of the device."""
    loudest: float
    is_nothing: bool
    """Not even noise."""
    is_faint: bool
    """The noise of the device alone."""
    cut_share: float
    """How many of the samples are at the end of the scale."""
    is_quiet_voice: bool
    """Somebody spoke, and it was hardly heard."""


def examine_microphone(devices: SoundDevices) -> Finding:
    if not devices.has_microphone:
        return skipped(
            "The configuration has devices: microphone: none, so nothing is listened to."
        )
    question = {"do": "listen", "microphone": devices.microphone, "seconds": LISTENS_SECONDS}
    try:
        told = answer_of(MODULE, question=question, most_seconds=LIMIT_SECONDS)
    except EngineError as error:
        return fail(
            f"The sound system does not do its work ({error}). Restart the sound server, or the "
            f"machine, {_AGAIN}"
        )
    match told.get("missing"):
        case None:
            return judged_microphone(Heard(**told))
        case "taken":
            return fail(
                f"The microphone cannot be listened to: {told['why']}. End the program that has "
                f"it, {_AGAIN}"
            )
    wanted = f' named "{devices.microphone}"' if devices.microphone else ""
    return fail(
        f"There is no microphone{wanted}, so that the kiosk is used by keys alone. Plug one in, "
        "correct its name at `devices: microphone`, or write `none` there."
    )


def judged_microphone(heard: Heard) -> Finding:
    name = f'"{heard.name}"' if heard.name else "The preferred microphone"
    levels = f"level {heard.level:.0f} dBFS, noise floor {heard.floor:.0f} dBFS"
    if heard.is_nothing:
        return fail(
            f"{name} gives nothing at all, not even noise: it is muted, by its own switch or by "
            f"the mixer. Switch it on (`pactl list sources`, `alsamixer`), {_AGAIN}"
        )
    if heard.is_faint:
        return warn(
            f"{name} gives nothing but its own noise ({levels}): no room is so quiet. Turn it up, "
            f"or take off what covers it, {_AGAIN}"
        )
    if heard.cut_share > _MOST_CUT:
        return warn(
            f"{name} is turned up too far: the sound is cut off ({levels}). Turn it down, {_AGAIN}"
        )
    if heard.is_quiet_voice:
        return warn(
            f"{name} hears a voice, but hardly ({levels}). Turn it up, or put it nearer, {_AGAIN}"
        )
    if heard.floor > LOUD:
        return warn(
            f"{name} stands in a loud room, or is turned up too far ({levels}): words will be "
            f"missed. Put it nearer to people and away from fans and loudspeakers, {_AGAIN}"
        )
    return ok(f"{name} hears ({levels}). Nothing of it was kept.")
