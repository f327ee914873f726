"""People who do not exist, each with a voice of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from mskiosk.speaking.voice import load_voice
from tests.recordings import RATE, silence
from tests.virtual_sound import resampled

RATES = (105, 118, 130)
"""Words a minute at which each of three examples is said."""
OTHER_RATE = 112
"""One at which nothing was learned."""


@contextmanager
def speaking_as(variant: str) -> Iterator[None]:
    """The voice in the wheel with one of espeak-ng's variants, such as "f3"."""
    voice = load_voice()
    before = voice.name
    voice.choose(f"{before}+{variant}")
    try:
        assert voice.name.endswith(variant)
        yield
    finally:
        voice.choose(before)


def said(phrase: str, words_per_minute: int) -> bytes:
    """Said once in a quiet room; mono, 16 bits, 16 kHz."""
    voice = load_voice()
    sound = voice.whole(phrase, words_per_minute).tobytes()
    room = silence(0.4, seed=words_per_minute)
    return room + resampled(sound, voice.sample_rate, RATE) + room
