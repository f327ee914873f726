"""A dialogue under test: its state, and all that its effects have asked for."""

from typing import TypeVar

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Effect, Listen, Speak, StartTimer
from mskiosk.core.events import (
    Event,
    Hypothesis,
    ListenerReady,
    Pressed,
    PromptFinished,
    SentenceStarted,
    SessionStarted,
    SpeakerReady,
    SpeechEnded,
    SpeechStarted,
    Timer,
    TimerExpired,
)
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Intent
from mskiosk.core.policy import Policy
from mskiosk.core.showing import view_of
from mskiosk.core.state import Phase
from mskiosk.core.view import View
from tests.small_guide import small_guide

T = TypeVar("T", bound=Effect)


class Conversation:
    def __init__(
        self,
        policy: Policy | None = None,
        guide: Guide | None = None,
        *,
        hears: bool = True,
        is_typed: bool = False,
        offers_model: bool = False,
    ) -> None:
        self.guide = guide or small_guide()
        self.dialogue = Dialogue(self.guide, policy or Policy())
        self.state = self.dialogue.begin()
        self.effects: tuple[Effect, ...] = ()
        self.said: list[str] = []
        self.happen(SessionStarted(offers_model=offers_model, model_megabytes=41))
        if hears:
            self.happen(ListenerReady("test", is_typed))
        self.happen(SpeakerReady())

    @property
    def view(self) -> View:
        return view_of(self.state, self.guide)

    def happen(self, *events: Event) -> "Conversation":
        for event in events:
            step = self.dialogue.step(self.state, event)
            self.state, self.effects = step.state, step.effects
            for effect in step.effects:
                if isinstance(effect, Speak):
                    self.said += [text.spoken for text in effect.texts]
        return self

    def press(self, *intents: Intent) -> "Conversation":
        return self.happen(*(Pressed(intent) for intent in intents))

    def finish_prompt(self) -> "Conversation":
        return self.happen(PromptFinished(self.state.turn))

    def start_sentence(self, index: int) -> "Conversation":
        return self.happen(SentenceStarted(self.state.turn, index))

    def expire(self, timer: Timer) -> "Conversation":
        return self.happen(TimerExpired(timer, self.state.turn))

    def until(self, phase: Phase) -> "Conversation":
        """Lets prompts finish and windows pass until the dialogue is in `phase`."""
        for _ in range(500):
            if self.state.phase is phase:
                return self
            if self.state.phase is Phase.WINDOW:
                self.expire(Timer.WINDOW)
            else:
                self.finish_prompt()
        raise AssertionError(f"never {phase}, but {self.state.phase}")

    def say(self, words: str, confidence: float = 1.0) -> "Conversation":
        """The person says `words` as soon as the kiosk listens."""
        for _ in range(500):
            if self.state.is_microphone_open:
                break
            self.finish_prompt()
        return self.utter(Hypothesis(words, confidence))

    def utter(self, *hypotheses: Hypothesis) -> "Conversation":
        turn = self.state.turn
        return self.happen(SpeechStarted(turn), SpeechEnded(turn, hypotheses))

    def asked_for(self, kind: type[T]) -> list[T]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def last_speak(self) -> Speak:
        return self.asked_for(Speak)[-1]

    def spoken(self) -> list[str]:
        return [text.spoken for text in self.last_speak().texts]

    def phase(self) -> Phase:
        """The phase now; a call, so that a type checker does not remember the last one."""
        return self.state.phase

    def timers(self) -> set[Timer]:
        return {effect.timer for effect in self.asked_for(StartTimer)}

    def listens(self) -> bool:
        return bool(self.asked_for(Listen))
