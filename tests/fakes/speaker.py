"""A speaker that makes no sound and writes down what it would have said."""

import re
from dataclasses import dataclass
from functools import partial

from mskiosk.core.effects import Earcon, Interject, Priority, Speak
from mskiosk.core.events import (
    PromptFinished,
    SentenceStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
    WordStarted,
)
from mskiosk.core.guide import Text
from mskiosk.core.policy import VOLUMES
from mskiosk.session.ports import Cancel, Clock, Reporter

CLOSING_SECONDS = 0.25


@dataclass(slots=True)
class Said:
    """One sentence as it was heard, or seen when `is_aloud` is false."""

    at: float
    """Seconds on the clock."""
    turn: int
    text: str
    words_per_minute: int
    is_aloud: bool
    volume: int
    is_cut: bool = False


class FakeSpeaker:
    """`session.ports.Speaker` on any clock. It fails on what no caller may do: an older turn, a
    volume or a rate that does not exist, a call before `start` or after `close`."""

    def __init__(self, report: Reporter, clock: Clock) -> None:
        self.said: list[Said] = []
        self.chimes: list[tuple[float, Earcon]] = []
        self.volume = VOLUMES
        self._report = report
        self._clock = clock
        self._is_open = False
        self._is_alive = True
        self._turn = -1
        self._priority = Priority.READING
        self._aside: Interject | None = None
        self._cancel: Cancel | None = None
        self._sounding: Said | None = None
        self._held: Speak | None = None
        self.prepared: tuple[Text, ...] = ()

    @property
    def is_speaking(self) -> bool:
        return self._cancel is not None

    def start(self) -> None:
        assert not self._is_open, "started twice"
        self._is_open = True
        self._clock.call_later(0.0, lambda: self._report(SpeakerReady()))

    async def close(self) -> None:
        self._cut()
        self._is_open = False

    def speak(self, prompt: Speak) -> None:
        assert self._is_open, "speak on a closed speaker"
        assert prompt.turn >= self._turn, f"turn {prompt.turn} after turn {self._turn}"
        assert prompt.words_per_minute > 0
        if self._sounding:
            assert prompt.priority >= self._priority, f"{prompt} cuts what is more important"
        self._cut()
        self._turn, self._priority = prompt.turn, prompt.priority
        if not self._is_alive:
            self._held = prompt
        else:
            self._cancel = self._clock.call_later(0.0, lambda: self._begin(prompt, 0))

    def hush(self) -> None:
        assert self._is_open, "hush on a closed speaker"
        self._cut()

    def interject(self, aside: Interject) -> None:
        assert self._is_open, "interject on a closed speaker"
        assert aside.turn <= self._turn, f"a remark to turn {aside.turn}, which is to come"
        if self.is_speaking and aside.turn == self._turn:
            self._aside = aside

    def set_volume(self, step: int) -> None:
        assert self._is_open, "set_volume on a closed speaker"
        assert 1 <= step <= VOLUMES, f"there is no volume {step}"
        self.volume = step

    def chime(self, earcon: Earcon) -> None:
        assert self._is_open, "chime on a closed speaker"
        self.chimes.append((self._clock.now(), earcon))

    def prepare(self, texts: tuple[Text, ...], words_per_minute: int) -> None:
        assert self._is_open, "prepare on a closed speaker"
        assert words_per_minute > 0
        self.prepared = texts

    def fail(self, fault: SpeakerFault) -> None:
        """What `SpokenSpeaker` does at this fault; RESTARTING forgets the prompt."""
        if fault is SpeakerFault.RESTARTING:
            self._cut()
            self._is_alive = False
        else:
            self._live()
        self._report(SpeakerFailed(fault))

    def recover(self) -> None:
        self._live()
        self._report(SpeakerReady())

    def _live(self) -> None:
        """Begins with what was asked for meanwhile."""
        self._is_alive = True
        if held := self._held:
            self.speak(held)

    def _begin(self, prompt: Speak, index: int) -> None:
        self._sounding = None
        if index and prompt.is_aloud and (aside := self._aside):
            self._aside = None
            seconds = self._say(prompt, aside.text.spoken, aside.words_per_minute)
            self._cancel = self._clock.call_later(seconds, lambda: self._begin(prompt, index))
            return
        if index >= len(prompt.texts):
            seconds = CLOSING_SECONDS if prompt.closing and prompt.is_aloud else 0.0
            self._cancel = self._clock.call_later(seconds, lambda: self._finish(prompt))
            return
        text = prompt.texts[index].spoken
        seconds = self._say(prompt, text, prompt.words_per_minute)
        self._cancel = self._clock.call_later(seconds, lambda: self._begin(prompt, index + 1))
        self._report(SentenceStarted(prompt.turn, index))
        if prompt.is_aloud and self._sounding:
            self._words(prompt.turn, index, text, seconds)

    def _say(self, prompt: Speak, text: str, words_per_minute: int) -> float:
        """Begins to say `text`, and returns how many seconds that takes."""
        self._sounding = Said(
            at=self._clock.now(),
            turn=prompt.turn,
            text=text,
            words_per_minute=words_per_minute,
            is_aloud=prompt.is_aloud,
            volume=self.volume,
        )
        self.said.append(self._sounding)
        return max(len(text.split()), 1) * 60 / words_per_minute

    def _words(self, turn: int, index: int, text: str, seconds: float) -> None:
        """Reports each word in its turn, as long as the sentence sounds."""
        sounding = self._sounding
        words = list(re.finditer(r"\S+", text))

        def report(found: re.Match[str]) -> None:
            if self._sounding is sounding:
                length = found.end() - found.start()
                self._report(WordStarted(turn, index, found.start(), length))

        for at, found in enumerate(words):
            self._clock.call_later(seconds * at / len(words), partial(report, found))

    def _finish(self, prompt: Speak) -> None:
        self._cancel = self._aside = None
        if prompt.closing and prompt.is_aloud:
            self.chimes.append((self._clock.now(), prompt.closing))
        self._report(PromptFinished(prompt.turn))

    def _cut(self) -> None:
        if self._cancel:
            self._cancel()
        if self._sounding:
            self._sounding.is_cut = True
        self._cancel = self._sounding = self._held = self._aside = None
