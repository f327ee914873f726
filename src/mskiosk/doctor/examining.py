"""Makes a check within a time limit, and makes a finding of whatever becomes of it.

A device or a disk can hang in a call that never returns. So each check has a thread of its own,
which is left behind when its time is over; it dies with the program. What belongs to an engine or
to a sound device is asked for in a process of its own beside that (`mskiosk.listening.asking`).
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from mskiosk.doctor.finding import Check, Finding, fail

QUICK_SECONDS = 15.0
"""For what only looks at files."""
SLOW_SECONDS = 150.0
"""For what reads whole models from a slow disk, or the whole guide on a slow machine."""


@dataclass(frozen=True, slots=True)
class Examination:
    check: Check
    examine: Callable[[], Finding]
    limit_seconds: float = QUICK_SECONDS


def examined(examination: Examination) -> Finding:
    """Raises nothing."""
    found: queue.SimpleQueue[Finding] = queue.SimpleQueue()

    def work() -> None:
        try:
            found.put(examination.examine())
        except Exception as error:  # noqa: BLE001 - whatever it is, the technician is told
            found.put(_broken(error))

    threading.Thread(target=work, name=examination.check, daemon=True).start()
    try:
        return found.get(timeout=examination.limit_seconds)
    except queue.Empty:
        seconds = f"{examination.limit_seconds:.0f} seconds"
        return fail(
            f"This check has not ended within {seconds}: a disk or a device hangs. Unplug what was "
            "plugged in last, or restart the machine, and check again."
        )


def _broken(error: Exception) -> Finding:
    if isinstance(error, OSError) and error.strerror:
        what = f"{error.filename} cannot be used" if error.filename else "the system refuses"
        return fail(f"This check could not be made: {what} ({error.strerror.lower()}).")
    kind = type(error).__name__.removesuffix("Exception")
    return fail(
        f"This check itself is broken ({kind}). Please tell those who made mskiosk; the other "
        "checks do not depend on it."
    )
