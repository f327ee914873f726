"""Whether the guide can be served, and when its pages are due for review."""

from datetime import date
from pathlib import Path

from mskiosk.content.faults import ContentFaults
from mskiosk.content.loading import examination_of, load_guide
from mskiosk.content.style import MOST_YEARS
from mskiosk.core.guide import Guide
from mskiosk.doctor.finding import Finding, fail, gathered, ok, warn

SOON_DAYS = 90
"""So long before a page is due there is still time to have it reviewed."""


def checked_dates(guide: Guide) -> tuple[date, ...]:
    """When each page was compared with its sources."""
    return tuple(date.fromisoformat(topic.checked.date) for topic in guide.topics.values())


def examine_content(
    folder: Path,
    *,
    language: str,
    region: str | None,
    today: date,
    approval: Finding | None = None,
) -> Finding:
    """`approval`: what is known of the clinic's approval of this content; None: nobody asked."""
    try:
        guide = load_guide(folder, language=language, region=region)
    except ContentFaults as faults:
        return _faulty([str(fault) for fault in faults.faults], "The guide cannot be served")
    dates = checked_dates(guide)
    # Pages that are due are told apart from faults, and by a clock that may be wrong.
    examination = examination_of(folder, language, today=min(today, max(dates)))
    if examination.faults:
        told = [str(fault) for fault in examination.faults]
        return _faulty(told, "The guide can be served, but has faults")
    there = ok(f"{len(dates)} pages, no faults ({folder}).")
    return gathered([there, judged_dates(dates, today), *([approval] if approval else [])])


def judged_dates(checked: tuple[date, ...], today: date) -> Finding:
    """I1 in accessibility.md: each page within three years."""
    due = sorted(_due(each) for each in checked)
    passed = sum(day < today for day in due)
    soon = sum(day >= today and (day - today).days <= SOON_DAYS for day in due)
    if passed:
        return warn(
            f"{_pages(passed, 'was', 'were')} compared with the sources more than {MOST_YEARS} "
            "years ago. Have the guide reviewed: `mskiosk check` names the pages. The kiosk goes "
            "on serving them."
        )
    if soon:
        return warn(
            f"{_pages(soon, 'is', 'are')} to be compared with the sources within {SOON_DAYS} "
            f"days, the first by {due[0]}. Have the guide reviewed."
        )
    return ok(f"The next page is due for review by {due[0]}.")


def _due(checked: date) -> date:
    try:
        return checked.replace(year=checked.year + MOST_YEARS)
    except ValueError:  # the 29th of February
        return checked.replace(year=checked.year + MOST_YEARS, day=28)


def _pages(count: int, one: str, more: str) -> str:
    return f"1 page {one}" if count == 1 else f"{count} pages {more}"


def _faulty(faults: list[str], beginning: str) -> Finding:
    count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
    first = "it" if len(faults) == 1 else "the first"
    return fail(
        f"{beginning}: {count}, {first} is {faults[0]}. Run `mskiosk check` for all of them, and "
        "put the approved content back."
    )
