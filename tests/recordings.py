"""Speech for tests: recorded human commands, and commands synthesised by Debian's programs.

Recordings are read where they are, and never copied into the project. All sound that comes from
here is mono, 16 bits, 16 kHz.
"""

import csv
import os
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.virtual_sound import resampled

RATE = 16_000


@dataclass(frozen=True, slots=True)
class Recording:
    path: Path
    text: str
    kind: str
    """in, out, out-sent (a sentence that is no command) or noise."""

    def pcm(self) -> bytes:
        return _read(self.path)


def folder() -> Path:
    """The folder with `human.tsv`; skips the test where there is none."""
    beside = Path(__file__).parents[2] / "shared" / "speech"
    place = Path(os.environ.get("MSKIOSK_SPEECH", beside))
    if (place / "human.tsv").is_file():
        return place
    pytest.skip("no recordings: set MSKIOSK_SPEECH to the folder that holds human.tsv")


def human() -> list[Recording]:
    with (folder() / "human.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [Recording(folder() / row["path"], row["text"], row["kind"]) for row in rows]


def noise() -> list[Recording]:
    with (folder() / "noise.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [Recording(folder() / row["path"], row["name"], "noise") for row in rows]


def spoken(text: str, voice: str = "rms") -> bytes:
    """`text` in English by flite (voices rms, awb, kal16); skips the test without flite."""
    if not shutil.which("flite"):
        pytest.skip("no synthesised commands: flite is missing (apt install flite)")
    return _synthesised("flite", "-voice", voice, "-t", text, "-o")


def spoken_korean(text: str) -> bytes:
    """`text` by espeak-ng; skips the test without it."""
    if not shutil.which("espeak-ng"):
        pytest.skip("no synthesised Korean: espeak-ng is missing (apt install espeak-ng)")
    return _synthesised("espeak-ng", "-v", "ko", "-s", "150", text, "-w")


def silence(seconds: float, *, deviation: float = 4.0, seed: int = 1) -> bytes:
    """A quiet room: faint white noise."""
    samples = np.random.default_rng(seed).normal(0, deviation, round(RATE * seconds))
    return samples.astype("<i2").tobytes()


def louder(pcm: bytes, decibels: float) -> bytes:
    samples = np.frombuffer(pcm, dtype="<i2") * 10 ** (decibels / 20)
    return np.clip(samples, -32768, 32767).astype("<i2").tobytes()


def _synthesised(*command: str) -> bytes:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "speech.wav"
        subprocess.run((*command, str(path)), check=True, timeout=30, capture_output=True)
        return _read(path)


def _read(path: Path) -> bytes:
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2), path
        return resampled(sound.readframes(sound.getnframes()), sound.getframerate(), RATE)
