"""What stock pyttsx3 takes for the same: from `say` to sound, from `stop()` to silence.

It plays with `aplay`, which need not be there and need not reach the sound stage; here a script of
that name passes the file to PulseAudio's own player.
"""

import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from mskiosk.measuring.monitor import Monitor
from mskiosk.measuring.sound_stage import SoundStage

TEXT = (
    "This sentence goes on for a good while, so that there is time to stop it in the middle, "
    "long before it would have ended by itself."
)
_APLAY = '#!/bin/sh\nexec paplay --latency-msec=20 "$1"\n'
_MOST_SECONDS = 20.0
_SPOKEN_SECONDS = 1.0
_QUIET_SECONDS = 0.4


@dataclass(slots=True)
class StockTimes:
    """Milliseconds, one for each run in which it did so at all."""

    to_sound: list[float] = field(default_factory=list)
    to_silence: list[float] = field(default_factory=list)
    to_return: list[float] = field(default_factory=list)
    """How long the call of `stop` itself took."""


def stock_times(stage: SoundStage, folder: Path, runs: int) -> StockTimes:
    """Each run is a process of its own, for `stop` leaves the engine unusable."""
    aplay = folder / "aplay"
    aplay.write_text(_APLAY)
    aplay.chmod(0o755)
    times = StockTimes()
    monitor = Monitor(stage)
    try:
        for _ in range(runs):
            _run_once(stage, folder, monitor, times)
    finally:
        monitor.close()
    return times


def _run_once(stage: SoundStage, folder: Path, monitor: Monitor, times: StockTimes) -> None:
    stock = _Stock(stage, folder)
    try:
        if not stock.told("ready"):
            return
        stock.tell(f"say {TEXT}")
        said = stock.told("said")
        onset = monitor.wait_for_sound(said[0], _MOST_SECONDS) if said else None
        if not said or onset is None:
            return
        times.to_sound.append(1000 * (onset - said[0]))
        time.sleep(_SPOKEN_SECONDS)
        stock.tell("stop")
        stopped = stock.told("stopped")
        if len(stopped) != 2:
            return
        times.to_return.append(1000 * (stopped[1] - stopped[0]))
        monitor.wait_until(max(stopped[1], stopped[0] + _QUIET_SECONDS) + _QUIET_SECONDS)
        silence = monitor.sounds.silence(stopped[0], _QUIET_SECONDS)
        if silence < float("inf"):
            times.to_silence.append(1000 * (silence - stopped[0]))
    finally:
        stock.close()
        monitor.wait_until(time.monotonic() + _QUIET_SECONDS)


class _Stock:
    def __init__(self, stage: SoundStage, folder: Path) -> None:
        path = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"
        self._process = subprocess.Popen(
            (sys.executable, "-m", "mskiosk.measuring.stock"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | stage.environment | {"PATH": path},
            start_new_session=True,
        )

    def tell(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def told(self, word: str) -> list[float]:
        """The numbers after `word` on the next line, a single 0 for none; nothing at all when it
        says something else or nothing."""
        out = self._process.stdout
        assert out
        if not select.select([out], [], [], _MOST_SECONDS)[0]:
            return []
        first, *numbers = out.readline().decode().split() or [""]
        return [float(number) for number in numbers] or [0.0] if first == word else []

    def close(self) -> None:
        """With whatever it plays."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            pipe.close()
