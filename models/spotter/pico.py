"""The voices of SVOX Pico, by the package `py-nanotts`, which has them inside."""

from array import array
from importlib.util import find_spec

from models.spotter.voices import SAMPLES_A_SECOND, Engine, Voice, scaled

_VOICES = ("en-US", "en-GB")
_FAMILY = "pico"


def _find() -> list[Voice]:
    return [_voice(name) for name in _VOICES] if find_spec("py_nanotts") else []


def _voice(name: str) -> Voice:
    def speak(text: str, rate: float, pitch: float) -> bytes:
        from py_nanotts import NanoTTS

        said = NanoTTS().speak(text, name, rate / pitch, 1.0)
        return scaled(array("h", bytes(said)), SAMPLES_A_SECOND, pitch)

    return Voice(f"pico-{name}", _FAMILY, False, speak)


PICO = Engine(_FAMILY, _find, "pip install py-nanotts==0.1.1", "Apache-2.0")
