"""The kiosk's own sentences as its microphone might hear them."""

from array import array
from collections.abc import Iterator

from mskiosk.core.guide import Guide
from mskiosk.core.notices import FIELDS, Notice
from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.voice import load_voice


def said_by_the_kiosk(guide: Guide, words_per_minute: int, most: int) -> Iterator[bytes]:
    """At most so many of its notices, mono, 16 bits, 16 kHz, as loud as they are rendered."""
    plain = [guide.notice(notice) for notice in Notice if not FIELDS.get(notice)]
    with load_voice().pronouncing(Pronunciation(guide.voiced)):
        for text in plain[:most]:
            yield _heard(text.spoken, words_per_minute)


def _heard(text: str, words_per_minute: int) -> bytes:
    voice = load_voice()
    samples = voice.whole(text, words_per_minute)
    step = voice.sample_rate / SAMPLES_A_SECOND
    moved = array("h")
    for number in range(int((len(samples) - 1) / step)):
        at, part = divmod(number * step, 1)
        before, after = samples[int(at)], samples[int(at) + 1]
        moved.append(round(before + part * (after - before)))
    return moved.tobytes()
