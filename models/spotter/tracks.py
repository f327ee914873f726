"""The tracks of noise that are mixed into the samples, babble of each part of the people apart."""

from collections.abc import Sequence

import numpy as np

from models.spotter.examples import OTHER, SENTENCE, SYNTHETIC, Example
from models.spotter.noises import babble, noises
from models.spotter.recordings import FOLDS
from models.spotter.sampling import Track

NOISE_TRACKS, BABBLE_TRACKS = 4, 16


def tracks_of(examples: Sequence[Example], seed: int) -> list[Track]:
    """Noise that is made, and babble of what the examples say that is no command: the same for the
    same seed. Nobody is heard in it but the voices of its own fold."""
    chance = np.random.default_rng(seed)
    tracks = [Track(each, SYNTHETIC) for each in noises(chance, NOISE_TRACKS)]
    for fold in (SYNTHETIC, *range(FOLDS)):
        talk = [
            each.logarithms
            for each in examples
            if each.fold == fold and each.kind in (OTHER, SENTENCE)
        ]
        if talk:
            tracks += [Track(each, fold) for each in babble(talk, chance, BABBLE_TRACKS)]
    return tracks
