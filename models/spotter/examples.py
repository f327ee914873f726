"""Sounds as the training keeps them: the logarithms of their bands, with what was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.spotter.spoken import Spoken
from mskiosk.listening.filterbank import logarithms_of, sounding
from mskiosk.listening.recogniser import SAMPLES_A_SECOND

if TYPE_CHECKING:  # they need what only training needs
    from models.spotter.recordings import Recording
    from models.spotter.rooms import Rooms

Answers = Mapping[str, int]
"""Every way to say a word, with the place of the word in the list."""
EDGE_SECONDS = 0.2
"""Of silence that is kept around each sound."""
NONE = -1
"""The answer for what is no word of the list."""
SYNTHETIC = -1
"""The fold of a synthetic voice: it is in every training."""
HELD_OUT = -2
"""The fold of a synthetic voice that is in no training."""
COMMAND, NEAR, OTHER, SENTENCE = "command", "near-miss", "other word", "sentence"
HESITATIONS = frozenset(("er", "um", "hmm", "mhm", "ah", "oh"))


class RecipeError(Exception):
    """Nothing can be learned from what is there; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    answer: int
    """The place of the word in the list; `NONE` for anything else."""
    kind: str
    fold: int
    group: str
    """The speaker, or the synthetic voice."""
    is_human: bool
    is_narrow: bool
    logarithms: NDArray[np.float16]
    """(steps, 40), with a little of what is around the sound."""


def human_examples(
    recordings: "Sequence[Recording]", answers: Answers, rooms: "Rooms", seed: int
) -> Iterator[Example]:
    """Each recording as it is, and once as it sounds in a room."""
    chance = np.random.default_rng(seed)
    for each in recordings:
        answer = answers.get(each.text, NONE)
        kind = SENTENCE if each.is_sentence else OTHER if answer == NONE else COMMAND
        for samples in (each.samples, rooms.heard(each.samples, chance)):
            yield Example(
                each.text, answer, kind, each.fold, each.speaker, True, each.is_narrow,
                _logarithms(samples),
            )  # fmt: skip


def synthetic_examples(
    spoken: Sequence[Spoken], answers: Answers, rooms: "Rooms", seed: int
) -> Iterator[Example]:
    """Each once, half of them as they sound in a room."""
    chance = np.random.default_rng(seed)
    for each in spoken:
        answer = answers.get(each.text, NONE)
        samples = each.samples
        if chance.random() < 0.5 and not each.is_held_out:
            samples = rooms.heard(samples, chance)
        yield Example(
            each.text, answer, each.kind, HELD_OUT if each.is_held_out else SYNTHETIC, each.voice,
            False, False, _logarithms(samples),
        )  # fmt: skip


def check(examples: Sequence[Example], names: Sequence[str]) -> None:
    """Raises `RecipeError` where nobody says one of the words, or nothing else."""
    said = {each.answer for each in examples}
    if missing := [name for place, name in enumerate(names) if place not in said]:
        raise RecipeError(
            f"Nobody says {', '.join(missing)}: there is no recording of it, and no voice. "
            "apt install espeak-ng, or give more recordings."
        )
    if not any(each.answer == NONE and each.kind == OTHER for each in examples):
        raise RecipeError("Nobody says a word that is none of the list. Give more recordings.")


def _logarithms(samples: NDArray[np.int16]) -> NDArray[np.float16]:
    edge = np.zeros(round(EDGE_SECONDS * SAMPLES_A_SECOND), np.int16)
    logarithms = logarithms_of(np.concatenate([edge, samples, edge]).tobytes())
    sound = sounding(logarithms)
    return (sound if len(sound) else logarithms).astype(np.float16)
