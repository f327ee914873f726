"""The typed lines of a rehearsal.

heard "treatments" 0.91     the person says it, as soon as the kiosk listens
heard "go ... back"         the same, with a pause of two seconds
sample unlike               an example of no use in a lesson; `heard` gives one of use
noise                       a sound that is no word, as soon as the kiosk listens
cough                       a sound too short for a word; also: talk (of other people, on and on)
sound                       a sound that counts as the press of a switch
key 2                       a key is pressed, now
(8 s)                       time goes by
voice dies                  also: voice comes back, microphone unplugged, microphone taken,
                            microphone back, microphone muted, microphone silent, microphone fine,
                            very quiet, clipping, loud room, calm room, headset plugged in,
                            headset pulled out, staff called, staff not called
# anything                  nothing
"""

import re
from dataclasses import dataclass

from mskiosk.core.events import Ending, SampleFault

_HEARD = re.compile(r'heard\s+"([^"]*)"(?:\s+(\d(?:\.\d+)?))?')
_WAIT = re.compile(r"\((\d+(?:\.\d+)?)\s*(s|min)\)")
_KEY = re.compile(r"key\s+(\S+)")
_SECONDS = {"s": 1.0, "min": 60.0}


class ScriptError(ValueError):
    """A line that means nothing; says which and what would."""


@dataclass(frozen=True, slots=True)
class Heard:
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Noise:
    """`name`: as it is written down."""

    name: str
    ending: Ending


@dataclass(frozen=True, slots=True)
class Key:
    name: str


@dataclass(frozen=True, slots=True)
class Wait:
    seconds: float


@dataclass(frozen=True, slots=True)
class Sample:
    """What is said in a lesson, and cannot be learned from."""

    fault: SampleFault


@dataclass(frozen=True, slots=True)
class Mishap:
    """Something that happens to the machine; one of `MISHAPS`."""

    what: str


MISHAPS = (
    "headset plugged in",
    "headset pulled out",
    "voice dies",
    "keys strike twice",
    "one switch pressed",
    "other switch pressed",
    "voice comes back",
    "microphone unplugged",
    "microphone taken",
    "microphone back",
    "microphone muted",
    "microphone silent",
    "microphone fine",
    "very quiet",
    "clipping",
    "loud room",
    "calm room",
    "staff called",
    "staff not called",
)

NOISES = {
    "noise": Ending.PAUSE,
    "cough": Ending.SOUND,
    "talk": Ending.TALK,
    "sound": Ending.SWITCH,
}

Cue = Heard | Noise | Sample | Key | Wait | Mishap


def parsed(line: str) -> Cue | None:
    """The cue in `line`, None for an empty line or a remark. Raises `ScriptError`."""
    line = line.strip()
    if not line or line.startswith("#"):
        return None
    if match := _HEARD.fullmatch(line):
        confidence = float(match[2] or 1.0)
        if confidence > 1:
            raise ScriptError(f"confidence {match[2]} is more than 1: {line[:80]}")
        return Heard(match[1], confidence)
    if match := _WAIT.fullmatch(line):
        return Wait(min(float(match[1]) * _SECONDS[match[2]], 86_400.0))
    if match := _KEY.fullmatch(line):
        return Key(match[1])
    if line in NOISES:
        return Noise(line, NOISES[line])
    if line.startswith("sample ") and line.removeprefix("sample ") in set(SampleFault):
        return Sample(SampleFault(line.removeprefix("sample ")))
    if line in MISHAPS:
        return Mishap(line)
    raise ScriptError(
        f'this line means nothing: {line[:80]!r}; write: heard "two" 0.9, key 2, (8 s), noise'
    )
