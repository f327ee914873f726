"""A terminal without a window: a program runs on it, and its screen can be read."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyte

_MOST_SECONDS = 20.0
ROOT = Path(__file__).parents[2]


class PseudoTerminal:
    def __init__(
        self,
        *command: str,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        errors: Path | None = None,
    ) -> None:
        """`errors`: a file for standard error, which otherwise is the terminal too."""
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, self._theirs = pty.openpty()
        self._set_size(columns, rows)
        self._modes_before = termios.tcgetattr(self._theirs)
        self.written = b""
        stderr = errors.open("wb") if errors else None
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=stderr or self._theirs,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        if stderr:
            stderr.close()

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def send(self, keys: bytes) -> None:
        os.write(self._ours, keys)

    def send_all(self, text: str) -> None:
        """The same with as much as one likes: what the program draws is read meanwhile."""
        left = text.encode()
        while left:
            left = left[os.write(self._ours, left[:1024]) :]
            self._read(0.0)

    def wait_for(self, words: str) -> None:
        self.wait_until(lambda: words in self.text())

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Reads what the program draws until it is so."""
        end = time.monotonic() + _MOST_SECONDS
        while not is_so():
            assert time.monotonic() < end, f"not within {_MOST_SECONDS} s:\n{self.text()}"
            self._read(0.05)

    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        return self._screen.cursor.x, self._screen.cursor.y

    def ended(self) -> int:
        """The exit code, when the program has ended and all of its output has been read."""
        self.wait_until(lambda: self.process.poll() is not None)
        while self._read(0.05):
            pass
        return self.process.returncode

    @property
    def is_sane(self) -> bool:
        """The terminal is as it was: modes, cursor, screen."""
        modes: list[Any] = termios.tcgetattr(self._theirs)
        return modes == self._modes_before and all(
            self.written.rfind(b"\x1b[?" + undone) >= self.written.rfind(b"\x1b[?" + done)
            for done, undone in ((b"25l", b"25h"), (b"1049h", b"1049l"), (b"2004h", b"2004l"))
        )

    def hang_up(self) -> None:
        """Closes the window."""
        for descriptor in (self._ours, self._theirs):
            if descriptor >= 0:
                os.close(descriptor)
        self._ours = self._theirs = -1

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, seconds: float) -> bytes:
        if self._ours < 0:
            time.sleep(seconds)
            return b""
        ready, _, _ = select.select([self._ours], [], [], seconds)
        read = os.read(self._ours, 65536) if ready else b""
        self.written += read
        self._stream.feed(read)
        return read


def _take_terminal() -> None:
    """In the child: standard input becomes the terminal that signals come from."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
