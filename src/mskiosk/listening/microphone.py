"""The microphone: found, opened, watched and opened again, for as long as the process lives.

An unplugged device says nothing: its callbacks stop (sound.md section 4). So they are watched,
and when none comes the device is given up and looked for again. It is always opened by its id: a
stream on "the default" is moved by PulseAudio, and when the last microphone goes it is moved to
the loudspeaker's monitor, where the kiosk would hear itself.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Generator
from typing import Any

from mskiosk.listening.recogniser import SAMPLES_A_SECOND

CHUNK_MILLISECONDS = 20
STILL_SECONDS = 1.0
"""Without a callback for this long, the device counts as gone."""
FIRST_SECONDS = 1.5
"""How long a device that was just opened may take to its first callback."""
RETRY_SECONDS = 1.0


class NoDeviceError(Exception):
    """There is no microphone, or none of the name that was asked for."""


class Microphone:
    """Delivers mono 16-bit sound at 16 kHz in chunks of about 20 ms, on a thread of its own."""

    def __init__(
        self,
        deliver: Callable[[bytes], None],
        on_change: Callable[[bool], None],
        *,
        device: str | None = None,
        log: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`on_change` is told True when sound comes, and False, once, when there is none.
        `device` is a name as the sound system lists it, or a part of one."""
        self._deliver = deliver
        self._on_change = on_change
        self._device = device
        self._log = log
        self._has_come = threading.Event()
        self._works: bool | None = None

    def keep(self) -> None:
        """Never returns; meant for a thread that dies with the process."""
        reason = ""
        while True:
            began = time.monotonic()
            try:
                with self._opened():
                    self._watch()
                gone = "the microphone went silent: unplugged, or its server is gone"
            except (NoDeviceError, OSError) as error:
                gone = str(error)
            if gone != reason:
                self._log(gone)
                reason = gone
            # A device that worked is opened again at once: its server may have restarted.
            if time.monotonic() - began < RETRY_SECONDS + FIRST_SECONDS or not self._works:
                self._tell(works=False)
                time.sleep(RETRY_SECONDS)

    def _watch(self) -> None:
        """Returns when no more callbacks come."""
        patience = FIRST_SECONDS
        self._has_come.clear()
        while self._has_come.wait(patience):
            self._tell(works=True)
            time.sleep(STILL_SECONDS / 2)
            patience = STILL_SECONDS / 2
            self._has_come.clear()

    def _tell(self, *, works: bool) -> None:
        if works is not self._works:
            self._works = works
            self._on_change(works)

    def _take(self) -> Generator[bytes, bytes, None]:
        while True:
            pcm = yield b""
            self._has_come.set()
            self._deliver(bytes(pcm))

    @contextlib.contextmanager
    def _opened(self) -> Generator[None, None, None]:
        """Raises `NoDeviceError` when nothing can be opened."""
        import miniaudio

        try:
            device = miniaudio.CaptureDevice(
                nchannels=1,
                sample_rate=SAMPLES_A_SECOND,
                buffersize_msec=CHUNK_MILLISECONDS,
                device_id=_chosen(self._device),
                app_name="mskiosk",
            )
        except miniaudio.MiniaudioError as error:
            raise NoDeviceError(f"no microphone: {error}") from error
        context = device._context  # noqa: SLF001  # close() forgets it: a leak at each retry
        try:
            take = self._take()
            next(take)
            device.start(take)
            yield
        except miniaudio.MiniaudioError as error:
            raise NoDeviceError(f"no microphone: {error}") from error
        finally:
            device.close()
            miniaudio.lib.ma_context_uninit(context)


def _chosen(wanted: str | None) -> Any:
    """The id of the device to open: the default or the named one, never a loudspeaker's monitor.

    None lets miniaudio choose, where the sound system is not PulseAudio.
    Raises `NoDeviceError`.
    """
    import miniaudio

    ffi, lib = miniaudio.ffi, miniaudio.lib
    devices = miniaudio.Devices()
    first = ffi.new("ma_device_info **")
    count = ffi.new("ma_uint32 *")
    # `get_captures` does not tell which one is the default, and fails when one of them does.
    result = lib.ma_context_get_devices(
        devices._context,  # noqa: SLF001  # the same
        *(ffi.NULL, ffi.NULL, first, count),
    )
    if result != lib.MA_SUCCESS:
        raise NoDeviceError("the sound system does not list its microphones")
    found = [first[0][index] for index in range(count[0])]
    if wanted is not None:
        for each in found:
            if wanted in ffi.string(each.name).decode(errors="replace"):
                return ffi.new("ma_device_id *", each.id)
        raise NoDeviceError(f"there is no microphone named {wanted!r}")
    if devices.backend != "PulseAudio":
        return None
    found = [each for each in found if not _is_monitor(bytes(ffi.buffer(ffi.addressof(each.id))))]
    if not found:
        raise NoDeviceError("there is no microphone")
    return ffi.new("ma_device_id *", max(found, key=lambda each: bool(each.isDefault)).id)


def _is_monitor(identity: bytes) -> bool:
    """Whether PulseAudio's name of the source says that it is what a loudspeaker plays."""
    return identity.split(b"\0", 1)[0].endswith(b".monitor")
