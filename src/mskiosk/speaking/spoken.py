"""The speaker that the kiosk uses: a voice in a child process, and captions when it is lost.

When a device that went is back, the sentence that it cut is said again. With private listening
nothing but a headset sounds. While it is away the cut sentence waits for it, and what is asked
meanwhile has its captions; after `HEADSET_SECONDS` these go on by themselves until it is back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mskiosk.children.child import Child, Death
from mskiosk.children.framing import Message
from mskiosk.core.effects import Earcon, Interject, Speak
from mskiosk.core.events import (
    Event,
    PromptFinished,
    SentenceStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
    WordStarted,
)
from mskiosk.core.guide import Text
from mskiosk.session.ports import Cancel, Clock, Reporter
from mskiosk.speaking.apology import Apology
from mskiosk.speaking.captions import CaptionSpeaker
from mskiosk.speaking.library import DEFAULT_LANGUAGE
from mskiosk.speaking.staff import last_line, note_for_staff
from mskiosk.speaking.telling import interjecting, preparing, speaking

MODULE = "mskiosk.speaking.process"
HEADSET_SECONDS = 30.0
"""How long hands that shake may take to put a headset back (P4: 20 to 45)."""
HANG_SECONDS = 1.5
"""Two seconds of silence are enough for a person to lose their way."""
STAFF_LOG = "voice.log"
"""Beside the log of the child."""


@dataclass(slots=True)
class _Prompt:
    """The latest prompt, and the number under which the child knows it."""

    serial: int
    speak: Speak
    index: int = 0
    """The sentence that was begun last."""
    first: int = 0
    """The sentence with which the child begins."""


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
        headset: str | None = None,
        headset_seconds: float = HEADSET_SECONDS,
        driver: str | None = None,
    ) -> None:
        """`log` takes what the engines print; `environment` is set in the child; `language` is
        a voice of espeak-ng; `voiced` has words in small letters with their phonemes there.
        `headset`: a part of the name of the only device that may sound. `driver`: another of
        pyttsx3 in place of ours."""
        self._report = report
        self._environment = dict(environment or {})
        self._volume = volume
        self._language = language
        self._voiced = dict(voiced or {})
        self._headset = headset
        self._headset_seconds = headset_seconds
        self._log = log
        self._clock = clock
        self._driver = driver
        self._captions = CaptionSpeaker(self._caption_report, clock)
        self._has_voice = True
        """False: the parent writes captions at the pace of speech, in place of the child."""
        self._is_child_there = False
        self._has_sounded = False
        """Since the start, and since it was last told that nothing can be heard."""
        self._stop_waiting: Cancel | None = None
        """Set while a headset is awaited."""
        self._apology = Apology(
            language, self._finish_captions, headset=headset, environment=self._environment
        )
        self._finished: PromptFinished | None = None
        """Of captions that ended too early to go on."""
        self._unheard: _Prompt | None = None
        """What was being said when the device went, from the sentence that was cut."""
        self._has_device = True
        self._owes_apology = False
        self._is_aloud: bool | None = None
        """Of the latest prompt."""
        self._serial = 0
        self._prompt: _Prompt | None = None
        self._ahead: Message | None = None
        """What the child was told last to prepare."""
        self._child = Child(
            MODULE,
            on_message=self._on_message,
            on_start=self._on_start,
            on_death=self._on_death,
            log=log,
            hang_seconds=HANG_SECONDS,
            most_quick_deaths=2,
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
        self._hush_captions()
        self._end_wait()
        await self._apology.close()
        await self._child.close()

    def speak(self, prompt: Speak) -> None:
        self._serial += 1
        self._prompt = _Prompt(self._serial, prompt)
        self._is_aloud = prompt.is_aloud
        self._hush_captions()
        if not self._has_voice:
            self._apologise_once()
        if self._has_voice and not self._stop_waiting:
            self._tell_prompt()
        else:
            self._captions.speak(prompt)

    def hush(self) -> None:
        self._prompt = None
        self._hush_captions()
        self._apology.stop()
        self._child.tell({"do": "hush"})

    def interject(self, aside: Interject) -> None:
        prompt = self._prompt
        if prompt is None or prompt.speak.turn != aside.turn or not prompt.speak.is_aloud:
            return
        self._child.tell(interjecting(prompt.serial, aside))

    def set_volume(self, step: int) -> None:
        self._volume = step
        self._child.tell({"do": "volume", "step": step})

    def chime(self, earcon: Earcon) -> None:
        self._child.tell({"do": "chime", "earcon": earcon.value})

    def prepare(self, texts: tuple[Text, ...], words_per_minute: int) -> None:
        self._ahead = preparing(texts, words_per_minute)
        self._child.tell(self._ahead)

    def _on_start(self) -> None:
        self._is_child_there = True
        self._child.tell(
            {
                "do": "open",
                "environment": self._environment,
                "language": self._language,
                "voiced": self._voiced,
                "volume": self._volume,
                "headset": self._headset,
                "driver": self._driver,
            }
        )
        if self._has_voice:
            self._tell_prompt()  # it came while there was no child
        if self._ahead:
            self._child.tell(self._ahead)

    def _tell_prompt(self) -> None:
        """Unless it must wait for a child or a headset."""
        prompt = self._prompt
        if prompt and self._is_child_there and not self._stop_waiting:
            self._child.tell(speaking(prompt.serial, prompt.speak, prompt.first))

    def _on_message(self, message: Message) -> None:
        match message:
            case {"is": "started", "serial": serial, "index": index}:
                if prompt := self._current(serial):
                    prompt.index = prompt.first + index
                    self._report(SentenceStarted(prompt.speak.turn, prompt.index))
            case {"is": "word", "serial": serial, "index": index, "offset": at, "length": length}:
                if prompt := self._current(serial):
                    turn = prompt.speak.turn
                    self._report(WordStarted(turn, prompt.first + index, at, length))
            case {"is": "finished", "serial": serial}:
                if prompt := self._current(serial):
                    self._prompt = None
                    self._report(PromptFinished(prompt.speak.turn))
            case {"is": "ready"}:
                self._apology.stop()
                self._find_voice()
                self._has_sounded = True
                self._end_wait()
                self._say_what_was_not_heard()
                self._report(SpeakerReady())
            case {"is": "no device"}:
                self._find_voice()  # the child keeps the pace
                self._has_device = False
                self._unheard = self._prompt and replace(self._prompt, first=self._prompt.index)
                if self._headset is None:
                    self._report(SpeakerFailed(SpeakerFault.NO_DEVICE))
                else:
                    self._miss_headset()
            case {"is": "no engine", "why": why}:
                self._lose_voice(SpeakerFault.NO_ENGINE, why)

    def _miss_headset(self) -> None:
        if self._stop_waiting:
            return
        if not self._has_sounded:
            self._report(SpeakerFailed(SpeakerFault.NO_HEADSET))
            return
        self._prompt = None
        self._child.tell({"do": "hush"})
        self._stop_waiting = self._clock.call_later(self._headset_seconds, self._give_up_headset)
        self._report(SpeakerFailed(SpeakerFault.HEADSET_AWAY))

    def _give_up_headset(self) -> None:
        """Captions until it is back."""
        self._stop_waiting = None
        self._has_sounded = False
        self._report(SpeakerFailed(SpeakerFault.NO_HEADSET))
        self._finish_captions()

    def _end_wait(self) -> None:
        if self._stop_waiting:
            self._stop_waiting()
            self._stop_waiting = None
            self._tell_from(0)

    def _say_what_was_not_heard(self) -> None:
        """From the sentence that the lost device cut, or from the first of a later prompt."""
        if self._has_device:
            return
        self._has_device = True
        before, self._unheard = self._unheard, None
        if prompt := self._prompt:
            is_same = before is not None and before.serial == prompt.serial
            self._tell_from(before.first if before and is_same else prompt.first)

    def _tell_from(self, sentence: int) -> None:
        """The prompt again, under another number, if there still is one."""
        self._hush_captions()
        if prompt := self._prompt:
            self._serial += 1
            self._prompt = _Prompt(self._serial, prompt.speak, index=sentence, first=sentence)
            self._tell_prompt()

    def _on_death(self, death: Death) -> None:
        self._is_child_there = False
        if death is Death.LOST:
            self._lose_voice(SpeakerFault.LOST, last_line(self._log) if self._log else "")
        elif self._has_voice:
            self._prompt = None
            self._report(SpeakerFailed(SpeakerFault.RESTARTING))

    def _lose_voice(self, fault: SpeakerFault, why: str) -> None:
        """Captions from now on, beginning with the sentence that was cut, and the recording."""
        if not self._has_voice:
            return
        self._has_voice = self._has_sounded = False
        self._end_wait()
        if self._log:
            note_for_staff(self._log.with_name(STAFF_LOG), f"the voice is lost ({fault}): {why}")
        self._owes_apology = True
        if self._is_aloud is not None:
            self._apologise_once()
        if self._prompt:
            self._captions.go_on(self._prompt.speak, self._prompt.index)
        self._report(SpeakerFailed(fault))

    def _find_voice(self) -> None:
        """The child goes on where the captions are, if it was lost."""
        self._owes_apology = False
        if self._has_voice:
            return
        self._has_voice = True
        self._tell_from(self._prompt.index if self._prompt else 0)

    def _apologise_once(self) -> None:
        """As soon as the person wants to hear anything."""
        if self._owes_apology and self._is_aloud:
            self._owes_apology = False
            self._apology.begin(self._volume)

    def _caption_report(self, event: Event) -> None:
        match event:
            case SentenceStarted(_, index) if self._prompt:
                self._prompt.index = index
            case PromptFinished() if self._apology.is_playing or self._stop_waiting:
                self._finished = event  # nobody listens, or can hear, yet
                return
            case PromptFinished():
                self._prompt = None
        self._report(event)

    def _finish_captions(self) -> None:
        """What held them back is over."""
        if self._finished and not self._stop_waiting:
            event, self._finished = self._finished, None
            self._prompt = None
            self._report(event)

    def _hush_captions(self) -> None:
        self._captions.hush()
        self._finished = None

    def _current(self, serial: int) -> _Prompt | None:
        """None for a report that is late: its prompt was hushed or replaced."""
        return self._prompt if self._prompt and self._prompt.serial == serial else None
