"""Plays the lines of a script to a session and prints what happens."""

from collections.abc import Callable, Iterable, Mapping

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Listen
from mskiosk.core.events import (
    Beginning,
    Ending,
    Event,
    HeadsetPlugged,
    HeadsetUnplugged,
    Hypothesis,
    KeyCaptured,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    MicrophoneChanged,
    Pressed,
    Quality,
    SampleFault,
    SampleHeard,
    SessionStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
    StaffCallEnded,
    StrikesUnsteady,
)
from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Intent
from mskiosk.core.policy import TICK_SECONDS, Policy
from mskiosk.core.state import Phase
from mskiosk.core.view import View
from mskiosk.rehearsing.script import (
    Cue,
    Heard,
    Key,
    Mishap,
    Noise,
    Sample,
    ScriptError,
    Wait,
    parsed,
)
from mskiosk.session.session import Ports, Session
from mskiosk.session.simulation import (
    SimulatedClock,
    SimulatedDisplay,
    SimulatedFetcher,
    SimulatedKeeper,
    SimulatedListener,
    SimulatedSpeaker,
    SimulatedStaffCaller,
)

UTTERANCE_SECONDS = 0.6
_PAUSE = "..."
_PAUSE_SECONDS = 2.0
PATIENCE_OF_THE_ACTOR_SECONDS = 600.0
"""How long somebody who wants to speak waits for the microphone to open."""

_MISHAPS: dict[str, Event] = {
    "headset plugged in": HeadsetPlugged(),
    "headset pulled out": HeadsetUnplugged(),
    "voice dies": SpeakerFailed(SpeakerFault.RESTARTING),
    "one switch pressed": KeyCaptured("space"),
    "other switch pressed": KeyCaptured("enter"),
    "keys strike twice": StrikesUnsteady(0.4),
    "voice comes back": SpeakerReady(),
    "microphone unplugged": ListenerFailed(ListenerFault.NO_DEVICE),
    "microphone taken": ListenerFailed(ListenerFault.TAKEN),
    "microphone back": ListenerReady("rehearsal"),
    "microphone muted": MicrophoneChanged(Quality.MUTED),
    "microphone silent": MicrophoneChanged(Quality.SILENT),
    "microphone fine": MicrophoneChanged(Quality.FINE),
    "very quiet": MicrophoneChanged(Quality.VERY_QUIET),
    "clipping": MicrophoneChanged(Quality.CLIPPING),
    "loud room": MicrophoneChanged(Quality.LOUD_ROOM),
    "calm room": MicrophoneChanged(Quality.UNTRIED),
    "staff called": StaffCallEnded(is_called=True),
    "staff not called": StaffCallEnded(is_called=False),
}


class Rehearsal:
    def __init__(
        self,
        guide: Guide,
        policy: Policy,
        keymap: Mapping[str, Intent],
        write: Callable[[str], None],
        *,
        offers_model: bool = False,
        teaches: bool = False,
        place: Bookmark | None = None,
        begins: Beginning = Beginning.VISIT,
    ) -> None:
        """`keymap` gives the meaning of each key by its name; `write` takes each line.
        `place`: where the person stopped the last time."""
        self._keymap = {name.casefold(): intent for name, intent in keymap.items()}
        self._write = write
        self._clock = SimulatedClock()
        self._shown_id = ""
        self.session = Session(Dialogue(guide, policy), self._clock, self._ends)
        self._listener = SimulatedListener(self.session.post)
        speaker = SimulatedSpeaker(self.session.post, self._clock, self._says)
        self.session.post(
            SessionStarted(
                begins=begins,
                offers_model=offers_model,
                model_megabytes=41,
                teaches=teaches,
                place=place,
            )
        )
        self.session.connect(
            Ports(
                speaker=speaker,
                listener=self._listener,
                display=SimulatedDisplay(self._shows),
                fetcher=SimulatedFetcher(),
                keeper=SimulatedKeeper(),
                staff=SimulatedStaffCaller(),
            )
        )
        self._listener.start()
        self.session.post(SpeakerReady())

    def play(self, lines: Iterable[str]) -> None:
        """Plays each line, then lets the kiosk finish what it is saying.

        Raises `ScriptError` with the number of a line that means nothing.
        """
        for number, line in enumerate(lines, start=1):
            try:
                cue = parsed(line)
                if cue is not None:
                    self._play(cue)
            except ScriptError as error:
                raise ScriptError(f"line {number}: {error}") from error
        self._advance_until(lambda: self.session.state.phase in _RESTING)

    def _play(self, cue: Cue) -> None:
        match cue:
            case Wait(seconds):
                self._clock.advance(seconds)
            case Key(name):
                self._press(name)
            case Heard(text, confidence):
                self._say([part.strip() for part in text.split(_PAUSE)], confidence)
            case Noise(name, ending):
                if request := self._listening(f"heard {name}"):
                    self._end(request, (), ending)
            case Sample(fault):
                if request := self._listening(f"heard a sample that is {fault}"):
                    self._end(request, (), Ending.PAUSE, fault)
            case Mishap(what):
                self._note(what)
                self.session.post(_MISHAPS[what])

    def _press(self, name: str) -> None:
        intent = self._keymap.get(name.casefold())
        if intent is None:
            names = ", ".join(sorted(self._keymap)[:60])
            raise ScriptError(f"no key is called {name[:40]!r}; there are: {names}")
        self._note(f"key {name}")
        self.session.post(Pressed(intent))

    def _say(self, parts: list[str], confidence: float) -> None:
        """With a pause between each two parts, which ends the utterance where the kiosk does not
        wait so long."""
        request = self._listening(f'heard "{f" {_PAUSE} ".join(parts)}" {confidence:.2f}')
        if request is None:
            return
        said = parts.pop(0)
        while parts and request.patience.incomplete_seconds > _PAUSE_SECONDS:
            self._clock.advance(TICK_SECONDS)
            self.session.post(SpeechPaused(request.turn))
            self._clock.advance(_PAUSE_SECONDS - TICK_SECONDS + UTTERANCE_SECONDS)
            said = f"{said} {parts.pop(0)}"
        self._end(request, (Hypothesis(said, confidence),), Ending.PAUSE)
        if parts:
            self._say(parts, confidence)

    def _listening(self, note: str) -> Listen | None:
        """Somebody speaks as soon as the kiosk listens; None where it does not."""
        self._advance_until(lambda: self._listener.request is not None)
        request = self._listener.request
        if request is None or self.session.has_ended:
            self._note(f"{note} (nobody listens)")
            return None
        self._clock.advance(request.deaf_seconds)
        if self._listener.request is not request:
            return self._listening(note)
        self._note(note)
        self.session.post(SpeechStarted(request.turn))
        self._clock.advance(UTTERANCE_SECONDS)
        return request

    def _end(
        self,
        request: Listen,
        heard: tuple[Hypothesis, ...],
        ending: Ending,
        fault: SampleFault | None = None,
    ) -> None:
        self._clock.advance(request.patience.complete_seconds)
        is_sample = fault or request.sample_of in [each.text for each in heard]
        if request.sample_of is not None and is_sample:
            self.session.post(SampleHeard(request.turn, request.sample_of, fault))
        else:
            self.session.post(SpeechEnded(request.turn, heard, ending))

    def _advance_until(self, is_so: Callable[[], bool]) -> None:
        limit = self._clock.now() + PATIENCE_OF_THE_ACTOR_SECONDS
        while not is_so() and not self.session.has_ended and self._clock.advance_to_next(limit):
            pass

    def _says(self, text: Text, is_aloud: bool) -> None:
        self._note(f"says {text.spoken}" if is_aloud else f"shows {text.shown}")

    def _shows(self, view: View) -> None:
        if view.id != self._shown_id:
            self._shown_id = view.id
            self._note(f"view {view.id}")

    def _ends(self, following: Beginning) -> None:
        if following is not Beginning.VISIT:
            self._note(f"ends, and the next session begins {following}")

    def _note(self, what: str) -> None:
        self._write(f"{self._clock.now():.1f} {what}")


_RESTING = (Phase.WAITING, Phase.PAUSED, Phase.ENDED)
