"""Where the samples go: the sound device while there is one, and time itself while there is none.

Theory of operation. One thread keeps a miniaudio stream open: always running, silent when idle,
so that nothing is lost at the start of a sentence. An unplugged device shows itself only by calls
that no longer come, therefore the calls are counted: when they stop, the stream is closed and
opened again, and while that fails it is tried once a second. PulseAudio and PipeWire hide the loss
of the last device behind a dummy, so the list of devices is looked through from time to time. A
second thread takes the samples in real time whenever there is no device, so that the sentences go
on at their own pace, even while the sound server hangs in the middle of a call.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

BUFFER_MILLISECONDS = 20
STALL_SECONDS = 0.4
"""Without a call for this long the stream is opened anew."""
GONE_SECONDS = 1.5
"""Without a call for this long there is no device, even if nothing has failed."""
RETRY_SECONDS = 1.0

_LOOKS = 4
"""Stalls are looked for this often before the list of devices is."""
_CHECK_SECONDS = 0.2
_TICK_SECONDS = 0.02
_DUMMY = b"auto_null"
"""The name that both sound servers give to a device that is none."""


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
        self._is_known_to_fail = False
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
                self._is_known_to_fail = True
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
            with _quiet() if self._is_known_to_fail else contextlib.nullcontext():
                if not _has_real_device(miniaudio):
                    return None
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
        """Returns when the stream stands still or plays to nobody, and closes it."""
        import miniaudio

        calls = -1
        looks = 0
        while calls != self._calls:
            calls = self._calls
            time.sleep(STALL_SECONDS)
            looks += 1
            if looks % _LOOKS == 0 and not _has_real_device(miniaudio):
                break
        with contextlib.suppress(Exception):
            device.close()

    def _calls_for_samples(self) -> Generator[bytes, int, None]:
        count = yield b""
        while True:
            self._has_failed.clear()  # first: who sees the count move must not see an old failure
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
        while True:
            has_failed = self._has_failed.wait(_CHECK_SECONDS)
            if has_failed or time.monotonic() - self._last_call > GONE_SECONDS:
                self._change(has_device=False)
                self._take_in_real_time()

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


def _has_real_device(miniaudio: Any) -> bool:
    """False when a sound server has nothing but its dummy; without one, opening will tell."""
    try:
        devices = miniaudio.Devices([miniaudio.Backend.PULSEAUDIO]).get_playbacks()
    except miniaudio.MiniaudioError:
        return True
    names = [bytes(miniaudio.ffi.buffer(device["id"])) for device in devices]
    return any(name.rstrip(b"\0") != _DUMMY for name in names)


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
