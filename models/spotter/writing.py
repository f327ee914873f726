"""What the recipe writes: files that are whole or not there, and the file of the model."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from models.spotter.words import WordList


@contextmanager
def written_whole(file: Path) -> Iterator[BinaryIO]:
    """Opens what becomes `file` when all of it is written; until then `file` stays as it was.
    Raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    with part.open("wb") as opened:
        yield opened
    part.replace(file)


def digest(*parts: object) -> str:
    """Twelve digits that differ where what `repr` says of `parts` does, for the names of files
    that are kept."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def write_model(file: Path, words: WordList, temperature: float, arrays: Mapping[str, Any]) -> None:
    """With the same bytes for the same weights. Raises `OSError`."""
    other = [(way, name) for name, ways in words.ways.items() for way in ways if way != name]
    with written_whole(file) as opened:
        np.savez_compressed(
            opened,
            words=np.array(tuple(words.ways)),
            ways=np.array(other).reshape(-1, 2),
            temperature=np.float32(temperature),
            **arrays,
        )
