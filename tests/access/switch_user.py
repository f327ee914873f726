"""Somebody with nothing but switches, on the real content: they know what is on the screen and what
they hear, and time goes by only where a test says so."""

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.events import ListenerFailed, ListenerFault, Pressed, SessionStarted, SpeakerReady
from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy
from mskiosk.core.state import Dwell, Phase
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

_PRESS_SECONDS = 1.2
"""Between two presses of somebody who does not hurry."""
_MOST_ITEMS = 12
"""More than any ring has."""


def whole_guide() -> Guide:
    return load_guide(shipped_content(), region=None)


class SwitchUser:
    def __init__(self, guide: Guide, policy: Policy) -> None:
        self.clock = SimulatedClock()
        self.session = Session(Dialogue(guide, policy), self.clock)
        self.said: list[tuple[float, str]] = []
        self.view: View
        self.session.post(SessionStarted(has_microphone=False))
        self.session.connect(
            Ports(
                speaker=SimulatedSpeaker(self.session.post, self.clock, self._says),
                listener=SimulatedListener(self.session.post),
                display=SimulatedDisplay(self._shows),
                fetcher=SimulatedFetcher(),
                keeper=SimulatedKeeper(),
            )
        )
        self.session.post(ListenerFailed(ListenerFault.NO_DEVICE))
        self.session.post(SpeakerReady())

    @property
    def focused(self) -> str:
        """What stands on the screen as what a switch takes."""
        if self.view.is_way_focused and self.view.way:
            return self.view.way.shown
        return "" if self.view.focus is None else self.view.choices[self.view.focus].label.shown

    @property
    def words(self) -> list[str]:
        return [words for _, words in self.said]

    def take(self, label: str) -> None:
        """Whatever has that label, however many items away."""
        raise NotImplementedError

    def press(self, command: Command) -> None:
        self.session.post(Pressed(command))

    def label_of(self, page: str) -> str:
        [label] = [c.label.shown for c in self.session.state.choices if c.goto == page]
        return label

    def _says(self, text: Text, is_aloud: bool) -> None:
        assert is_aloud
        self.said.append((self.clock.now(), text.spoken))

    def _shows(self, view: View) -> None:
        self.view = view


def choose(person: SwitchUser, *labels: str) -> None:
    """One after the other."""
    for label in labels:
        person.take(label)


class TwoSwitchUser(SwitchUser):
    def take(self, label: str) -> None:
        for _ in range(_MOST_ITEMS):
            self.press(Command.NEXT_CHOICE)
            if self.focused == label:
                self.press(Command.THIS_ONE)
                return
        raise AssertionError(f"{label} is not in the ring")

    def take_first(self) -> None:
        """What is focused when a list is opened."""
        self.press(Command.THIS_ONE)


class StepSwitchUser(SwitchUser):
    def take(self, label: str) -> None:
        """Goes on to it, and stays there."""
        for _ in range(2 * _MOST_ITEMS):
            self.press(Command.SWITCH)
            self.clock.advance(_PRESS_SECONDS)
            if self.focused == label:
                self.stay()
                return
        raise AssertionError(f"{label} is not in the ring")

    def stay(self) -> None:
        before = self.session.state.turn, self.session.state.place
        while self.session.state.dwell is not Dwell.NONE:
            assert self.clock.advance_to_next(self.clock.now() + 60), before
        self.clock.advance(_PRESS_SECONDS)


class OneSwitchUser(SwitchUser):
    def take(self, label: str) -> None:
        """Waits until it has been said, for as long as that takes, and half of the stay more."""
        for _ in range(400):
            if self.focused == label and self.session.state.phase is Phase.WAITING:
                self.clock.advance(self.session.state.settings.scan_seconds / 2)
                self.press(Command.SWITCH)
                return
            if not self.clock.advance_to_next(self.clock.now() + 60):
                break
        raise AssertionError(f"{label} is not scanned")
