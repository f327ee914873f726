"""When a visit has failed, and how soon the next one may be tried. It decides by the moments that
it is given, and looks at no clock."""

from dataclasses import dataclass, field
from enum import StrEnum

from mskiosk.core.events import Beginning

SILENT_SECONDS = 4.0
"""Without a heartbeat; a person who waits longer walks away."""
START_SECONDS = 15.0
"""From the start of a visit to its first view, on the slowest machine, with a cold disk."""
LEAVING_SECONDS = 3.0
"""From the word that a visit ends to its end; what is left after that is killed. A call for staff
that is under way goes on for up to 2 s of it; the next person is served within 10 s."""
USEFUL_SECONDS = 3.0
"""A visit that served for so long was worth its start."""
_SHORT_PAUSES = (0.0, 0.0, 0.5, 1.0)
_LONG_PAUSE = 10.0


class Fault(StrEnum):
    """Why a visit ended as it should not."""

    ENDED = "ended"
    """By itself and without a word, or killed by somebody else."""
    SILENT = "silent"
    """It hangs."""
    LATE = "late"
    """It never came to its first view."""
    STOPPED = "stopped"
    """What draws it stands still."""
    NOT_STARTED = "not started"


@dataclass(slots=True, kw_only=True)
class Life:
    """One visit."""

    started: float
    ready: float | None = None
    heard: float | None = None
    next: Beginning | None = None
    """It said that it ends, and how the next one begins."""
    ending: float | None = None

    def heard_at(self, now: float, *, is_ready: bool, following: Beginning | None) -> None:
        self.heard = now
        if is_ready and self.ready is None:
            self.ready = now
        if following and self.next is None:
            self.next, self.ending = following, now

    def fault_at(self, now: float) -> Fault | None:
        if self.ready is None:
            return Fault.LATE if now - self.started > START_SECONDS else None
        return Fault.SILENT if now - (self.heard or self.ready) > SILENT_SECONDS else None

    def is_over_at(self, now: float) -> bool:
        """It has had the time to end by itself."""
        return self.ending is not None and now - self.ending > LEAVING_SECONDS

    def was_useful(self, now: float) -> bool:
        return self.ready is not None and now - self.ready >= USEFUL_SECONDS


@dataclass(slots=True)
class FaultsInRow:
    """Of visits that failed one after the other."""

    in_row: int = field(default=0)

    def count(self, *, is_fault: bool, was_useful: bool) -> None:
        if not is_fault:
            self.in_row = 0
        else:
            self.in_row = 1 if was_useful else self.in_row + 1

    @property
    def pause_seconds(self) -> float:
        """Before the next visit."""
        return _SHORT_PAUSES[self.in_row] if self.in_row < len(_SHORT_PAUSES) else _LONG_PAUSE

    @property
    def is_hopeless(self) -> bool:
        """For the moment: a sentence on the screen says so, in place of a kiosk."""
        return self.in_row >= len(_SHORT_PAUSES)
