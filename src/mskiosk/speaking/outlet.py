"""Where the samples go: the sound device while there is one, and time itself while there is none.

Theory of operation. One thread keeps a miniaudio stream open: always running, silent when idle,
so that the device stays awake and nothing is lost at the start of a sentence. An unplugged device
shows itself only by calls that no longer come, therefore the calls are counted, and the list of
devices is looked through: PulseAudio and PipeWire hide the loss of the last device behind a dummy
that goes on calling. A stream that stands still or plays to nobody is closed and opened again.
A second thread takes the samples in real time whenever there is no device, so that the sentences
go on at their own pace, even while the sound server hangs in the middle of a call. Whether calls
have stopped is counted in looks and never read from a clock: a machine that stood still itself
has lost no device.

A stream that runs dry again and again is opened anew with a longer buffer, once, in a pause.

With private listening the stream goes to the headset of a given name and to nothing else. Sound
servers leave such a stream where it is, so that it falls silent with its device.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING

from mskiosk.speaking.noting import note
from mskiosk.speaking.strain import Strain

if TYPE_CHECKING:
    from mskiosk.speaking.devices import Device, DeviceList, Stream

LOOK_SECONDS = 0.07
STALL_LOOKS = 3
"""After so many looks without a call the stream is opened anew."""
GONE_LOOKS = 5
"""After so many there is no device, even if nothing has failed."""
FIRST_LOOKS = 23
"""The same at the beginning: sound systems and wireless devices are slow to wake."""
RETRY_SECONDS = 0.25
PREFILL_CALLS = 8
"""What a new stream takes before anything sounds, if it ever does."""

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
        self._headset: str | None = None
        self._calls = 0
        self._has_failed = threading.Event()
        self._is_known_to_fail = False
        self._lock = threading.Lock()
        self._has_device: bool | None = None
        self._names: frozenset[str] | None = None
        self._strain = Strain()

    def start(self, headset: str | None = None) -> None:
        """Begins to take samples, for as long as the process lives. `headset`: a part of the name
        of the only device that may sound."""
        self._headset = headset
        for job in (self._keep_device, self._keep_time):
            threading.Thread(target=job, name=job.__name__, daemon=True).start()

    def _keep_device(self) -> None:
        try:
            from mskiosk.speaking.devices import DeviceList
        except ImportError:
            self._has_failed.set()
            return
        devices = DeviceList(without_server=self._headset is not None)
        while True:
            calls = self._calls
            with self._quiet_failing():
                listed = devices.look()
            chosen = self._chosen(listed)
            with self._quiet_failing():
                stream = self._opened(devices, listed, chosen)
            if stream:
                self._watch(stream, devices, chosen)
            if self._calls == calls:
                self._has_failed.set()
                self._is_known_to_fail = True
                time.sleep(RETRY_SECONDS)

    def _opened(
        self, devices: "DeviceList", listed: "tuple[Device, ...]", chosen: "Device | None"
    ) -> "Stream | None":
        """A running stream."""
        from mskiosk.speaking.devices import NoSoundError

        is_missing = not listed and devices.is_of_server  # else opening will tell
        if is_missing or (self._headset is not None and chosen is None):
            return None
        calls = self._calls_for_samples()
        next(calls)
        try:
            stream = devices.opened(self._sample_rate, self._strain.milliseconds, chosen)
            stream.start(calls)
        except NoSoundError:
            return None
        return stream

    def _chosen(self, listed: "tuple[Device, ...]") -> "Device | None":
        """The headset, where it alone may sound and is there; the log tells what there is."""
        if self._headset is None:
            return None
        found = next((each for each in listed if each.is_named(self._headset)), None)
        names = frozenset(device.name for device in listed)
        if found is None and names != self._names:
            there = ", ".join(sorted(f'"{name}"' for name in names)) or "nothing"
            note(f'no sound device has "{self._headset}" in its name; there is: {there}')
        self._names = names
        return found

    def _watch(self, stream: "Stream", devices: "DeviceList", chosen: "Device | None") -> None:
        """Returns when the stream stands still, plays to nobody or runs dry too often, and closes
        it."""
        calls, still, patience = self._calls, 0, FIRST_LOOKS
        while still < patience:
            time.sleep(LOOK_SECONDS)
            if calls != self._calls:
                patience = STALL_LOOKS
            calls, still = self._calls, still + 1 if calls == self._calls else 0
            listed = devices.look() if devices.is_of_server else None
            if listed is not None and not (chosen in listed if chosen else listed):
                break
            if self._strain.wants_longer:
                self._strain.lengthen()
                note("the machine is busy: sound is held back longer")
                break
        stream.close()

    def _calls_for_samples(self) -> Generator[bytes, int, None]:
        count = yield b""
        for _ in range(PREFILL_CALLS):
            count = yield bytes(2 * count)
        self._strain.begin()
        while True:
            self._has_failed.clear()  # first: who sees the count move must not see an old failure
            self._calls += 1
            if not self._has_device:
                self._change(has_device=True)
            samples = self._fill(count)
            self._strain.heed(time.monotonic(), has_sound=any(samples))
            count = yield samples

    def _change(self, *, has_device: bool) -> None:
        with self._lock:
            if self._has_device is has_device:
                return
            self._has_device = has_device
            self._on_change(has_device)

    def _keep_time(self) -> None:
        calls, still = -1, 0
        while True:
            has_failed = self._has_failed.wait(LOOK_SECONDS)
            calls, still = self._calls, still + 1 if calls == self._calls else 0
            if has_failed or still >= (GONE_LOOKS if self._has_device else FIRST_LOOKS):
                self._change(has_device=False)
                self._take_in_real_time()
                still = 0

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

    def _quiet_failing(self) -> contextlib.AbstractContextManager[None]:
        return _quiet() if self._is_known_to_fail else contextlib.nullcontext()


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
