"""What a running kiosk must be saying, worked out beside it.

The kiosk writes the kind and the moment of every event (`MSKIOSK_TRACE`). The same events, in the
same order, are given to a dialogue of our own: the core is pure, so it comes to the same decisions,
and these are what the loudspeaker is compared with. What a key meant is known to whoever pressed
it; timers, which the trace leaves out, run here on the moments of the trace.
"""

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Effect, Hush, Speak, StartTimer, StopTimer
from mskiosk.core.events import (
    Event,
    Pressed,
    PromptFinished,
    SentenceStarted,
    SessionStarted,
    SpeakerReady,
    Timer,
    TimerExpired,
)
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Intent
from mskiosk.core.policy import Policy
from mskiosk.core.state import Phase

CHANGES_NOTHING = {"WordStarted", "ScreenMeasured"}
"""Events about the screen, whose letters are the terminal's own here: they decide nothing."""


@dataclass(slots=True)
class Prompt:
    """A `Speak` of the kiosk, when it was decided, and when each sentence began."""

    speak: Speak
    moment: float
    began: list[float] = field(default_factory=list)
    finished: float | None = None


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What one press led to at once. `sounding`: the prompt of before, unless it was over."""

    moment: float
    intent: Intent
    sounding: Prompt | None
    effects: tuple[Effect, ...]
    prompt: Prompt | None
    """The one that answers it."""

    @property
    def is_cut(self) -> bool:
        return any(isinstance(effect, Hush | Speak) for effect in self.effects)


class Mirror:
    """A kiosk without a microphone."""

    def __init__(self, guide: Guide, policy: Policy, trace: Path) -> None:
        self._dialogue = Dialogue(guide, policy)
        self.state = self._dialogue.begin()
        self._trace = trace
        self._read = 0
        self._meant: deque[Intent] = deque()
        self._timers: dict[Timer, tuple[float, int]] = {}
        self.prompt: Prompt | None = None
        """The latest."""
        self.prompts: list[Prompt] = []
        self.obeyed: list[Obeyed] = []

    def mean(self, intent: Intent) -> None:
        """A key with this meaning is about to be pressed."""
        self._meant.append(intent)

    def catch_up(self, now: float) -> None:
        """With all that was traced until `now`, and the timers that are due."""
        text = self._trace.read_text() if self._trace.exists() else ""
        lines = text.split("\n")[:-1]
        for line in lines[self._read :]:
            moment, _, kind = line.partition(" ")
            self._run_timers(float(moment))
            self._happen(kind, float(moment))
        self._read = len(lines)
        self._run_timers(now)

    @property
    def is_between_passages(self) -> bool:
        """A timer decides what comes next, and nobody can say which of it and a key is first."""
        return self.state.phase is Phase.WINDOW

    @property
    def is_sounding(self) -> bool:
        prompt = self.prompt
        return prompt is not None and bool(prompt.began) and prompt.finished is None

    def _happen(self, kind: str, moment: float) -> None:
        prompt = self.prompt
        match kind:
            case "SessionStarted":
                self._step(SessionStarted(has_microphone=False), moment)
            case "SpeakerReady":
                self._step(SpeakerReady(), moment)
            case "SentenceStarted":
                assert prompt is not None
                prompt.began.append(moment)
                self._step(SentenceStarted(prompt.speak.turn, len(prompt.began) - 1), moment)
            case "PromptFinished":
                assert prompt is not None
                assert len(prompt.began) == len(prompt.speak.texts)
                prompt.finished = moment
                self._step(PromptFinished(prompt.speak.turn), moment)
            case "Pressed":
                intent = self._meant.popleft()
                sounding = prompt if self.is_sounding else None
                effects = self._step(Pressed(intent), moment)
                answer = self.prompt if self.prompt is not prompt else None
                self.obeyed.append(Obeyed(moment, intent, sounding, effects, answer))
            case _:
                assert kind in CHANGES_NOTHING, f"{kind} was not foreseen"

    def _step(self, event: Event, moment: float) -> tuple[Effect, ...]:
        step = self._dialogue.step(self.state, event)
        self.state = step.state
        for effect in step.effects:
            match effect:
                case Speak():
                    self.prompt = Prompt(effect, moment)
                    self.prompts.append(self.prompt)
                case Hush() if self.prompt and self.prompt.finished is None:
                    self.prompt.finished = moment
                case StartTimer(timer, turn, seconds):
                    self._timers[timer] = (moment + seconds, turn)
                case StopTimer(timer):
                    self._timers.pop(timer, None)
        return step.effects

    def _run_timers(self, until: float) -> None:
        while due := [(at, timer) for timer, (at, _) in self._timers.items() if at <= until]:
            at, timer = min(due)
            _, turn = self._timers.pop(timer)
            self._step(TimerExpired(timer, turn), at)
