"""What a trained network makes of sounds that it never heard, in quiet and in noise.

Each clip is cut out as the kiosk would cut it, with a little silence around; recorded noise is
mixed into the samples. Nothing of the noise, of the speakers or of the voices was learned from.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mskiosk.listening.filterbank import bands_of
from mskiosk.listening.network import Network
from mskiosk.measuring.conditions import DECIBELS, NOISES
from mskiosk.measuring.mixing import mixed
from mskiosk.measuring.recordings import RecordingSet

CLEAN, NARROW = "clean", "clean 8 kHz"
_EVERY_IN_NOISE = 3
_EDGE = bytes(2 * 16_000 * 3 // 10)


@dataclass(frozen=True, slots=True)
class Sound:
    """Something that is said, or no speech; `label` is the word that it is, or empty."""

    text: str
    label: str
    group: str
    kind: str
    is_narrow: bool
    pcm: bytes


@dataclass(frozen=True, slots=True)
class Judged:
    """`probabilities`: of each word, and at the end of anything else."""

    condition: str
    sound: Sound
    probabilities: NDArray[np.float32]


def judged(
    network: Network, sounds: Sequence[Sound], noises: Mapping[str, bytes], seed: int
) -> Iterator[Judged]:
    """Each sound in quiet, and some in each noise; `noises` have the names of the recordings."""
    for sound in sounds:
        pcm = _EDGE + sound.pcm + _EDGE
        yield _judged(network, NARROW if sound.is_narrow else CLEAN, sound, pcm)
    chance = random.Random(seed)  # noqa: S311 - the same figures each time
    for name, beginnings in NOISES.items():
        some = [pcm for noise, pcm in noises.items() if noise.startswith(beginnings)]
        for decibels in DECIBELS if some else ():
            for sound in sounds[::_EVERY_IN_NOISE]:
                noise = chance.choice(some)
                begin = chance.randrange(len(noise) // 2) * 2
                noise = noise[begin:] + noise[:begin]
                pcm = mixed(_EDGE + sound.pcm + _EDGE, noise, decibels)
                condition = f"{name} {decibels} dB" + (" 8 kHz" if sound.is_narrow else "")
                yield _judged(network, condition, sound, pcm)


def noises_in(folder: Path) -> dict[str, bytes]:
    """The recorded noises, by name. Raises `RecordingsError`."""
    return dict(RecordingSet.read(folder).noises)


def _judged(network: Network, condition: str, sound: Sound, pcm: bytes) -> Judged:
    bands = bands_of(pcm)
    if len(bands):
        found = network.probabilities(bands).astype(np.float32)
    else:
        found = np.eye(len(network.words) + 1, dtype=np.float32)[-1]
    return Judged(condition, sound, found)
