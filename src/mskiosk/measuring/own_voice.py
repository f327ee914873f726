"""The kiosk's own sentences as its microphone might hear them."""

from collections.abc import Iterator

from mskiosk.core.guide import Guide
from mskiosk.core.notices import FIELDS, Notice
from mskiosk.measuring.mixing import resampled
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.voice import load_voice


def said_by_the_kiosk(guide: Guide, words_per_minute: int, most: int) -> Iterator[bytes]:
    """At most so many of its notices, mono, 16 bits, 16 kHz, as loud as they are rendered."""
    plain = [guide.notice(notice) for notice in Notice if not FIELDS.get(notice)]
    voice = load_voice()
    with voice.pronouncing(Pronunciation(guide.voiced)):
        for text in plain[:most]:
            yield resampled(voice.whole(text.spoken, words_per_minute), voice.sample_rate)
