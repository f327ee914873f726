"""Pieces of sound that samples are made of, alone or one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.spotter.degrading import SILENT, Logarithms
from models.spotter.examples import Example
from mskiosk.listening.filterbank import WIDTH


@dataclass(frozen=True, slots=True)
class Piece:
    logarithms: Logarithms
    folds: frozenset[int]
    text: str = ""
    """What is said in it from beginning to end; empty for a part of something."""


def one_of(these: Sequence[Any], chance: np.random.Generator) -> Any:
    return these[int(chance.integers(len(these)))]


def piece_of(example: Example) -> Piece:
    return Piece(example.logarithms.astype(np.float32), frozenset((example.fold,)), example.text)


def joined(
    first: Piece, second: Piece, chance: np.random.Generator, gaps: tuple[int, int]
) -> Piece:
    """As one voice might say them: as loud as each other, with so many steps between; a negative
    gap takes away silence."""
    gap = int(chance.integers(*gaps))
    begin, end = first.logarithms, second.logarithms
    between = np.full((max(0, gap), WIDTH), SILENT, np.float32)
    parts = [begin[: len(begin) + min(0, gap)], between, end + (begin.max() - end.max())]
    return Piece(
        np.maximum(np.concatenate(parts), SILENT),
        first.folds | second.folds,
        f"{first.text} {second.text}",
    )


def stretch_of(sound: Logarithms, chance: np.random.Generator) -> Logarithms:
    steps = int(chance.integers(25, 260))
    begin = int(chance.integers(max(1, len(sound) - steps)))
    return sound[begin : begin + steps]
