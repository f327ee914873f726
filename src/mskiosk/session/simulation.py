"""A clock, a voice and ears that take no real time."""

import heapq
from collections.abc import Callable
from itertools import count

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.effects import Earcon, Interject, Listen, Speak
from mskiosk.core.events import Event, ListenerReady, PromptFinished, SentenceStarted, Value
from mskiosk.core.guide import Text
from mskiosk.core.view import View
from mskiosk.session.ports import Cancel, Reporter

SECONDS_BETWEEN_SENTENCES = 0.3
EARCON_SECONDS = 0.15


class SimulatedClock:
    """Time that goes by only when somebody says so."""

    def __init__(self) -> None:
        self._now = 0.0
        self._order = count()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._awaited: set[int] = set()
        """What is neither done nor cancelled."""

    def now(self) -> float:
        return self._now

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Cancel:
        number = next(self._order)
        heapq.heappush(self._due, (self._now + max(0.0, seconds), number, callback))
        self._awaited.add(number)
        return lambda: self._awaited.discard(number)

    def advance_to_next(self, limit: float) -> bool:
        """Runs what is due next, if that is not after `limit`; else the time is `limit`."""
        while self._due and self._due[0][0] <= limit:
            at, number, callback = heapq.heappop(self._due)
            if number not in self._awaited:
                continue
            self._awaited.remove(number)
            self._now = max(self._now, at)
            callback()
            return True
        self._now = max(self._now, limit)
        return False

    def advance(self, seconds: float) -> None:
        limit = self._now + seconds
        while self.advance_to_next(limit):
            pass


class SimulatedSpeaker:
    """Speaks at exactly the rate asked for."""

    def __init__(
        self, report: Reporter, clock: SimulatedClock, says: Callable[[Text, bool], None]
    ) -> None:
        """`says` is told each text as it begins, and whether it is aloud."""
        self._report = report
        self._clock = clock
        self._says = says
        self._cancel: Cancel = lambda: None
        self._prompt: Speak | None = None
        self._aside: Interject | None = None

    def speak(self, prompt: Speak) -> None:
        self.hush()
        self._prompt = prompt
        self._cancel = self._clock.call_later(0.0, lambda: self._begin(prompt, 0))

    def hush(self) -> None:
        self._cancel()
        self._prompt = self._aside = None

    def interject(self, aside: Interject) -> None:
        if self._prompt is not None and aside.turn == self._prompt.turn:
            self._aside = aside

    def set_volume(self, step: int) -> None:
        pass  # nobody hears a rehearsal

    def chime(self, earcon: Earcon) -> None:
        pass

    def prepare(self, texts: tuple[Text, ...], words_per_minute: int) -> None:
        pass

    def _begin(self, prompt: Speak, index: int) -> None:
        if index and (aside := self._aside):
            self._aside = None
            self._says(aside.text, prompt.is_aloud)
            seconds = _seconds(aside.text, aside.words_per_minute)
            self._cancel = self._clock.call_later(seconds, lambda: self._begin(prompt, index))
            return
        if index == len(prompt.texts):
            self._prompt = None
            seconds = EARCON_SECONDS if prompt.closing else 0.0
            self._later(seconds, PromptFinished(prompt.turn))
            return
        text = prompt.texts[index]
        self._says(text, prompt.is_aloud)
        seconds = _seconds(text, prompt.words_per_minute)
        self._cancel = self._clock.call_later(seconds, lambda: self._begin(prompt, index + 1))
        self._report(SentenceStarted(prompt.turn, index))

    def _later(self, seconds: float, event: Event) -> None:
        self._cancel = self._clock.call_later(seconds, lambda: self._report(event))


def _seconds(text: Text, words_per_minute: int) -> float:
    return len(text.spoken.split()) * 60 / words_per_minute + SECONDS_BETWEEN_SENTENCES


class SimulatedListener:
    """Knows whether the microphone is open, and for what."""

    def __init__(self, report: Reporter) -> None:
        self._report = report
        self.request: Listen | None = None

    def start(self) -> None:
        self._report(ListenerReady("rehearsal"))

    def listen(self, request: Listen) -> None:
        self.request = request

    def stop(self) -> None:
        self.request = None

    def forget(self) -> None:
        self.stop()
        self.start()

    def keep_voice(self) -> None:
        pass  # nothing is learned in a rehearsal

    def forget_voice(self) -> None:
        pass


class SimulatedDisplay:
    def __init__(self, shows: Callable[[View], None]) -> None:
        self._shows = shows

    def show(self, view: View) -> None:
        self._shows(view)


class SimulatedFetcher:
    """Fetches nothing; the rehearsal says how it went."""

    def fetch(self) -> None:
        pass

    def decline(self) -> None:
        pass


class SimulatedStaffCaller:
    """Calls nobody; the rehearsal says whether staff were called."""

    def call(self) -> None:
        pass


class SimulatedKeeper:
    """Nothing of a rehearsal stays."""

    def keep_settings(self, changes: tuple[tuple[str, Value | None], ...]) -> None:
        pass

    def keep_place(self, place: Bookmark | None) -> None:
        pass
