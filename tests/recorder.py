"""What the virtual loudspeaker plays, as it is played."""

import subprocess
import threading
import time
from collections.abc import Callable

import numpy as np

RATE = 48_000
"""Frames a second of the loudspeaker, of the microphone and of every recording."""
BLOCK_SECONDS = 0.01
LOUD = 60.0
"""Root mean square (of 32767) above which a block counts as sound; the card itself is silent."""

_START_SECONDS = 20.0


class Recorder:
    """What the loudspeaker plays: 16-bit mono at `RATE`, from the first to the last block.

    It blocks while it waits; from a coroutine call `await asyncio.to_thread(r.wait_for_sound)`.
    It goes on by itself when the loudspeaker was away. Times are of `time.monotonic`.
    """

    def __init__(self, spawn: Callable[[], "subprocess.Popen[bytes]"]) -> None:
        self._spawn = spawn
        self._changed = threading.Condition()
        self._timeline: list[tuple[float, float]] = []
        self._pcm = bytearray()
        self._ends = threading.Event()
        self._parec: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._record, name="recorder", daemon=True)
        self._thread.start()
        self.wait_until(lambda: len(self._timeline) > 0, _START_SECONDS, "the first block")

    @property
    def timeline(self) -> list[tuple[float, float]]:
        """(when a block of 10 ms had arrived, its root mean square of 0 to 32767)."""
        with self._changed:
            return list(self._timeline)

    @property
    def last_moment(self) -> float:
        """When the newest block had arrived."""
        return self._timeline[-1][0]

    def samples(self, since: float = 0.0, until: float = float("inf")) -> "np.ndarray":
        """The recorded samples (int16) that arrived between two moments."""
        with self._changed:
            size = round(RATE * BLOCK_SECONDS) * 2
            at = [i for i, (t, _) in enumerate(self._timeline) if since <= t <= until]
            chosen = bytes(self._pcm[at[0] * size : (at[-1] + 1) * size]) if at else b""
        return np.frombuffer(chosen, dtype="<i2")

    def wait_for_sound(self, timeout: float = 10.0, *, since: float = 0.0) -> float:
        """When the first sound at or after `since` came; fails when there is none in time."""
        found: list[float] = []

        def is_heard() -> bool:
            found[:] = [t for t, rms in self._timeline if t >= since and rms >= LOUD][:1]
            return bool(found)

        self.wait_until(is_heard, timeout, "a sound")
        return found[0]

    def wait_for_silence(
        self, timeout: float = 10.0, *, seconds: float = 0.3, since: float = 0.0
    ) -> float:
        """When the first silence of `seconds` at or after `since` began."""
        found: list[float] = []

        def is_silent() -> bool:
            start: float | None = None
            for t, rms in self._timeline:
                if t < since:
                    continue
                start = None if rms >= LOUD else (t if start is None else start)
                if start is not None and t - start >= seconds:
                    found[:] = [start]
                    return True
            return False

        self.wait_until(is_silent, timeout, f"{seconds} s of silence")
        return found[0]

    def wait_until(self, is_true: Callable[[], bool], timeout: float, what: str) -> None:
        with self._changed:
            assert self._changed.wait_for(is_true, timeout), f"{what} did not come in {timeout} s"

    def reopen(self) -> None:
        """Lets go of the loudspeaker, and takes the one that comes next."""
        if self._parec:
            self._parec.kill()

    def close(self) -> None:
        self._ends.set()
        self.reopen()
        self._thread.join()

    def _record(self) -> None:
        size = round(RATE * BLOCK_SECONDS) * 2
        while not self._ends.is_set():
            with self._spawn() as parec:
                self._parec = parec
                if self._ends.is_set():
                    parec.kill()  # `close` may have killed the one before
                assert parec.stdout
                while len(block := parec.stdout.read(size)) == size:
                    self._add(block)
                parec.kill()
            self._ends.wait(0.05)  # the loudspeaker is away

    def _add(self, block: bytes) -> None:
        samples = np.frombuffer(block, dtype="<i2").astype(np.float64)
        with self._changed:
            self._pcm += block
            self._timeline.append((time.monotonic(), float(np.sqrt(np.mean(samples**2)))))
            self._changed.notify_all()
