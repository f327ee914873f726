"""People who can do one thing: speak, or press some keys. What they press next is decided by what
came to their one sense, and by nothing else."""

from collections.abc import Callable, Iterable
from typing import Protocol

from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.ring import LISTS, Item, label_of
from mskiosk.core.state import Dwell, Phase, State, TopicPlace, Ways
from mskiosk.core.view import LineKind
from mskiosk.core.wording import worded_for
from mskiosk.session.session import Session
from tests.access.senses import Sense

_MOST_STEPS = 12
"""More than there are choices on any page, or things in any list."""
_PAUSE_SECONDS = 2.0
"""After a press, so that the next is no second strike."""


class Kiosk(Protocol):
    @property
    def guide(self) -> Guide: ...
    @property
    def session(self) -> Session: ...
    def press(self, intent: Intent) -> None: ...
    def say(self, words: str) -> None: ...
    def rest(self) -> None: ...
    def until(self, is_so: Callable[[], bool]) -> None: ...
    def wait(self, seconds: float) -> None: ...


class Person:
    def __init__(self, stand: Kiosk, sense: Sense) -> None:
        self.stand = stand
        self.sense = sense

    @property
    def state(self) -> State:
        return self.stand.session.state

    def take(self, label: Text) -> None:
        """Takes the choice of that label, once it is known how."""
        raise NotImplementedError

    def ask(self, command: Command) -> None:
        """Asks for what `command` does."""
        raise NotImplementedError

    def ask_again(self, command: Command) -> None:
        """The same, at once."""
        self.ask(command)

    def go(self, *pages: str) -> None:
        for page in pages:
            choices = self.state.choices
            self.take(next(choice.label for choice in choices if choice.goto == page))
            assert self.state.place == TopicPlace(page)

    def read(self) -> None:
        """Hears or reads the page to its end, and misses nothing of it."""
        self.hear_out()
        state = self.state
        texts = [line.text for line in state.lines if line.kind is not LineKind.CHOICE]
        texts += [choice.label for choice in state.choices]
        assert [text for text in texts if not self.sense.was_told(text)] == []

    def hear_out(self) -> None:
        self.stand.rest()

    def say_yes(self) -> None:
        self.take(self.stand.guide.notice(Notice.YES_LABEL))

    def was_told(self, notice: Notice) -> bool:
        """Whether the beginning of that sentence, up to what is filled in, came to the person."""
        notice = worded_for(self.state.settings.switches, notice)
        text = self.stand.guide.notices[notice]
        shown, spoken = (words.partition("{")[0] for words in (text.shown, text.spoken))
        return self.sense.was_told(Text(shown, spoken))


class Speaker(Person):
    """No key, no switch."""

    def take(self, label: Text) -> None:
        self.stand.rest()
        number = self.sense.number_of(label)
        assert number is not None, f"nobody told the number of {label}"
        self.stand.say(self.stand.guide.number(number).spoken)

    def ask(self, command: Command) -> None:
        self.stand.say(self.stand.guide.universals[command].phrases[0])

    def say_yes(self) -> None:
        self.ask(Command.YES)


class Presser(Person):
    """Some keys, each a command."""

    def __init__(self, stand: Kiosk, sense: Sense, keys: Iterable[Command]) -> None:
        super().__init__(stand, sense)
        self._keys = frozenset(keys)

    def press(self, command: Command) -> None:
        assert command in self._keys, f"there is no key for {command}"
        self.stand.press(command)

    def take(self, label: Text) -> None:
        """Steps to the last choice and then back, until the label comes."""
        for step in [Command.NEXT_CHOICE] * _MOST_STEPS + [Command.PREVIOUS_CHOICE] * _MOST_STEPS:
            self.press(step)
            if self.sense.points_at(label):
                self.press(Command.THIS_ONE)
                return
        raise AssertionError(f"{label} is not among the choices")

    def ask(self, command: Command) -> None:
        self.press(command)


class Typist(Presser):
    """All keys, digits too."""

    def take(self, label: Text) -> None:
        self.stand.rest()
        number = self.sense.number_of(label)
        if number is None:
            super().take(label)
        else:
            self.stand.press(Choose(number - 1))


class SwitchUser(Presser):
    """What has no key is in the ring: the choices, the ways on, and lists of everything else."""

    def ask(self, command: Command) -> None:
        if command in self._keys:
            self.press(command)
            return
        if self.state.ways is not Ways.PAGE:
            self.take(self._label(Ways.PAGE))
        for item in _route_to(command):
            self.take(self._label(item))

    def _label(self, item: Item) -> Text:
        return label_of(item, self.state, self.stand.guide)


class TwoSwitchUser(SwitchUser):
    """Next and select, and whatever other keys there are."""

    def take(self, label: Text) -> None:
        if self.state.ways is Ways.PAGE or not self.sense.points_at(label):
            self._step_to(label)
        self.press(Command.THIS_ONE)

    def ask_again(self, command: Command) -> None:
        self.press(Command.THIS_ONE)

    def _step_to(self, label: Text) -> None:
        for _ in range(_MOST_STEPS):
            self.press(Command.NEXT_CHOICE)
            if self.sense.points_at(label):
                return
        raise AssertionError(f"{label} is not in the ring")


class OneSwitchUser(SwitchUser):
    """Waits until what is wanted has been said, and presses then."""

    def take(self, label: Text) -> None:
        self.stand.until(lambda: self.state.phase is Phase.WAITING and self.sense.points_at(label))
        self.press(Command.SWITCH)
        self.stand.wait(_PAUSE_SECONDS)

    def ask_again(self, command: Command) -> None:
        self.press(Command.SWITCH)

    def hear_out(self) -> None:
        """To the end of the first round, in which the choices are."""
        self.stand.until(lambda: self.state.rounds > 0)


class StepSwitchUser(SwitchUser):
    """Goes on until what is wanted has been said, and stays there."""

    def take(self, label: Text) -> None:
        for _ in range(2 * _MOST_STEPS):
            self.press(Command.SWITCH)
            self.stand.wait(_PAUSE_SECONDS)
            if self.sense.points_at(label):
                self.stand.until(lambda: self.state.dwell is Dwell.NONE)
                self.stand.wait(_PAUSE_SECONDS)
                return
        raise AssertionError(f"{label} is not in the ring")

    def ask_again(self, command: Command) -> None:
        self.press(Command.SWITCH)
        self.stand.until(lambda: self.state.dwell is Dwell.NONE)
        self.stand.wait(_PAUSE_SECONDS)


def _route_to(command: Command) -> list[Item]:
    """The lists that lead there from the ring of a page."""
    routes: list[list[Item]] = [[Ways.MORE]]
    for route in routes:
        last = route[-1]
        for item in LISTS[last] if isinstance(last, Ways) else ():
            if item is command:
                return [*route, item]
            routes.append([*route, item])
    return [command]
