"""One spoken command after another, given to the ear and the dialogue as a person gives them.

The ear is the real one, with its gates, its endpointing and its recogniser, and so are the grammar
of the main menu, the bands and the questions of the dialogue. Time is counted in sound, so that
nothing is waited for, and what the kiosk says is over as soon as it begins.
"""

from dataclasses import dataclass
from enum import StrEnum

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Patience
from mskiosk.core.events import (
    Event,
    Hypothesis,
    ListenerReady,
    PromptFinished,
    SessionStarted,
    SpeakerReady,
    SpeechEnded,
    Timer,
    TimerExpired,
)
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import PATIENCE, Policy
from mskiosk.core.showing import whole_view_of
from mskiosk.core.state import Phase, Question, QuestionPlace, State
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.recogniser import BYTES_A_SECOND, Recogniser
from mskiosk.listening.voice import FRAME_BYTES, VoiceActivity

_MOST_STEPS = 1_000
_AGREES = (Command.YES, Choose(0))
_REFUSES = (Command.NO, Command.GO_BACK, Choose(1))


class Band(StrEnum):
    ACTED = "acted"
    ASKED = "asked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`intent`: what was done, or asked about."""

    band: Band
    intent: Intent | None = None


NOTHING = Outcome(Band.REFUSED)


@dataclass(frozen=True, slots=True)
class Heard:
    """`seconds`: when the utterance counted as ended, from the beginning of its sound."""

    seconds: float
    hypotheses: tuple[Hypothesis, ...]


class Attempts:
    """A person at the main menu, where everything has been read."""

    def __init__(self, guide: Guide, policy: Policy, recogniser: Recogniser) -> None:
        self._guide = guide
        self._dialogue = Dialogue(guide, policy)
        self._recogniser = recogniser
        self._ready = self._waiting()
        self._state = self._ready
        self._reports: list[EarReport] = []
        self._ear = self._new_ear()
        self.grammar = self._grammar()
        self.heard: Heard | None = None
        """By the latest `utter`."""

    @property
    def asked(self) -> Intent | None:
        """Whether this was meant is asked now."""
        place = self._state.place
        if isinstance(place, QuestionPlace) and place.question is Question.CONFIRM:
            return place.meant
        return None

    @property
    def patience(self) -> Patience:
        """It may grow with each utterance."""
        return PATIENCE[self._state.settings.patience]

    def begin(self) -> None:
        """Another person, and an ear that has heard nothing."""
        self._state = self._ready
        self._ear = self._new_ear()

    def hear_room(self, pcm: bytes) -> None:
        """What the ear hears while nobody speaks to the kiosk: it leads to nothing, but the ear
        gets used to it."""
        self._listen()
        for at in range(0, len(pcm), FRAME_BYTES):
            self._ear.hear(pcm[at : at + FRAME_BYTES])
            if any(isinstance(report, SpeechEnded) for report in self._taken()):
                self._listen()

    def utter(self, pcm: bytes) -> Outcome:
        """What the first utterance in `pcm` leads to; nothing where there is none, or where the
        dialogue is still asking."""
        self.heard = None
        self._listen()
        for at in range(0, len(pcm), FRAME_BYTES):
            self._ear.hear(pcm[at : at + FRAME_BYTES])
            for report in self._taken():
                if isinstance(report, SpeechEnded):
                    self.heard = Heard((at + FRAME_BYTES) / BYTES_A_SECOND, report.hypotheses)
                    return self._ended(report)
                self._step(report)
        self._ear.stop()
        return NOTHING

    def overhear(self, pcm: bytes) -> list[Outcome]:
        """What all that sounds in `pcm` leads to, with the same ear as before. It is never deaf,
        and after each utterance it expects the whole grammar of the main menu again, unless a
        question is open: that stays so until it is answered, or `pcm` ends."""
        self._state = self._ready
        self._listen()
        outcomes: list[Outcome] = []
        for at in range(0, len(pcm), FRAME_BYTES):
            self._ear.hear(pcm[at : at + FRAME_BYTES])
            for report in self._taken():
                if not isinstance(report, SpeechEnded):
                    self._step(report)
                    continue
                outcomes.append(self._ended(report))
                if self.asked is None:
                    self._state = self._ready
                self._listen()
        return outcomes

    def _ended(self, report: SpeechEnded) -> Outcome:
        before, grammar = self._state, self._grammar()
        self._step(report)
        self._settle()
        after = self._state
        meant = before.place.meant if isinstance(before.place, QuestionPlace) else None
        if self.asked is not None:
            return Outcome(Band.ASKED, self.asked) if after.place != before.place else NOTHING
        if not report.hypotheses or _is_unchanged(before, after) or after.heard is None:
            return NOTHING
        intent = grammar.match(after.heard)
        if meant is None or intent is None:
            return Outcome(Band.ACTED, intent) if intent else NOTHING
        if intent in _AGREES:
            return Outcome(Band.ACTED, meant)
        return NOTHING if intent in _REFUSES else Outcome(Band.ACTED, intent)

    def _step(self, event: Event) -> None:
        self._state = self._dialogue.step(self._state, event).state

    def _settle(self) -> None:
        """Until the kiosk listens and has nothing more to say."""
        for _ in range(_MOST_STEPS):
            match self._state.phase:
                case Phase.READING | Phase.REPLYING:
                    self._step(PromptFinished(self._state.turn))
                case Phase.WINDOW if not _is_confirming(self._state):
                    self._step(TimerExpired(Timer.WINDOW, self._state.turn))
                case _:
                    return

    def _waiting(self) -> State:
        self._state = self._dialogue.begin()
        for event in (SessionStarted(), ListenerReady(self._recogniser.name), SpeakerReady()):
            self._step(event)
        self._settle()
        return self._state

    def _listen(self) -> None:
        grammar = self._grammar()
        self._ear.listen(
            Hearing(
                turn=self._state.turn,
                phrases=tuple(grammar.phrases),
                unfinished=grammar.unfinished,
                patience=self.patience,
            )
        )

    def _grammar(self) -> Grammar:
        return Grammar.of(whole_view_of(self._state, self._guide), self._guide)

    def _new_ear(self) -> Ear:
        self._reports.clear()
        return Ear(self._recogniser, self._reports.append, activity=VoiceActivity())

    def _taken(self) -> list[EarReport]:
        taken = list(self._reports)
        self._reports.clear()
        return taken


def _is_confirming(state: State) -> bool:
    return isinstance(state.place, QuestionPlace) and state.place.question is Question.CONFIRM


def _is_unchanged(before: State, after: State) -> bool:
    """Nothing was understood: the counter of the dialogue went up."""
    return after.place == before.place and after.nomatches > before.nomatches
