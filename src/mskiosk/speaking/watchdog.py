"""Ends a process whose work hangs, for a thread that hangs in C cannot be ended."""

import threading
import time

from mskiosk.speaking.noting import die

LOOK_SECONDS = 0.25


class Watchdog:
    """Time is counted in looks and never read from a clock: a machine that stood still itself has
    nothing that hangs."""

    def __init__(self) -> None:
        self._steps = 0
        self._seconds: float | None = None

    def start(self) -> None:
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def expect(self, seconds: float) -> None:
        """The work begins, or goes on; its next step comes within `seconds`."""
        self._steps += 1
        self._seconds = seconds

    def rest(self) -> None:
        """The work is done; nothing is expected."""
        self._seconds = None

    def _watch(self) -> None:
        steps, still = 0, 0
        while True:
            time.sleep(LOOK_SECONDS)
            seconds = self._seconds  # first: an expectation that comes now is for the next look
            still = still + 1 if seconds is not None and steps == self._steps else 0
            steps = self._steps
            if seconds is not None and still * LOOK_SECONDS >= seconds:
                die("the voice hangs")
