"""What the kiosk has of its microphone: a child process, and the events that come from it."""

from collections.abc import Mapping
from pathlib import Path

from mskiosk.children.child import Child, Death
from mskiosk.children.framing import Message
from mskiosk.core.effects import Listen
from mskiosk.core.events import (
    LevelMeasured,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    MicrophoneChanged,
    SampleHeard,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
    VoiceNotKept,
)
from mskiosk.listening import wire
from mskiosk.listening.blame import Blame
from mskiosk.listening.templates import MOST_PHRASES
from mskiosk.listening.voice_file import VoiceFile, is_valid
from mskiosk.session.ports import Reporter

MODULE = "mskiosk.listening.process"
HANG_SECONDS = 6.0
"""Loading an engine on a busy machine may keep the child from answering for some seconds."""
MOST_VOICE_DEATHS = 2
"""So often in a row, with no utterance understood between, the child may die with what was learned
of the voice before it is started without."""


class SpokenListener:
    """A `Listener` on a real microphone. The engine in `ListenerReady` is `vosk` when `model`
    can be used, else `pocketsphinx`, after `spotter+` when `spotter` can be used.

    Each `ListenerReady` and `ListenerFailed` ends what was listened for: the dialogue asks again.
    """

    def __init__(
        self,
        report: Reporter,
        *,
        model: Path | None = None,
        spotter: Path | None = None,
        device: str | None = None,
        log: Path | None = None,
        environment: Mapping[str, str] | None = None,
        sounds: Mapping[str, str] | None = None,
        voice_file: VoiceFile | None = None,
    ) -> None:
        """`model`: the folder of a Vosk model. `spotter`: the file of a network of words.
        `device`: a name as the sound system lists it, or a part of one; None is the default
        microphone. `log`: a file for the child's complaints. `environment`: variables that the
        child has besides this process's own. `sounds`: words that a recogniser may lack, with
        their phones. `voice_file`: where what is learned of the person's speech may be kept, and
        is found again; None where it goes with the person."""
        self._report = report
        self._model = model
        self._spotter = spotter
        self._device = device
        self._environment = dict(environment or {})
        self._sounds = dict(sounds or {})
        self._voice_file = voice_file
        self._voice = dict(voice_file.load()) if voice_file else {}
        """What was learned: a child that dies would take it along."""
        self._keeps_voice = bool(self._voice)
        self._voice_deaths = 0
        self._turn: int | None = None
        self._is_loaded = False
        self._is_open = False
        self._child = Child(
            MODULE,
            on_message=self._on_message,
            on_start=self._on_start,
            on_death=self._on_death,
            log=log,
            hang_seconds=HANG_SECONDS,
        )
        self._blame = Blame(self._child.note)

    @property
    def pid(self) -> int | None:
        """The child's process, while there is one."""
        return self._child.pid

    def start(self) -> None:
        self._is_open = True
        self._child.start()

    async def close(self) -> None:
        """Ends the child; nothing is reported any more."""
        self._is_open = False
        await self._child.close()

    def use_model(self, folder: Path | None) -> None:
        """Listens with another engine as soon as it is loaded, and reports it with
        `ListenerReady`. Until then nothing is heard."""
        self._model = folder
        self._blame.try_model()
        self._renew()

    def forget(self) -> None:
        self._lose_voice()
        self._blame.forget()
        self._renew()

    def _renew(self) -> None:
        self._turn = None
        self._child.renew()

    def listen(self, request: Listen) -> None:
        self._turn = request.turn
        self._child.tell(wire.listen_command(request))

    def stop(self) -> None:
        self._turn = None
        self._child.tell({"do": "stop"})

    @property
    def knows_voice(self) -> bool:
        """Something has been learned of the person's speech."""
        return bool(self._voice)

    def keep_voice(self) -> None:
        self._keeps_voice = self._voice_file is not None and self._voice_file.save(self._voice)
        if not self._keeps_voice:
            self._report(VoiceNotKept())

    def forget_voice(self) -> None:
        self._lose_voice()
        self._turn = None
        self._child.tell({"do": "forget"})
        if self._voice_file:
            self._voice_file.delete()

    def _lose_voice(self) -> None:
        self._voice.clear()
        self._keeps_voice = False
        self._voice_deaths = 0

    def _learned(self, samples: Mapping[str, list[bytes]]) -> None:
        if not is_valid(samples):
            return
        self._voice.update(samples)
        while len(self._voice) > MOST_PHRASES:
            del self._voice[next(iter(self._voice))]
        if self._keeps_voice:
            self.keep_voice()

    def _on_start(self) -> None:
        self._is_loaded = False
        self._child.tell(
            {
                "do": "open",
                "model": str(self._model_in_use) if self._model_in_use else None,
                "spotter": str(self._spotter_in_use) if self._spotter_in_use else None,
                "device": self._device,
                "environment": self._environment,
                "sounds": self._sounds,
                "voice": wire.samples_in_text(self._voice if self._uses_voice else {}),
            }
        )

    @property
    def _model_in_use(self) -> Path | None:
        return None if self._blame.is_on_model else self._model

    @property
    def _spotter_in_use(self) -> Path | None:
        return None if self._blame.is_on_spotter else self._spotter

    @property
    def _uses_voice(self) -> bool:
        return bool(self._voice) and self._voice_deaths < MOST_VOICE_DEATHS

    def _on_death(self, death: Death) -> None:
        self._turn = None
        if self._uses_voice:
            self._voice_deaths += 1
        self._blame.died(
            model=self._model_in_use, spotter=self._spotter_in_use, was_loaded=self._is_loaded
        )
        if not self._is_open:
            return
        fault = ListenerFault.LOST if death is Death.LOST else ListenerFault.RESTARTING
        self._report(ListenerFailed(fault))

    def _on_message(self, frame: Message) -> None:
        try:
            learned, report = wire.learned(frame), wire.report(frame)
        except (ValueError, TypeError) as error:
            # Its kind alone: the values are what was said.
            self._child.note(f"a broken frame was passed over: {type(error).__name__}")
            return
        if learned:
            turn, samples = learned
            if turn == self._turn and self._is_open:
                self._learned(samples)
            return
        if report is None or not self._is_open:
            return
        match report:
            case SpeechStarted(turn) | SpeechPaused(turn) | SpeechEnded(turn) | SampleHeard(turn):
                if turn != self._turn:
                    return
            case LevelMeasured():
                if self._turn is None:
                    return
            case MicrophoneChanged():
                pass  # told once: it holds, also when it comes after the end of listening
            case ListenerReady() | ListenerFailed():
                self._is_loaded = True
                self._turn = None
        if isinstance(report, SpeechEnded) and report.hypotheses and self._uses_voice:
            self._voice_deaths = 0
        self._report(report)
