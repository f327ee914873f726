"""What sounds now: one prompt at a time, taken sample by sample by whatever keeps the time.

Theory of operation. A rendering thread adds the samples of a prompt, sentence by sentence; the
sound device (or, without one, a clock) takes them with `fill`, a few hundred at a time. A sentence
has begun when its first sample is taken, and the prompt is finished when, after its last sentence
and its closing earcon, as much silence has been taken as a device holds back: then it has really
been heard. Cutting replaces what sounds by a fade of a few milliseconds, so the next thing that
the device takes ends in silence. A prompt that is not aloud is taken like any other and gives
silence. Every prompt has a serial number, and whatever is added to another than the current one
is refused: this is how a cut prompt ends its own rendering.
"""

import threading
from array import array
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from mskiosk.speaking.driver import Word
from mskiosk.speaking.samples import Samples, limited, silence

PLAYOUT_SECONDS = 0.06
"""What the device holds back: three buffers of 20 ms."""
FADE_SECONDS = 0.004
MOST_WAITING = 3
"""Sentences rendered ahead; each is at most a minute, 2.6 MB."""

_UNITY = 1 << 15


@dataclass(frozen=True, slots=True)
class SentenceMark:
    """The first sample of sentence `index` was taken."""

    serial: int
    index: int


@dataclass(frozen=True, slots=True)
class EndMark:
    """The last sample of the prompt has left the device."""

    serial: int


Mark = SentenceMark | EndMark


@dataclass(slots=True)
class Sentence:
    """`index` is None for what follows the last sentence."""

    index: int | None
    samples: Samples = field(default_factory=lambda: silence(0))
    words: list[Word] = field(default_factory=list)
    is_complete: bool = False
    has_begun: bool = False
    position: int = 0


@dataclass(slots=True)
class _Prompt:
    serial: int
    is_aloud: bool
    sentences: deque[Sentence] = field(default_factory=deque)
    has_begun: bool = False
    is_complete: bool = False


class Player:
    """`report` is called on the thread that takes the samples. 16-bit mono throughout."""

    def __init__(self, report: Callable[[Mark], None], sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self._report = report
        self._lock = threading.Condition()
        self._prompt: _Prompt | None = None
        self._fading: Samples = silence(0)
        self._chime: Samples = silence(0)
        self._gain = self._wanted_gain = _UNITY

    def begin(self, serial: int, *, is_aloud: bool) -> None:
        """Cuts what is said; sentences of prompt `serial` may be added. A chime that sounds
        ends first."""
        with self._lock:
            chime, self._chime = self._chime, silence(0)
            self._cut()
            self._chime = chime
            self._prompt = _Prompt(serial, is_aloud)

    def hush(self) -> None:
        """Silence, for voice and chime."""
        with self._lock:
            self._cut()

    def chime(self, samples: Samples) -> None:
        """Sounds over the voice."""
        with self._lock:
            self._chime = samples[:]

    def set_gain(self, gain: float) -> None:
        """0.0 to 1.0, from the next sample that is taken."""
        with self._lock:
            self._wanted_gain = round(gain * _UNITY)

    def add_sentence(self, serial: int, index: int | None) -> bool:
        """False when `serial` is not the current prompt; waits while enough is rendered ahead."""
        with self._lock:
            self._lock.wait_for(lambda: self._waiting(serial) < MOST_WAITING)
            if self._prompt is None or self._prompt.serial != serial:
                return False
            self._prompt.sentences.append(Sentence(index))
            return True

    def add_samples(self, serial: int, pcm: bytes, words: tuple[Word, ...] = ()) -> bool:
        """Lengthens the last sentence; False when `serial` is not the current prompt."""
        with self._lock:
            if self._prompt is None or self._prompt.serial != serial:
                return False
            sentence = self._prompt.sentences[-1]
            sentence.samples.frombytes(pcm)
            sentence.words.extend(words)
            return True

    def end_sentence(self, serial: int) -> None:
        with self._lock:
            if self._prompt and self._prompt.serial == serial:
                self._prompt.sentences[-1].is_complete = True

    def end_prompt(self, serial: int, closing: Samples) -> None:
        """Nothing follows but the `closing` earcon."""
        with self._lock:
            if self._prompt and self._prompt.serial == serial:
                held_back = silence(round(PLAYOUT_SECONDS * self.sample_rate))
                last = Sentence(None, closing + held_back, is_complete=True)
                self._prompt.sentences.append(last)
                self._prompt.is_complete = True

    def fill(self, count: int) -> bytes:
        """The next `count` samples."""
        marks: list[Mark] = []
        with self._lock:
            samples = self._take(count, marks)
        for mark in marks:
            self._report(mark)
        return samples.tobytes()

    def _waiting(self, serial: int) -> int:
        is_current = self._prompt is not None and self._prompt.serial == serial
        return len(self._prompt.sentences) if self._prompt and is_current else 0

    def _cut(self) -> None:
        count = round(FADE_SECONDS * self.sample_rate)
        tail = self._take(count, [])
        self._prompt, self._chime = None, silence(0)
        self._fading = silence(0)
        if any(tail):
            self._fading.extend(s * (count - i) // count for i, s in enumerate(tail))
        self._lock.notify_all()

    def _take(self, count: int, marks: list[Mark]) -> Samples:
        out = silence(count)
        fading, self._fading = self._fading[:count], self._fading[count:]
        is_silent = self._take_prompt(out, len(fading), marks)
        if self._chime:
            chime, self._chime = self._chime[:count], self._chime[count:]
            for i, sample in enumerate(chime):
                out[i] = limited(out[i] + sample)
            is_silent = False
        if not is_silent:
            out = self._amplified(out)
        self._gain = self._wanted_gain
        for i, sample in enumerate(fading):
            out[i] = limited(out[i] + sample)
        return out

    def _take_prompt(self, out: Samples, position: int, marks: list[Mark]) -> bool:
        """Copies what the prompt has for `out` from `position` on; true when that is silence."""
        prompt = self._prompt
        if prompt is None or (self._chime and not prompt.has_begun):
            return True
        is_silent = True
        while position < len(out) and prompt.sentences:
            sentence = prompt.sentences[0]
            part = sentence.samples[sentence.position : sentence.position + len(out) - position]
            if not sentence.has_begun and (part or sentence.is_complete):
                prompt.has_begun = sentence.has_begun = True
                if sentence.index is not None:
                    marks.append(SentenceMark(prompt.serial, sentence.index))
            if part and prompt.is_aloud:
                out[position : position + len(part)] = part
                is_silent = False
            sentence.position += len(part)
            position += len(part)
            if sentence.position < len(sentence.samples):
                break
            if not sentence.is_complete:
                break  # rendering is behind
            prompt.sentences.popleft()
            self._lock.notify_all()
        if prompt.is_complete and not prompt.sentences:
            marks.append(EndMark(prompt.serial))
            self._prompt = None
        return is_silent

    def _amplified(self, samples: Samples) -> Samples:
        """A changed gain is reached within these samples, without a click."""
        old, new = self._gain, self._wanted_gain
        if old == new == _UNITY:
            return samples
        if old == new:
            return array("h", [s * new >> 15 for s in samples])
        step = (new - old) / len(samples)
        return array("h", [int(s * (old + step * i)) >> 15 for i, s in enumerate(samples)])
