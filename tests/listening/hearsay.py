"""What a listener reports, for tests that wait for it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from mskiosk.core.effects import Listen, Patience
from mskiosk.core.events import (
    Event,
    LevelMeasured,
    ListenerReady,
    MicrophoneChanged,
    Quality,
    SampleHeard,
    SpeechEnded,
    SpeechStarted,
)
from mskiosk.core.grammar import Grammar
from mskiosk.core.intents import Choose

Kind = TypeVar("Kind")
SECONDS = 30.0
"""Much longer than anything takes, for a machine that is busy with other things."""
WORDS = ("one", "two", "three", "stop", "yes", "no", "main menu")


class Hearsay:
    """A `Reporter` that keeps what it is told: `events`, and apart from them what may come at any
    moment, how loud it is and how well the microphone hears."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.levels: list[int] = []
        self.qualities: list[Quality] = []
        self._has_changed = asyncio.Event()

    def __call__(self, event: Event) -> None:
        match event:
            case LevelMeasured(level):
                self.levels.append(level)
            case MicrophoneChanged(quality):
                self.qualities.append(quality)
            case _:
                self.events.append(event)
        self._has_changed.set()

    async def until(self, is_true: Callable[[list[Event]], bool], *, since: int = 0) -> None:
        """Waits until the events from index `since` on satisfy `is_true`."""
        try:
            async with asyncio.timeout(SECONDS):
                while not is_true(self.events[since:]):
                    self._has_changed.clear()
                    await self._has_changed.wait()
        except TimeoutError:
            raise AssertionError(f"in vain; since {since} came {self.events[since:]}") from None

    async def judged(self, quality: Quality) -> None:
        """Waits until `quality` is the latest that was told."""
        await self.until(lambda _: self.qualities[-1:] == [quality])

    async def ready(self, *, since: int = 0) -> ListenerReady:
        await self.until(lambda events: bool(_of(events, ListenerReady)), since=since)
        return _of(self.events[since:], ListenerReady)[0]

    async def ended(self, count: int = 1, *, since: int = 0) -> SpeechEnded:
        """The utterance number `count` since index `since`."""
        await self.until(lambda events: len(_of(events, SpeechEnded)) >= count, since=since)
        return _of(self.events[since:], SpeechEnded)[count - 1]

    async def heard_or_taken(self, *, since: int) -> SpeechEnded | SampleHeard:
        """The first utterance since index `since`, as words or as an example."""

        def ends(events: list[Event]) -> list[SpeechEnded | SampleHeard]:
            return [each for each in events if isinstance(each, SpeechEnded | SampleHeard)]

        await self.until(lambda events: bool(ends(events)), since=since)
        return ends(self.events[since:])[0]

    def turns(self) -> set[int]:
        spoken = (SpeechStarted, SpeechEnded)
        return {event.turn for event in self.events if isinstance(event, spoken)}


def request(
    turn: int,
    words: tuple[str, ...] = WORDS,
    *,
    deaf_seconds: float = 0.0,
    complete: float = 0.5,
    sample_of: str | None = None,
) -> Listen:
    return Listen(
        turn=turn,
        grammar=Grammar({word: Choose(index) for index, word in enumerate(words)}),
        patience=Patience(complete_seconds=complete, incomplete_seconds=1.5),
        deaf_seconds=deaf_seconds,
        sample_of=sample_of,
    )


def _of(events: list[Event], kind: type[Kind]) -> list[Kind]:
    return [event for event in events if isinstance(event, kind)]
