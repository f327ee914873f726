"""The session: one event at a time, timers by name, nothing after the end."""

from mskiosk.core.dialogue import Dialogue, Step
from mskiosk.core.effects import Earcon, Interject, Listen, Speak
from mskiosk.core.events import (
    Beginning,
    Event,
    ListenerReady,
    Pressed,
    SessionStarted,
    SpeakerReady,
)
from mskiosk.core.guide import Text
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy
from mskiosk.core.state import State
from mskiosk.core.view import View
from mskiosk.session.ports import Reporter
from mskiosk.session.session import Ports, Session, Watch
from mskiosk.session.simulation import (
    SimulatedClock,
    SimulatedKeeper,
    SimulatedListener,
    SimulatedSpeaker,
)
from tests.small_guide import small_guide


class Stage:
    """A session on a simulated clock, with a record of what was said and shown."""

    def __init__(self, watch: Watch = lambda _before, _event, _step: None) -> None:
        self.clock = SimulatedClock()
        self.said: list[str] = []
        self.views: list[View] = []
        self.has_ended = False
        self.session = Session(Dialogue(small_guide(), Policy()), self.clock, self._end, watch)
        self.listener = SimulatedListener(self.session.post)

    def connect(self) -> None:
        speaker = SimulatedSpeaker(self.session.post, self.clock, self._say)
        self.session.connect(
            Ports(
                speaker=speaker,
                listener=self.listener,
                display=self,
                fetcher=self,
                keeper=SimulatedKeeper(),
            )
        )

    def show(self, view: View) -> None:
        self.views.append(view)

    def fetch(self) -> None:
        raise AssertionError("nobody asked for a download")

    decline = fetch

    def _say(self, text: Text, is_aloud: bool) -> None:
        self.said.append(text.spoken)

    def _end(self, _: Beginning) -> None:
        self.has_ended = True


def started() -> Stage:
    stage = Stage()
    stage.session.post(SessionStarted())
    stage.session.post(ListenerReady("test"))
    stage.session.post(SpeakerReady())
    stage.connect()
    return stage


def test_events_that_come_before_the_ports_wait_for_them() -> None:
    stage = started()
    assert stage.views
    stage.clock.advance(0.1)
    assert stage.said == ["[welcome]"]


def test_the_reading_runs_by_itself_and_listens_between_passages() -> None:
    stage = started()
    opened: set[int] = set()
    for _ in range(600):
        stage.clock.advance(0.1)
        if isinstance(stage.listener.request, Listen):
            opened.add(stage.listener.request.turn)
    assert "[answer now]" in stage.said
    assert len(opened) >= 4


def test_an_event_that_a_port_reports_during_an_effect_is_handled_after_the_step() -> None:
    class HastySpeaker:
        """Reports while it is being told to speak, which a port should not but could."""

        def __init__(self, report: Reporter) -> None:
            self.report = report
            self.depth = 0
            self.deepest = 0

        def speak(self, prompt: Speak) -> None:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
            if prompt.turn < 5:
                self.report(Pressed(Command.WHERE_AM_I))
            self.depth -= 1

        def interject(self, aside: Interject) -> None: ...
        def hush(self) -> None: ...
        def set_volume(self, step: int) -> None: ...
        def chime(self, earcon: Earcon) -> None: ...
        def prepare(self, texts: tuple[Text, ...], words_per_minute: int) -> None: ...

    stage = Stage()
    speaker = HastySpeaker(stage.session.post)
    stage.session.post(SessionStarted())
    stage.session.post(SpeakerReady())
    stage.session.connect(
        Ports(
            speaker=speaker,
            listener=stage.listener,
            display=stage,
            fetcher=stage,
            keeper=SimulatedKeeper(),
        )
    )
    assert speaker.deepest == 1
    assert stage.session.state.turn >= 5


def test_whoever_watches_is_told_of_each_step_with_the_states_around_it() -> None:
    seen: list[tuple[State, Event, Step]] = []
    stage = Stage(lambda before, event, step: seen.append((before, event, step)))
    stage.session.post(SessionStarted())
    stage.session.post(SpeakerReady())
    assert seen == []
    stage.connect()
    assert [event for _, event, _ in seen[:2]] == [SessionStarted(), SpeakerReady()]
    assert isinstance(seen[0][2], Step)
    states = [before for before, _, _ in seen]
    assert [step.state for _, _, step in seen] == [*states[1:], stage.session.state]


def test_the_end_stops_every_timer_and_is_told_once() -> None:
    stage = started()
    stage.clock.advance(1)
    stage.session.post(Pressed(Command.GOODBYE))
    stage.session.post(Pressed(Choose(0)))
    stage.clock.advance(10)
    assert stage.has_ended
    said = len(stage.said)
    stage.session.post(Pressed(Command.HELP))
    stage.clock.advance(1000)
    assert len(stage.said) == said


def test_a_person_who_does_nothing_is_asked_and_reminded_and_not_rushed() -> None:
    stage = started()
    stage.clock.advance(3600)
    assert stage.said.count("[noinput]") == 1
    assert stage.said.count("[use keys]") == 1
    assert stage.said.count("[reminder]") == 5
    assert stage.views[-1].id == "home"
