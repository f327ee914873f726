"""The voices of espeak-ng: each accent of English in each of its variants."""

import math
import shutil
import subprocess

from models.spotter.voices import Engine, Voice, read_wave, scratch_file

_PROGRAM = "espeak-ng"
_WORDS_A_MINUTE = 155
_MIDDLE_PITCH, _PITCH_AN_OCTAVE, _MOST_PITCH = 50, 90, 99
_SECONDS = 30.0
_ACCENTS = (
    *("en-us", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-gbcwmd"),
    *("en-029", "en-us-nyc"),
)
_VARIANTS = (
    *("Alex", "Alicia", "Andrea", "Andy", "Annie", "AnxiousAndy", "Denis", "Diogo", "Gene"),
    *("Gene2", "Henrique", "Hugo", "Jacky", "Lee", "Marco", "Mario", "Michael", "Mike"),
    *("Mr serious", "Nguyen", "Storm", "Tweaky", "adam", "anika", "announcer", "antonio", "aunty"),
    *("belinda", "benjamin", "boris", "croak", "david", "ed", "edward", "edward2"),
    *("f1", "f2", "f3", "f4", "f5", "grandma", "grandpa", "gustave", "iven", "iven2", "iven3"),
    *("iven4", "john", "kaukovalta", "klatt", "klatt2", "klatt3", "klatt4", "klatt5", "linda"),
    *("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "marcelo", "max", "michel", "miguel"),
    *("norbert", "pablo", "paul", "pedro", "quincy", "rob", "robert", "sandro", "shelby", "steph"),
    *("steph2", "steph3", "travis", "victor", "whisper", "whisperf", "zac"),
)
"""All of espeak-ng 1.51, without the machines (Demonic, RicishayMax, UniRobot, anikaRobot,
robosoft) and without those that sound as another does (caleb and klatt6 as klatt, fast)."""
_HELD_OUT_ACCENT = "en-gb-x-gbcwmd"
_HELD_OUT_VARIANTS = frozenset(("f4", "m5", "belinda", "Denis"))
"""In every accent."""


def _find() -> list[Voice]:
    if not shutil.which(_PROGRAM):
        return []
    return [_voice(accent, variant) for accent in _ACCENTS for variant in _VARIANTS]


def _voice(accent: str, variant: str) -> Voice:
    name = f"{accent}+{variant}"

    def speak(text: str, rate: float, pitch: float) -> bytes:
        height = round(_MIDDLE_PITCH + _PITCH_AN_OCTAVE * math.log2(pitch))
        file = scratch_file()
        _run(
            *("-v", name, "-s", str(round(_WORDS_A_MINUTE * rate))),
            *("-p", str(min(max(height, 0), _MOST_PITCH)), "-w", str(file), "--", text),
        )
        return read_wave(file)

    is_held_out = accent == _HELD_OUT_ACCENT or variant in _HELD_OUT_VARIANTS
    return Voice(name, _PROGRAM, is_held_out, speak)


def _run(*arguments: str) -> None:
    """Raises `RuntimeError` where it fails."""
    try:
        subprocess.run((_PROGRAM, *arguments), check=True, capture_output=True, timeout=_SECONDS)
    except subprocess.SubprocessError as error:
        raise RuntimeError(str(error)) from error


ESPEAK = Engine(_PROGRAM, _find, "apt install espeak-ng", "GPL-3.0-or-later")
