"""A listener whose person is the test."""

from mskiosk.core.effects import Listen
from mskiosk.core.events import (
    MOST_LEVEL,
    Hypothesis,
    LevelMeasured,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    MicrophoneChanged,
    Quality,
    SampleFault,
    SampleHeard,
    SpeechEnded,
    SpeechStarted,
    VoiceNotKept,
)
from mskiosk.session.ports import Reporter


class FakeListener:
    """Does what a real one does, at once; fails when the session uses it as it never would."""

    def __init__(self, report: Reporter) -> None:
        self._report = report
        self.requests: list[Listen] = []
        self.is_listening = False
        self._is_ready = False
        self._is_hearing = False
        self._level = 0
        self.learned: list[str] = []
        """The phrase of each sample."""
        self.kept: tuple[str, ...] = ()
        self.can_keep = True

    # the port

    def listen(self, request: Listen) -> None:
        if self.requests:
            assert request.turn >= self.requests[-1].turn, "turns never go back"
        assert request.patience.complete_seconds > 0, "an endpoint needs some silence"
        assert request.patience.incomplete_seconds >= request.patience.complete_seconds
        assert request.deaf_seconds >= 0, "nobody can be deaf for less than no time"
        self.requests.append(request)
        self._is_hearing = False
        self.is_listening = self._is_ready

    def stop(self) -> None:
        self.is_listening = self._is_hearing = False
        self._level = 0

    def forget(self) -> None:
        self.stop()
        if self._is_ready:
            self.becomes_ready()

    def keep_voice(self) -> None:
        assert self.learned, "there is nothing to keep"
        if self.can_keep:
            self.kept = tuple(self.learned)
        else:
            self._report(VoiceNotKept())

    def forget_voice(self) -> None:
        self.stop()
        self.learned, self.kept = [], ()

    # the person and the machine

    def becomes_ready(self, engine: str = "fake") -> None:
        self._is_ready = True
        self.stop()
        self._report(ListenerReady(engine))

    def fails(self, fault: ListenerFault) -> None:
        self._is_ready = False
        self.stop()
        self._report(ListenerFailed(fault))

    def hears(self, text: str, confidence: float = 0.9) -> None:
        """Somebody says `text`; unheard unless it listens. What is no phrase has no reading."""
        self.hears_voice()
        if not self._is_hearing:
            return
        request = self.requests[-1]
        self._is_hearing = False
        if request.sample_of is not None and text not in request.grammar.phrases:
            self.learned.append(request.sample_of)
            self._report(SampleHeard(request.turn, request.sample_of))
            return
        is_phrase = text in request.grammar.phrases
        readings = (Hypothesis(text, confidence),) if is_phrase else ()
        self._report(SpeechEnded(request.turn, readings))

    def hears_useless_sample(self, fault: SampleFault) -> None:
        """Somebody says, in a lesson, what cannot be learned from."""
        self.hears_voice()
        request = self.requests[-1]
        assert self._is_hearing, "nobody listens"
        assert request.sample_of is not None, "nobody asks for a sample"
        self._is_hearing = False
        self._report(SampleHeard(request.turn, request.sample_of, fault))

    def hears_voice(self) -> None:
        """Somebody begins to speak; `hears` ends it."""
        if self.is_listening and not self._is_hearing:
            self._is_hearing = True
            self._report(SpeechStarted(self.requests[-1].turn))

    def measures(self, level: int) -> None:
        """It is so loud; told while it listens, and when it was not so loud before."""
        assert 0 <= level <= MOST_LEVEL
        if self.is_listening and level != self._level:
            self._level = level
            self._report(LevelMeasured(level))

    def judges(self, quality: Quality) -> None:
        self._report(MicrophoneChanged(quality))
