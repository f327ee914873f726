"""The one voice of hibari, a small network, by the package `hibari-tts`, which has it inside."""

import functools
from importlib.util import find_spec
from typing import Any

import numpy as np

from models.spotter.voices import Engine, Voice, from_floats

_FAMILY = "hibari"
_RATE = 24_000


def _find() -> list[Voice]:
    return [Voice("hibari", _FAMILY, False, _speak)] if find_spec("hibari") else []


def _speak(text: str, rate: float, pitch: float) -> bytes:
    said = np.asarray(_network()(_ended(text), speed=rate / pitch), np.float32)
    return from_floats(said, _RATE, pitch)


def _ended(text: str) -> str:
    """It says a text without a mark badly."""
    return text if text[-1:] in (".", "!", "?") else f"{text}."


@functools.cache
def _network() -> Any:
    from hibari import Hibari

    return Hibari(threads=1)


HIBARI = Engine(_FAMILY, _find, "pip install hibari-tts==0.2.1", "Apache-2.0")
