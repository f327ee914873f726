"""What sounds now: one prompt at a time, taken sample by sample by whatever keeps the time.

Theory of operation. A rendering thread adds the samples of a prompt, sentence by sentence; the
sound device (or, without one, a clock) takes them with `fill`, a few hundred at a time. A sentence
has begun when its first sample is taken, and the prompt is finished when, after its last sentence
and its closing earcon, as much silence has been taken as a device holds back: then it has really
been heard. A word, too, is told when its first sample has left the device. Cutting replaces what
sounds by a fade of a few milliseconds, so the next thing that the device takes ends in silence. A
prompt that is not aloud is taken like any other and gives silence. Every prompt has a serial
number, and whatever is added to another than the current one is refused: this is how a cut prompt
ends its own rendering.
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
class WordMark:
    """A word of sentence `index` begins to sound: `length` characters of its text from `offset`."""

    serial: int
    index: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class EndMark:
    """The last sample of the prompt has left the device."""

    serial: int


Mark = SentenceMark | WordMark | EndMark


@dataclass(slots=True)
class Sentence:
    """`index` is None for an aside, and for what follows the last sentence."""

    index: int | None
    samples: Samples = field(default_factory=lambda: silence(0))
    is_aside: bool = False
    words: deque[Word] = field(default_factory=deque)
    """Those whose first sample has not been taken."""
    is_complete: bool = False
    has_begun: bool = False
    position: int = 0

    @property
    def is_last(self) -> bool:
        return self.index is None and not self.is_aside


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
        self._chime_delays_voice = True
        self._gain = self._wanted_gain = _UNITY
        self._is_poked = False
        self._taken = 0
        """Samples in all."""
        self._sounding: deque[tuple[int, WordMark]] = deque()
        """Words that were taken, and at how many samples they will be heard."""
        self._told: WordMark | None = None

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

    def chime(self, samples: Samples, *, delays_voice: bool = True) -> None:
        """Sounds over the voice; one that is just to begin waits for the end, if that is wanted."""
        with self._lock:
            self._chime = samples[:]
            self._chime_delays_voice = delays_voice

    def set_gain(self, gain: float) -> None:
        """0.0 to 1.0, from the next sample that is taken."""
        with self._lock:
            self._wanted_gain = round(gain * _UNITY)

    def poke(self) -> None:
        """Ends `wait_for_room`, for there is something else to render."""
        with self._lock:
            self._is_poked = True
            self._lock.notify_all()

    def wait_for_room(self, serial: int) -> bool:
        """Waits while enough is rendered ahead; False when somebody poked, once for each time."""
        with self._lock:
            self._lock.wait_for(lambda: self._is_poked or self._waiting(serial) < MOST_WAITING)
            is_poked, self._is_poked = self._is_poked, False
            return not is_poked

    def insert(self, serial: int, samples: Samples) -> None:
        """Sounds `samples` after the sentence that sounds, or, where the first is still to come,
        after that; in place of those that still wait. Not after the closing earcon. The last
        sentence must be complete."""
        with self._lock:
            prompt = self._prompt
            if prompt is None or prompt.serial != serial:
                return
            waiting = [s for s in prompt.sentences if not s.is_aside or s.has_begun]
            if waiting and waiting[0].is_last and waiting[0].has_begun:
                return
            is_between = prompt.has_begun and not (waiting and waiting[0].has_begun)
            aside = Sentence(None, samples, is_aside=True, is_complete=True)
            waiting.insert(0 if is_between else 1, aside)
            prompt.sentences = deque(waiting)

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
            self._taken += count
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
        self._sounding.clear()
        self._told = None
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
        if prompt is None:
            return True
        if self._chime and self._chime_delays_voice and not prompt.has_begun:
            return True
        is_silent = True
        while position < len(out) and prompt.sentences:
            sentence = prompt.sentences[0]
            part = sentence.samples[sentence.position : sentence.position + len(out) - position]
            if not sentence.has_begun and (part or sentence.is_complete):
                prompt.has_begun = sentence.has_begun = True
                if sentence.index is not None:
                    self._tell_word(self._taken + position, marks)
                    self._sounding.clear()
                    marks.append(SentenceMark(prompt.serial, sentence.index))
            if part and prompt.is_aloud:
                out[position : position + len(part)] = part
                is_silent = False
            self._expect_words(prompt.serial, sentence, len(part), self._taken + position)
            sentence.position += len(part)
            position += len(part)
            if sentence.position < len(sentence.samples):
                break
            if not sentence.is_complete:
                break  # rendering is behind
            prompt.sentences.popleft()
            self._lock.notify_all()
        self._tell_word(self._taken + len(out), marks)
        if prompt.is_complete and not prompt.sentences:
            marks.append(EndMark(prompt.serial))
            self._prompt = None
        return is_silent

    def _expect_words(self, serial: int, sentence: Sentence, count: int, taken: int) -> None:
        """Of the next `count` samples of `sentence`, the first of which is number `taken`."""
        held_back = round(PLAYOUT_SECONDS * self.sample_rate)
        while sentence.index is not None and sentence.words:
            word = sentence.words[0]
            ahead = round(word.seconds * self.sample_rate) - sentence.position
            if ahead >= count:
                return
            mark = WordMark(serial, sentence.index, word.offset, word.length)
            self._sounding.append((taken + max(ahead, 0) + held_back, mark))
            sentence.words.popleft()

    def _tell_word(self, taken: int, marks: list[Mark]) -> None:
        """The latest that sounds, unless it was told."""
        mark = self._told
        while self._sounding and self._sounding[0][0] <= taken:
            _, mark = self._sounding.popleft()
        if mark is not None and mark != self._told:
            self._told = mark
            marks.append(mark)

    def _amplified(self, samples: Samples) -> Samples:
        """A changed gain is reached within these samples, without a click."""
        old, new = self._gain, self._wanted_gain
        if old == new == _UNITY:
            return samples
        if old == new:
            return array("h", [s * new >> 15 for s in samples])
        step = (new - old) / len(samples)
        return array("h", [int(s * (old + step * i)) >> 15 for i, s in enumerate(samples)])
