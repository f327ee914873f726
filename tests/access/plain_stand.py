"""The same kiosk as lines of text: what is typed goes in, and what is printed can be read."""

import os
from collections.abc import Callable

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.events import SessionStarted
from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Intent
from mskiosk.core.policy import Policy
from mskiosk.listening.typed import TypedListener
from mskiosk.plain.display import PlainDisplay
from mskiosk.plain.printout import Printout, one_line
from mskiosk.plain.speaker import PlainSpeaker
from mskiosk.session.session import Ports, Session
from mskiosk.session.simulation import SimulatedClock, SimulatedFetcher, SimulatedKeeper

_MARK = "(everything so far)"


class PlainStand:
    def __init__(self, guide: Guide, policy: Policy) -> None:
        self.guide = guide
        self.clock = SimulatedClock()
        self.session = Session(Dialogue(guide, policy), self.clock)
        self._output, self._inner = os.pipe()
        self._printout = Printout(self._inner)
        self._read = b""
        display = PlainDisplay(self._printout)
        speaker = PlainSpeaker(display, self.clock, self.session.post)
        self._listener = TypedListener(self.session.post)
        self.session.post(SessionStarted())
        self.session.connect(
            Ports(
                speaker=speaker,
                listener=self._listener,
                display=display,
                fetcher=SimulatedFetcher(),
                keeper=SimulatedKeeper(),
            )
        )
        self._listener.start()
        speaker.start()
        self.rest()

    def press(self, intent: Intent) -> None:
        raise AssertionError(f"there are no keys, not even for {intent}")

    def say(self, words: str) -> None:
        self._listener.heard(words)
        self.rest()

    def rest(self) -> None:
        """Printing takes no time, and neither does the wait between two passages."""
        self.clock.advance(1.0)

    def until(self, is_so: Callable[[], bool]) -> None:
        raise AssertionError("everything is printed at once")

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def printed(self) -> list[str]:
        """Every line so far."""
        self._printout.print(_MARK)
        while not self._read.endswith(f"{_MARK}\n".encode()):
            self._read += os.read(self._output, 65536)
        self._read = self._read.removesuffix(f"{_MARK}\n".encode())
        return self._read.decode().splitlines()

    def close(self) -> None:
        self._printout.close()
        os.close(self._inner)
        os.close(self._output)


class Lines:
    """The sense of somebody who has the printed lines alone."""

    def __init__(self, stand: PlainStand) -> None:
        self._stand = stand

    def was_told(self, text: Text) -> bool:
        return any(one_line(text.shown) in line for line in self._stand.printed())

    def points_at(self, label: Text) -> bool:
        raise AssertionError(f"nothing points at anything, not even at {label}")

    def number_of(self, label: Text) -> int | None:
        for line in reversed(self._stand.printed()):
            number, _, rest = line.partition(". ")
            if rest == label.shown and number.isdecimal():
                return int(number)
        return None
