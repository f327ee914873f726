"""Commands spoken by synthetic voices, those of espeak-ng that come with the project first.

They articulate better than most people, and a recogniser that understands them may fail with
people: these figures find faults, and do not show how well the kiosk is understood.
"""

import itertools
import shutil
import subprocess
import tempfile
import wave
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.measuring.mixing import resampled, speech_end
from mskiosk.measuring.own_voice import voice_named
from mskiosk.measuring.recordings import Clip
from mskiosk.speaking.library import VOICES
from mskiosk.speaking.samples import begun

_FLITE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice of espeak-ng, or of flite."""

    voice: str
    words_per_minute: int = 125
    is_flite: bool = False


_VARIANTS = (
    *(("", 125), ("+f3", 160), ("+m3", 100), ("+Alicia", 125), ("+f5", 80), ("+m7", 200)),
    *(("+grandma", 100), ("+klatt4", 125)),
)
"""Voices of espeak-ng that differ in pitch and timbre, each with its words a minute."""
FLITE_SPEAKERS = tuple(Speaker(voice, is_flite=True) for voice in ("rms", "awb", "slt"))
"""For English, as far as the program is installed and has them."""
SPEAKERS_A_PHRASE = 2
ENGLISH = "en"
OTHER_SPEECH = (
    *("what time is it", "it is cold in here", "could you open the window", "my leg hurts today"),
    *("I saw the doctor on Monday", "where is the bathroom", "thank you very much", "excuse me"),
    *("we have been waiting for an hour", "did you bring the papers", "call my daughter"),
    *("a glass of water", "I am so tired", "look at that", "the bus was late", "umbrella"),
    *("six hundred", "good morning", "who is next to you", "turn on the light", "never mind"),
)
"""Not commands, in English; some begin or end like one."""


def espeak_speakers(language: str) -> tuple[Speaker, ...]:
    base = VOICES.get(language, language)
    return tuple(Speaker(base + variant, rate) for variant, rate in _VARIANTS)


def everybody_speaking(language: str) -> tuple[Speaker, ...]:
    """All voices there are for the language."""
    everybody = espeak_speakers(language)
    if language == ENGLISH and shutil.which("flite"):
        everybody += tuple(filter(_speaks, FLITE_SPEAKERS))
    return everybody


def commands(phrases: Sequence[str], language: str) -> tuple[Clip, ...]:
    """Each phrase by two speakers, each a few of the phrases, with its words apart; then what
    is no command, by one speaker each. Raises `NoEngineError`."""
    everybody = everybody_speaking(language)
    others = OTHER_SPEECH if language == ENGLISH else ()
    turns = itertools.cycle(everybody)
    asked = [(text, next(turns)) for text in phrases for _ in range(SPEAKERS_A_PHRASE)]
    asked += [(text, next(turns)) for text in others]
    by_speaker = {speaker: [text for text, who in asked if who == speaker] for speaker in everybody}
    spoken = {
        (text, speaker): clip
        for speaker, texts in by_speaker.items()
        for text, clip in zip(texts, phrases_spoken(speaker, texts), strict=True)
    }
    return tuple(spoken[each] for each in asked)


def phrases_spoken(speaker: Speaker, texts: Sequence[str]) -> Iterator[Clip]:
    """Each of `texts` by one speaker. Raises `NoEngineError`."""
    with _voice_of(speaker) as say:
        for text in texts:
            words = text.split()
            apart = tuple(map(say, words)) if len(words) > 1 else ()
            yield Clip(text.casefold(), say(text), speaker.voice, apart)


@contextmanager
def _voice_of(speaker: Speaker) -> Iterator[Callable[[str], bytes]]:
    """What gives the sound of a text, without silence before and after."""
    if speaker.is_flite:
        yield lambda text: _without_silence(_flite(speaker.voice, text))
        return
    with voice_named(speaker.voice) as voice:
        yield lambda text: _without_silence(
            resampled(voice.whole(text, speaker.words_per_minute), voice.sample_rate)
        )


def _speaks(speaker: Speaker) -> bool:
    try:
        return bool(_flite(speaker.voice, "one"))
    except (OSError, EOFError, subprocess.SubprocessError, wave.Error):
        return False


def _flite(voice: str, text: str) -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        command = ("flite", "-voice", voice, "-t", text, "-o", file.name)
        subprocess.run(command, check=True, capture_output=True, timeout=_FLITE_SECONDS)
        with wave.open(file.name) as sound:
            samples = array("h", sound.readframes(sound.getnframes()))
            return resampled(samples, sound.getframerate())


def _without_silence(pcm: bytes) -> bytes:
    pcm = begun(pcm)
    return pcm[: round(speech_end(pcm) * SAMPLES_A_SECOND) * 2]
