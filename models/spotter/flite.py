"""The voices that are built into flite."""

import shutil
import subprocess

from models.spotter.voices import Engine, Voice, read_wave, scratch_file

_PROGRAM = "flite"
_VOICES = ("kal16", "kal", "awb", "rms", "slt")
"""`kal` is `kal16` by telephone (8 kHz)."""
_HELD_OUT = "rms"
_SECONDS = 30.0


def _find() -> list[Voice]:
    return [_voice(name) for name in _VOICES] if shutil.which(_PROGRAM) else []


def _voice(name: str) -> Voice:
    def speak(text: str, rate: float, pitch: float) -> bytes:
        file = scratch_file()
        # Another pitch takes the sound at another speed, so it is spoken the slower for that
        stretch = f"duration_stretch={pitch / rate:.3f}"
        command = (_PROGRAM, "-voice", name, "--setf", stretch, "-t", text, "-o", str(file))
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        except subprocess.SubprocessError as error:
            raise RuntimeError(str(error)) from error
        return read_wave(file, pitch)

    return Voice(f"flite-{name}", _PROGRAM, name == _HELD_OUT, speak)


FLITE = Engine(_PROGRAM, _find, "apt install flite", "BSD-like, of Carnegie Mellon University")
