"""A call for staff by a command: a program of the clinic's own, such as one that rings a bell."""

import contextlib
import os
import signal
import subprocess
import threading

from mskiosk.kiosk.calling import CallFailed

LIMIT_SECONDS = 10.0
_LOOK_SECONDS = 0.1
_DYING_SECONDS = 1.0
_OURS = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
"""Whoever had these could speak to the supervisor as the kiosk does."""


class StaffCommand:
    """A `Call`. The command has neither a terminal nor an input, and nobody sees what it writes;
    what it has started ends with it when it is stopped."""

    def __init__(self, command: tuple[str, ...], *, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._command = command
        self.limit_seconds = limit_seconds
        self._is_stopped = threading.Event()

    def make(self) -> None:
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={name: value for name, value in os.environ.items() if name not in _OURS},
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name is no file name"
            raise CallFailed(f"{self._command[0]} cannot be started: {reason.lower()}") from error
        status = self._status(process)
        if status:
            way = f"was ended by signal {-status}" if status < 0 else f"has ended with {status}"
            raise CallFailed(f"{self._command[0]} {way}")

    def stop(self) -> None:
        self._is_stopped.set()

    def _status(self, process: subprocess.Popen[bytes]) -> int:
        while not self._is_stopped.is_set():
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(_LOOK_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it is not waited for, so the number is its own
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_DYING_SECONDS)
        raise CallFailed(f"{self._command[0]} took too long and was stopped")
