"""The voices of RHVoice: statistical ones, of a Scot and of an American.

Its other English voices are left out: their licences are unclear, or forbid what is derived.
"""

import shutil
import subprocess

from models.spotter.voices import Engine, Voice, read_wave, scratch_file

_PROGRAM = "RHVoice-test"
_FAMILY = "rhvoice"
_VOICES = ("alan", "bdl")
_SECONDS = 30.0


def _find() -> list[Voice]:
    return [_voice(name) for name in _VOICES] if shutil.which(_PROGRAM) else []


def _voice(name: str) -> Voice:
    def speak(text: str, rate: float, pitch: float) -> bytes:
        file = scratch_file()
        percent = str(round(100 * rate / pitch))
        command = (_PROGRAM, "-p", name, "-R", "24000", "-r", percent, "-o", str(file))
        try:
            subprocess.run(
                command, input=text.encode(), check=True, capture_output=True, timeout=_SECONDS
            )
        except subprocess.SubprocessError as error:
            raise RuntimeError(str(error)) from error
        return read_wave(file, pitch)

    return Voice(f"rhvoice-{name}", _FAMILY, False, speak)


RHVOICE = Engine(
    _FAMILY,
    _find,
    "apt install rhvoice rhvoice-english, of the section non-free",
    "LGPL-2.1-or-later",
)
