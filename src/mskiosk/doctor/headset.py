"""Whether the system tells when a headset is plugged in (SW_HEADPHONE_INSERT), and whether one is.

A jack of its own is an input device with switches; a handset by USB or Bluetooth has none, and is
found by its name where the kiosk is to be heard in private.
"""

import contextlib
import errno
import fcntl
import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mskiosk.doctor.finding import Finding, gathered, ok, skipped, warn

SW_HEADPHONE_INSERT = 2
_SWITCH_BYTES = 8
_EVIOCGSW = 2 << 30 | _SWITCH_BYTES << 16 | ord("E") << 8 | 0x1B
"""The state of all switches of a device (linux/input.h)."""
_NAME = re.compile(r'^N: Name="(.*)"$', re.MULTILINE)
_EVENT = re.compile(r"^H: Handlers=.*\b(event\d+)\b", re.MULTILINE)
_SWITCHES = re.compile(r"^B: SW=([0-9a-f]+(?: [0-9a-f]+)*)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Jack:
    name: str
    event: str
    """Its node in /dev/input."""


def examine_headset(
    listed: Path = Path("/proc/bus/input/devices"), nodes: Path = Path("/dev/input")
) -> Finding:
    try:
        text = listed.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        text = ""
    jacks = list(jacks_in(text))
    if not jacks:
        return skipped(
            "No socket for headphones here tells when something is plugged in, so plugging in "
            "begins no visit, and pulling out ends none. Keys, switches and the voice do; a "
            "handset by USB is found by its name (devices: headset)."
        )
    return gathered([_looked_at(jack, nodes / jack.event) for jack in jacks])


def jacks_in(listed: str) -> Iterator[Jack]:
    """Of what /proc/bus/input/devices lists, the sockets for headphones."""
    for block in listed.split("\n\n"):
        name, event, switches = (found.search(block) for found in (_NAME, _EVENT, _SWITCHES))
        if event and switches and int(switches[1].split()[-1], 16) >> SW_HEADPHONE_INSERT & 1:
            yield Jack(name[1] if name else event[1], event[1])


def _looked_at(jack: Jack, node: Path) -> Finding:
    try:
        is_plugged = _is_plugged(node)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM):
            return warn(
                f'The socket "{jack.name}" cannot be read: this account may not read {node}. Add '
                "the kiosk's account to the group input: `usermod -aG input ACCOUNT`."
            )
        reason = (error.strerror or "no reason given").lower()
        return warn(f'The socket "{jack.name}" cannot be read ({node}: {reason}).')
    state = "Something is plugged in" if is_plugged else "Nothing is plugged in"
    return ok(f'{state} at "{jack.name}". Plug in and out once, and check that this changes.')


def _is_plugged(node: Path) -> bool:
    """Raises `OSError`."""
    descriptor = os.open(node, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        state = bytearray(_SWITCH_BYTES)
        fcntl.ioctl(descriptor, _EVIOCGSW, state)
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    (switches,) = struct.unpack("=Q", state)
    return bool(switches >> SW_HEADPHONE_INSERT & 1)
