"""What can speak: every voice that is installed, each with its engine's name.

A voice says a text at a rate and a pitch, of which 1 is its own. A text may end with a mark, which
gives it another melody.
"""

import tempfile
import wave
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mskiosk.measuring.mixing import LOUDEST, resampled

SAMPLES_A_SECOND = 16_000


class VoiceError(Exception):
    """A voice said nothing; the message names it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of an engine."""

    name: str
    family: str
    """The engine."""
    is_held_out: bool
    """True for a voice that is for testing only. Whole voices are held out, of
    each engine that has enough of them."""
    speak: Callable[[str, float, float], bytes]

    def say(self, text: str, rate: float = 1.0, pitch: float = 1.0) -> bytes:
        """Mono, 16 bits, 16 kHz, with the silence that the engine gives. Raises `VoiceError`."""
        try:
            pcm = self.speak(text, rate, pitch)
        except (OSError, EOFError, ValueError, RuntimeError, wave.Error) as error:
            raise VoiceError(f"{self.name} cannot say {text!r}: {error}") from error
        if not pcm:
            raise VoiceError(f"{self.name} said nothing for {text!r}")
        return pcm


@dataclass(frozen=True, slots=True)
class Engine:
    """`find` gives no voice where the engine is not installed; `install` says what to do then.
    `licence` is that of the voices as their packages state it, for the card of a model."""

    family: str
    find: Callable[[], Sequence[Voice]]
    install: str
    licence: str


def read_wave(file: Path, pitch: float = 1.0) -> bytes:
    """A wave file at 16 kHz, its pitch changed by a factor together with its speed and its
    formants, as of a bigger or smaller speaker. Raises `wave.Error` and `EOFError`."""
    with wave.open(str(file)) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
        return resampled(samples, round(sound.getframerate() * pitch))


def scaled(samples: Iterable[int], rate: int, pitch: float) -> bytes:
    """16-bit samples of another rate at 16 kHz, changed by `pitch` as in `read_wave`."""
    return resampled(array("h", samples), round(rate * pitch))


def from_floats(samples: NDArray[np.float32], rate: int, pitch: float) -> bytes:
    """As `scaled`, of samples from -1 to 1."""
    whole = np.clip(np.rint(samples * LOUDEST), -LOUDEST, LOUDEST).astype(np.int16)
    return resampled(array("h", whole.tobytes()), round(rate * pitch))


def scratch_file() -> Path:
    """The path of a wave file of this process alone, in a folder that ends with it. What was said
    before is gone: a program that writes nothing does not seem to have said it again."""
    file = Path(_FOLDER.name) / "said.wav"
    file.unlink(missing_ok=True)
    return file


_FOLDER = tempfile.TemporaryDirectory(prefix="spotter-voices-")
