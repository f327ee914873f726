"""A kiosk without devices, in simulated time: one session after another, as processes are."""

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Listen
from mskiosk.core.events import (
    Beginning,
    Event,
    ScreenMeasured,
    SessionStarted,
    SpeakerReady,
    Value,
)
from mskiosk.core.guide import Guide, Text
from mskiosk.core.look import TEXT_SIZES
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase, State
from mskiosk.core.view import View
from mskiosk.session.session import Ports, Session
from mskiosk.session.simulation import (
    SimulatedClock,
    SimulatedDisplay,
    SimulatedFetcher,
    SimulatedListener,
    SimulatedSpeaker,
)

_LISTENS_WITHIN_SECONDS = 400.0
_REST = (Phase.WAITING, Phase.PAUSED, Phase.ENDED)
_BEGINS_WITHIN_SECONDS = 240.0


class WatchingKeeper:
    """A `Keeper` for strangers, of whom nothing is kept: it counts what is asked of it."""

    def __init__(self) -> None:
        self.kept = 0

    def keep_settings(self, changes: tuple[tuple[str, Value | None], ...]) -> None:
        self.kept += len(changes)

    def keep_place(self, place: Bookmark | None) -> None:
        self.kept += place is not None


class SimulatedKiosk:
    """`begin` takes the place of a new process: the clock and the guide alone go on."""

    def __init__(self, guide: Guide, policy: Policy) -> None:
        self.guide = guide
        self.policy = policy
        self.clock = SimulatedClock()
        self.keeper = WatchingKeeper()
        self.ends: list[Beginning] = []
        """How the session that follows is to begin, once this one has ended."""
        self.views: list[View] = []
        self.said: list[Text] = []
        self._is_beginning = True
        """What is shown and said is noted."""
        self._dialogue = Dialogue(guide, policy)
        self.session = Session(self._dialogue, self.clock)
        self._speaker: SimulatedSpeaker | None = None
        self.begin(Beginning.RESTING)

    def begin(self, begins: Beginning) -> None:
        self.stop()
        self.ends, self.views, self.said, self._is_beginning = [], [], [], True
        self.session = session = Session(self._dialogue, self.clock, self.ends.append)
        self._listener = SimulatedListener(session.post)
        self._speaker = speaker = SimulatedSpeaker(session.post, self.clock, self._says)
        self.post(SessionStarted(begins=begins))
        session.connect(
            Ports(
                speaker=speaker,
                listener=self._listener,
                display=SimulatedDisplay(self._shows),
                fetcher=SimulatedFetcher(),
                keeper=self.keeper,
            )
        )
        self._listener.start()
        self.post(SpeakerReady())
        self.post(ScreenMeasured(TEXT_SIZES[-1]))

    def stop(self) -> None:
        """The process is gone, whatever it did; nothing of it reports any more."""
        if self._speaker:
            self._speaker.hush()
        self.session.close()

    @property
    def state(self) -> State:
        return self.session.state

    @property
    def has_ended(self) -> bool:
        return self.session.has_ended

    @property
    def phrases(self) -> tuple[str, ...]:
        """What means something now; nothing while the kiosk does not listen."""
        request = self._listener.request
        return tuple(request.grammar.phrases) if request else ()

    def post(self, event: Event) -> None:
        self.session.post(event)

    def let_pass(self, seconds: float) -> None:
        limit = self.clock.now() + seconds
        while not self.has_ended and self.clock.advance_to_next(limit):
            pass

    def until_rest(self) -> None:
        """Until the first words have been said."""
        limit = self.clock.now() + _BEGINS_WITHIN_SECONDS
        while self.state.phase not in _REST and self.clock.advance_to_next(limit):
            pass
        self._is_beginning = False

    def until_it_listens(self) -> Listen | None:
        """None where it does not, for minutes, or where the visit ends."""
        limit = self.clock.now() + _LISTENS_WITHIN_SECONDS
        while not self.has_ended and self._listener.request is None:
            if not self.clock.advance_to_next(limit):
                return None
        request = self._listener.request
        if request is None or self.has_ended:
            return None
        self.let_pass(request.deaf_seconds)
        return self._listener.request

    def _says(self, text: Text, is_aloud: bool) -> None:
        if self._is_beginning and is_aloud:
            self.said.append(text)

    def _shows(self, view: View) -> None:
        if self._is_beginning:
            self.views.append(view)
