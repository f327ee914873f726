"""The sentences that are kept in memory."""

import random

from mskiosk.speaking.cache import Key, Rendered, RenderedCache
from mskiosk.speaking.driver import Word


def _key(text: str, voice: str = "gmw/en-US", rate: int = 125) -> Key:
    return Key(text, voice, rate)


def test_a_sentence_is_found_by_text_voice_and_rate_together() -> None:
    cache = RenderedCache()
    rendered = Rendered(b"\1\2", (Word(0, 3, 0.1),))
    cache.keep(_key("Yes."), rendered)
    assert cache.get(_key("Yes.")) == rendered
    others = (_key("No."), _key("Yes.", voice="gmw/de"), _key("Yes.", rate=160))
    assert [cache.get(other) for other in others] == [None, None, None]


def test_what_was_used_longest_ago_goes_first() -> None:
    cache = RenderedCache(most_bytes=10_000)
    for text in ("a", "b", "c"):
        cache.keep(_key(text), Rendered(bytes(2_000)))
    cache.get(_key("a"))
    cache.keep(_key("d"), Rendered(bytes(4_000)))
    assert [_key(text) in cache for text in "abcd"] == [True, False, True, True]


def test_what_is_larger_than_the_cache_drives_nothing_out() -> None:
    cache = RenderedCache(most_bytes=10_000)
    cache.keep(_key("small"), Rendered(bytes(100)))
    cache.keep(_key("large"), Rendered(bytes(20_000)))
    cache.keep(_key("x" * 10_000), Rendered(b""))
    assert cache.get(_key("small"))
    assert len(cache) == 1


def test_its_size_never_passes_the_bound_and_is_that_of_its_entries() -> None:
    chance = random.Random(1)
    cache = RenderedCache(most_bytes=100_000)
    for _ in range(5_000):
        key = _key("x" * chance.randint(0, 300), rate=chance.choice((60, 125)))
        words = tuple(Word(i, 1, 0.0) for i in range(chance.randint(0, 40)))
        cache.keep(key, Rendered(bytes(chance.randint(0, 30_000)), words))
        assert cache.size_bytes <= 100_000
    for number in range(1_000):
        cache.keep(_key(str(number)), Rendered(bytes(1_000)))
    one = RenderedCache()
    one.keep(_key("123"), Rendered(bytes(1_000)))
    assert cache.size_bytes == len(cache) * one.size_bytes
