"""The filter between a sound card's rate and 16 kHz: nothing folded over, nothing lost, no seam."""

import numpy as np
import pytest

from mskiosk.listening.resampling import Resampler, can_resample
from tests.recordings import RATE

pytestmark = pytest.mark.unhurried

CARDS = (
    44_100,
    48_000,
    *(pytest.param(rate, marks=pytest.mark.long) for rate in (22_050, 32_000, 96_000, 192_000)),
)
LOUDNESS = 20_000


def _tone(rate: int, hertz: float, seconds: float = 0.3) -> bytes:
    times = np.arange(round(rate * seconds)) / rate
    return (LOUDNESS * np.sin(2 * np.pi * hertz * times)).astype("<i2").tobytes()


def _decibels(rate: int, hertz: float) -> float:
    """How loud a tone comes out, against how it went in, without its beginning and its end."""
    resampler, pcm = Resampler(rate), _tone(rate, hertz)
    pieces = [resampler.resample(pcm[at : at + 1_920]) for at in range(0, len(pcm), 1_920)]
    made = np.frombuffer(b"".join(pieces), dtype="<i2")
    middle = made[RATE // 20 : -RATE // 20].astype(np.float64)
    return float(20 * np.log10(max(np.sqrt(2 * np.mean(middle**2)), 0.1) / LOUDNESS))


@pytest.mark.parametrize("rate", CARDS)
def test_what_lies_above_eight_kilohertz_does_not_come_as_another_tone(rate: int) -> None:
    for hertz in (8_010, 8_200, 9_000, 10_000, 12_000, 15_000, 20_000):
        if hertz < rate / 2:
            assert _decibels(rate, hertz) < -70, hertz


@pytest.mark.parametrize("rate", CARDS)
def test_what_a_recogniser_listens_to_is_not_weakened(rate: int) -> None:
    for hertz in (60, 300, 1_000, 3_400, 6_000, 7_000):
        assert abs(_decibels(rate, hertz)) < 0.1, hertz


@pytest.mark.parametrize("rate", [8_000, 11_025])
def test_a_telephones_rate_is_filled_up_without_mirrored_tones(rate: int) -> None:
    made = np.frombuffer(Resampler(rate).resample(_tone(rate, 1_000, 1.0)), dtype="<i2")
    spectrum = np.abs(np.fft.rfft(made[RATE // 5 :] * np.hanning(len(made) - RATE // 5)))
    loudest = int(np.argmax(spectrum))
    hertz = RATE / (len(made) - RATE // 5)
    assert abs(loudest * hertz - 1_000) < 2 * hertz
    spectrum[loudest - 4 : loudest + 5] = 0
    assert spectrum.max() < 0.001 * LOUDNESS * len(made) / 4


@pytest.mark.parametrize("rate", [44_100, 48_000, 8_000])
@pytest.mark.parametrize("size", [7, 441, 960])
def test_pieces_of_any_size_make_the_same_sound_as_the_whole(rate: int, size: int) -> None:
    pcm = _tone(rate, 440, 0.2)
    resampler = Resampler(rate)
    pieces = [resampler.resample(pcm[at : at + 2 * size]) for at in range(0, len(pcm), 2 * size)]
    assert b"".join(pieces) == Resampler(rate).resample(pcm)


@pytest.mark.parametrize("rate", CARDS)
def test_no_sample_is_lost_over_time(rate: int) -> None:
    resampler = Resampler(rate)
    made = sum(len(resampler.resample(bytes(2 * (rate // 10)))) for _ in range(10))
    assert abs(made // 2 - RATE) <= 1


def test_the_loudest_sound_is_cut_and_does_not_turn_over() -> None:
    step = np.repeat(np.array([0, 32_767], dtype="<i2"), 4_800)
    made = np.frombuffer(Resampler(48_000).resample(step.tobytes()), dtype="<i2").astype(int)
    assert made.max() == 32_767
    assert np.abs(np.diff(made)).max() < 32_767


def test_rates_of_no_sound_card_are_refused() -> None:
    assert not any(map(can_resample, (0, -48_000, 44_101, 10_000_000)))
    with pytest.raises(ValueError, match="44101"):
        Resampler(44_101)
