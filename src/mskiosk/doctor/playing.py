"""A loudspeaker that plays what it is given, in a process that may be killed."""

import threading
from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np

from mskiosk.doctor.sweeps import Wave
from mskiosk.speaking.devices import Device, DeviceList, NoSoundError, Stream

RATE = 22_050
HELD_MILLISECONDS = 40
_FIRST_SECONDS = 3.0
"""How long a device may take to its first call."""
_NOWHERE = b"null"
"""ALSA's name of a device that throws sound away: it is there without any sound card."""


def loudspeaker(devices: DeviceList, headset: str | None) -> tuple[Device | None, str]:
    """The device to open (None: the preferred one), and its name. Raises `NoSoundError` with what
    there is instead."""
    listed = [each for each in devices.look() if each.id.rstrip(b"\0") != _NOWHERE]
    there = ", ".join(f'"{device.name}"' for device in listed)
    if headset is not None:
        chosen = next((each for each in listed if each.is_named(headset)), None)
        if chosen is None:
            raise NoSoundError(there)
        return chosen, chosen.name
    if not listed:
        raise NoSoundError("")
    preferred = next((each for each in listed if each.is_preferred), listed[0])
    return None, preferred.name


@dataclass(slots=True)
class _Sound:
    pcm: bytes = b""
    taken: int = 0
    is_over: threading.Event = field(default_factory=threading.Event)


class Playing:
    """Keeps a stream going: silence, and a wave when there is one."""

    def __init__(self, stream: Stream) -> None:
        """Raises `NoSoundError`."""
        self._sound = _Sound()
        self._has_called = threading.Event()
        self._stream = stream
        samples = self._samples()
        next(samples)
        stream.start(samples)

    @property
    def is_called(self) -> bool:
        return self._has_called.wait(_FIRST_SECONDS)

    def play(self, wave: Wave) -> None:
        """Returns when it has been taken, or should have been long ago."""
        sound = _Sound((np.clip(wave, -1, 1) * 32767).astype("<i2").tobytes())
        self._sound = sound
        sound.is_over.wait(len(wave) / RATE + _FIRST_SECONDS)

    def _samples(self) -> Generator[bytes, int, None]:
        count = yield b""
        while True:
            self._has_called.set()
            sound = self._sound
            part = sound.pcm[sound.taken : sound.taken + 2 * count]
            sound.taken += len(part)
            if sound.taken >= len(sound.pcm):
                sound.is_over.set()
            count = yield part + bytes(2 * count - len(part))
