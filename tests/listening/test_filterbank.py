"""What the spotter sees of a sound does not depend on how loud it is, nor on the silence around."""

import tracemalloc

import numpy as np
import pytest

from mskiosk.listening.filterbank import MOST_SECONDS, STEP, WIDTH, bands_of
from mskiosk.listening.recogniser import BYTES_A_SECOND, SAMPLES_A_SECOND
from tests.recordings import louder, silence


def tone(seconds: float, hertz: float = 700.0) -> bytes:
    time = np.arange(round(seconds * SAMPLES_A_SECOND)) / SAMPLES_A_SECOND
    swell = np.sin(2 * np.pi * 3 * time) ** 2
    return bytes((4000 * swell * np.sin(2 * np.pi * hertz * time)).astype("<i2").tobytes())


def test_there_is_a_row_for_each_10_ms_of_the_sound_and_a_little_around_it() -> None:
    bands = bands_of(silence(0.5) + tone(0.6) + silence(1.5))
    assert bands.shape[1] == WIDTH
    assert bands.dtype == np.float32
    assert 60 <= len(bands) <= 60 + 2 * 15
    assert STEP * 100 == SAMPLES_A_SECOND


def test_a_sound_is_the_same_when_it_is_louder_and_later() -> None:
    said = tone(0.6)
    once = bands_of(silence(0.5) + said + silence(0.5))
    again = bands_of(silence(0.8, seed=2) + louder(said, 9) + silence(0.9, seed=3))
    steps = min(len(once), len(again))
    assert float(np.abs(once[15 : steps - 20] - again[15 : steps - 20]).mean()) < 0.3


@pytest.mark.parametrize(
    "pcm",
    [b"", b"\0", bytes(100), bytes(2 * BYTES_A_SECOND), tone(0.01), tone(MOST_SECONDS + 1)],
    ids=["nothing", "half a sample", "too short", "silence", "a click", "too long"],
)
def test_nothing_and_what_is_too_long_for_a_command_has_no_rows(pcm: bytes) -> None:
    assert len(bands_of(pcm)) == 0


def test_an_hour_of_sound_is_refused_before_it_costs_anything() -> None:
    hour = b"\1\2" * (BYTES_A_SECOND // 2 * 3600)
    bands_of(tone(0.1))  # numpy is loaded
    tracemalloc.start()
    try:
        assert len(bands_of(hour)) == 0
        _, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most_bytes < BYTES_A_SECOND


def test_the_loudest_noise_gives_numbers() -> None:
    chance = np.random.default_rng(1)
    loud = chance.choice((-32768, 32767), SAMPLES_A_SECOND).astype("<i2").tobytes()
    assert np.isfinite(bands_of(loud)).all()
