"""The child's side of the pipe.

`serve` owns the child's main thread: it reads commands from the parent, answers the parent's
pings, and ends with the pipe. A child that hangs therefore stops answering, which is what the
parent watches for. `tell` may be called from any thread.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable

from mskiosk.children.framing import HEADER, Message, body_length, decoded, encoded
from mskiosk.children.log_file import place_of

HUNG_STATUS = 70
"""Exit status of a child that ended itself because its work hung or broke."""

_PR_SET_PDEATHSIG = 1

Tell = Callable[[Message], None]


class Pipe:
    """The two ends that a child talks through; made first of all, before an engine can print."""

    def __init__(self) -> None:
        self._from_parent = os.fdopen(os.dup(0), "rb")
        self._to_parent = os.dup(1)
        self._lock = threading.Lock()
        os.dup2(2, 1)
        _tell_no_words()
        _die_with_parent()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # P5: a core dump would hold what was said
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tell(self, message: Message) -> None:
        """Sends to the parent; when the parent is gone there is nobody to tell."""
        frame = encoded(message)
        with self._lock, contextlib.suppress(BrokenPipeError):
            while frame:
                frame = frame[os.write(self._to_parent, frame) :]

    def serve(self, obey: Callable[[Message], None]) -> None:
        """Calls `obey` with each command until the parent closes the pipe."""
        while header := self._from_parent.read(HEADER.size):
            if len(header) < HEADER.size:
                return
            body = self._from_parent.read(body_length(header))
            message = decoded(body)
            if message.get("do") == "ping":
                self.tell({"is": "pong"})
            else:
                obey(message)


def _tell_no_words() -> None:
    """What nobody foresaw goes to the log without its text, which may be what was said (P5)."""
    sys.excepthook = lambda _kind, error, _trace: _print_place(error)
    threading.excepthook = lambda failed: _print_place(failed.exc_value)
    sys.unraisablehook = lambda failed: _print_place(failed.exc_value)


def _print_place(error: BaseException | None) -> None:
    with contextlib.suppress(OSError):
        os.write(2, f"{place_of(error) if error else 'an error'}\n".encode())


def _die_with_parent() -> None:
    """So that even a stopped child does not outlive a parent that was killed. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
