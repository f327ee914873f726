"""People who do anything at all at a kiosk, in any order, and then go away in one of many ways.

They press keys and switches, say phrases clearly, doubtfully or wrongly, cough and talk, plug
headsets in and out, and are silent; meanwhile the devices of the kiosk fail and come back. Time is
simulated.
"""

from collections.abc import Callable
from random import Random

from mskiosk.core.effects import Listen
from mskiosk.core.events import (
    Ending,
    Event,
    HeadsetPlugged,
    HeadsetUnplugged,
    Hypothesis,
    KeyCaptured,
    LevelMeasured,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    MicrophoneChanged,
    Pressed,
    Quality,
    QuietHoursChanged,
    SampleFault,
    SampleHeard,
    ScreenMeasured,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
    StrikesUnsteady,
)
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.look import TEXT_SIZES
from mskiosk.measuring.simulated_kiosk import SimulatedKiosk

_OTHER_WORDS = "marmalade"
_MOST_ACTS = 25
_SURE, _DOUBTFUL, _UNLIKELY = 0.9, 0.35, 0.1
_SWITCH_KEYS = ("space", "enter", "f13")
_ENDS_BY_PRESS = (Command.NEW_PERSON, Command.GOODBYE)
_INTENTS: tuple[Intent, ...] = (
    *(Choose(index) for index in range(9)),
    *(command for command in Command if command not in _ENDS_BY_PRESS),
)
_PAUSES = (0.0, 0.5, 3.0, 12.0, 40.0, 130.0)


class RandomPerson:
    def __init__(self, kiosk: SimulatedKiosk, chance: Random) -> None:
        self._kiosk = kiosk
        self._chance = chance
        self._acts: tuple[tuple[int, Callable[[], None]], ...] = (
            (8, self._press),
            (8, self._speak),
            (3, self._make_a_sound),
            (2, self._strike_a_switch),
            (1, self._change_headset),
            (2, self._break_something),
            (4, self._wait),
        )

    def visit(self) -> None:
        """Comes, does something, and goes; the visit may be over before that."""
        self.act()
        if not self._kiosk.has_ended:
            self._go()

    def act(self) -> None:
        """Comes and does something."""
        self._come()
        for _ in range(self._chance.randrange(_MOST_ACTS)):
            if self._kiosk.has_ended:
                return
            weights = [weight for weight, _ in self._acts]
            ((_, act),) = self._chance.choices(self._acts, weights)
            act()

    def _come(self) -> None:
        match self._chance.randrange(4):
            case 0:
                self._kiosk.post(HeadsetPlugged())
            case 1:
                self._say("hello kiosk", _SURE)
            case 2:
                self._say("hello kiosk", _DOUBTFUL)
                self._say("yes please", _SURE)
            case _:
                self._kiosk.post(Pressed(Command.STOP))

    def _go(self) -> None:
        match self._chance.randrange(7):
            case 0:
                self._kiosk.post(Pressed(Command.GOODBYE))
                self._kiosk.post(Pressed(Command.YES))
            case 1:
                self._say("goodbye", _SURE)
                self._say("yes please", _SURE)
            case 2:
                self._kiosk.post(Pressed(Command.NEW_PERSON))
            case 3:
                self._say("new person", _SURE)
            case 4:
                self._kiosk.post(HeadsetUnplugged())
            case 5:
                self._kiosk.post(Pressed(Command.TAKE_A_BREAK))
            case _:
                pass  # without a word

    def _press(self) -> None:
        self._kiosk.post(Pressed(self._chance.choice(_INTENTS)))
        self._kiosk.let_pass(self._chance.choice(_PAUSES[:3]))

    def _speak(self) -> None:
        phrases = self._kiosk.phrases
        words = self._chance.choice(phrases) if phrases else _OTHER_WORDS
        if self._chance.random() < 0.2:
            words = f"{_OTHER_WORDS} {words}"
        self._say(words, self._chance.choice((_SURE, _SURE, _DOUBTFUL, _UNLIKELY)))

    def _make_a_sound(self) -> None:
        self._utter((), self._chance.choice((Ending.PAUSE, Ending.SOUND, Ending.TALK)))

    def _strike_a_switch(self) -> None:
        self._kiosk.post(KeyCaptured(self._chance.choice(_SWITCH_KEYS)))
        self._kiosk.post(Pressed(Command.SWITCH))
        self._kiosk.post(StrikesUnsteady(self._chance.uniform(0.05, 1.5)))

    def _change_headset(self) -> None:
        self._kiosk.post(HeadsetUnplugged())
        self._kiosk.let_pass(self._chance.uniform(0, 25))
        self._kiosk.post(HeadsetPlugged())

    def _break_something(self) -> None:
        breakage: Event
        mend: Event
        match self._chance.randrange(5):
            case 0:
                fault = self._chance.choice((*SpeakerFault,))
                breakage, mend = SpeakerFailed(fault), SpeakerReady()
            case 1:
                deafness = self._chance.choice((*ListenerFault,))
                breakage, mend = ListenerFailed(deafness), ListenerReady("simulated")
            case 2:
                quality = self._chance.choice((*Quality,))
                breakage, mend = MicrophoneChanged(quality), MicrophoneChanged(Quality.UNTRIED)
            case 3:
                size = self._chance.choice((*TEXT_SIZES,))
                breakage, mend = ScreenMeasured(size), ScreenMeasured(TEXT_SIZES[-1])
            case _:
                breakage, mend = QuietHoursChanged(are_on=True), QuietHoursChanged(are_on=False)
        self._kiosk.post(breakage)
        self._kiosk.let_pass(self._chance.choice(_PAUSES))
        if self._chance.random() < 0.8:
            self._kiosk.post(mend)

    def _wait(self) -> None:
        self._kiosk.let_pass(self._chance.choice(_PAUSES))

    def _say(self, words: str, confidence: float) -> None:
        self._utter((Hypothesis(words, confidence),), Ending.PAUSE)

    def _utter(self, heard: tuple[Hypothesis, ...], ending: Ending) -> None:
        """As soon as the kiosk listens, if it ever does."""
        request = self._kiosk.until_it_listens()
        if request is None:
            return
        self._kiosk.post(SpeechStarted(request.turn))
        self._kiosk.post(LevelMeasured(self._chance.randrange(9)))
        if self._chance.random() < 0.2:
            self._kiosk.let_pass(1.5)
            self._kiosk.post(SpeechPaused(request.turn))
        self._kiosk.let_pass(0.6)
        self._kiosk.post(self._report(request, heard, ending))

    def _report(self, request: Listen, heard: tuple[Hypothesis, ...], ending: Ending) -> Event:
        if request.is_for_switch:
            return SpeechEnded(request.turn, (), self._chance.choice((Ending.SWITCH, Ending.TALK)))
        if request.sample_of is not None:
            fault = self._chance.choice((None, None, *SampleFault))
            return SampleHeard(request.turn, request.sample_of, fault)
        return SpeechEnded(request.turn, heard, ending)
