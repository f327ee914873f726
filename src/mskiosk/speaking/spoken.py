"""The speaker that the kiosk uses: a voice in a child process, and captions when it is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mskiosk.children.child import Child, Death
from mskiosk.children.framing import Message
from mskiosk.core.effects import Earcon, Speak
from mskiosk.core.events import (
    Event,
    PromptFinished,
    SentenceStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
)
from mskiosk.session.ports import Clock, Reporter
from mskiosk.speaking.captions import CaptionSpeaker
from mskiosk.speaking.library import DEFAULT_LANGUAGE
from mskiosk.speaking.wording import MOST_CHARACTERS

MODULE = "mskiosk.speaking.process"
MOST_PROMPT_CHARACTERS = 400_000
"""Hours of speech; a longer prompt would not pass the pipe, and its later sentences fall silent."""


@dataclass(slots=True)
class _Prompt:
    """The latest prompt, and the number under which the child knows it."""

    serial: int
    speak: Speak
    index: int = 0


class SpokenSpeaker:
    """Speaks through a child process. Use it on the thread of the running event loop."""

    def __init__(
        self,
        report: Reporter,
        clock: Clock,
        *,
        log: Path | None = None,
        environment: Mapping[str, str] | None = None,
        volume: int = 7,
        language: str = DEFAULT_LANGUAGE,
        voiced: Mapping[str, str] | None = None,
    ) -> None:
        """`log` takes what the engines print; `environment` is set in the child; `language` is
        a voice of espeak-ng; `voiced` has words in small letters with their phonemes there."""
        self._report = report
        self._environment = dict(environment or {})
        self._volume = volume
        self._language = language
        self._voiced = dict(voiced or {})
        self._captions = CaptionSpeaker(self._caption_report, clock)
        self._has_voice = True
        """False: the parent writes captions at the pace of speech, in place of the child."""
        self._is_child_there = False
        self._serial = 0
        self._prompt: _Prompt | None = None
        self._child = Child(
            MODULE,
            on_message=self._on_message,
            on_start=self._on_start,
            on_death=self._on_death,
            log=log,
        )

    @property
    def pid(self) -> int | None:
        """The child's, for those who measure it."""
        return self._child.pid

    def start(self) -> None:
        """`SpeakerReady` or `SpeakerFailed` follows. Prompts are taken from now on."""
        self._child.start()

    async def close(self) -> None:
        """Silence, and no process left."""
        self._prompt = None
        self._captions.hush()
        await self._child.close()

    def speak(self, prompt: Speak) -> None:
        self._serial += 1
        self._prompt = _Prompt(self._serial, prompt)
        self._captions.hush()
        if not self._has_voice:
            self._captions.speak(prompt)
        elif self._is_child_there:
            self._child.tell(_spoken(self._serial, prompt))

    def hush(self) -> None:
        self._prompt = None
        self._captions.hush()
        self._child.tell({"do": "hush"})

    def set_volume(self, step: int) -> None:
        self._volume = step
        self._child.tell({"do": "volume", "step": step})

    def chime(self, earcon: Earcon) -> None:
        self._child.tell({"do": "chime", "earcon": earcon.value})

    def _on_start(self) -> None:
        self._is_child_there = True
        self._child.tell(
            {
                "do": "open",
                "environment": self._environment,
                "language": self._language,
                "voiced": self._voiced,
                "volume": self._volume,
            }
        )
        if self._prompt and self._has_voice:  # it came while there was no child
            self._child.tell(_spoken(self._prompt.serial, self._prompt.speak))

    def _on_message(self, message: Message) -> None:
        match message:
            case {"is": "started", "serial": serial, "index": index}:
                if prompt := self._current(serial):
                    prompt.index = index
                    self._report(SentenceStarted(prompt.speak.turn, index))
            case {"is": "finished", "serial": serial}:
                if prompt := self._current(serial):
                    self._prompt = None
                    self._report(PromptFinished(prompt.speak.turn))
            case {"is": "ready"}:
                self._has_voice = True
                self._report(SpeakerReady())
            case {"is": "no device"}:
                self._has_voice = True  # the child keeps the pace
                self._report(SpeakerFailed(SpeakerFault.NO_DEVICE))
            case {"is": "no engine"}:
                self._lose_voice(SpeakerFault.NO_ENGINE)

    def _on_death(self, death: Death) -> None:
        self._is_child_there = False
        if death is Death.LOST:
            self._lose_voice(SpeakerFault.LOST)
        elif self._has_voice:
            self._prompt = None
            self._report(SpeakerFailed(SpeakerFault.RESTARTING))

    def _lose_voice(self, fault: SpeakerFault) -> None:
        """Captions from now on, beginning with the sentence that was cut."""
        if self._has_voice:
            self._has_voice = False
            if self._prompt:
                self._captions.go_on(self._prompt.speak, self._prompt.index)
            self._report(SpeakerFailed(fault))

    def _caption_report(self, event: Event) -> None:
        match event:
            case SentenceStarted(_, index) if self._prompt:
                self._prompt.index = index
            case PromptFinished():
                self._prompt = None
        self._report(event)

    def _current(self, serial: int) -> _Prompt | None:
        """None for a report that is late: its prompt was hushed or replaced."""
        return self._prompt if self._prompt and self._prompt.serial == serial else None


def _spoken(serial: int, prompt: Speak) -> Message:
    left = MOST_PROMPT_CHARACTERS
    texts = []
    for text in prompt.texts:
        texts.append(text.spoken[: min(MOST_CHARACTERS, left)])
        left -= len(texts[-1])
    return {
        "do": "speak",
        "serial": serial,
        "texts": texts,
        "words_per_minute": prompt.words_per_minute,
        "is_aloud": prompt.is_aloud,
        "closing": prompt.closing.value if prompt.closing and prompt.is_aloud else None,
    }
