"""Hours of each day, such as "20:00-07:30", which may go over midnight."""

import re
from dataclasses import dataclass

from mskiosk.configuration.limits import quoted

_WRITTEN = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])-([01]?[0-9]|2[0-3]):([0-5][0-9])")
_EXAMPLE = '"20:00-07:30"'


@dataclass(frozen=True, slots=True)
class DailyHours:
    """Both in minutes after midnight; the end is no part of them."""

    begin_minute: int
    end_minute: int

    def include(self, minute: int) -> bool:
        """`minute`: after midnight."""
        if self.begin_minute < self.end_minute:
            return self.begin_minute <= minute < self.end_minute
        return minute >= self.begin_minute or minute < self.end_minute


def daily_hours(written: object) -> DailyHours:
    """Raises `ValueError` with a sentence."""
    match = _WRITTEN.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise ValueError(
            f"{quoted(written)} is not two times of day from 00:00 to 23:59, such as "
            f"{_EXAMPLE}, or null"
        )
    begin_hour, begin, end_hour, end = map(int, match.groups())
    hours = DailyHours(begin_hour * 60 + begin, end_hour * 60 + end)
    if hours.begin_minute == hours.end_minute:
        raise ValueError(
            f"{quoted(written)} end when they begin; write null for no hours, and "
            "invite_minutes: 0 for a kiosk that never invites by voice"
        )
    return hours
