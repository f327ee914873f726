"""Plugs of headsets, by the events of the kernel through pipes. P4.

What was never tried here: a real socket, for there is none on the machines of the tests.
"""

import asyncio
import errno
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mskiosk.core.events import Event, HeadsetPlugged, HeadsetUnplugged
from mskiosk.kiosk.input_devices import (
    EV_SW,
    EV_SYN,
    EVENT,
    HOW_SWITCHES_ARE,
    SW_HEADPHONE_INSERT,
    SYN_DROPPED,
    WHICH_SWITCHES,
    KernelSwitches,
)
from mskiosk.kiosk.jack import LOOK_SECONDS, STABLE_SECONDS, HeadsetJack
from mskiosk.session.simulation import SimulatedClock

PLUGGED, UNPLUGGED = HeadsetPlugged(), HeadsetUnplugged()
HEADER = Path("/usr/include/linux/input.h")


class PipeSwitches:
    """Answers for pipes as the kernel does for devices; a name without an answer is no device."""

    def __init__(self) -> None:
        self.states: dict[str, bool | None] = {}
        """By the name of the device; None: it has no jack."""

    def has_jack(self, device: int) -> bool:
        return self._state(device) is not None

    def is_plugged(self, device: int) -> bool:
        return bool(self._state(device))

    def _state(self, device: int) -> bool | None:
        name = Path(f"/proc/self/fd/{device}").readlink().name
        if name not in self.states:
            raise OSError(errno.ENOTTY, "no device")
        return self.states[name]


class Stage:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SimulatedClock()
        self.switches = PipeSwitches()
        self.reports: list[Event] = []
        self.lines: list[str] = []
        self.ends: dict[str, int] = {}
        self.jack = HeadsetJack(
            self.reports.append,
            self.clock,
            self.lines.append,
            folder=folder,
            switches=self.switches,
        )

    def add(self, name: str, *, is_plugged: bool | None) -> None:
        self.switches.states[name] = is_plugged
        os.mkfifo(self.folder / name)
        self.ends[name] = os.open(self.folder / name, os.O_RDWR)

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()
        os.close(self.ends.pop(name))

    async def tell(self, name: str, *events: tuple[int, int, int]) -> None:
        """In one write, and waits until it has been read."""
        os.write(self.ends[name], b"".join(EVENT.pack(0, 0, *event) for event in events))
        await self.settle()

    async def plug(self, name: str, *values: int) -> None:
        for value in values:
            await self.tell(name, (EV_SW, SW_HEADPHONE_INSERT, value), (EV_SYN, 0, 0))

    async def settle(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    def wait(self, seconds: float = STABLE_SECONDS) -> list[Event]:
        """What is told in that time."""
        before = len(self.reports)
        self.clock.advance(seconds)
        return self.reports[before:]


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    before = open_files()
    stage = Stage(tmp_path)
    yield stage
    stage.jack.close()
    for end in stage.ends.values():
        os.close(end)
    assert open_files() == before, "a device is still open"


async def test_a_plug_is_told_when_it_is_in_and_when_it_is_out(stage: Stage) -> None:
    stage.add("event0", is_plugged=None)
    stage.add("event3", is_plugged=False)
    stage.jack.start()
    await stage.plug("event3", 1)
    assert stage.wait() == [PLUGGED]
    await stage.plug("event3", 0)
    assert stage.wait() == [UNPLUGGED]
    assert stage.lines == []


async def test_a_plug_that_scratches_is_told_once(stage: Stage) -> None:
    stage.add("event3", is_plugged=False)
    stage.jack.start()
    for _ in range(5):
        await stage.plug("event3", 1, 0)
        assert stage.wait(STABLE_SECONDS / 2) == []
    await stage.plug("event3", 1)
    assert stage.wait(STABLE_SECONDS / 2) == []
    assert stage.wait(10) == [PLUGGED]
    await stage.plug("event3", 0, 1)
    assert stage.wait(10) == []


async def test_what_somebody_has_left_plugged_begins_nothing_until_it_changes(
    stage: Stage,
) -> None:
    stage.add("event3", is_plugged=True)
    stage.jack.start()
    assert stage.wait(60) == []
    await stage.plug("event3", 0)
    assert stage.wait() == [UNPLUGGED]
    await stage.plug("event3", 1)
    assert stage.wait() == [PLUGGED]


async def test_a_device_that_comes_later_is_found_and_one_that_goes_is_a_plug_pulled(
    stage: Stage,
) -> None:
    stage.jack.start()
    stage.add("event7", is_plugged=True)
    assert stage.wait(LOOK_SECONDS + STABLE_SECONDS) == [PLUGGED]
    stage.remove("event7")
    await stage.settle()
    assert stage.wait() == [UNPLUGGED]
    stage.add("event7", is_plugged=False)
    assert stage.wait(60) == []
    await stage.plug("event7", 1)
    assert stage.wait() == [PLUGGED]


async def test_two_sockets_are_one_headset(stage: Stage) -> None:
    for name in ("event1", "event2"):
        stage.add(name, is_plugged=False)
    stage.jack.start()
    await stage.plug("event1", 1)
    assert stage.wait() == [PLUGGED]
    await stage.plug("event2", 1)
    await stage.plug("event1", 0)
    assert stage.wait(10) == []
    await stage.plug("event2", 0)
    assert stage.wait() == [UNPLUGGED]


async def test_after_events_that_were_dropped_the_device_is_asked(stage: Stage) -> None:
    stage.add("event3", is_plugged=False)
    stage.jack.start()
    stage.switches.states["event3"] = True
    await stage.tell(
        "event3", (EV_SYN, SYN_DROPPED, 0), (EV_SW, SW_HEADPHONE_INSERT, 0), (EV_SYN, 0, 0)
    )
    assert stage.wait() == [PLUGGED]


async def test_other_events_and_half_ones_are_nothing(stage: Stage) -> None:
    stage.add("event3", is_plugged=False)
    stage.jack.start()
    await stage.tell("event3", (EV_SW, 4, 1), (1, SW_HEADPHONE_INSERT, 1), (EV_SYN, 0, 0))
    os.write(stage.ends["event3"], b"half")
    await stage.settle()
    assert stage.wait(10) == []


async def test_a_folder_without_a_jack_is_told_to_staff_once(stage: Stage) -> None:
    (stage.folder / "event0").write_text("no device")
    (stage.folder / "mouse0").write_text("another kind")
    stage.jack.start()
    assert stage.wait(60) == []
    assert stage.lines == ["a headset in its socket is not noticed: no socket here tells of it"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_device_that_may_not_be_read_is_named_to_staff(stage: Stage) -> None:
    stage.add("event3", is_plugged=False)
    (stage.folder / "event3").chmod(0)
    stage.jack.start()
    assert stage.wait(60) == []
    (line,) = stage.lines
    assert f"{stage.folder}/event3 may not be read" in line
    assert 'the group "input"' in line


async def test_nothing_is_told_after_the_end(stage: Stage) -> None:
    stage.add("event3", is_plugged=False)
    stage.jack.start()
    await stage.plug("event3", 1)
    stage.jack.close()
    assert stage.wait(60) == []


async def test_the_devices_of_this_machine_may_be_what_they_are(stage: Stage) -> None:
    """With the kernel itself: none, closed to us, or with a socket."""
    jack = HeadsetJack(stage.reports.append, stage.clock, stage.lines.append)
    jack.start()
    jack.close()
    assert stage.wait(60) == []
    assert len(stage.lines) <= 1


def test_what_is_no_device_is_refused_by_the_kernel() -> None:
    with Path("/dev/null").open("rb") as null, pytest.raises(OSError, match="ioctl"):
        KernelSwitches().has_jack(null.fileno())


@pytest.mark.skipif(
    not (shutil.which("cc") and HEADER.exists()),
    reason="there is no C compiler, or no linux/input.h",
)
def test_the_numbers_are_those_of_the_kernel(tmp_path: Path) -> None:
    program = tmp_path / "numbers.c"
    program.write_text(
        "#include <linux/input.h>\n#include <stdio.h>\n"
        'int main(void) { printf("%lu %lu %zu %d %d %d", (unsigned long) EVIOCGBIT(EV_SW, 8), '
        "(unsigned long) EVIOCGSW(8), sizeof(struct input_event), EV_SW, SW_HEADPHONE_INSERT, "
        "SYN_DROPPED); return 0; }\n"
    )
    subprocess.run(["cc", str(program), "-o", str(tmp_path / "numbers")], check=True)
    printed = subprocess.run([tmp_path / "numbers"], check=True, capture_output=True).stdout
    ours = (WHICH_SWITCHES, HOW_SWITCHES_ARE, EVENT.size, EV_SW, SW_HEADPHONE_INSERT, SYN_DROPPED)
    assert tuple(map(int, printed.split())) == ours
