"""Hours of a room in which nobody speaks to the kiosk, and what it does all the same.

The ear listens to all of it with the whole grammar of the main menu: unlike in use, it is not deaf
while the kiosk speaks, nothing narrows the grammar, and the listening process is not replaced.
Time is counted in sound and nothing is waited for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter

from mskiosk.listening.recogniser import BYTES_A_SECOND
from mskiosk.measuring.attempts import Attempts, Band
from mskiosk.measuring.processes import resident_megabytes
from mskiosk.measuring.room import Sounding

SOAK_HOURS = 8.0
_HOUR = 3600.0
_MINUTE = 60.0


@dataclass(slots=True)
class Tally:
    seconds: float = 0.0
    false_actions: int = 0
    questions: int = 0

    def by_name(self) -> dict[str, float | int | None]:
        return {
            "seconds": round(self.seconds, 1),
            "false_actions": self.false_actions,
            "false_actions_per_hour": per_hour(self.false_actions, self.seconds),
            "questions": self.questions,
            "questions_per_hour": per_hour(self.questions, self.seconds),
        }


def per_hour(count: int, seconds: float) -> float | None:
    return round(count * _HOUR / seconds, 2) if seconds else None


def _rounded(megabytes: float | None) -> float | None:
    return None if megabytes is None else round(megabytes, 1)


@dataclass(slots=True)
class Overheard:
    by_kind: dict[Sounding, Tally] = field(default_factory=dict)
    start_megabytes: float | None = None
    """After the first minute of sound, when everything is loaded; None where there was less."""
    hour_megabytes: float | None = None
    """After an hour of sound; None where there was less."""
    end_megabytes: float = 0.0
    took_seconds: float = 0.0

    @property
    def total(self) -> Tally:
        return Tally(
            sum(each.seconds for each in self.by_kind.values()),
            sum(each.false_actions for each in self.by_kind.values()),
            sum(each.questions for each in self.by_kind.values()),
        )

    def by_name(self) -> dict[str, object]:
        return {
            **self.total.by_name(),
            "memory_start_megabytes": _rounded(self.start_megabytes),
            "memory_hour_megabytes": _rounded(self.hour_megabytes),
            "memory_end_megabytes": round(self.end_megabytes, 1),
            "took_seconds": round(self.took_seconds, 1),
            "by_sound": {kind.value: tally.by_name() for kind, tally in self.by_kind.items()},
        }


def overhear(
    attempts: Attempts,
    stretches: Iterable[tuple[Sounding, bytes]],
    hours: float = SOAK_HOURS,
    tell: Callable[[str], None] = lambda _: None,
) -> Overheard:
    """At least so many hours of `stretches`, or all; `tell` gets a line at each hour of sound."""
    overheard = Overheard()
    began = perf_counter()
    seconds = next_hour = 0.0
    attempts.begin()
    for kind, pcm in stretches:
        if seconds >= next_hour:
            tell(f"soak: hour {next_hour / _HOUR + 1:.0f} of {hours:g}")
            next_hour += _HOUR
        tally = overheard.by_kind.setdefault(kind, Tally())
        for outcome in attempts.overhear(pcm):
            tally.false_actions += outcome.band is Band.ACTED
            tally.questions += outcome.band is Band.ASKED
        tally.seconds += len(pcm) / BYTES_A_SECOND
        seconds += len(pcm) / BYTES_A_SECOND
        if overheard.start_megabytes is None and seconds >= _MINUTE:
            overheard.start_megabytes = resident_megabytes()
        if overheard.hour_megabytes is None and seconds >= _HOUR:
            overheard.hour_megabytes = resident_megabytes()
        if seconds >= hours * _HOUR:
            break
    overheard.end_megabytes = resident_megabytes()
    overheard.took_seconds = perf_counter() - began
    return overheard
