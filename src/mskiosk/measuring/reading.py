"""The kiosk reads a page aloud: whether the mark on the screen keeps step, and what it costs."""

import time
from dataclasses import dataclass

from mskiosk.measuring.kiosk import HOME, KioskAtWork
from mskiosk.measuring.monitor import Monitor
from mskiosk.measuring.processes import cpu_seconds
from mskiosk.measuring.ways import Way
from mskiosk.ui.rows import SPOKEN

_SIGN = SPOKEN.encode()
_SENTENCE = "SentenceStarted"
_QUIET_SECONDS = 0.02
"""Before a sentence; where it is shorter, no sound can be said to be the first of it."""
_MOST_LAG_SECONDS = 0.6
_KEY_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Read:
    caption_lags: tuple[float, ...]
    """Milliseconds from the first sound of a sentence to its mark on the screen; below zero the
    mark came first."""
    cpu_percent: float
    """Of one core, all processes of the kiosk."""


def read_aloud(kiosk: KioskAtWork, monitor: Monitor, way: Way, seconds: float) -> Read:
    kiosk.press(HOME)
    for digit in way.digits:
        time.sleep(_KEY_SECONDS)
        kiosk.press(str(digit).encode())
    began = time.monotonic()
    used = cpu_seconds(kiosk.pid)
    time.sleep(seconds)
    used = cpu_seconds(kiosk.pid) - used
    until = time.monotonic()
    monitor.wait_until(until)
    starts = [
        traced.moment
        for traced in kiosk.traced()
        if traced.event == _SENTENCE and began < traced.moment < until - _MOST_LAG_SECONDS
    ]
    lags = (_lag(kiosk, monitor, start) for start in starts)
    return Read(tuple(lag for lag in lags if lag is not None), 100 * used / (until - began))


def _lag(kiosk: KioskAtWork, monitor: Monitor, start: float) -> float | None:
    """`start`: when the kiosk learned that the first sample of a sentence was taken, which is a
    little before it sounds and before anything is drawn."""
    if monitor.sounds.onset(start - _QUIET_SECONDS, start) is not None:
        return None
    sound = monitor.sounds.onset(start, start + _MOST_LAG_SECONDS)
    marks = (moment for moment, drawn in kiosk.drawn if moment > start and _SIGN in drawn)
    mark = next(marks, None)
    if sound is None or mark is None or mark > start + _MOST_LAG_SECONDS:
        return None
    return 1000 * (mark - sound)
