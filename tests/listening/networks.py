"""Files of networks for tests: a tiny one with weights by chance, and what can be wrong with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from mskiosk.listening.filterbank import WIDTH
from tests.listening.judges import WAYS

WORDS = ("two", "three", "yes", "no", "go back")
CHANNELS, MAPS, SIZE = 6, 2, 3
Arrays = Mapping[str, Any]


def tiny(
    words: tuple[str, ...] = WORDS,
    *,
    channels: int = CHANNELS,
    maps: int = MAPS,
    size: int = SIZE,
    steps: int = SIZE,
) -> dict[str, Any]:
    """The arrays of a network that has learned nothing, with one block. `size`: of the first
    layer; `steps`: of those over time."""
    chance = np.random.default_rng(1)

    def some(*shape: int) -> Any:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    arrays: dict[str, Any] = {
        "front": some(maps, size, size),
        "front_bias": some(maps),
        "mix": some(channels, maps * WIDTH // 2),
        "mix_bias": some(channels),
        "halved_before": np.float32(0),
        "attention": some(channels),
        "answer": some(len(words) + 1, 2 * channels),
        "answer_bias": some(len(words) + 1),
    }
    for half in range(2):
        arrays[f"depthwise_0_{half}"] = some(channels, steps)
        arrays[f"pointwise_0_{half}"] = some(channels, channels)
        arrays[f"pointwise_0_{half}_bias"] = some(channels)
    ways = [each for each in WAYS.items() if each[1] in words]
    arrays["ways"] = np.array(ways, dtype=np.str_).reshape(-1, 2)
    return {"words": np.array(words), "temperature": np.float32(1), **arrays}


def written(file: Path, arrays: Arrays | None = None) -> Path:
    np.savez(file, **(tiny() if arrays is None else arrays))
    return file
