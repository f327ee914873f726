"""What the loudspeaker of a sound stage plays, and when each sample came out of its monitor.

All times are of `time.monotonic`, which is one clock for all processes. A sample has the time at
which its piece was read from the monitor, so that what the sound server, the monitor and the
reading take is part of every figure; `bench_speaking` measures that and tells it beside them.
"""

import os
import select
import subprocess
import threading
import time
from array import array
from bisect import bisect_right

from mskiosk.measuring.sound_stage import RATE, SPEAKER, SoundStage

LOUD = 60
"""The least peak (of 32767) that is sound: 55 dB below full scale. The card itself is silent."""
FRAME = RATE // 400
"""Samples for which one loudness is kept: 2.5 ms."""
_MID_SWING = 2 * LOUD
_PIECE_MILLISECONDS = 5
_START_SECONDS = 20.0
_LOOK_SECONDS = 0.01


class Sounds:
    """Samples as they came: `add` them, ask for the moments at which sound began and ended."""

    def __init__(self) -> None:
        self._samples = array("h")
        self._peaks: list[int] = []
        self._times: list[float] = []

    def add(self, moment: float, samples: "array[int]") -> None:
        """A piece that was there at `moment`; whole frames of it get that time."""
        self._samples.extend(samples)
        for at in range(len(self._peaks) * FRAME, len(self._samples) - FRAME + 1, FRAME):
            frame = self._samples[at : at + FRAME]
            self._peaks.append(max(max(frame), -min(frame)))
            self._times.append(moment)

    @property
    def last_moment(self) -> float:
        return self._times[-1] if self._times else 0.0

    def onset(self, since: float, until: float = float("inf")) -> float | None:
        """When the first sound came after `since`."""
        at = self._next(bisect_right(self._times, since), bisect_right(self._times, until))
        return None if at is None else self._times[at]

    def silence(self, since: float, quiet_seconds: float, until: float = float("inf")) -> float:
        """When the first silence of `quiet_seconds` began after `since`, or infinity."""
        need = round(quiet_seconds * RATE / FRAME)
        begin = bisect_right(self._times, since)
        quiet = 0
        for at in range(begin, bisect_right(self._times, until)):
            quiet = quiet + 1 if self._peaks[at] < LOUD else 0
            if quiet == need:
                return self._times[at - need + 1]
        return float("inf")

    def peak(self, since: float, until: float) -> int:
        """The loudest sample that came between two moments."""
        return max(self._peaks[bisect_right(self._times, since) : self._after(until)], default=0)

    def frames(self, since: float, until: float) -> list[int]:
        """The peaks, one for each 2.5 ms."""
        return self._peaks[bisect_right(self._times, since) : self._after(until)]

    def dropouts(self, since: float, until: float) -> list[float]:
        """When sound broke off in mid-swing and began again so: the device was given nothing. A
        word that ends, a pause and a cut that fades come down to silence first."""
        found = []
        first, end = bisect_right(self._times, since), self._after(until)
        frames = range(first, end)
        for at in frames:
            if self._peaks[at] == 0 and (at == first or self._peaks[at - 1] > 0):
                begin, stop = at * FRAME, at * FRAME
                while begin > 0 and self._samples[begin - 1] == 0:
                    begin -= 1
                while stop < end * FRAME and self._samples[stop] == 0:
                    stop += 1
                sides = self._samples[max(begin - 1, 0)], self._samples[min(stop, end * FRAME - 1)]
                if min(map(abs, sides)) >= _MID_SWING:
                    found.append(self._times[at])
        return found

    def sound_seconds(self, since: float, until: float) -> float:
        """How long there was sound, in all."""
        return sum(peak >= LOUD for peak in self.frames(since, until)) * FRAME / RATE

    def _next(self, begin: int, end: int) -> int | None:
        return next((at for at in range(begin, end) if self._peaks[at] >= LOUD), None)

    def _after(self, moment: float) -> int:
        return bisect_right(self._times, moment)


class Monitor:
    """Records until it is closed, on a thread of its own."""

    def __init__(self, stage: SoundStage) -> None:
        self._parec = stage.spawn(
            *("parec", "-d", f"{SPEAKER}.monitor", "--raw", "--format=s16le", f"--rate={RATE}"),
            *("--channels=1", f"--latency-msec={_PIECE_MILLISECONDS}"),
            stdout=subprocess.PIPE,
        )
        self._sounds = Sounds()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._record, name="monitor", daemon=True)
        self._thread.start()
        self.wait_until(0.0)

    def wait_until(self, moment: float) -> None:
        """Until what came at `moment` has been read."""
        end = max(moment, time.monotonic()) + _START_SECONDS
        while self.sounds.last_moment <= moment:
            if time.monotonic() > end:
                raise TimeoutError("the monitor gives nothing")
            time.sleep(_LOOK_SECONDS)

    @property
    def sounds(self) -> Sounds:
        """Only its newest end changes; ask for what is past."""
        return self._sounds

    def wait_for_sound(self, since: float, seconds: float) -> float | None:
        """When the first sound after `since` came; None when there was none within `seconds`."""
        while (onset := self._sounds.onset(since)) is None:
            if self._sounds.last_moment > since + seconds:
                return None
            time.sleep(_LOOK_SECONDS)
        return onset

    def close(self) -> None:
        self._ends.set()
        self._thread.join()

    def _record(self) -> None:
        assert self._parec.stdout
        descriptor = self._parec.stdout.fileno()
        left = b""
        while not self._ends.is_set():
            if not select.select([descriptor], [], [], 0.1)[0]:
                continue
            block = os.read(descriptor, 65536)
            moment = time.monotonic()
            if not block:
                return
            block = left + block
            whole = len(block) // 2 * 2
            left = block[whole:]
            self._sounds.add(moment, array("h", block[:whole]))
