"""The voices of Festival, all said by one process, for it takes long to start."""

import functools
import shutil
import subprocess
import threading
from pathlib import Path

from models.spotter.voices import Engine, Voice, read_wave, scratch_file

_PROGRAM = "festival"
_VOICES = {
    "kal_diphone": "english/kal_diphone",
    "ked_diphone": "english/ked_diphone",
    "cmu_us_slt_arctic_hts": "us/cmu_us_slt_arctic_hts",
}
"""Each with its folder."""
_FOLDER = Path("/usr/share/festival/voices")
_HELD_OUT = "ked_diphone"
_DONE = "said"
_SECONDS = 60.0


class _Process:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            (_PROGRAM, "--pipe"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._voice = ""

    def say(self, voice: str, text: str, stretch: float, file: Path) -> None:
        """Raises `RuntimeError` when the process has ended, or takes too long and is ended."""
        lines = [] if voice == self._voice else [f"(voice_{voice})"]
        self._voice = voice
        quoted = text.replace("\\", "").replace('"', "")
        lines += [
            f"(Parameter.set 'Duration_Stretch {stretch:.3f})",
            f'(utt.save.wave (utt.wave.resample (SynthText "{quoted}") 16000) "{file}" \'riff)',
            f'(format t "{_DONE}\\n")',
            "(fflush nil)",
        ]
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write("\n".join(lines) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise RuntimeError("festival has ended") from error
        watch = threading.Timer(_SECONDS, self._process.kill)
        watch.start()
        try:
            for line in self._process.stdout:
                if _DONE in line:
                    return
        finally:
            watch.cancel()
        raise RuntimeError("festival has ended")


@functools.cache
def _process() -> _Process:
    return _Process()


def _find() -> list[Voice]:
    if not shutil.which(_PROGRAM):
        return []
    return [_voice(name) for name, folder in _VOICES.items() if (_FOLDER / folder).is_dir()]


def _voice(name: str) -> Voice:
    def speak(text: str, rate: float, pitch: float) -> bytes:
        file = scratch_file()
        _process().say(name, text, pitch / rate, file)
        return read_wave(file, pitch)

    return Voice(f"festival-{name}", _PROGRAM, name == _HELD_OUT, speak)


FESTIVAL = Engine(
    _PROGRAM,
    _find,
    "apt install festival festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts",
    "BSD-like, of Carnegie Mellon University and others",
)
