"""Tells when the plug of a headset is put in its socket and pulled out.

What is plugged at the start is not told. Somebody may have left it there, and each visit has its
own process: what began a visit then would begin one after every visit, with nobody there. A plug
that comes out later is told, for whoever uses the kiosk by then may be the one who pulled it.

A plug scratches as it goes in, so that only what stays for a moment counts.
"""

import asyncio
import errno
import os
from collections.abc import Callable
from pathlib import Path

from mskiosk.core.events import HeadsetPlugged, HeadsetUnplugged
from mskiosk.kiosk.input_devices import (
    EV_SW,
    EV_SYN,
    SW_HEADPHONE_INSERT,
    SYN_DROPPED,
    Inode,
    KernelSwitches,
    Switches,
    devices_in,
    events_of,
    opened,
)
from mskiosk.session.ports import Cancel, Clock, Reporter

FOLDER = Path("/dev/input")
STABLE_SECONDS = 0.3
LOOK_SECONDS = 3.0
_DENIED = (errno.EACCES, errno.EPERM)


class HeadsetJack:
    """Make it on the running event loop. `log` takes lines for staff."""

    def __init__(
        self,
        report: Reporter,
        clock: Clock,
        log: Callable[[str], None],
        *,
        folder: Path = FOLDER,
        switches: Switches | None = None,
    ) -> None:
        self._report = report
        self._clock = clock
        self._log = log
        self._folder = folder
        self._switches = switches or KernelSwitches()
        self._loop = asyncio.get_running_loop()
        self._known: set[Inode] = set()
        """Looked at, whether it is one or not."""
        self._inodes: dict[int, Inode] = {}
        """Each open device with a jack."""
        self._plugged: dict[int, bool] = {}
        """Whether something is in it."""
        self._told = False
        self._denied = ""
        self._stop_looking: Cancel = lambda: None
        self._stop_waiting: Cancel = lambda: None

    def start(self) -> None:
        self._look()
        self._told = self._is_plugged
        self._stop_waiting()
        if not self._plugged and self._denied:
            self._log(
                f"a headset in its socket is not noticed: {self._denied} may not be read; "
                'add the user of the kiosk to the group "input"'
            )
        elif not self._plugged:
            self._log("a headset in its socket is not noticed: no socket here tells of it")

    def close(self) -> None:
        self._stop_looking()
        self._stop_waiting()
        for device in list(self._plugged):
            self._let_go(device)

    @property
    def _is_plugged(self) -> bool:
        return any(self._plugged.values())

    def _look(self) -> None:
        """For devices that have come; of those that go `_read` is told."""
        self._stop_looking = self._clock.call_later(LOOK_SECONDS, self._look)
        there = set(devices_in(self._folder))
        new = sorted(there - self._known)
        self._known = there
        for inode in new:
            self._take(inode)

    def _take(self, inode: Inode) -> None:
        path, device = inode[0], -1
        try:
            device = opened(path)
            if self._switches.has_jack(device):
                is_plugged = self._switches.is_plugged(device)
                self._loop.add_reader(device, self._read, device)
                self._inodes[device] = inode
                self._change(device, is_plugged=is_plugged)
                return
        except OSError as error:
            if error.errno in _DENIED:
                self._denied = self._denied or path
        if device >= 0:
            os.close(device)

    def _read(self, device: int) -> None:
        events = events_of(device)
        if events is None:
            self._let_go(device)
            self._wait()
            return
        for kind, code, value in events:
            if (kind, code) == (EV_SW, SW_HEADPHONE_INSERT):
                self._change(device, is_plugged=bool(value))
            elif (kind, code) == (EV_SYN, SYN_DROPPED):  # there were more than anybody could read
                self._ask(device)
                return

    def _ask(self, device: int) -> None:
        try:
            self._change(device, is_plugged=self._switches.is_plugged(device))
        except OSError:
            self._let_go(device)
            self._wait()

    def _let_go(self, device: int) -> None:
        self._loop.remove_reader(device)
        os.close(device)
        self._known.discard(self._inodes.pop(device))  # where it is still there, it is tried again
        del self._plugged[device]

    def _change(self, device: int, *, is_plugged: bool) -> None:
        self._plugged[device] = is_plugged
        self._wait()

    def _wait(self) -> None:
        """From the start for each event: what does not stay is not told."""
        self._stop_waiting()
        self._stop_waiting = self._clock.call_later(STABLE_SECONDS, self._tell)

    def _tell(self) -> None:
        if self._is_plugged == self._told:
            return
        self._told = self._is_plugged
        self._report(HeadsetPlugged() if self._told else HeadsetUnplugged())
