"""Arithmetic on sound."""

from array import array

import numpy as np
import pytest

from mskiosk.measuring.mixing import at_level, loudness, mixed, resampled, speech_end


def _tone(level: float, seconds: float = 1.0) -> bytes:
    at = np.arange(round(16_000 * seconds))
    return (level * np.sin(2 * np.pi * 440 * at / 16_000)).astype("<i2").tobytes()


@pytest.mark.parametrize("decibels", [20, 10, 0])
def test_noise_is_as_much_quieter_as_was_asked(decibels: int) -> None:
    speech = bytes(16_000) + _tone(8_000) + bytes(16_000)
    noisy = np.frombuffer(mixed(speech, _tone(100, 0.3), decibels), "<i2").astype(float)
    added = noisy - np.frombuffer(speech, "<i2")
    ratio = 20 * np.log10(loudness(_tone(8_000)) / np.sqrt(np.mean(added**2)))
    assert ratio == pytest.approx(decibels, abs=0.5)


def test_where_there_is_no_noise_or_no_speech_nothing_is_added() -> None:
    assert mixed(_tone(1_000), b"", 10) == _tone(1_000)
    assert mixed(_tone(1_000), bytes(3_200), 10) == _tone(1_000)
    assert mixed(b"", _tone(1_000), 10) == b""


def test_too_much_noise_is_clipped_and_breaks_nothing() -> None:
    assert (
        max(np.abs(np.frombuffer(mixed(_tone(30_000), _tone(9), -40), "<i2").astype(int))) <= 32_767
    )


def test_speech_is_brought_to_a_level_and_silence_stays() -> None:
    pcm = bytes(32_000) + _tone(500) + bytes(32_000)
    level = loudness(at_level(pcm, -26)[32_000:64_000])
    assert 20 * np.log10(level / 32_767) == pytest.approx(-26, abs=0.1)
    assert at_level(bytes(64), -26) == bytes(64)
    assert at_level(b"", -26) == b""


def test_speech_ends_with_its_last_loud_moment() -> None:
    pcm = bytes(16_000) + _tone(3_000, 0.5) + _tone(10, 1.0)
    assert speech_end(pcm) == pytest.approx(1.0, abs=0.02)
    assert speech_end(bytes(3_200)) == speech_end(b"") == 0.0


def test_another_rate_leaves_length_and_pitch_and_nothing_too_high() -> None:
    at = np.arange(22_050)
    low, high = (5_000 * np.sin(2 * np.pi * hertz * at / 22_050) for hertz in (440, 10_000))
    heard = resampled(array("h", low.astype(int).tolist()), 22_050)
    assert len(heard) == 32_000
    spectrum = np.abs(np.fft.rfft(np.frombuffer(heard, "<i2").astype(float)))
    assert int(spectrum.argmax()) == 440
    assert loudness(resampled(array("h", high.astype(int).tolist()), 22_050)) < 10
    assert resampled(array("h"), 22_050) == b""
