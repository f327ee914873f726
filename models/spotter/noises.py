"""Noise to learn in: made, not recorded, so that recorded noise remains to be tested with.

Even noise of several colours, a hum with a fan, keys that are struck, dishes and running water,
chords as of music, and babble: several people at once, from what is in the training anyway.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from mskiosk.listening.filterbank import logarithms_of
from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.measuring.mixing import Wave, pcm_of

Logarithms = NDArray[np.float32]
SECONDS = 12
_LOUDNESS = 3000.0
_COUNT = SECONDS * SAMPLES_A_SECOND
_TIME = np.arange(_COUNT) / SAMPLES_A_SECOND


def noises(chance: np.random.Generator, tracks: int) -> list[Logarithms]:
    """So many tracks of each kind but babble."""
    made = [
        kind(chance)
        for _ in range(tracks)
        for kind in (_even, _hum, _keys, _dishes, _water, _chords)
    ]
    return [logarithms_of(pcm_of(_LOUDNESS * _unit(wave))) for wave in made]


def babble(
    talk: Sequence[NDArray[np.float16]], chance: np.random.Generator, tracks: int
) -> Iterator[Logarithms]:
    """One to eight people at once, each saying one thing after another."""
    for _ in range(tracks):
        people = []
        for _ in range(int(chance.choice((1, 2, 4, 5, 6, 8)))):
            said: list[Logarithms] = []
            while sum(map(len, said)) < 100 * SECONDS:
                said.append(talk[int(chance.integers(len(talk)))].astype(np.float32))
            track = np.concatenate(said)[: 100 * SECONDS]
            people.append(track - track.max() + float(chance.uniform(17, 20)))
        yield np.logaddexp.reduce(np.stack(people), axis=0)


def _even(chance: np.random.Generator) -> Wave:
    slope = chance.uniform(0, 2.2)
    spectrum = np.fft.rfft(chance.standard_normal(_COUNT))
    spectrum *= np.maximum(1, np.arange(len(spectrum))) ** (-slope / 2)
    return np.fft.irfft(spectrum, _COUNT)


def _hum(chance: np.random.Generator) -> Wave:
    base = float(chance.choice((50, 60, 100, 120))) * float(chance.uniform(0.98, 1.02))
    hum = chance.uniform(0.1, 2) * _unit(_even(chance))
    for count in range(1, 15):
        tone = np.sin(2 * np.pi * base * count * _TIME + chance.uniform(0, 6))
        hum += tone / count ** chance.uniform(0.5, 2)
    return hum


def _keys(chance: np.random.Generator) -> Wave:
    wave = 0.02 * _unit(_even(chance))
    at = 0.0
    while (at := at + float(chance.exponential(0.16)) + 0.04) < SECONDS - 0.2:
        for later in (0.0, float(chance.uniform(0.05, 0.09))):
            wave += _struck(chance, at + later, (1500, 6000), chance.uniform(0.002, 0.012))
    return wave


def _dishes(chance: np.random.Generator) -> Wave:
    wave = 0.1 * _unit(_even(chance))
    at = 0.0
    while (at := at + float(chance.exponential(0.4))) < SECONDS - 0.5:
        wave += _struck(chance, at, (800, 6000), chance.uniform(0.02, 0.15), tones=4)
    return wave


def _water(chance: np.random.Generator) -> Wave:
    low = float(chance.uniform(200, 2000))
    high = float(chance.uniform(low * 1.5, 7500))
    band = butter(2, (low, high), "bandpass", fs=SAMPLES_A_SECOND, output="sos")
    swell = np.interp(_TIME, np.linspace(0, SECONDS, 40), chance.uniform(0.3, 1, 40))
    return np.asarray(sosfilt(band, chance.standard_normal(_COUNT))) * swell


def _chords(chance: np.random.Generator) -> Wave:
    wave = np.zeros(_COUNT)
    for begin in np.arange(0, SECONDS - 1, float(chance.uniform(0.25, 0.9))):
        for _ in range(3):
            tone = 110 * 2 ** (int(chance.integers(0, 36)) / 12)
            wave += _struck(chance, float(begin), (tone, tone * 1.001), 0.4, tones=1)
            wave += 0.5 * _struck(chance, float(begin), (2 * tone, 2.001 * tone), 0.3, tones=1)
    return wave + 0.01 * chance.standard_normal(_COUNT)


def _struck(
    chance: np.random.Generator,
    at: float,
    hertz: tuple[float, float],
    decay: float,
    tones: int = 8,
) -> Wave:
    """Something struck at the second `at`, that rings for about `decay` seconds."""
    wave = np.zeros(_COUNT)
    begin = int(at * SAMPLES_A_SECOND)
    end = min(_COUNT, begin + int(6 * decay * SAMPLES_A_SECOND) + 1)
    time = np.arange(end - begin) / SAMPLES_A_SECOND
    for tone in chance.uniform(*hertz, tones):
        wave[begin:end] += np.sin(2 * np.pi * tone * time + chance.uniform(0, 6))
    wave[begin:end] *= np.exp(-time / decay) * chance.uniform(0.2, 1)
    return wave


def _unit(wave: Wave) -> Wave:
    unit: Wave = wave / wave.std()
    return unit
