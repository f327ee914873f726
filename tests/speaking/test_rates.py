"""V2: the seven rates, measured on the sound of a whole page with all its pauses."""

import numpy as np
import pytest

from mskiosk.core.policy import DEFAULT_RATE, RATES
from mskiosk.speaking.driver import Word
from mskiosk.speaking.pace import Pace, caption_seconds
from mskiosk.speaking.voice import Voice, load_voice
from tests.speaking.page import PAGE, WORDS


@pytest.fixture(scope="module")
def voice() -> Voice:
    return load_voice()


@pytest.fixture(scope="module")
def pages(voice: Voice) -> dict[int, list["np.ndarray"]]:
    """The sound of each sentence by rate; the player puts nothing between them."""
    return {rate: [_sound(voice, sentence, rate) for sentence in PAGE] for rate in RATES}


def _sound(voice: Voice, text: str, rate: int) -> "np.ndarray":
    pcm = bytearray()

    def take(some: bytes, begun: tuple[Word, ...]) -> bool:
        pcm.extend(some)
        return True

    voice.render(text, rate, take)
    return np.frombuffer(bytes(pcm), dtype="<i2")


@pytest.mark.parametrize("rate", RATES)
def test_a_page_is_spoken_at_the_rate_that_was_asked_for_v2(
    voice: Voice, pages: dict[int, list["np.ndarray"]], rate: int
) -> None:
    minutes = sum(map(len, pages[rate])) / voice.sample_rate / 60
    assert WORDS / minutes == pytest.approx(rate, rel=0.1)


@pytest.mark.parametrize("rate", RATES)
def test_the_pitch_is_the_same_at_every_rate_v2(
    voice: Voice, pages: dict[int, list["np.ndarray"]], rate: int
) -> None:
    usual = _hertz(voice, pages[DEFAULT_RATE])
    assert 70 < usual < 250
    assert _hertz(voice, pages[rate]) == pytest.approx(usual, rel=0.04)


def _hertz(voice: Voice, page: list["np.ndarray"]) -> float:
    """The median pitch of the voiced parts, from the best lag between 70 and 250 Hz."""
    low, high = voice.sample_rate // 250, voice.sample_rate // 70
    found = []
    for sound in page[:12]:
        for start in range(0, len(sound) - 2_048, 1_024):
            frame = sound[start : start + 2_048].astype(float)
            likeness = np.fft.irfft(np.abs(np.fft.rfft(frame, 4_096)) ** 2)[:high]
            lag = low + int(np.argmax(likeness[low:]))
            if likeness[lag] > 0.6 * likeness[0] > 1e7:
                found.append(voice.sample_rate / lag)
    assert len(found) > 100
    return float(np.median(found))


def test_slower_than_the_engine_can_speak_the_pauses_between_words_grow() -> None:
    assert Pace.of(60).rate == Pace.of(70).rate == 80
    assert Pace.of(60).word_gap > Pace.of(70).word_gap > Pace.of(82).word_gap == 0
    assert Pace.of(1) == Pace.of(40)
    assert Pace.of(10_000) == Pace.of(320)
    assert Pace.of(125).rate == pytest.approx(127, abs=1)


def test_captions_last_as_long_as_the_words_would() -> None:
    assert caption_seconds("one two three four five", 60) == 5.0
    assert caption_seconds("one two three four five", 100) == 3.0
    assert caption_seconds("", 125) == 0.8
    assert caption_seconds("x" * 1_000_000, 125) == 60.0
