"""A program in a terminal of its own, watched from outside."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence


class EndedError(Exception):
    """The program has ended before what was to be measured."""


class Terminal:
    """Runs `command` in a pseudo-terminal; whatever it draws is read and thrown away."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int, rows: int
    ) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, **environment, "TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(theirs)

    def press(self, key: bytes) -> float:
        """Returns the moment (monotonic) just before the first byte is written."""
        moment = time.monotonic()
        os.write(self._ours, key)
        return moment

    def drain(self, seconds: float) -> float | None:
        """Reads for `seconds`; returns when the first byte came (monotonic), if one did."""
        first = None
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self._draws(left):
                break
            first = first or time.monotonic()
        return first

    def drain_for(self, seconds: float) -> None:
        """Reads for all of `seconds`, whatever comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self._draws(left):  # nothing more in this time, or the program has ended
                time.sleep(max(end - time.monotonic(), 0.0))

    def drawn_by(self, seconds: float, quiet_seconds: float) -> float | None:
        """Waits up to `seconds` for something to be drawn, and then until nothing came for
        `quiet_seconds`; returns when the last byte came (monotonic), if one did."""
        last = None
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self._draws(left):
                break
            last = time.monotonic()
            end = last + quiet_seconds
        return last

    def _draws(self, seconds: float) -> bool:
        """Waits so long for something to be drawn, and drops it; False when nothing comes."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            return bool(os.read(self._ours, 65536))
        except OSError:
            return False

    def read(self) -> bytes:
        """Waits for what is drawn next; nothing when the program has ended."""
        try:
            return os.read(self._ours, 65536)
        except OSError:
            return b""

    def require_running(self) -> None:
        """Raises `EndedError`."""
        status = self.process.poll()
        if status is not None:
            raise EndedError(
                f"the kiosk ended by itself, with exit status {status}, and was not measured; "
                "start it with the same options but without bench to see why"
            )

    def end(self) -> None:
        """Asks the program to end; whoever reads sees that it does."""
        self.process.send_signal(signal.SIGTERM)

    def close(self) -> None:
        self.end()
        self.drain(0.5)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._ours)
