"""What waits for the one thread that owns the recogniser, in the order in which it came.

Sound is bounded, the oldest is dropped first, and a hole that knows its length stands in its place;
commands are never dropped, and stand between the sound before and the sound after them.
"""

import threading
from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar

from mskiosk.listening.recogniser import BYTES_A_SECOND

MOST_SECONDS = 4.0
"""Sound that waits; a recogniser that is further behind than this has lost it."""

Command = TypeVar("Command")


@dataclass(frozen=True, slots=True)
class Hole:
    """Sound of so many seconds was dropped here."""

    seconds: float


class Inbox(Generic[Command]):
    """Put from any thread; taken by one."""

    def __init__(self, most_bytes: int = round(MOST_SECONDS * BYTES_A_SECOND)) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._waiting: deque[bytes | Hole | Command] = deque()
        self._changed = threading.Condition()

    def put(self, command: Command) -> None:
        with self._changed:
            self._waiting.append(command)
            self._changed.notify()

    def put_sound(self, pcm: bytes) -> None:
        with self._changed:
            self._waiting.append(pcm)
            self._bytes += len(pcm)
            if self._bytes > self._most_bytes:
                self._drop_oldest()
            self._changed.notify()

    def take(self) -> bytes | Hole | Command:
        """The next thing; waits for it."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting))
            taken = self._waiting.popleft()
            if isinstance(taken, bytes):
                self._bytes -= len(taken)
            return taken

    def _drop_oldest(self) -> None:
        for index, item in enumerate(self._waiting):
            if isinstance(item, bytes):
                self._bytes -= len(item)
                seconds = len(item) / BYTES_A_SECOND
                before = self._waiting[index - 1] if index else None
                if isinstance(before, Hole):
                    self._waiting[index - 1] = Hole(before.seconds + seconds)
                    del self._waiting[index]
                else:
                    self._waiting[index] = Hole(seconds)
                return
