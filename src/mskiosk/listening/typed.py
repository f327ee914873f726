"""Typed lines in the place of speech."""

from collections.abc import Callable

from mskiosk.core.effects import Listen
from mskiosk.core.events import Hypothesis, ListenerReady, SpeechEnded, SpeechStarted, VoiceNotKept
from mskiosk.session.ports import Reporter

MOST_WAITING = 100
MOST_CHARACTERS = 1000
"""A longer line is cut: no phrase is that long, and it may be a whole file."""


class TypedListener:
    """A `Listener` for lines that come from a keyboard, a pipe or a test.

    A line typed while nobody listens waits for the next `listen`, one line for each: the answer
    to one line may ask the next question.
    """

    def __init__(self, report: Reporter, on_forget: Callable[[], None] = lambda: None) -> None:
        """`on_forget` deletes what other listeners have kept of the person's speech."""
        self._report = report
        self._on_forget = on_forget
        self._turn: int | None = None
        self._waiting: list[str] = []

    def start(self) -> None:
        """Reports `ListenerReady`."""
        self._report(ListenerReady(engine="typed", is_typed=True))

    def heard(self, line: str) -> None:
        """`line` was typed, on the event loop's thread. Of those that wait, the first
        `MOST_WAITING` are kept."""
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append(line.strip()[:MOST_CHARACTERS])
        if self._turn is not None:
            self._deliver(self._turn, self._waiting.pop(0))

    def listen(self, request: Listen) -> None:
        self._turn = request.turn
        if self._waiting:
            self._deliver(request.turn, self._waiting.pop(0))

    def stop(self) -> None:
        self._turn = None

    def forget(self) -> None:
        """What was typed is for whoever comes: nothing is known of who typed it."""
        self._turn = None
        self.start()

    def keep_voice(self) -> None:
        """Nothing is learned from typed lines."""
        self._report(VoiceNotKept())

    def forget_voice(self) -> None:
        self._on_forget()

    def _deliver(self, turn: int, line: str) -> None:
        """An empty line is an utterance without words."""
        self._report(SpeechStarted(turn))
        self._report(SpeechEnded(turn, (Hypothesis(line, 1.0),) if line else ()))
