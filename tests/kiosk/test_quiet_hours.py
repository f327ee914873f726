"""The quiet hours of a kiosk, whatever the clock on the wall does."""

import os
import time
from collections.abc import Iterator

import pytest

from mskiosk.configuration.daily_hours import daily_hours
from mskiosk.core.events import Event, QuietHoursChanged
from mskiosk.kiosk.quiet_hours import QuietHoursWatch, minute_of_the_day
from mskiosk.session.simulation import SimulatedClock

ON, OFF = QuietHoursChanged(are_on=True), QuietHoursChanged(are_on=False)
MINUTE_SECONDS = 60.0


class Wall:
    """A clock on the wall that goes with the time, and can be set."""

    def __init__(self, clock: SimulatedClock, written: str) -> None:
        self._clock = clock
        self.set(written)

    def set(self, written: str) -> None:
        hour, minute = written.split(":")
        self._set_seconds = (int(hour) * 60 + int(minute)) * 60 - self._clock.now()

    def minute(self) -> int:
        return int((self._set_seconds + self._clock.now()) / 60) % (24 * 60)


class Stage:
    def __init__(self, now: str, hours: str = "20:00-07:30") -> None:
        self.clock = SimulatedClock()
        self.wall = Wall(self.clock, now)
        self.reports: list[Event] = []
        self.watch = QuietHoursWatch(
            self.reports.append, self.clock, daily_hours(hours), minute=self.wall.minute
        )
        self.watch.start()


def test_how_it_is_at_the_start_is_told() -> None:
    assert Stage("12:00").reports == [OFF]
    assert Stage("23:00").reports == [ON]


def test_a_night_begins_and_ends_within_a_minute_of_its_times() -> None:
    stage = Stage("19:59")
    stage.clock.advance(2 * MINUTE_SECONDS)
    assert stage.reports == [OFF, ON]
    stage.clock.advance((11 * 60 + 28) * MINUTE_SECONDS)
    assert stage.reports == [OFF, ON]
    stage.clock.advance(2 * MINUTE_SECONDS)
    assert stage.reports == [OFF, ON, OFF]


def test_a_week_has_seven_nights() -> None:
    stage = Stage("12:00")
    stage.clock.advance(7 * 24 * 60 * MINUTE_SECONDS)
    assert stage.reports == [OFF, *[ON, OFF] * 7]


@pytest.mark.parametrize(("now", "then"), [("12:00", "23:00"), ("06:59", "07:59")])
def test_a_clock_that_jumps_is_followed_within_a_minute_both_ways(now: str, then: str) -> None:
    """As when it is set, and when summer time begins and ends."""
    stage = Stage(now)
    first = stage.reports[-1]
    stage.wall.set(then)
    stage.clock.advance(MINUTE_SECONDS)
    assert stage.reports[-1] != first
    stage.wall.set(now)
    stage.clock.advance(MINUTE_SECONDS)
    assert stage.reports[-1] == first
    assert len(stage.reports) == 3


def test_nothing_is_told_after_the_end() -> None:
    stage = Stage("19:59")
    stage.watch.close()
    stage.clock.advance(60 * MINUTE_SECONDS)
    assert stage.reports == [OFF]


@pytest.fixture
def zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_the_wall_is_that_of_the_zone_of_the_machine_also_when_that_is_changed() -> None:
    os.environ["TZ"] = "UTC0"
    before = minute_of_the_day()
    os.environ["TZ"] = "Ahead-3"
    assert (minute_of_the_day() - before) % (24 * 60) in (180, 181)
