"""A fan, a hum, white noise; and people, who are never so even."""

import pytest

from mskiosk.listening.meaningless import meaningless
from mskiosk.listening.steadiness import is_steady
from tests.recordings import human, louder, noise, silence, spoken


@pytest.mark.parametrize("name", list(meaningless()))
@pytest.mark.parametrize("decibels", [-20, 0, 20])
def test_silence_hum_and_noise_are_steady(name: str, decibels: int) -> None:
    pcm = louder(meaningless()[name], decibels)
    assert is_steady(pcm)
    assert is_steady(silence(1) + pcm + silence(1))


@pytest.mark.parametrize("word", ["two", "no", "more", "you", "a"])
def test_words_are_not(word: str) -> None:
    """The evenest there are, alone, in a quiet room, loud, and cut off."""
    pcm = spoken(word)
    assert not is_steady(pcm)
    assert not is_steady(silence(1) + pcm + silence(1))
    assert not is_steady(louder(pcm, 12))
    assert not is_steady(pcm[: len(pcm) // 2])


@pytest.mark.parametrize("pcm", [b"", b"\0", b"\1\4" * 400, b"\xff\x70\0\0" * 900])
def test_of_too_little_nothing_is_told(pcm: bytes) -> None:
    assert not is_steady(pcm)


@pytest.mark.long
def test_no_recorded_person_is_and_fans_are() -> None:
    assert not [clip.path for clip in human() if is_steady(clip.pcm())]
    steady = {clip.text for clip in noise() if is_steady(clip.pcm())}
    assert {"pink_noise", "hum1_50hz_fan"} <= steady
    assert not any("babble" in name or "typing" in name for name in steady)
