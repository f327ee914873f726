"""The session: takes events one at a time, asks the dialogue, carries out what it says.

Not asynchronous itself: `post` handles an event to the end before it returns, and an event that
arrives meanwhile waits its turn. So there is never a half-done step, with a real clock or a
simulated one. All calls are on the thread of the event loop.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from mskiosk.core.dialogue import Dialogue, Step
from mskiosk.core.effects import (
    CallStaff,
    Chime,
    DeclineModel,
    Effect,
    EndSession,
    FetchModel,
    ForgetPerson,
    ForgetVoice,
    Hush,
    Interject,
    KeepPlace,
    KeepSettings,
    KeepVoice,
    Listen,
    Prepare,
    SetVolume,
    Show,
    Speak,
    StartTimer,
    StopListening,
    StopTimer,
)
from mskiosk.core.events import Beginning, Event, Timer, TimerExpired
from mskiosk.core.state import Phase, State
from mskiosk.session.ports import (
    Cancel,
    Clock,
    Display,
    Fetcher,
    Keeper,
    Listener,
    Speaker,
    StaffCaller,
)

Watch = Callable[[State, Event, Step], None]
"""Sees the state before an event, the event, and what came of it; it must not raise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    speaker: Speaker
    listener: Listener
    display: Display
    fetcher: Fetcher
    keeper: Keeper
    staff: StaffCaller | None = None
    """None where `Policy.calls_staff` is not set."""


class Session:
    def __init__(
        self,
        dialogue: Dialogue,
        clock: Clock,
        on_end: Callable[[Beginning], None] = lambda _: None,
        watch: Watch = lambda _before, _event, _step: None,
    ) -> None:
        """`on_end` takes how the next session is to begin; `watch` is told of each step before it
        is carried out."""
        self._dialogue = dialogue
        self._clock = clock
        self._on_end = on_end
        self._watch = watch
        self._ports: Ports | None = None
        self._inbox: deque[Event] = deque()
        self._is_busy = False
        self._timers: dict[Timer, Cancel] = {}
        self.state = dialogue.begin()

    def connect(self, ports: Ports) -> None:
        """Gives the session its ports; events that were posted earlier are handled now."""
        self._ports = ports
        self._work()

    def post(self, event: Event) -> None:
        self._inbox.append(event)
        self._work()

    @property
    def has_ended(self) -> bool:
        return self.state.phase is Phase.ENDED

    def close(self) -> None:
        """No timer of the session fires any more."""
        for cancel in self._timers.values():
            cancel()
        self._timers.clear()

    def _work(self) -> None:
        if self._is_busy or self._ports is None:
            return
        self._is_busy = True
        try:
            while self._inbox:
                before, event = self.state, self._inbox.popleft()
                step = self._dialogue.step(before, event)
                self.state = step.state
                self._watch(before, event, step)
                for effect in step.effects:
                    self._carry_out(effect, self._ports)
        finally:
            self._is_busy = False

    def _carry_out(self, effect: Effect, ports: Ports) -> None:
        match effect:
            case Show(view):
                ports.display.show(view)
            case Speak():
                ports.speaker.speak(effect)
            case Interject():
                ports.speaker.interject(effect)
            case Prepare(texts, words_per_minute):
                ports.speaker.prepare(texts, words_per_minute)
            case Hush():
                ports.speaker.hush()
            case Chime(earcon):
                ports.speaker.chime(earcon)
            case SetVolume(step):
                ports.speaker.set_volume(step)
            case Listen():
                ports.listener.listen(effect)
            case StopListening():
                ports.listener.stop()
            case StartTimer(timer, turn, seconds):
                self._start_timer(timer, turn, seconds)
            case StopTimer(timer):
                self._stop_timer(timer)
            case ForgetPerson():
                ports.listener.forget()
            case FetchModel():
                ports.fetcher.fetch()
            case DeclineModel():
                ports.fetcher.decline()
            case KeepVoice():
                ports.listener.keep_voice()
            case ForgetVoice():
                ports.listener.forget_voice()
            case KeepSettings(changes):
                ports.keeper.keep_settings(changes)
            case KeepPlace(place):
                ports.keeper.keep_place(place)
            case CallStaff():
                assert ports.staff, "staff cannot be called here"
                ports.staff.call()
            case EndSession(following):
                self.close()
                self._on_end(following)
            case _:
                assert_never(effect)

    def _start_timer(self, timer: Timer, turn: int, seconds: float) -> None:
        self._stop_timer(timer)
        self._timers[timer] = self._clock.call_later(
            seconds, lambda: self.post(TimerExpired(timer, turn))
        )

    def _stop_timer(self, timer: Timer) -> None:
        if cancel := self._timers.pop(timer, None):
            cancel()
