"""Real visit processes one after the other, in a terminal, driven by keys to their end.

They believe that they have a supervisor: without one the process of a visit would become that of
the next.
"""

import socket
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mskiosk.measuring.processes import memory_megabytes, tree
from mskiosk.measuring.terminal import Terminal

REAL_VISITS = 20
KEYS = (b"x", b"1", b"2")
"""To begin, and then about."""
GOODBYE, NEW_PERSON = (b"\x1b[F", b"1"), (b";",)
"""What ends a visit, by its keys; the choice after goodbye is yes."""
_BEGINNINGS = {10: "cleared", 11: "anew"}
"""What a process ends with, and how the next one begins."""
_SCREEN_SECONDS = 60.0
_SPEAKS_SECONDS = 60.0
_ENDS_SECONDS = 60.0
_BETWEEN_KEYS_SECONDS = 1.2


@dataclass(slots=True)
class RealVisits:
    visits: int = 0
    wrong_ends: int = 0
    """With another exit status than the ending has, or not at all."""
    processes_left: int = 0
    next_view_seconds: list[float] = field(default_factory=list)
    """From the end of one process to the first that the next one draws; of the first, its start."""
    megabytes: list[float] = field(default_factory=list)
    """Of each visit with its children, just before its end."""


def visit_for_real(
    options: Sequence[str],
    environment: Mapping[str, str],
    trace_variable: str,
    visits: int = REAL_VISITS,
    tell: Callable[[str], None] = lambda _: None,
) -> RealVisits:
    """Visits end with goodbye and with a new person by turns."""
    real = RealVisits()
    begins, ended = "cleared", None
    with (
        tempfile.TemporaryDirectory(prefix="mskiosk-bench-") as name,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor,
    ):
        supervisor.bind(f"{name}/notify")  # what is told there is not read, and nobody waits for it
        environment = {**environment, "NOTIFY_SOCKET": f"{name}/notify"}
        for number in range(visits):
            trace = Path(name) / f"trace{number}"
            command = (sys.executable, "-m", "mskiosk", *options, "--begins", begins)
            terminal = Terminal(command, {**environment, trace_variable: str(trace)}, 80, 24)
            began = terminal.started if ended is None else ended
            try:
                is_new = number % 2 == 1
                status = _visit(
                    terminal, trace, NEW_PERSON if is_new else GOODBYE, real, since=began
                )
                ended = time.monotonic()
            finally:
                terminal.close()
            real.visits += 1
            wanted = 11 if is_new else 10
            if status != wanted:
                real.wrong_ends += 1
                tell(f"visit {number + 1} ended with {status} in place of {wanted}")
            begins = _BEGINNINGS.get(wanted, "restarted")
    return real


def _visit(
    terminal: Terminal, trace: Path, ending: Sequence[bytes], real: RealVisits, *, since: float
) -> int | None:
    """The exit status; None where it did not end."""
    first = terminal.drawn_by(_SCREEN_SECONDS, 0.0)
    if first is not None:
        real.next_view_seconds.append(first - since)
    _until_it_speaks(terminal, trace)
    for key in KEYS:
        _press(terminal, key)
    members = tree(terminal.process.pid)
    real.megabytes.append(memory_megabytes(terminal.process.pid))
    for key in ending:
        _press(terminal, key)
    end = time.monotonic() + _ENDS_SECONDS
    while terminal.process.poll() is None and time.monotonic() < end:
        terminal.drain_for(0.05)
    real.processes_left += sum(Path(f"/proc/{pid}").exists() for pid in members[1:])
    return terminal.process.poll()


def _press(terminal: Terminal, key: bytes) -> None:
    if terminal.process.poll() is None:
        terminal.press(key)
        terminal.drain_for(_BETWEEN_KEYS_SECONDS)


def _until_it_speaks(terminal: Terminal, trace: Path) -> None:
    end = time.monotonic() + _SPEAKS_SECONDS
    while time.monotonic() < end and terminal.process.poll() is None:
        terminal.drain_for(0.1)
        if trace.exists() and "SentenceStarted" in trace.read_text():
            return
