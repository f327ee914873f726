"""Rendering ahead of the player, from the cache, and for what may be said next."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from mskiosk.speaking.cache import Key, RenderedCache
from mskiosk.speaking.player import EndMark, Mark, Player, SentenceMark, WordMark
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.rendering import Order, Rendering
from mskiosk.speaking.voice import load_voice
from tests.speaking.page import PAGE
from tests.speaking.texts import HOSTILE

SAMPLE_RATE = 22_050
LONG = "There is so much to tell " * 150
VOICED = {"ocrelizumab": "oUkr@l'Izju:mab"}


class Reading:
    """A rendering whose samples are taken by hand."""

    def __init__(self, most_bytes: int = 32_000_000, voiced: dict[str, str] | None = None) -> None:
        self.marks: list[Mark] = []
        self.cache = RenderedCache(most_bytes)
        self._player = Player(self.marks.append, SAMPLE_RATE)
        self.rendering = Rendering(self._player, self._has_engine, self.cache)
        self._is_ready = threading.Event()
        self._serial = 0
        self._error: Exception | None = None
        self.rendering.start("en-us", Pronunciation(voiced or {}))
        assert self._is_ready.wait(20)
        assert self._error is None
        self._voice = load_voice().name

    def _has_engine(self, error: Exception | None) -> None:
        self._error = error
        self._is_ready.set()

    def begin(self, *texts: str, rate: int = 125) -> None:
        self._serial += 1
        self._player.begin(self._serial, is_aloud=True)
        self.rendering.render(Order(serial=self._serial, texts=texts, words_per_minute=rate))

    def close(self) -> None:
        """The voice, of which a process has one, is free for others."""
        self.rendering.prepare((), 125)
        self.sound("The end.")

    def hush(self) -> None:
        self._player.hush()

    def take(self) -> "np.ndarray":
        return np.frombuffer(self._player.fill(441), dtype="<i2")

    def sound(self, *texts: str, rate: int = 125) -> "np.ndarray":
        """All that is played of a prompt, as fast as it comes."""
        self.begin(*texts, rate=rate)
        return self.rest()

    def rest(self) -> "np.ndarray":
        taken = []
        end = time.monotonic() + 20
        while EndMark(self._serial) not in self.marks:
            assert time.monotonic() < end
            taken.append(self.take())
            if not taken[-1].any():
                _breathe()  # rendering may be behind
        return np.concatenate(taken)

    def words(self) -> list[tuple[int, int, int]]:
        return [
            (mark.index, mark.offset, mark.length)
            for mark in self.marks
            if isinstance(mark, WordMark) and mark.serial == self._serial
        ]

    def has(self, text: str, rate: int = 125) -> bool:
        return Key(text, self._voice, rate) in self.cache


@pytest.fixture
def reading() -> Iterator[Reading]:
    with contextlib.closing(Reading()) as reading:
        yield reading


def _until(is_true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_true():
        assert time.monotonic() < end
        _breathe()


def _breathe() -> None:
    """Lets the thread that renders go on."""
    threading.Event().wait(0.0005)


def _without_waits(sound: "np.ndarray") -> "np.ndarray":
    """The player gives zeros while rendering is behind, here where no device keeps the time."""
    return np.asarray(sound[sound != 0])


def test_the_same_sentence_sounds_the_same_from_the_cache(reading: Reading) -> None:
    first = _without_waits(reading.sound(PAGE[2]))
    words, size = reading.words(), reading.cache.size_bytes
    assert reading.has(PAGE[2])
    assert np.array_equal(first, _without_waits(reading.sound(PAGE[2])))
    assert reading.words() == words
    assert reading.cache.size_bytes == size


def test_another_rate_is_another_sound(reading: Reading) -> None:
    fast, slow = (np.count_nonzero(reading.sound(PAGE[2], rate=rate)) for rate in (250, 60))
    assert fast * 2 < slow
    assert reading.has(PAGE[2], 250)
    assert reading.has(PAGE[2], 60)
    assert not reading.has(PAGE[2], 125)


def test_a_sentence_that_was_cut_is_not_kept(reading: Reading) -> None:
    reading.begin(LONG)
    _until(lambda: bool(reading.marks) or not reading.take().any())
    reading.hush()
    reading.sound("Yes.")
    assert not reading.has(LONG)


def test_what_is_prepared_is_there_before_it_is_asked_for(reading: Reading) -> None:
    reading.rendering.prepare(PAGE, 125)
    _until(lambda: all(map(reading.has, PAGE)))
    before = len(reading.cache)
    reading.sound(*PAGE[:3])
    assert len(reading.cache) == before


def test_preparing_gives_way_to_a_prompt_in_mid_sentence_and_goes_on_after_it(
    reading: Reading,
) -> None:
    began = time.perf_counter()
    load_voice().render(LONG, 125, lambda pcm, words: True)
    whole = time.perf_counter() - began
    for number in range(10):
        text = f"{LONG}{number}"
        reading.rendering.prepare((text,), 125)
        end = time.perf_counter() + whole / 4
        while time.perf_counter() < end:
            pass  # it has begun
        reading.begin(f"Number {number}.")
        _until(lambda: bool(reading.take().any()))
        assert not reading.has(text)
        reading.rest()
    _until(lambda: reading.has(f"{LONG}9"))
    assert not reading.has(f"{LONG}0"), "a new list replaces the old one"


def test_preparing_never_drives_out_what_it_has_prepared() -> None:
    with contextlib.closing(Reading(most_bytes=3_000_000)) as reading:
        reading.rendering.prepare(PAGE, 60)
        _until(lambda: reading.cache.size_bytes > 1_500_000)
        reading.sound("Yes.")
        assert reading.has(PAGE[0], 60)
        assert not reading.has(PAGE[-1], 60)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_text_sounds_the_same_from_the_cache_and_skips_nothing(text: str) -> None:
    with contextlib.closing(Reading(voiced=VOICED)) as reading:
        texts = (f"{text[:4_000]} ocrelizumab", text, "", "Then this.")
        first, again = [_without_waits(reading.sound(*texts)) for _ in range(2)]
        assert len(first) > 10_000
        assert np.array_equal(first, again)
        started = [mark.index for mark in reading.marks if isinstance(mark, SentenceMark)]
        assert started == [0, 1, 2, 3] * 2
        assert all(
            at >= 0 and at + length <= len(texts[index]) for index, at, length in reading.words()
        )
        reading.rendering.prepare(texts, 100)
        _until(lambda: reading.has("Then this.", 100))
