"""Whether the clock can be right: a machine whose battery is empty begins in the past. There may be
no network to set it by."""

from datetime import date, datetime

from mskiosk.doctor.finding import Finding, fail, ok, warn

EARLIEST = date(2026, 11, 1)
"""This program is not older."""
MOST_YEARS_AHEAD = 10
"""So long after the newest page nobody has looked at the guide, or the clock is wrong."""
_SET = (
    "Set it: `timedatectl set-time '2026-11-30 14:05'` with the right date and time. If it is "
    "wrong again after the power was off, the battery on the machine's board is empty."
)


def judged_clock(now: datetime, checked: tuple[date, ...]) -> Finding:
    """`now` with its time zone; `checked`: when pages of the guide were compared with their
    sources, if the guide can be read."""
    newest = max((*checked, EARLIEST))
    today = now.date()
    told = f"It is {now:%d %B %Y, %H:%M} ({now.tzname()})"
    # A day less: whoever checked a page may be in another time zone.
    if (newest - today).days > 1:
        what = "a page of the guide was checked" if newest in checked else "this program was made"
        return fail(f"The clock is behind. {told}, but {what} on {newest}. {_SET}")
    if today.year - newest.year > MOST_YEARS_AHEAD:
        return warn(
            f"The clock may be ahead. {told}, and no page was checked since {newest}. {_SET}"
        )
    whether = "" if checked else " The guide cannot be read, so its dates were not compared."
    return ok(
        f"{told}, which may be right. If the clock on the wall says otherwise, quiet hours come at "
        f"the wrong time: `timedatectl set-time`, `timedatectl set-timezone`.{whether}"
    )
