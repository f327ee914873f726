"""The door to miniaudio: the sound devices that there are, and a stream of samples to one of them.

miniaudio's Python side opens a context for each stream and never gives it back, which costs five
open files each time; here every context is given back. Importing this module loads miniaudio.
"""

import contextlib
import os
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

import miniaudio

PERIOD_MILLISECONDS = 5
"""Of each call for samples."""
_MORE_PERIODS = 2
"""Held back beside the buffer where there is no sound server."""
_SERVER_VARIABLE = "PULSE_LATENCY_MSEC"
"""libpulse reads from it what the sound server is to hold back. By itself that is as much as all
periods together, and a period of that length would hold back as much again."""
_DUMMY = b"auto_null"
"""The name that both sound servers give to a device that is none."""


@dataclass(frozen=True, slots=True)
class Device:
    name: str
    """As people read it."""
    id: bytes
    """As the sound system knows it."""
    is_preferred: bool = field(default=False, compare=False)
    """The sound system gives it to those who ask for none in particular, just now."""

    def is_named(self, part: str) -> bool:
        return part.casefold() in self.name.casefold()


class DeviceList:
    """What the sound server has, asked over one lasting connection: a tenth of a millisecond."""

    def __init__(self, *, without_server: bool) -> None:
        """`without_server`: where there is no sound server, the cards themselves are listed, which
        is slow."""
        self._backends = [miniaudio.Backend.PULSEAUDIO]
        if without_server:
            self._backends.append(miniaudio.Backend.ALSA)
        self._context: Any = None
        self._backend: Any = None

    @property
    def is_of_server(self) -> bool:
        """A sound server gave the last list."""
        return self._backend is miniaudio.Backend.PULSEAUDIO

    def look(self) -> tuple[Device, ...]:
        """The devices to play on; a dummy that nobody hears is not one of them."""
        if self._context is not None and self.is_of_server:
            devices = self._asked()
            if devices is not None:
                return devices
        self.close()  # a server that was not there may have come
        for backend in self._backends:
            with contextlib.suppress(miniaudio.MiniaudioError):
                self._context, self._backend = miniaudio.Devices([backend]), backend
                return self._asked() or ()
        return ()

    def close(self) -> None:
        self._context = self._backend = None

    def opened(
        self, sample_rate: int, held_milliseconds: int, device: Device | None = None
    ) -> "Stream":
        """A stream to `device`, or to the one that the system prefers, which holds back about
        `held_milliseconds` of sound. Raises `NoSoundError`."""
        backends = [self._backend] if device else []
        return Stream(sample_rate, held_milliseconds, device.id if device else None, backends)

    def _asked(self) -> tuple[Device, ...] | None:
        """None when the connection is broken."""
        ffi = miniaudio.ffi
        found, count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
        # Not `get_playbacks`: it asks for the formats too, and fails when a device goes meanwhile.
        result = miniaudio.lib.ma_context_get_devices(
            self._context._context,  # noqa: SLF001 - it has no other door
            found,
            count,
            ffi.NULL,
            ffi.NULL,
        )
        if result != miniaudio.lib.MA_SUCCESS:
            return None
        listed = (found[0][i] for i in range(count[0]))
        devices = (
            Device(
                ffi.string(each.name).decode(errors="replace"),
                bytes(ffi.buffer(ffi.addressof(each.id))),
                bool(each.isDefault),
            )
            for each in listed
        )
        return tuple(device for device in devices if device.id.rstrip(b"\0") != _DUMMY)


class NoSoundError(Exception):
    """The stream cannot be opened."""


class Stream:
    """16-bit mono samples to one device."""

    def __init__(
        self,
        sample_rate: int,
        held_milliseconds: int,
        device_id: bytes | None,
        backends: list[Any],
    ) -> None:
        """Raises `NoSoundError`."""
        os.environ[_SERVER_VARIABLE] = str(held_milliseconds)
        self._device = _Playback()
        chosen = None
        if device_id is not None:
            chosen = miniaudio.ffi.new("ma_device_id *")
            miniaudio.ffi.buffer(chosen)[:] = device_id
        try:
            self._device.open(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=sample_rate,
                buffersize_msec=PERIOD_MILLISECONDS,
                callback_periods=held_milliseconds // PERIOD_MILLISECONDS + _MORE_PERIODS,
                device_id=chosen,
                backends=backends,
                app_name="mskiosk",
            )
        except miniaudio.MiniaudioError as error:
            self.close()
            raise NoSoundError(str(error)) from error

    def start(self, samples: Generator[bytes, int, None]) -> None:
        """`samples`, already started, is sent how many it shall give. Raises `NoSoundError`."""
        try:
            self._device.start(samples)
        except miniaudio.MiniaudioError as error:
            self.close()
            raise NoSoundError(str(error)) from error

    def close(self) -> None:
        with contextlib.suppress(miniaudio.MiniaudioError):
            self._device.close()


class _Playback(miniaudio.PlaybackDevice):  # type: ignore[misc] # miniaudio has no types
    """Knows its context, so that it can give it back, also when it could not be opened."""

    _given: Any = None
    _device: Any = None
    running = False

    def __init__(self) -> None:
        pass

    def open(self, **settings: Any) -> None:
        super().__init__(**settings)

    def _make_context(self, *settings: Any) -> Any:
        self._given = super()._make_context(*settings)
        return self._given

    def close(self) -> None:
        super().close()
        if self._given is not None:
            miniaudio.lib.ma_context_uninit(self._given)
            self._given = None
