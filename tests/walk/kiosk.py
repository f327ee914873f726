"""The real program in a real terminal: what it shows, pressed keys, and its processes."""

import contextlib
import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte

from mskiosk.measuring.processes import tree

KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "enter": b"\r",
    "escape": b"\x1b",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "space": b" ",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f9": b"\x1b[20~",
    "f12": b"\x1b[24~",
    "ctrl+c": b"\x03",
}
_WAIT_SECONDS = 40.0
_STRIKE_SECONDS = 0.3


class Kiosk:
    """`mskiosk` with `options` in a pseudo-terminal of its own."""

    def __init__(
        self,
        options: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        *,
        columns: int = 80,
        rows: int = 24,
        program: Sequence[str] = (sys.executable, "-m", "mskiosk"),
    ) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.modes_before = termios.tcgetattr(theirs)
        self._terminal = theirs
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._changed = threading.Condition()
        self.raw = b""
        self._pressed: dict[str, float] = {}
        self._shown = 0.0
        self.process = subprocess.Popen(
            [*program, *options],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("XDG_")},
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                **(environment or {}),
            },
            preexec_fn=_own_terminal,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def screen(self) -> str:
        with self._changed:
            return "\n".join(self._screen.display)

    def press(self, *names: str) -> None:
        """Keys by name, or single characters, at the pace of a person: the same key again within
        a quarter of a second would be a tremble."""
        for name in names:
            # A kiosk that is just starting takes a press later than it was made.
            taken = max(self._pressed[name], self._shown) if name in self._pressed else 0.0
            since = time.monotonic() - taken
            threading.Event().wait(_STRIKE_SECONDS - since if since < _STRIKE_SECONDS else 0.0)
            os.write(self._ours, KEYS.get(name, name.encode()))
            self._pressed[name] = time.monotonic()

    def wait_for(self, what: str | Callable[[str], bool], timeout: float = _WAIT_SECONDS) -> str:
        """The screen as soon as it contains `what`, line ends counting as spaces."""

        def is_there() -> bool:
            shown = "\n".join(self._screen.display)
            return what in " ".join(shown.split()) if isinstance(what, str) else what(shown)

        with self._changed:
            if not self._changed.wait_for(is_there, timeout):
                shown = "\n".join(self._screen.display)
                raise AssertionError(f"{what!r} did not come in {timeout} s:\n{shown}")
            self._shown = time.monotonic()
            return "\n".join(self._screen.display)

    def wait_for_end(self, timeout: float = 20.0) -> int:
        return self.process.wait(timeout)

    def children(self) -> list[int]:
        return tree(self.process.pid)[1:]

    def child(self, module: str) -> int:
        """The process that runs `module`."""
        for pid in self.children():
            with contextlib.suppress(OSError):
                if module.encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return pid
        raise AssertionError(f"no process runs {module}")

    def is_terminal_sane(self) -> bool:
        """Line mode and echo are as they were, and the last escape codes undo the screen."""
        modes = termios.tcgetattr(self._terminal)
        shows_cursor = self.raw.rfind(b"\x1b[?25h") > self.raw.rfind(b"\x1b[?25l")
        left_screen = self.raw.rfind(b"\x1b[?1049l") > self.raw.rfind(b"\x1b[?1049h")
        return modes[:4] == self.modes_before[:4] and shows_cursor and left_screen

    def hang_up(self) -> None:
        """The terminal window is closed."""
        os.close(self._ours)
        os.close(self._terminal)
        self._ours = self._terminal = -1

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for descriptor in (self._terminal, self._ours):
            if descriptor >= 0:
                os.close(descriptor)
        self._terminal = self._ours = -1
        self._reader.join(5)

    def _read(self) -> None:
        while True:
            try:
                block = os.read(self._ours, 65536)
            except OSError:
                return
            if not block:
                return
            with self._changed:
                self.raw += block
                self._stream.feed(block)
                self._changed.notify_all()


def _own_terminal() -> None:
    """As after a log-in: a session whose controlling terminal this is."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def running(
    home: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    columns: int = 80,
    rows: int = 24,
) -> Iterator[Kiosk]:
    """A kiosk of a person who has just been here (no offer is made, and nothing is introduced),
    with `home` as home."""
    introduced = home / ".local" / "share" / "mskiosk" / "introduced"
    introduced.parent.mkdir(parents=True, exist_ok=True)
    introduced.touch()
    configuration = home / "mskiosk.yaml"
    if not configuration.exists():
        configuration.write_text("downloads: never\nvoice: {rate_words_per_minute: 200}\n")
    kiosk = Kiosk(
        ["--config", str(configuration), *options],
        {**(environment or {}), "HOME": str(home)},
        columns=columns,
        rows=rows,
    )
    try:
        yield kiosk
    finally:
        kiosk.close()


def wait_until_gone(pids: Sequence[int], timeout: float = 10.0) -> list[int]:
    """Those of `pids` that are still there (and not merely waiting to be collected)."""
    end = time.monotonic() + timeout
    pause = threading.Event()
    while (left := [pid for pid in pids if _is_alive(pid)]) and time.monotonic() < end:
        pause.wait(0.05)
    return left


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
