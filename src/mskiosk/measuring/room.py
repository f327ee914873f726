"""The sound of a room in which nobody speaks to the kiosk, by chance and the same each time."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from mskiosk.listening.recogniser import BYTES_A_SECOND, SAMPLES_A_SECOND
from mskiosk.measuring.altered import silence
from mskiosk.measuring.mixing import LOUDEST, at_level, mixed

STRETCH_SECONDS = (10.0, 30.0)
SPEECH_DECIBELS = (-50.0, -15.0)
NOISE_DECIBELS = (-60.0, -20.0)
"""Below full scale; a person at the kiosk comes to about -25."""
GAP_SECONDS = (0.1, 4.0)
"""Between two people who talk with each other."""
_REST_SECONDS = 5.0
"""Quiet at the end of each stretch, in which the last utterance ends."""
_ROOM_DEVIATION = 4.0
"""Of the samples of a quiet room, of 32767."""
_SEED = 8


class Sounding(StrEnum):
    QUIET = "quiet"
    NOISE = "noise"
    TALK = "talk"
    OWN_VOICE = "own_voice"


_SHARES = {Sounding.QUIET: 1, Sounding.NOISE: 2, Sounding.TALK: 4, Sounding.OWN_VOICE: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What can be heard in it: sounds of any length. A kind without sounds does not occur."""

    noises: Sequence[bytes] = ()
    talk: Sequence[bytes] = ()
    own_voice: Sequence[bytes] = ()

    def stretches(self, seed: int = _SEED) -> Iterator[tuple[Sounding, bytes]]:
        """Without end; each is 15 to 35 s long, and more by the length of its last sound."""
        chance = random.Random(seed)  # noqa: S311 - the same hours each time
        sounds = {
            Sounding.NOISE: self.noises,
            Sounding.TALK: self.talk,
            Sounding.OWN_VOICE: self.own_voice,
        }
        kinds = [kind for kind in Sounding if kind is Sounding.QUIET or sounds[kind]]
        weights = [_SHARES[kind] for kind in kinds]
        tone = np.random.default_rng(seed).normal(0, _ROOM_DEVIATION, SAMPLES_A_SECOND)
        room_tone = tone.astype("<i2")
        while True:
            (kind,) = chance.choices(kinds, weights)
            seconds = chance.uniform(*STRETCH_SECONDS)
            pcm = self._stretch(kind, sounds.get(kind, ()), seconds, chance)
            pcm += silence(_REST_SECONDS)
            yield kind, _in_the_room(pcm, room_tone)

    def _stretch(
        self, kind: Sounding, sounds: Sequence[bytes], seconds: float, chance: random.Random
    ) -> bytes:
        if kind is Sounding.QUIET:
            return silence(seconds)
        if kind is Sounding.NOISE:
            return self._noise(seconds, chance, chance.uniform(*NOISE_DECIBELS))
        level = chance.uniform(*SPEECH_DECIBELS)
        pcm = b""
        while len(pcm) < seconds * BYTES_A_SECOND:
            pcm += at_level(chance.choice(sounds), level + chance.uniform(-3, 3))
            pcm += silence(chance.uniform(*GAP_SECONDS))
        if self.noises and chance.random() < 0.5:
            return mixed(pcm, chance.choice(self.noises), chance.uniform(0, 30))
        return pcm

    def _noise(self, seconds: float, chance: random.Random, level: float) -> bytes:
        noise = at_level(chance.choice(self.noises), level)
        size = round(seconds * SAMPLES_A_SECOND) * 2
        begin = chance.randrange(len(noise) // 2) * 2
        return (noise[begin:] + noise * (size // len(noise) + 1))[:size]


def _in_the_room(pcm: bytes, tone: NDArray[np.int16]) -> bytes:
    """`pcm` over a room tone that comes again and again. Whole numbers alone: arrays of many
    megabytes would be seen in the memory that is measured."""
    samples = np.frombuffer(pcm, "<i2")
    most = np.int16(LOUDEST - int(np.abs(tone).max()))
    heard: NDArray[np.int16] = np.clip(samples, -most, most) + np.resize(tone, samples.size)
    return heard.astype("<i2").tobytes()
