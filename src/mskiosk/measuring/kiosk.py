"""The real kiosk on a sound stage, driven by keys and watched from outside."""

import contextlib
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mskiosk.measuring.monitor import Monitor
from mskiosk.measuring.sound_stage import SoundStage
from mskiosk.measuring.terminal import Terminal

SAME_KEY_SECONDS = 0.8
"""The same key sooner than this may be a tremble of the hand, and waits until it is sure."""
STOPS = "xqwvb"
"""Letters, which mean nothing and therefore silence."""
RIGHT, SPACE, HOME, WHERE, DELETE = b"\x1b[C", b" ", b"\x1b[H", b"\x1b[20~", b"\x1b[3~"

_READY_SECONDS = 120.0
_LOOK_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Traced:
    moment: float
    event: str


class KioskAtWork:
    """`drawn`: the moments (monotonic) at which it drew, and what."""

    def __init__(
        self, options: Sequence[str], stage: SoundStage, trace_variable: str, trace: Path
    ) -> None:
        self._trace = trace
        self._pressed: dict[bytes, float] = {}
        self.drawn: list[tuple[float, bytes]] = []
        self.terminal = Terminal(
            (sys.executable, "-m", "mskiosk", *options),
            {**stage.environment, trace_variable: str(trace)},
            80,
            24,
        )
        self._reader = threading.Thread(target=self._read, name="screen", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self.terminal.process.pid

    def press(self, key: bytes) -> float:
        """The moment of the press, which waits until it cannot be taken for a tremble."""
        ready = self._pressed.get(key, 0.0) + SAME_KEY_SECONDS
        time.sleep(max(ready - time.monotonic(), 0.0))
        self._pressed[key] = self.terminal.press(key)
        return self._pressed[key]

    def traced(self) -> list[Traced]:
        """All events so far."""
        if not self._trace.exists():
            return []
        lines = self._trace.read_text().split("\n")[:-1]
        fields = (line.partition(" ") for line in lines)
        return [Traced(float(moment), event) for moment, _, event in fields]

    def has_ended(self) -> bool:
        return self.terminal.process.poll() is not None

    def close(self) -> None:
        self.terminal.end()
        self._reader.join()
        self.terminal.close()

    def _read(self) -> None:
        while block := self.terminal.read():
            self.drawn.append((time.monotonic(), block))


@contextlib.contextmanager
def kiosk_at_work(
    options: Sequence[str], stage: SoundStage, trace_variable: str, folder: Path
) -> Iterator[tuple[KioskAtWork, Monitor]]:
    """A kiosk that speaks. Raises `TimeoutError` when it does not."""
    monitor = Monitor(stage)
    kiosk = KioskAtWork(options, stage, trace_variable, folder / "trace")
    try:
        end = time.monotonic() + _READY_SECONDS
        while monitor.sounds.onset(0.0) is None:
            if kiosk.has_ended() or time.monotonic() > end:
                raise TimeoutError("the kiosk says nothing")
            time.sleep(_LOOK_SECONDS)
        yield kiosk, monitor
    finally:
        kiosk.close()
        monitor.close()
