"""Hours of each day, also over midnight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskiosk.configuration.daily_hours import DailyHours, daily_hours

DAY_MINUTES = 24 * 60
MINUTES = st.integers(0, DAY_MINUTES - 1)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("20:00-07:30", DailyHours(1200, 450)),
        ("7:05-9:00", DailyHours(425, 540)),
        ("00:00-23:59", DailyHours(0, 1439)),
        ("23:59-0:00", DailyHours(1439, 0)),
    ],
)
def test_two_times_of_day_are_read(written: str, hours: DailyHours) -> None:
    assert daily_hours(written) == hours


def test_hours_over_midnight_include_both_sides_of_it_and_not_their_end() -> None:
    night = daily_hours("20:00-07:30")
    included = [19 * 60 + 59, 20 * 60, DAY_MINUTES - 1, 0, 7 * 60 + 29, 7 * 60 + 30, 12 * 60]
    assert [night.include(minute) for minute in included] == [
        *(False, True, True, True, True, False, False)
    ]


@given(begin=MINUTES, end=MINUTES)
def test_each_minute_of_a_day_is_in_hours_or_in_the_others(begin: int, end: int) -> None:
    if begin == end:
        return
    hours, others = DailyHours(begin, end), DailyHours(end, begin)
    assert all(hours.include(minute) != others.include(minute) for minute in range(DAY_MINUTES))
    assert sum(map(hours.include, range(DAY_MINUTES))) == (end - begin) % DAY_MINUTES
