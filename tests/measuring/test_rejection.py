"""The curve of a confidence: what each threshold would accept."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from mskiosk.measuring.rejection import THRESHOLDS, Accepted, curve

READINGS = (
    (True, True, 0.9),
    (True, True, 0.4),
    (False, True, 0.6),
    (False, True, -1.0),
    (False, False, 0.5),
    (False, False, -1.0),
)


def test_each_threshold_counts_what_it_would_accept() -> None:
    assert curve(READINGS, (0.0, 0.5, 0.95)) == (
        Accepted(threshold=0.0, right=2, wrong=1, in_n=4, other=1, out_n=2),
        Accepted(threshold=0.5, right=1, wrong=1, in_n=4, other=1, out_n=2),
        Accepted(threshold=0.95, right=0, wrong=0, in_n=4, other=0, out_n=2),
    )


def test_nothing_to_count_gives_rows_of_nothing() -> None:
    rows = curve(())
    assert [row.threshold for row in rows] == list(THRESHOLDS)
    assert {(row.right, row.wrong, row.other, row.in_n, row.out_n) for row in rows} == {(0,) * 5}


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.floats(-1, 1))))
def test_a_higher_threshold_never_accepts_more(read: list[tuple[bool, bool, float]]) -> None:
    for low, high in itertools.pairwise(curve(read)):
        assert low.right >= high.right
        assert low.wrong >= high.wrong
        assert low.other >= high.other
        assert low.right + low.wrong <= low.in_n
