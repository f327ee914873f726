"""I7: words that the voice would say wrong are said as they are written in phonemes."""

import numpy as np
import pytest

from mskiosk.speaking.driver import Word
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.voice import Voice, load_voice

VOICED = {"ocrelizumab": "oUkr@l'Izju:mab", "lhermitte's": "l,e@m'i:ts"}
TEXT = "Ask about Ocrelizumab now, and Lhermitte's sign."


@pytest.fixture(scope="module")
def voice() -> Voice:
    return load_voice()


def _sound(voice: Voice, text: str, voiced: dict[str, str]) -> tuple[bytes, list[Word]]:
    pcm = bytearray()
    words: list[Word] = []

    def take(some: bytes, begun: tuple[Word, ...]) -> bool:
        pcm.extend(some)
        words.extend(begun)
        return True

    with voice.pronouncing(Pronunciation(voiced)):
        voice.render(text, 125, take)
    return bytes(pcm), words


def test_a_word_with_phonemes_sounds_like_them_and_not_as_it_is_spelled(voice: Voice) -> None:
    said, _ = _sound(voice, "ocrelizumab", VOICED)
    spelled, _ = _sound(voice, "ocrelizumab", {})
    as_phonemes, _ = _sound(voice, "another", {"another": VOICED["ocrelizumab"]})
    assert _likeness(said, as_phonemes) > 0.95
    assert _likeness(said, spelled) < 0.9


def _likeness(one: bytes, other: bytes) -> float:
    """The correlation of two spectrograms, in frames of 20 ms; espeak-ng never makes quite the
    same samples twice."""
    frame = 441
    spectrograms = []
    for sound in (one, other):
        samples = np.frombuffer(sound, np.int16).astype(float)
        frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
        spectrograms.append(np.log1p(np.abs(np.fft.rfft(frames * np.hanning(frame)))))
    shorter = min(map(len, spectrograms))
    first, second = (spectrogram[:shorter].ravel() for spectrogram in spectrograms)
    return float(np.corrcoef(first, second)[0, 1])


def test_every_word_is_reported_where_it_stands_in_the_text(voice: Voice) -> None:
    _, words = _sound(voice, TEXT, VOICED)
    assert [TEXT[w.offset :][: w.length] for w in words] == [
        "Ask", "about", "Ocrelizumab", "now", "and", "Lhermitte's", "sign",
    ]  # fmt: skip
    assert [w.seconds for w in words] == sorted(w.seconds for w in words)


def test_only_whole_words_are_replaced() -> None:
    pronunciation = Pronunciation({"ms": "Em"})
    assert pronunciation.marked("MS, MSM and m-ms.").text == "[[Em]], MSM and m-[[Em]]."


def test_brackets_in_a_text_are_no_phonemes(voice: Voice) -> None:
    assert Pronunciation({}).marked("[[h@loU]]").text == "[ h@loU ]"
    assert Pronunciation(VOICED).marked("[[x]] ocrelizumab").text.count("[[") == 1


def test_nothing_is_lost_without_phonemes() -> None:
    assert Pronunciation({}).marked(TEXT).text == TEXT
    assert Pronunciation({}).marked("").text == ""


def test_another_pronunciation_is_lent_and_given_back_even_after_an_error(voice: Voice) -> None:
    before = voice.pronunciation
    with pytest.raises(ValueError, match="meanwhile"), voice.pronouncing(Pronunciation(VOICED)):
        raise ValueError("meanwhile")
    assert voice.pronunciation is before
