"""How loud the kiosk is, as a sound-level meter read it: the file that is kept of that.

{"mskiosk loudness": 1, "date": "2026-11-29", "ambient": 41.0, "steps": {"1": 48.5, "10": 69.0}}

In dB(A) where a person's ears are, by volume step.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mskiosk.keeping.disk import Disk
from mskiosk.speaking.volume import LOUDEST, QUIETEST

FILE = "loudness.json"
VERSION = 1
MOST_BYTES = 10_000
LEAST_DECIBELS, MOST_DECIBELS = 30.0, 110.0
"""What a meter shows in a room where people wait, and what no kiosk reaches."""
_KIND = "mskiosk loudness"


class LoudnessError(Exception):
    """What is there is no calibration; the text says why, after "it"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    measured: date
    decibels: Mapping[int, float] = field(default_factory=dict)
    """dB(A) by volume step."""
    ambient_decibels: float | None = None
    """Of the room while the kiosk is silent."""


def written(loudness: Loudness) -> bytes:
    whole = {
        _KIND: VERSION,
        "date": loudness.measured.isoformat(),
        "ambient": loudness.ambient_decibels,
        "steps": {str(step): value for step, value in sorted(loudness.decibels.items())},
    }
    return (json.dumps(whole, indent=1) + "\n").encode()


def loudness_in(content: bytes) -> Loudness:
    """Raises `LoudnessError`."""
    if len(content) > MOST_BYTES:
        raise LoudnessError("is too long")
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise LoudnessError("is damaged") from error
    match whole:
        case {"mskiosk loudness": 1, "date": str(day), "steps": dict(steps)}:
            return Loudness(
                measured=_day(day),
                decibels=dict(_step(*pair) for pair in steps.items()),
                ambient_decibels=_decibels(whole.get("ambient"), may_lack=True),
            )
    raise LoudnessError("is of another kind, or of another version of mskiosk")


def kept_loudness(folder: Path) -> Loudness | None:
    """None where nothing was measured. Raises `LoudnessError` and `OSError`."""
    try:
        return loudness_in(Disk().read(folder / FILE, MOST_BYTES))
    except FileNotFoundError:
        return None


def keep_loudness(folder: Path, loudness: Loudness) -> Path:
    """Whole or not at all, for its owner alone, which is that of the folder: an administrator
    measures, and the kiosk reads. Raises `OSError`."""
    disk = Disk()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE
    new = path.with_name(f".{FILE}.new")
    descriptor = disk.create(new)
    try:
        rest = written(loudness)
        while rest:
            rest = rest[disk.write(descriptor, rest) :]
        owner = folder.stat()
        if os.geteuid() == 0:
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)
    disk.rename(new, path)
    disk.sync_folder(folder)
    return path


def _day(written_day: str) -> date:
    try:
        return date.fromisoformat(written_day)
    except ValueError as error:
        raise LoudnessError("has no date") from error


def _step(written_step: Any, value: Any) -> tuple[int, float]:
    step = int(written_step) if str(written_step).isdecimal() else 0
    if not QUIETEST <= step <= LOUDEST:
        raise LoudnessError("has a volume step that does not exist")
    decibels = _decibels(value)
    assert decibels is not None
    return step, decibels


def _decibels(value: Any, *, may_lack: bool = False) -> float | None:
    if value is None and may_lack:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= MOST_DECIBELS:
        raise LoudnessError("has a loudness that no meter shows")
    return float(value)
