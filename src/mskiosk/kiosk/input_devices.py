"""What the kernel tells of sockets for headsets: `/dev/input/event*`, as `linux/input.h` has it."""

import contextlib
import fcntl
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

EV_SYN, EV_SW = 0x00, 0x05
SYN_DROPPED = 3
SW_HEADPHONE_INSERT = 0x02
EVENT = struct.Struct("@llHHi")
"""Two of time, the type, the code, the value."""
_READ = 2
_KIND = ord("E")
_MASK_BYTES = 8
_READ_BYTES = EVENT.size * 64


def _reading(number: int, size: int) -> int:
    """The number of a request that reads so many bytes, as `_IOR` makes it."""
    return _READ << 30 | size << 16 | _KIND << 8 | number


WHICH_SWITCHES = _reading(0x20 + EV_SW, _MASK_BYTES)
HOW_SWITCHES_ARE = _reading(0x1B, _MASK_BYTES)


class Switches(Protocol):
    """Asks an open device; raises `OSError` where it is none."""

    def has_jack(self, device: int) -> bool: ...
    def is_plugged(self, device: int) -> bool: ...


class KernelSwitches:
    def has_jack(self, device: int) -> bool:
        return self._asked(device, WHICH_SWITCHES)

    def is_plugged(self, device: int) -> bool:
        return self._asked(device, HOW_SWITCHES_ARE)

    def _asked(self, device: int, request: int) -> bool:
        mask = fcntl.ioctl(device, request, bytes(_MASK_BYTES))
        return bool(int.from_bytes(mask, "little") >> SW_HEADPHONE_INSERT & 1)


Inode = tuple[str, int, bool]
"""A path, its number, which is another one where another device has taken its place, and whether it
may be read, which may change."""


def devices_in(folder: Path) -> Iterator[Inode]:
    with contextlib.suppress(OSError):
        for file in sorted(folder.glob("event*")):
            with contextlib.suppress(OSError):
                yield str(file), file.stat().st_ino, os.access(file, os.R_OK)


def opened(path: str) -> int:
    """Raises `OSError`."""
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)


def events_of(device: int) -> list[tuple[int, int, int]] | None:
    """Type, code and value of each event that waits; None of a device that is gone."""
    try:
        raw = os.read(device, _READ_BYTES)
    except BlockingIOError:
        return []
    except OSError:
        return None
    if not raw:
        return None
    whole = raw[: len(raw) // EVENT.size * EVENT.size]
    return [(kind, code, value) for _, _, kind, code, value in EVENT.iter_unpack(whole)]
