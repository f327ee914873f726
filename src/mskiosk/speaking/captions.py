"""A speaker without sound: sentences and words start at the pace of speech, so that captions go on,
and those that are taller than the screen are turned."""

import re
from collections.abc import Callable

from mskiosk.core.effects import Earcon, Interject, Speak
from mskiosk.core.events import PromptFinished, SentenceStarted, SpeakerReady, WordStarted
from mskiosk.core.guide import Text
from mskiosk.session.ports import Cancel, Clock, Reporter
from mskiosk.speaking.pace import caption_seconds

_WORD = re.compile(r"\S+")


class CaptionSpeaker:
    """For `--mute`, and wherever no voice can be had. It reports on the thread of its clock."""

    def __init__(self, report: Reporter, clock: Clock) -> None:
        self._report = report
        self._clock = clock
        self._cancel: Cancel | None = None

    def start(self) -> None:
        """Reports `SpeakerReady`: the dialogue need not wait for a voice."""
        self._soon(0.0, lambda: self._report(SpeakerReady()))

    async def close(self) -> None:
        self.hush()

    def speak(self, prompt: Speak) -> None:
        self.go_on(prompt, 0)

    def go_on(self, prompt: Speak, index: int) -> None:
        """Begins with sentence `index` of `prompt`."""
        self.hush()
        self._soon(0.0, lambda: self._begin(prompt, index))

    def hush(self) -> None:
        if self._cancel:
            self._cancel()
        self._cancel = None

    def interject(self, aside: Interject) -> None:
        """Nothing: it stands on the screen already."""

    def set_volume(self, step: int) -> None:
        """Nothing: there is no sound."""

    def chime(self, earcon: Earcon) -> None:
        """Nothing: there is no sound."""

    def prepare(self, texts: tuple[Text, ...], words_per_minute: int) -> None:
        """Nothing: captions are ready."""

    def _begin(self, prompt: Speak, index: int) -> None:
        if index >= len(prompt.texts):
            self._cancel = None
            self._report(PromptFinished(prompt.turn))
            return
        self._await_word(prompt, index, 0)
        # Last, for what hears of it may speak or hush at once.
        self._report(SentenceStarted(prompt.turn, index))

    def _await_word(self, prompt: Speak, index: int, number: int) -> None:
        """So many words of the text have begun; the next one or the next text follows."""
        text = prompt.texts[index].spoken
        words = list(_WORD.finditer(text))
        at = words[number - 1].start() if number else 0
        until = words[number].start() if number < len(words) else len(text)
        share = (until - at) / len(text) if text else 1.0

        def go_on() -> None:
            if number == len(words):
                self._begin(prompt, index + 1)
                return
            self._await_word(prompt, index, number + 1)
            length = len(words[number][0])
            self._report(WordStarted(prompt.turn, index, until, length))

        self._soon(share * caption_seconds(text, prompt.words_per_minute), go_on)

    def _soon(self, seconds: float, callback: Callable[[], None]) -> None:
        self._cancel = self._clock.call_later(seconds, callback)
