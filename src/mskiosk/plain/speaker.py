"""A voice that is read: each sentence is printed as it is said, at once."""

from collections.abc import Callable

from mskiosk.core.effects import Earcon, Interject, Speak
from mskiosk.core.events import PromptFinished, SentenceStarted, SpeakerReady
from mskiosk.core.guide import Text
from mskiosk.plain.display import PlainDisplay
from mskiosk.session.ports import Cancel, Clock, Reporter


class PlainSpeaker:
    """A `Speaker`; nothing is reported before the call that asked for it has returned."""

    def __init__(
        self,
        display: PlainDisplay,
        clock: Clock,
        report: Reporter,
        on_finished: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_finished` is called after each prompt, when the report of it has been taken."""
        self._on_finished = on_finished
        self._display = display
        self._clock = clock
        self._report = report
        self._cancel: Cancel | None = None
        self._prompt: Speak | None = None
        self.prompts_finished = 0
        self.last_said = clock.now()
        """When the last sentence was printed, by the clock."""

    @property
    def is_speaking(self) -> bool:
        return self._cancel is not None

    def start(self) -> None:
        self._clock.call_later(0, lambda: self._report(SpeakerReady()))

    def speak(self, prompt: Speak) -> None:
        self.hush()
        self._prompt = prompt
        self._soon(lambda: self._say(prompt, 0))

    def hush(self) -> None:
        if self._cancel:
            self._cancel()
            self._cancel = None
        self._prompt = None

    def interject(self, aside: Interject) -> None:
        """Printed at once: a line that stands there is cut by nothing."""
        if self._prompt is not None and aside.turn == self._prompt.turn:
            self._display.say(aside.text)

    def set_volume(self, step: int) -> None:
        pass

    def chime(self, earcon: Earcon) -> None:
        pass

    def prepare(self, texts: tuple[Text, ...], words_per_minute: int) -> None:
        pass

    def _say(self, prompt: Speak, index: int) -> None:
        self.last_said = self._clock.now()
        if index == len(prompt.texts):
            self._cancel = self._prompt = None
            self._display.settle()
            self.prompts_finished += 1
            self._report(PromptFinished(prompt.turn))
            self._on_finished()
            return
        self._soon(lambda: self._say(prompt, index + 1))
        self._display.say(prompt.texts[index])
        self._report(SentenceStarted(prompt.turn, index))

    def _soon(self, step: Callable[[], None]) -> None:
        self._cancel = self._clock.call_later(0, step)
