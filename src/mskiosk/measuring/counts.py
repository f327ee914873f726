"""What is counted in one condition, and how sure its shares are."""

from dataclasses import dataclass
from math import inf, sqrt

_Z = 1.96


@dataclass(slots=True)
class Counts:
    """Of one condition. `in`: commands of the grammar; `out`: everything else that sounds."""

    in_n: int = 0
    accepted_right: int = 0
    """At the first attempt, without a question."""
    confirmed_right: int = 0
    """At the first attempt, by the answer to a question."""
    wrong: int = 0
    """Something else was done, at any attempt."""
    utterances: int = 0
    """Commands that were said again, and answers, count."""
    completed: int = 0
    out_n: int = 0
    acted_of_out: int = 0
    asked_of_out: int = 0

    def by_name(self) -> dict[str, float | int | None]:
        return {
            "in_n": self.in_n,
            "accepted_right_percent": percent(self.accepted_right, self.in_n),
            "confirmed_right_percent": percent(self.confirmed_right, self.in_n),
            "wrong_of_in_percent": percent(self.wrong, self.in_n),
            "out_n": self.out_n,
            "acted_of_out_percent": percent(self.acted_of_out, self.out_n),
            "asked_of_out_percent": percent(self.asked_of_out, self.out_n),
            "utterances_per_command": (
                round(self.utterances / self.completed, 2) if self.completed else None
            ),
        }


def percent(count: int, of: int) -> float | None:
    return round(100 * count / of, 1) if of else None


def hourly(count: int, seconds: float) -> tuple[float, float]:
    """The 95 % interval of what happens in an hour, after so many in so many seconds: the score
    interval of a Poisson mean."""
    if not seconds:
        return 0.0, inf
    middle, half = count + _Z * _Z / 2, _Z * sqrt(count + _Z * _Z / 4)
    return max(middle - half, 0.0) * 3600 / seconds, (middle + half) * 3600 / seconds


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, in percent (E. B. Wilson, 1927)."""
    if not of:
        return 0.0, 100.0
    share, square = count / of, _Z * _Z / of
    middle = (share + square / 2) / (1 + square)
    half = _Z * sqrt(share * (1 - share) / of + square / of / 4) / (1 + square)
    return 100 * max(middle - half, 0.0), 100 * min(middle + half, 1.0)
