"""Whether sentences follow one another as the voice rendered them: what the player adds between
them, and where it ran dry.

The same sentences are rendered directly. Where one ends and the next begins is known to a sample
there, and what comes out of the loudspeaker is compared with it: the pauses of the voice itself
belong to it, whatever is longer does not.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mskiosk.core.effects import Speak
from mskiosk.core.events import Event, PromptFinished, SpeakerFailed, SpeakerReady
from mskiosk.core.guide import Text
from mskiosk.measuring.monitor import FRAME, LOUD, Monitor
from mskiosk.measuring.sound_stage import RATE, SoundStage
from mskiosk.session.clock import LoopClock
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.spoken import SpokenSpeaker
from mskiosk.speaking.voice import load_voice
from mskiosk.speaking.volume import LOUDEST

UNDERRUN_MILLISECONDS = 10.0
_TURN = 1
_MOST_SECONDS = 120.0
_SEARCH_SECONDS = 0.4
_FRAME_SECONDS = FRAME / RATE


@dataclass(frozen=True, slots=True)
class Continuity:
    gaps: tuple[float, ...]
    """Silence between two sentences, in milliseconds, as heard."""
    added: tuple[float, ...]
    """How much longer each sentence and the gap before it took than rendered, in milliseconds."""

    @property
    def underruns(self) -> int:
        return sum(abs(milliseconds) >= UNDERRUN_MILLISECONDS for milliseconds in self.added)


def continuity(
    stage: SoundStage, texts: Sequence[str], words_per_minute: int, voiced: Mapping[str, str]
) -> Continuity:
    """Speaks `texts` as one prompt. Raises `TimeoutError` when the voice does not."""
    monitor = Monitor(stage)
    try:
        began = time.monotonic()
        asyncio.run(_speak(stage, texts, words_per_minute, voiced))
        ended = time.monotonic()
        monitor.wait_until(ended)
    finally:
        monitor.close()
    rendered = [_rendered(text, words_per_minute, voiced) for text in texts]
    return _compared(monitor.sounds.frames(began, ended), rendered)


async def _speak(
    stage: SoundStage, texts: Sequence[str], words_per_minute: int, voiced: Mapping[str, str]
) -> None:
    came: asyncio.Queue[Event] = asyncio.Queue()
    speaker = SpokenSpeaker(
        came.put_nowait,
        LoopClock(),
        environment=stage.environment,
        volume=LOUDEST,
        voiced=voiced,
    )
    speaker.start()
    try:
        async with asyncio.timeout(_MOST_SECONDS + sum(map(len, texts)) / 5):
            while (event := await came.get()) != SpeakerReady():
                if isinstance(event, SpeakerFailed):
                    raise TimeoutError(f"the voice is not there: {event.fault}")
            said = tuple(Text(text, text) for text in texts)
            speaker.speak(Speak(turn=_TURN, texts=said, words_per_minute=words_per_minute))
            while await came.get() != PromptFinished(_TURN):
                pass
    finally:
        await speaker.close()


@dataclass(frozen=True, slots=True)
class _Rendered:
    """Seconds: of the whole sentence, of the silence at its beginning and at its end."""

    length: float
    lead: float
    tail: float


def _rendered(text: str, words_per_minute: int, voiced: Mapping[str, str]) -> _Rendered:
    voice = load_voice()
    with voice.pronouncing(Pronunciation(voiced)):
        samples = voice.whole(text, words_per_minute)
    loud = [at for at, sample in enumerate(samples) if abs(sample) >= LOUD]
    first, last = (loud[0], loud[-1]) if loud else (0, 0)
    rate = voice.sample_rate
    return _Rendered(len(samples) / rate, first / rate, (len(samples) - last) / rate)


def _compared(peaks: list[int], rendered: Sequence[_Rendered]) -> Continuity:
    """`peaks`: of what was heard, one each 2.5 ms."""
    begin = next((at for at, peak in enumerate(peaks) if peak >= LOUD), 0)
    expected = begin * _FRAME_SECONDS - rendered[0].lead
    drift = 0.0
    gaps, added = [], []
    for before, sentence in pairwise(rendered):
        expected += before.length
        pause = before.tail + sentence.lead
        start = expected + sentence.lead + drift
        found = _longest_silence(
            peaks, start - pause - _SEARCH_SECONDS / 4, start + _SEARCH_SECONDS
        )
        gaps.append(1000 * (found[1] - found[0]))
        added.append(1000 * (found[1] - start))
        drift += found[1] - start
    return Continuity(tuple(gaps), tuple(added))


def _longest_silence(peaks: list[int], since: float, until: float) -> tuple[float, float]:
    """Its beginning and end in seconds, the sound after it included."""
    first = max(round(since / _FRAME_SECONDS), 0)
    best, start = (first, first), first
    for at in range(first, min(round(until / _FRAME_SECONDS), len(peaks))):
        if peaks[at] >= LOUD:
            best = max(best, (start, at), key=lambda span: span[1] - span[0])
            start = at + 1
    return best[0] * _FRAME_SECONDS, best[1] * _FRAME_SECONDS
