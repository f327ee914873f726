"""Speech that is slowed, blurred and halting."""

import random
from itertools import groupby

import numpy as np
import pytest

from mskiosk.measuring.altered import blurred, paused, slowed, slurred
from mskiosk.measuring.mixing import loudness

RATE = 16_000


def _tone(hertz: float, seconds: float) -> bytes:
    at = np.arange(round(RATE * seconds))
    return (8_000 * np.sin(2 * np.pi * hertz * at / RATE)).astype("<i2").tobytes()


def _sizes(pcm: bytes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.abs(np.fft.rfft(np.frombuffer(pcm, "<i2").astype(float)))


def _pauses(pcm: bytes) -> list[float]:
    """The silences in seconds, to a hundredth."""
    is_quiet = [loudness(pcm[at : at + 320]) < 100 for at in range(0, len(pcm) - 319, 320)]
    runs = [(quiet, len(list(run)) / 100) for quiet, run in groupby(is_quiet)]
    return [seconds for quiet, seconds in runs[1:-1] if quiet and seconds > 0.1]


@pytest.mark.parametrize("factor", [1.6, 2.0])
def test_slowed_speech_takes_longer_at_the_same_pitch(factor: float) -> None:
    pcm = slowed(_tone(200, 1.0), factor)
    assert len(pcm) == pytest.approx(2 * RATE * factor, rel=0.01)
    assert _sizes(pcm).argmax() / (len(pcm) / 2 / RATE) == pytest.approx(200, abs=2)
    assert loudness(pcm) == pytest.approx(loudness(_tone(200, 1.0)), rel=0.05)


def test_blurred_speech_is_as_long_and_its_edges_are_gone() -> None:
    pcm = bytes(16_000) + _tone(1_000, 0.5) + bytes(16_000)
    soft = blurred(pcm)
    assert len(soft) == len(pcm)
    before_the_edge = slice(15_000, 15_960)
    assert loudness(pcm[before_the_edge]) == 0
    assert loudness(soft[before_the_edge]) > 100
    neighbour = 1_150 * len(pcm) // 2 // RATE
    assert _sizes(soft)[neighbour] > 3 * _sizes(pcm)[neighbour]


def test_halting_speech_has_its_pauses_between_the_words() -> None:
    words = [_tone(hertz, 0.4) for hertz in (300, 500, 700)]
    assert _pauses(paused(words)) == [2.0, 2.0]
    first, second = _pauses(slurred(words, random.Random(1)))
    assert first != second
    assert all(0.4 <= pause <= 2.1 for pause in (first, second))
    assert _pauses(slurred(words[:1], random.Random(1))) == []


def test_where_there_is_no_sound_there_is_none_after() -> None:
    assert slowed(b"", 2.0) == blurred(b"") == paused([]) == slurred([], random.Random(1)) == b""
