"""What the bench of listening measures."""

from collections.abc import Collection
from dataclasses import dataclass, field
from time import perf_counter, process_time

from mskiosk.core.events import Hypothesis
from mskiosk.listening.recogniser import Recogniser
from mskiosk.measuring.counts import Counts
from mskiosk.measuring.overhearing import Overheard
from mskiosk.measuring.rejection import Reading


@dataclass(slots=True)
class Measured:
    ours: dict[str, Counts] = field(default_factory=dict)
    bare: dict[str, Counts] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    """Of the first utterance of everything in the clean condition."""
    accept_confidence: float = 0.0
    """The threshold of the policy."""
    read_milliseconds: list[float] = field(default_factory=list)
    wait_seconds: list[float] = field(default_factory=list)
    """From the end of a command until it counted as ended, in the clean condition."""
    heard_seconds: float = 0.0
    """Given to the ear, or to the recogniser alone."""
    seconds: float = 0.0
    """What all of it took."""
    read_cpu_seconds: float = 0.0
    """Of one core, for all readings."""
    listening_megabytes: float | None = None
    """A process that has the engine, the ear and the guide, and no recordings."""
    peak_megabytes: float = 0.0
    soak: Overheard | None = None


class Timed:
    """A recogniser whose time is taken, and which is told of a grammar only when it is another."""

    def __init__(self, recogniser: Recogniser, measured: Measured) -> None:
        self._recogniser = recogniser
        self._measured = measured
        self._prepared: tuple[Collection[str], Collection[str]] | None = None
        self.name = recogniser.name

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        if self._prepared is None or self._prepared[0] != phrases:
            self._prepared = phrases, self._recogniser.prepare(phrases)
        return self._prepared[1]

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        began, used = perf_counter(), process_time()
        read = self._recogniser.read(pcm)
        self._measured.read_milliseconds.append(1000 * (perf_counter() - began))
        self._measured.read_cpu_seconds += process_time() - used
        return read
