"""What each threshold of confidence would accept: the curve of which one point is shipped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

THRESHOLDS = tuple(step / 20 for step in range(20))
"""0 (whatever is read is accepted) to 0.95."""


class Reading(NamedTuple):
    """The best hypothesis for one recording, where there was one."""

    is_right: bool
    """It means what was said."""
    is_in: bool
    """What was said is in the grammar."""
    confidence: float
    """0 to 1; below 0 where nothing was read."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Counts at one threshold: `right` and `wrong` of the `in_n` recordings of phrases, and
    `other` of the `out_n` recordings of anything else."""

    threshold: float
    right: int
    wrong: int
    in_n: int
    other: int
    out_n: int


def curve(
    readings: Iterable[tuple[bool, bool, float]], thresholds: Sequence[float] = THRESHOLDS
) -> tuple[Accepted, ...]:
    """One row for each threshold, in their order; a reading counts where its confidence is at
    least the threshold. The triples are as in `Reading`."""
    read = [Reading(*each) for each in readings]
    in_n = sum(each.is_in for each in read)
    return tuple(_accepted(read, in_n, threshold) for threshold in thresholds)


def _accepted(read: Sequence[Reading], in_n: int, threshold: float) -> Accepted:
    taken = [each for each in read if each.confidence >= threshold]
    right = sum(each.is_in and each.is_right for each in taken)
    inside = sum(each.is_in for each in taken)
    return Accepted(
        threshold=threshold,
        right=right,
        wrong=inside - right,
        in_n=in_n,
        other=len(taken) - inside,
        out_n=len(read) - in_n,
    )
