"""The kiosk as it runs at a clinic: a real X server, real terminals, real visits, and a stand-in
for systemd. Whatever process is killed or stopped, the next person is served."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from mskiosk.kiosk.process_tree import is_there
from tests.walk.kiosk import wait_until_gone
from tests.walk.service import Service

pytestmark = pytest.mark.long

SERVED_WITHIN = 10.0
_MOST_SECONDS = 40.0
_USEFUL_SECONDS = 3.5
"""A visit that falls sooner than this counts as one that fails whatever is done."""
_CLINIC = "profile: clinic\nregion: us\n"
_VISIT = " --begins "
_PARTS = {
    "supervisor": " kiosk ",
    "terminal": "xterm ",
    "visit": _VISIT,
    "speaking": "mskiosk.speaking.process",
    "listening": "mskiosk.listening.process",
}
_REPLACED_BY_THE_VISIT = {"speaking", "listening"}


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    for program in ("Xvfb", "xterm"):
        if not shutil.which(program):
            pytest.skip(f"{program} is missing (apt install xvfb xterm)")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        number = numbers.readline().strip()
    yield f":{number}"
    server.kill()
    server.wait()


class Clinic:
    """A service, and the eyes of its tests."""

    def __init__(self, folder: Path, display: str) -> None:
        configuration = folder / "mskiosk.yaml"
        configuration.write_text(_CLINIC)
        run = folder / "run"
        run.mkdir(mode=0o700)
        self._trace = folder / "trace"
        self._folder = folder
        environment = {
            "DISPLAY": display,
            "RUNTIME_DIRECTORY": str(run),
            "XDG_RUNTIME_DIR": str(run),
            "MSKIOSK_TRACE": str(self._trace),
            "WAYLAND_DISPLAY": "",
            "HOME": str(folder),
        }
        self.service = Service(
            folder,
            *("--config", str(configuration), "kiosk", "--display", "x11"),
            *("--screen", "1280x720"),
            environment=environment,
        )

    def pid(self, part: str) -> int:
        """Of the process that is this part of the kiosk, once it is there."""
        found: list[int] = []

        def is_found() -> bool:
            mark = _PARTS[part]
            others = [each for each in _PARTS.values() if each != mark]
            found[:] = [
                pid
                for pid, command in self.service.group().items()
                if mark in command and (mark != " kiosk " or not any(o in command for o in others))
            ]
            return bool(found) if part != "visit" else len(found) > 1

        self.wait_until(is_found)
        if part == "visit":  # the terminal has the same words in its command
            found = [pid for pid in found if pid != self.pid("terminal")]
        return found[0]

    @property
    def served(self) -> tuple[int, int]:
        """Visits that were ready, and sentences that were begun."""
        words = self._trace.read_text().count("SentenceStarted") if self._trace.exists() else 0
        return self.service.log.count("visit ready"), words

    def began(self) -> str:
        """How the visit that is there began."""
        command = self.service.group()[self.pid("visit")]
        return command.partition(_VISIT)[2].split()[0]

    def wait_for_service(self, since: tuple[int, int]) -> float:
        """Until another visit is ready and has begun to say something: how long that took."""
        began = time.monotonic()
        self.wait_until(lambda: self.served[0] > since[0] and self.served[1] > since[1])
        return time.monotonic() - began

    def serve_for_a_while(self) -> None:
        threading.Event().wait(_USEFUL_SECONDS)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + _MOST_SECONDS
        while not is_so():
            assert time.monotonic() < end, f"{self.served}\n{self.service.log}"
            threading.Event().wait(0.05)


@pytest.fixture(scope="module")
def clinic(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    running = Clinic(tmp_path_factory.mktemp("c"), display)
    try:
        running.wait_for_service((0, 0))
        yield running
    finally:
        running.service.close()


@pytest.mark.parametrize(
    ("part", "number"),
    [*product(_PARTS, (signal.SIGKILL, signal.SIGSTOP)), ("supervisor", signal.SIGTERM)],
)
def test_whatever_becomes_of_a_process_the_next_person_is_served(
    clinic: Clinic, part: str, number: signal.Signals
) -> None:
    """Within ten seconds, and by processes that nobody has used (P1)."""
    clinic.serve_for_a_while()
    if part in _REPLACED_BY_THE_VISIT:
        assert_the_visit_replaces_its_child(clinic, part, number)
        return
    before = clinic.served
    former = list(clinic.service.group())
    os.kill(clinic.pid(part), number)
    taken = clinic.wait_for_service(before)
    assert taken < SERVED_WITHIN
    assert wait_until_gone(former, 0.0) in ([], [clinic.service.supervisor])
    is_orderly = part == "supervisor" and number == signal.SIGTERM
    assert clinic.began() == ("resting" if is_orderly else "restarted")


def assert_the_visit_replaces_its_child(clinic: Clinic, part: str, number: signal.Signals) -> None:
    """It goes on with the person who is there."""
    child, visit = clinic.pid(part), clinic.pid("visit")
    began = time.monotonic()
    os.kill(child, number)
    clinic.wait_until(lambda: not is_there(child) and clinic.pid(part) != child)
    assert time.monotonic() - began < SERVED_WITHIN
    assert clinic.pid("visit") == visit


def test_the_watchdog_hears_of_a_screen_that_stands_still(
    display: str, tmp_path: Path, clinic: Clinic
) -> None:
    """The X server is nobody's child; when it stands still, the heartbeat does, too."""
    clinic.serve_for_a_while()
    kills = clinic.service.watchdog_kills
    with contextlib.ExitStack() as stack:
        (server,) = servers_of(display)
        os.kill(server, signal.SIGSTOP)
        stack.callback(os.kill, server, signal.SIGCONT)
        clinic.wait_until(lambda: clinic.service.watchdog_kills > kills)
    before = clinic.served
    assert clinic.wait_for_service(before) < SERVED_WITHIN


def servers_of(display: str) -> list[int]:
    from mskiosk.configuration.settings import DisplayKind
    from mskiosk.kiosk.displays import server_behind

    server = server_behind(DisplayKind.X11, {"DISPLAY": display})
    return [server] if server else []


def test_a_kiosk_that_is_told_to_end_leaves_no_process(display: str, tmp_path: Path) -> None:
    clinic = Clinic(tmp_path, display)
    try:
        clinic.wait_for_service((0, 0))
        group = list(clinic.service.group())
        assert len(group) > 3
        assert clinic.service.stop() < 5.0
        assert wait_until_gone(group, 0.0) == []
        assert "supervisor ended" in clinic.service.log
    finally:
        clinic.service.close()
