"""How far one phrase is from others when time may stretch and shrink: dynamic time warping.

Sakoe and Chiba 1978, symmetric steps, normalised by both lengths. All comparisons of one phrase
are made at once, diagonal by diagonal: along a diagonal no cell depends on another.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mskiosk.listening.features import Features

_BAND = 0.3
"""How far from the straight line a path may stray, as a part of the longer phrase."""
_LEAST_BAND = 8
MOST_STRETCH = 2.5
"""A phrase so many times as long as another is not compared with it."""
FAR = float("inf")


def distances(phrase: "Features", others: Sequence["Features"]) -> list[float]:
    """From `phrase` to each of the others, per step of the path; `FAR` if far too long or short."""
    near = [at for at, other in enumerate(others) if _is_comparable(len(phrase), len(other))]
    found = dict(zip(near, _warped(phrase, [others[at] for at in near]), strict=True))
    return [found.get(at, FAR) for at in range(len(others))]


def _is_comparable(one: int, other: int) -> bool:
    return bool(one and other) and max(one, other) <= MOST_STRETCH * min(one, other)


def _warped(phrase: "Features", others: Sequence["Features"]) -> list[float]:
    import numpy as np

    if not others:
        return []
    rows, count = len(phrase), len(others)
    lengths = np.array([len(other) for other in others])
    columns = int(lengths.max())
    costs = np.full((count, rows, columns), np.inf, dtype=np.float32)
    for at, other in enumerate(others):
        squares = (phrase**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * phrase @ other.T
        cost = np.sqrt(np.maximum(squares, 0))
        row, column = np.ogrid[:rows, : len(other)]
        band = max(_LEAST_BAND, _BAND * max(rows, len(other)))
        cost[np.abs(row * len(other) / rows - column) > band] = np.inf
        costs[at, :, : len(other)] = cost
    # total[:, r + 1] of the diagonal r + c; the two before are kept
    last = np.full((count, rows + 1), np.inf, dtype=np.float32)
    before = last.copy()
    before[:, 0] = 0.0
    ends = np.full(count, np.inf)
    for diagonal in range(rows + columns - 1):
        row = np.arange(max(0, diagonal - columns + 1), min(rows, diagonal + 1))
        cost = costs[:, row, diagonal - row]
        total = np.full((count, rows + 1), np.inf, dtype=np.float32)
        straight = np.minimum(last[:, row], last[:, row + 1]) + cost
        total[:, row + 1] = np.minimum(straight, before[:, row] + 2 * cost)
        if diagonal == 0:
            total[:, 1] = 2 * cost[:, 0]
        is_end = lengths - 1 == diagonal - (rows - 1)
        ends[is_end] = total[is_end, rows]
        before, last = last, total
        before[:, 0] = np.inf
    return [float(end / (rows + length)) for end, length in zip(ends, lengths, strict=True)]
