"""The kiosk's own sentences as its microphone might hear them."""

from collections.abc import Iterator
from contextlib import contextmanager

from mskiosk.core.guide import Guide
from mskiosk.core.notices import FIELDS, Notice
from mskiosk.measuring.mixing import resampled
from mskiosk.speaking.library import DEFAULT_LANGUAGE
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.voice import Voice, load_voice


def said_by_the_kiosk(guide: Guide, words_per_minute: int, most: int) -> Iterator[bytes]:
    """At most so many of its notices, mono, 16 bits, 16 kHz, as loud as they are rendered. Raises
    `NoEngineError`."""
    plain = [guide.notice(notice) for notice in Notice if not FIELDS.get(notice)]
    pronunciation = Pronunciation(guide.voiced)
    with voice_named(guide.language) as voice, voice.pronouncing(pronunciation):
        for text in plain[:most]:
            yield resampled(voice.whole(text.spoken, words_per_minute), voice.sample_rate)


@contextmanager
def voice_named(name: str) -> Iterator[Voice]:
    """The voice, changed to another by language or by espeak-ng's name until the end. Raises
    `NoEngineError`."""
    voice = load_voice()
    voice.choose(name)
    try:
        yield voice
    finally:
        voice.choose(DEFAULT_LANGUAGE)
