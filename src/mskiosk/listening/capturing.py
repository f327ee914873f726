"""Finding and opening a capture device with miniaudio, and why it cannot be opened.

A device is opened at its own rate: what the sound systems make of it at 16 kHz is poor (see
`resampling`). That another program has it to itself, ALSA tells of a named device alone, and of
the default one only that it cannot be opened.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.listening.resampling import can_resample

CHUNK_MILLISECONDS = 20
_ALSA_HARDWARE = b":"
"""How miniaudio's names of sound cards begin; the others are plug-ins and servers."""


class NoDeviceError(Exception):
    """There is no microphone, or none of the name that was asked for."""


class TakenError(NoDeviceError):
    """There is one, but another program has it to itself."""


@contextlib.contextmanager
def opened(name: str | None) -> Iterator[tuple[Any, int]]:
    """The device whose name contains `name`, or the default one: a `miniaudio.CaptureDevice`, not
    yet started, and the samples a second that it is going to give.

    Raises `NoDeviceError` when nothing can be opened, also for miniaudio's errors in the block.
    """
    import miniaudio

    device = None
    try:
        chosen = _chosen(name)
        device = _capture(chosen)
        rate: int = device._device.sampleRate  # noqa: SLF001  # nothing else tells it
        if not can_resample(rate):
            _close(device)
            rate = SAMPLES_A_SECOND
            device = _capture(chosen, rate)
        yield device, rate
    except miniaudio.MiniaudioError as error:
        raise reason_of(error) from error
    finally:
        if device is not None:
            _close(device)


def microphone_name(name: str | None) -> str | None:
    """What the sound system calls the device that `opened` would open; None where it does not say
    which one it prefers. Raises `NoDeviceError`."""
    import miniaudio

    try:
        _devices, found = _picked(name)
    except miniaudio.MiniaudioError as error:
        raise reason_of(error) from error
    return None if found is None else _name_of(found)


def reason_of(error: Exception) -> NoDeviceError:
    """What a `MiniaudioError` means; its last argument is the result of the sound system."""
    import miniaudio

    if error.args and error.args[-1] in (miniaudio.lib.MA_BUSY, miniaudio.lib.MA_ALREADY_IN_USE):
        return TakenError("another program has the microphone")
    return NoDeviceError(f"no microphone: {error}")


def _capture(chosen: Any, rate: int = 0) -> Any:
    """An open device, at its own rate for 0. Raises `NoDeviceError`."""
    import miniaudio

    device = miniaudio.CaptureDevice.__new__(miniaudio.CaptureDevice)
    try:
        device.__init__(  # so that there is something to close
            nchannels=1,
            sample_rate=rate,
            buffersize_msec=CHUNK_MILLISECONDS,
            device_id=chosen,
            app_name="mskiosk",
        )
    except miniaudio.MiniaudioError as error:
        _close(device)
        if chosen is None:
            _ask_each()
        raise reason_of(error) from error
    return device


def _close(device: Any) -> None:
    """Also its context, which `close` forgets: a leak at each retry. Closing twice is harmless."""
    import miniaudio

    device.close()
    if context := getattr(device, "_context", None):
        miniaudio.lib.ma_context_uninit(context)
        device._context = None  # noqa: SLF001  # the same


def _ask_each() -> None:
    """Raises `TakenError` if a microphone is taken: of ALSA's devices only hardware is asked."""
    devices, listed = _listed()
    for each in listed if devices.backend == "ALSA" else ():
        if not _identity(each).startswith(_ALSA_HARDWARE):
            continue
        try:
            _close(_capture(_id_of(each)))
        except TakenError:
            raise
        except NoDeviceError:
            continue


def _chosen(wanted: str | None) -> Any:
    """The id of the device to open; None lets miniaudio choose. Raises `NoDeviceError`."""
    _devices, found = _picked(wanted)
    return None if found is None else _id_of(found)


def _picked(wanted: str | None) -> tuple[Any, Any]:
    """What `_listed` gives first, and of what it lists the default or the named device: the default
    is never a loudspeaker's monitor.

    None as device where the sound system is not PulseAudio and miniaudio chooses.
    Raises `NoDeviceError`.
    """
    devices, found = _listed()
    if wanted is not None:
        for each in found:
            if wanted in _name_of(each):
                return devices, each
        raise NoDeviceError(f"there is no microphone named {wanted!r}")
    if devices.backend == "Null":
        raise NoDeviceError("there is no sound system")
    if devices.backend != "PulseAudio":
        return devices, None
    found = [each for each in found if not _is_monitor(each)]
    if not found:
        raise NoDeviceError("there is no microphone")
    return devices, max(found, key=lambda each: bool(each.isDefault))


def _listed() -> tuple[Any, list[Any]]:
    """`miniaudio.Devices`, which must be kept as long as what is listed: each `ma_device_info`.

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
    return devices, [first[0][index] for index in range(count[0])]


def _id_of(listed: Any) -> Any:
    import miniaudio

    return miniaudio.ffi.new("ma_device_id *", listed.id)


def _name_of(listed: Any) -> str:
    import miniaudio

    return str(miniaudio.ffi.string(listed.name).decode(errors="replace"))


def _is_monitor(listed: Any) -> bool:
    """Whether PulseAudio's name of the source says that it is what a loudspeaker plays."""
    return _identity(listed).endswith(b".monitor")


def _identity(listed: Any) -> bytes:
    """The sound system's own name of a device."""
    import miniaudio

    identity = bytes(miniaudio.ffi.buffer(miniaudio.ffi.addressof(listed.id)))
    return identity.split(b"\0", 1)[0]
