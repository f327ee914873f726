"""The kiosk with its shipped guide, a simulated clock, and one sense of the person who uses it."""

from collections.abc import Callable

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.events import (
    Beginning,
    Hypothesis,
    Pressed,
    ScreenMeasured,
    SessionStarted,
    SpeakerReady,
    SpeechEnded,
    SpeechStarted,
)
from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Intent
from mskiosk.core.look import TEXT_SIZES
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase
from mskiosk.core.view import View
from mskiosk.session.session import Ports, Session
from mskiosk.session.simulation import (
    SimulatedClock,
    SimulatedDisplay,
    SimulatedFetcher,
    SimulatedKeeper,
    SimulatedListener,
    SimulatedSpeaker,
)

_REST = (Phase.WAITING, Phase.PAUSED, Phase.ENDED)
_MOST_SECONDS = 1200.0


class Stand:
    def __init__(
        self,
        guide: Guide,
        policy: Policy,
        *,
        hears: bool,
        begins: Beginning = Beginning.VISIT,
    ) -> None:
        """`hears`: there is a microphone."""
        self.guide = guide
        self.clock = SimulatedClock()
        self.ends: list[Beginning] = []
        """How the next session is to begin, once this one has ended."""
        self.session = Session(Dialogue(guide, policy), self.clock, self.ends.append)
        self.heard: list[Text] = []
        """Each sentence as it begins to sound."""
        self.seen: list[View] = []
        self._listener = SimulatedListener(self.session.post)
        self.session.post(SessionStarted(has_microphone=hears, begins=begins))
        self.session.connect(
            Ports(
                speaker=SimulatedSpeaker(self.session.post, self.clock, self._says),
                listener=self._listener,
                display=SimulatedDisplay(self.seen.append),
                fetcher=SimulatedFetcher(),
                keeper=SimulatedKeeper(),
            )
        )
        if hears:
            self._listener.start()
        self.session.post(SpeakerReady())
        self.session.post(ScreenMeasured(TEXT_SIZES[-1]))

    def press(self, intent: Intent) -> None:
        self.session.post(Pressed(intent))
        self.clock.advance(0.0)

    def say(self, words: str, confidence: float = 0.9) -> None:
        """As soon as the kiosk listens; what is no phrase is not understood."""
        self.until(lambda: self._listener.request is not None)
        request = self._listener.request
        assert request is not None
        self.clock.advance(request.deaf_seconds)
        self.session.post(SpeechStarted(request.turn))
        is_phrase = words in request.grammar.phrases
        heard = (Hypothesis(words, confidence),) if is_phrase else ()
        self.session.post(SpeechEnded(request.turn, heard))
        self.clock.advance(0.0)

    def begin_to_say(self) -> SpeechStarted:
        """Somebody speaks, and goes on."""
        self.until(lambda: self._listener.request is not None)
        assert self._listener.request is not None
        begun = SpeechStarted(self._listener.request.turn)
        self.clock.advance(self._listener.request.deaf_seconds)
        self.session.post(begun)
        return begun

    def rest(self) -> None:
        """Until everything has been said."""
        self.until(lambda: self.session.state.phase in _REST)

    def until(self, is_so: Callable[[], bool]) -> None:
        limit = self.clock.now() + _MOST_SECONDS
        while not is_so():
            assert self.clock.advance_to_next(limit), "it never comes"

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def _says(self, text: Text, is_aloud: bool) -> None:
        if is_aloud:
            self.heard.append(text)
