"""What the log of a kiosk adds up to, by day and in all: for staff who were not there."""

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mskiosk.core.events import Beginning
from mskiosk.kiosk.entries import Entry, entry_of
from mskiosk.kiosk.records import (
    HeadsetMoved,
    ListenerHasFailed,
    ListenerIsReady,
    MicrophoneHears,
    QuietHours,
    ScreenMeasured,
    SpeakerHasFailed,
    SpeakerIsReady,
    StaffCalled,
    Started,
    VisitBegun,
    VisitEnded,
    kind_of,
)

CUT_OFF = "cut off"
"""How a visit has ended of which the log has no end: the power, or a process, was."""
_STARTED, _BEGUN, _ENDED = (kind_of(each) for each in (Started, VisitBegun, VisitEnded))
_LOSSES = {kind_of(SpeakerHasFailed): "speaker", kind_of(ListenerHasFailed): "listener"}
_PASSING = ("restarting", "headset-away")
"""Faults of a device that mend themselves; no device is lost by them."""
_ORDINARY = {
    kind_of(each)
    for each in (
        SpeakerIsReady,
        ListenerIsReady,
        MicrophoneHears,
        HeadsetMoved,
        ScreenMeasured,
        QuietHours,
        StaffCalled,
    )
}
"""They are for a reader of the lines."""


@dataclass(slots=True)
class Figures:
    """Of a day, or of all."""

    starts: int = 0
    restarts: int = 0
    begun: Counter[str] = field(default_factory=Counter)
    """Visits by what they began with."""
    ended: Counter[str] = field(default_factory=Counter)
    """Visits by how they ended."""
    seconds: list[int] = field(default_factory=list)
    """How long each visit was."""
    staff_calls: int = 0
    losses: Counter[str] = field(default_factory=Counter)
    """Of devices: `speaker no-device`."""
    others: Counter[str] = field(default_factory=Counter)
    """Events that only the line itself explains, such as a file that was refused."""

    @property
    def visits(self) -> int:
        return self.begun.total()

    @property
    def faults(self) -> int:
        return self.ended["fault"] + self.ended[CUT_OFF]

    def by_name(self) -> dict[str, Any]:
        return {
            "starts": self.starts,
            "restarts": self.restarts,
            "visits": self.visits,
            "begun": dict(self.begun),
            "ended": dict(self.ended),
            "median_seconds": round(statistics.median(self.seconds)) if self.seconds else None,
            "faults": self.faults,
            "staff_calls": self.staff_calls,
            "device_losses": dict(self.losses),
            "others": dict(self.others),
        }


@dataclass(slots=True)
class Summary:
    total: Figures = field(default_factory=Figures)
    days: dict[date, Figures] = field(default_factory=dict)
    """By the day of the machine's own time."""
    lines: int = 0
    foreign_lines: int = 0
    """They are no records of a kiosk, or torn."""

    def of(self, day: date) -> tuple[Figures, Figures]:
        """The figures in which what happened on a day counts."""
        return self.total, self.days.setdefault(day, Figures())


def summary_of(lines: Iterable[str], since: date | None = None) -> Summary:
    """Of lines in the order of time. `since`: nothing before that day counts."""
    summary = Summary()
    under_way: date | None = None
    """The day on which a visit began that has not ended yet."""
    for line in filter(str.strip, lines):
        entry = entry_of(line.rstrip("\n"))
        if entry is None:
            summary.foreign_lines += 1
            continue
        day = entry.when.astimezone().date()
        if since and day < since:
            continue
        summary.lines += 1
        if under_way and entry.kind in (_STARTED, _BEGUN):
            for figures in summary.of(under_way):
                figures.ended[CUT_OFF] += 1
        if entry.kind in (_STARTED, _BEGUN, _ENDED):
            under_way = day if entry.kind == _BEGUN else None
        for figures in summary.of(day):
            _add(figures, entry)
    return summary


def _add(figures: Figures, entry: Entry) -> None:
    values = entry.values
    if entry.kind == _STARTED:
        figures.restarts += values["begins"] == Beginning.RESTARTED
        figures.starts += values["begins"] in (Beginning.VISIT, Beginning.RESTING)
    elif entry.kind == _BEGUN:
        figures.begun[values["by"]] += 1
    elif entry.kind == _ENDED:
        figures.ended[values["how"]] += 1
        figures.seconds.append(entry.number("seconds"))
        figures.staff_calls += entry.number("staff_calls")
    elif entry.kind in _LOSSES:
        if values["fault"] not in _PASSING:
            figures.losses[f"{_LOSSES[entry.kind]} {values['fault']}"] += 1
    elif entry.kind not in _ORDINARY:
        figures.others[entry.kind] += 1


def sentences(name: str, figures: Figures) -> tuple[str, ...]:
    """For a reader; `name`: of the day."""
    visits = f"{_count(figures.visits, 'visit')}{_listed(figures.begun, 'begun by ')}"
    starts = f"{_count(figures.starts, 'start')}, {_count(figures.restarts, 'restart')}"
    lines = [f"{name}: {starts}, {_count(figures.faults, 'fault')}", f"  {visits}"]
    if figures.seconds:
        lines.append(
            f"  ended{_listed(figures.ended)}; half of them lasted longer than "
            f"{round(statistics.median(figures.seconds))} s"
        )
    elif figures.ended:
        lines.append(f"  ended{_listed(figures.ended)}")
    if figures.staff_calls:
        lines.append(f"  {_count(figures.staff_calls, 'call')} for staff")
    if figures.losses:
        lines.append(f"  devices lost{_listed(figures.losses)}")
    if figures.others:
        lines.append(f"  other lines{_listed(figures.others)}")
    return tuple(lines)


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed(counts: Counter[str], head: str = "") -> str:
    parts = ", ".join(f"{name} {count}" for name, count in counts.most_common())
    return f": {head}{parts}" if parts else ""
