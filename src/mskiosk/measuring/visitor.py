"""Somebody who hears the guide without a terminal, and can go on twice from the same moment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Speak
from mskiosk.core.events import (
    Event,
    ListenerReady,
    Pressed,
    PromptFinished,
    SentenceStarted,
    SessionStarted,
    SpeakerReady,
    Timer,
    TimerExpired,
)
from mskiosk.core.guide import Text
from mskiosk.core.intents import Intent
from mskiosk.core.policy import Switches
from mskiosk.core.reading import line_of
from mskiosk.core.showing import view_of
from mskiosk.core.state import Phase, State
from mskiosk.core.view import View


@dataclass(frozen=True, slots=True)
class Moment:
    """`text` begins to be said, or shown in silence, while `view` is on the screen."""

    view: View
    text: Text
    is_aloud: bool


class Visitor:
    def __init__(self, dialogue: Dialogue, *, hears: bool) -> None:
        """`hears`: there is a microphone; without, everything is done by key."""
        self.dialogue = dialogue
        self.state: State = dialogue.begin()
        self._prompt: Speak | None = None
        self.happen(SessionStarted(has_microphone=hears))
        if hears:
            self.happen(ListenerReady("visitor"))
        self.happen(SpeakerReady())

    @property
    def view(self) -> View:
        return view_of(self.state, self.dialogue.guide)

    def pressing(self, *intents: Intent) -> "Visitor":
        """Another visitor, who has pressed these keys here; this one has not moved."""
        other = object.__new__(Visitor)
        other.dialogue, other.state, other._prompt = self.dialogue, self.state, self._prompt
        for intent in intents:
            other.happen(Pressed(intent))
        return other

    def happen(self, event: Event) -> None:
        step = self.dialogue.step(self.state, event)
        self.state = step.state
        for effect in step.effects:
            if isinstance(effect, Speak):
                self._prompt = effect

    def moments(self) -> Iterator[Moment]:
        """Each text with what is on the screen as it begins, until the kiosk waits or has scanned
        everything once."""
        while True:
            match self.state.phase:
                case Phase.READING | Phase.REPLYING:
                    yield from self._prompted()
                case Phase.WINDOW:
                    self.happen(TimerExpired(Timer.WINDOW, self.state.turn))
                case Phase.WAITING if self._scans:
                    self.happen(TimerExpired(Timer.SCAN, self.state.turn))
                case _:
                    return

    @property
    def _scans(self) -> bool:
        """The kiosk goes on by itself, and has not been once round."""
        return self.state.settings.switches is Switches.ONE and not self.state.rounds

    def _prompted(self) -> Iterator[Moment]:
        """Of the sentences of a passage the first and the last are begun; between them nothing but
        the mark moves."""
        prompt, state = self._prompt, self.state
        assert prompt is not None
        view = self.view
        is_passage = state.phase is Phase.READING and view.lines == state.lines
        for at, text in enumerate(prompt.texts):
            if is_passage and 0 < at < len(prompt.texts) - 1:
                sentence = state.lines[state.passage_first + at].sentence
                view = replace(view, marked=line_of(state.lines, sentence))
            else:
                self.happen(SentenceStarted(state.turn, at))
                view = self.view
            yield Moment(view, text, prompt.is_aloud)
        self.happen(PromptFinished(state.turn))
