"""The kiosk of a clinic with its real ear, in time that is counted in sound.

The dialogue, the session and its timers are those of the kiosk, and so is the ear, with its gates,
its endpointing and its recogniser. The voice takes as long as it would, and makes no sound: the ear
is deaf meanwhile, as it is on a loudspeaker.
"""

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Listen
from mskiosk.core.events import (
    Beginning,
    ListenerReady,
    Pressed,
    SessionStarted,
    SpeakerReady,
    SpeechEnded,
)
from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Intent
from mskiosk.core.policy import Policy
from mskiosk.core.state import RestingPlace
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.endpointing import FRAME_SECONDS
from mskiosk.listening.recogniser import Recogniser
from mskiosk.listening.voice import FRAME_BYTES, VoiceActivity
from mskiosk.session.ports import Reporter
from mskiosk.session.session import Ports, Session
from mskiosk.session.simulation import (
    SimulatedClock,
    SimulatedDisplay,
    SimulatedFetcher,
    SimulatedKeeper,
    SimulatedSpeaker,
)


class EarListener:
    """A `Listener` that hears what it is given, on the thread of whoever gives it."""

    def __init__(self, report: Reporter, recogniser: Recogniser) -> None:
        self._report = report
        self._name = recogniser.name
        self._reports: list[EarReport] = []
        self._ear = Ear(recogniser, self._reports.append, activity=VoiceActivity())
        self.is_open = False

    def start(self) -> None:
        self._report(ListenerReady(self._name))

    def hear(self, frame: bytes) -> list[EarReport]:
        """What came of it, which has been reported."""
        self._ear.hear(frame)
        came = list(self._reports)
        self._reports.clear()
        for report in came:
            self._report(report)
        return came

    def listen(self, request: Listen) -> None:
        self.is_open = True
        self._ear.listen(
            Hearing(
                turn=request.turn,
                phrases=tuple(request.grammar.phrases),
                unfinished=request.grammar.unfinished,
                patience=request.patience,
                deaf_seconds=request.deaf_seconds,
                is_for_switch=request.is_for_switch,
                sample_of=request.sample_of,
            )
        )

    def stop(self) -> None:
        self.is_open = False
        self._ear.stop()

    def forget(self) -> None:
        self.is_open = False
        self._ear.forget_voice()
        self.start()

    def keep_voice(self) -> None:
        pass  # a clinic keeps nothing

    def forget_voice(self) -> None:
        self.is_open = False
        self._ear.forget_voice()


class VisitStage:
    """One session, from its beginning on."""

    def __init__(
        self,
        guide: Guide,
        policy: Policy,
        recogniser: Recogniser,
        begins: Beginning = Beginning.RESTING,
    ) -> None:
        self.guide = guide
        self.clock = SimulatedClock()
        self.ends: list[Beginning] = []
        self.said: list[Text] = []
        self.utterances = 0
        self.heard: SpeechEnded | None = None
        """What the ear made of the latest utterance."""
        self.session = Session(Dialogue(guide, policy), self.clock, self.ends.append)
        self._listener = EarListener(self.session.post, recogniser)
        self.session.post(SessionStarted(begins=begins))
        self.session.connect(
            Ports(
                speaker=SimulatedSpeaker(self.session.post, self.clock, self._says),
                listener=self._listener,
                display=SimulatedDisplay(lambda _: None),
                fetcher=SimulatedFetcher(),
                keeper=SimulatedKeeper(),
            )
        )
        self._listener.start()
        self.session.post(SpeakerReady())

    @property
    def is_at_rest(self) -> bool:
        return isinstance(self.session.state.place, RestingPlace)

    @property
    def is_listening(self) -> bool:
        return self._listener.is_open

    def press(self, intent: Intent) -> None:
        self.session.post(Pressed(intent))

    def hear(self, pcm: bytes) -> None:
        """Time goes by with the sound."""
        for at in range(0, len(pcm), FRAME_BYTES):
            self.hear_frame(pcm[at : at + FRAME_BYTES])

    def hear_frame(self, frame: bytes) -> None:
        self.clock.advance(FRAME_SECONDS)
        for report in self._listener.hear(frame):
            if isinstance(report, SpeechEnded):
                self.utterances += 1
                self.heard = report

    def _says(self, text: Text, is_aloud: bool) -> None:
        if is_aloud:
            self.said.append(text)
