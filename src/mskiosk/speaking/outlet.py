"""Where the samples go: the sound device while there is one, and time itself while there is none.

Theory of operation. One thread keeps a miniaudio stream open: always running, silent when idle,
so that nothing is lost at the start of a sentence. An unplugged device shows itself only by calls
that no longer come, therefore the calls are counted: when they stop, the stream is closed and
opened again, and while that fails it is tried once a second. A second thread takes the samples in
real time whenever no call has come for a while, so that the sentences go on at their own pace
without a device, and even while the sound server hangs in the middle of a call.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

BUFFER_MILLISECONDS = 20
START_SECONDS = 0.8
"""How long a device may take to open before it counts as missing."""
STALL_SECONDS = 0.3
"""Without a call for this long the stream is opened anew."""
GONE_SECONDS = 0.8
"""Without a call for this long there is no device."""
RETRY_SECONDS = 1.0

_CHECK_SECONDS = 0.2
_TICK_SECONDS = 0.02


class Outlet:
    """`fill` gives the next so many 16-bit mono samples; `on_change` hears, from any thread,
    whether there is a device, at the start and whenever that changes."""

    def __init__(
        self,
        fill: Callable[[int], bytes],
        sample_rate: int,
        on_change: Callable[[bool], None],
    ) -> None:
        self._fill = fill
        self._sample_rate = sample_rate
        self._on_change = on_change
        self._calls = 0
        self._last_call = time.monotonic()
        self._has_failed = threading.Event()
        self._lock = threading.Lock()
        self._has_device: bool | None = None

    def start(self) -> None:
        """Begins to take samples, for as long as the process lives."""
        self._last_call = time.monotonic()
        for job in (self._keep_device, self._keep_time):
            threading.Thread(target=job, name=job.__name__, daemon=True).start()

    def _keep_device(self) -> None:
        while True:
            calls = self._calls
            device = self._opened()
            if device is not None:
                self._watch(device)
            if self._calls == calls:
                self._has_failed.set()
                time.sleep(RETRY_SECONDS)

    def _opened(self) -> Any:
        """A running stream (Any: miniaudio has no types), or None."""
        try:
            import miniaudio
        except ImportError:
            return None
        calls = self._calls_for_samples()
        next(calls)
        device: Any = None
        try:
            with _quiet() if self._has_failed.is_set() else contextlib.nullcontext():
                device = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=1,
                    sample_rate=self._sample_rate,
                    buffersize_msec=BUFFER_MILLISECONDS,
                    app_name="mskiosk",
                )
            device.start(calls)
        except miniaudio.MiniaudioError:
            if device is not None:
                device.close()
            return None
        return device

    def _watch(self, device: Any) -> None:
        """Returns when the stream stands still, and closes it."""
        calls = -1
        while calls != self._calls:
            calls = self._calls
            time.sleep(STALL_SECONDS)
        with contextlib.suppress(Exception):
            device.close()

    def _calls_for_samples(self) -> Generator[bytes, int, None]:
        count = yield b""
        while True:
            self._calls += 1
            self._last_call = time.monotonic()
            if not self._has_device:
                self._change(has_device=True)
            count = yield self._fill(count)

    def _change(self, *, has_device: bool) -> None:
        with self._lock:
            if self._has_device is has_device:
                return
            self._has_device = has_device
            self._on_change(has_device)

    def _keep_time(self) -> None:
        self._has_failed.wait(START_SECONDS)
        while True:
            is_gone = time.monotonic() - self._last_call > GONE_SECONDS
            if is_gone or (self._has_failed.is_set() and self._calls == 0):
                self._change(has_device=False)
                self._take_in_real_time()
            time.sleep(_CHECK_SECONDS)

    def _take_in_real_time(self) -> None:
        """Until the device calls again."""
        calls = self._calls
        last = time.monotonic()
        while self._calls == calls:
            time.sleep(_TICK_SECONDS)
            now = time.monotonic()
            count = int((now - last) * self._sample_rate)
            last += count / self._sample_rate
            self._fill(min(count, self._sample_rate))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """ALSA explains on fd 2 why there is no card: once is worth knowing, once a second would fill
    the disk."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
