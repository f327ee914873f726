"""What a process tells whoever watches over it, in the words of `sd_notify`.

A visit tells the supervisor, and the supervisor tells systemd. Nothing here waits, and a watcher
that is slow, full or gone costs a datagram and no more.
"""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from mskiosk.core.events import Beginning

MOST_BYTES = 4096
"""Of one datagram; a longer one is nothing that we have sent."""
MOST_LINE = 200
"""Characters of a line for the log."""

SUPERVISED = "MSKIOSK_SUPERVISED"
"""In the environment of a visit: whoever started it writes its log."""
_READY = "READY"
_WATCHDOG = "WATCHDOG"
_STOPPING = "STOPPING"
_STATUS = "STATUS"
_END = "X_MSKIOSK_END"
_LOG = "X_MSKIOSK_LOG"
_MICROSECONDS = 1_000_000
_LONGEST_WATCH = 3600 * _MICROSECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One datagram, as far as it means something."""

    is_ready: bool = False
    is_alive: bool = False
    next: Beginning | None = None
    """The process ends now as it should, and the next visit begins so."""
    log: str | None = None


def told_by(datagram: bytes) -> Told:
    """What does not belong there is left out, all of it in the worst case."""
    if len(datagram) > MOST_BYTES:
        return Told()
    try:
        lines = datagram.decode().splitlines()
    except UnicodeDecodeError:
        return Told()
    fields = dict(line.split("=", 1) for line in lines if "=" in line)
    ending = fields.get(_END)
    log = fields.get(_LOG, "")
    return Told(
        is_ready=fields.get(_READY) == "1",
        is_alive=fields.get(_WATCHDOG) == "1",
        next=Beginning(ending) if ending in set(Beginning) else None,
        log=log[:MOST_LINE] if log and log.isprintable() else None,
    )


class Notifier:
    """Nobody is told anything where nobody has asked for it."""

    def __init__(self, address: str | None, *, beat_seconds: float | None = None) -> None:
        """`address`: the path of a socket, or "@" and an abstract name. `beat_seconds`: how often
        `alive` is expected."""
        self.beat_seconds = beat_seconds if address else None
        self._address = f"\0{address[1:]}" if address and address.startswith("@") else address

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Notifier":
        """`WATCHDOG_PID` counts for nothing: the main process of the unit is the compositor, and
        the heartbeat that systemd waits for is that of its client."""
        address = environ.get("NOTIFY_SOCKET", "")
        return cls(
            address if address.startswith(("/", "@")) else None,
            beat_seconds=_half_of(environ.get("WATCHDOG_USEC", "")),
        )

    @property
    def is_watched(self) -> bool:
        return self._address is not None

    def ready(self) -> bool:
        return self._tell(f"{_READY}=1")

    def alive(self) -> bool:
        """The heartbeat. False: there is nobody left to hear it."""
        return self._tell(f"{_WATCHDOG}=1")

    def status(self, sentence: str) -> None:
        self._tell(f"{_STATUS}={sentence}")

    def stopping(self) -> None:
        self._tell(f"{_STOPPING}=1")

    def end(self, following: Beginning) -> None:
        """The visit ends as it should, and this is how the next one begins."""
        self._tell(f"{_END}={following}")

    def log(self, line: str) -> None:
        self._tell(f"{_LOG}={line[:MOST_LINE]}")

    def _tell(self, text: str) -> bool:
        if self._address is None:
            return True
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as link:
                link.setblocking(False)
                link.sendto(text.encode(errors="replace"), self._address)
        except BlockingIOError:  # it is behind, and hears the next one
            return True
        except OSError:
            return False
        return True


def _half_of(microseconds: str) -> float | None:
    if not (microseconds.isascii() and microseconds.isdecimal() and len(microseconds) < 20):
        return None
    whole = int(microseconds)
    return whole / 2 / _MICROSECONDS if 0 < whole <= _LONGEST_WATCH else None
