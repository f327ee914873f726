"""Tells when the quiet hours begin and end, by the clock on the wall.

The clock is looked at again and again, rather than waited for: it may be set, jump, or change to
summer time, and a machine may sleep.
"""

import time
from collections.abc import Callable

from mskiosk.configuration.daily_hours import DailyHours
from mskiosk.core.events import QuietHoursChanged
from mskiosk.session.ports import Cancel, Clock, Reporter

LOOK_SECONDS = 20.0


def minute_of_the_day() -> int:
    """Here and now; the time zone of the machine may have been changed."""
    time.tzset()
    now = time.localtime()
    return now.tm_hour * 60 + now.tm_min


class QuietHoursWatch:
    def __init__(
        self,
        report: Reporter,
        clock: Clock,
        hours: DailyHours,
        *,
        minute: Callable[[], int] = minute_of_the_day,
    ) -> None:
        """`minute`: after midnight, on the wall."""
        self._report = report
        self._clock = clock
        self._hours = hours
        self._minute = minute
        self._are_on: bool | None = None
        self._cancel: Cancel = lambda: None

    def start(self) -> None:
        """Reports how it is, and then each change."""
        self._look()

    def close(self) -> None:
        self._cancel()

    def _look(self) -> None:
        self._cancel = self._clock.call_later(LOOK_SECONDS, self._look)
        are_on = self._hours.include(self._minute())
        if are_on != self._are_on:
            self._are_on = are_on
            self._report(QuietHoursChanged(are_on))
