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
    SpeechEnded,
    SpeechStarted,
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
        is_phrase = text in request.grammar.phrases
        readings = (Hypothesis(text, confidence),) if is_phrase else ()
        self._report(SpeechEnded(request.turn, readings))

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
