"""One visit after the other, whatever becomes of each, with real processes."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mskiosk.kiosk.notifying import Notifier, Told
from mskiosk.kiosk.receiving import Receiver
from tests.walk.kiosk import wait_until_gone

_MOST_SECONDS = 30.0
SERVED_WITHIN = 10.0
SUPERVISED = Path(__file__).with_name("supervised.py")


@dataclass(frozen=True, slots=True)
class Visit:
    began: str
    pid: int
    child: int
    moment: float


class Supervised:
    def __init__(self, folder: Path, plan: str) -> None:
        self._folder = folder
        self._log = folder / "log"
        self.watcher = Receiver(folder)
        self.watcher.path.rename(folder / "systemd.sock")
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(SUPERVISED), str(folder), plan],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env={
                    **os.environ,
                    "NOTIFY_SOCKET": str(folder / "systemd.sock"),
                    "WATCHDOG_USEC": "2000000",
                },
            )

    @property
    def log(self) -> str:
        return self._log.read_text()

    def visit(self, number: int) -> Visit:
        """Once it is there."""
        file = self._folder / f"{number}.visit"
        self.wait_until(file.exists)
        began, pid, child, moment = file.read_text().split()
        return Visit(began, int(pid), int(child), float(moment))

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + _MOST_SECONDS
        pause = threading.Event()
        while not is_so():
            assert time.monotonic() < end, self.log
            pause.wait(0.02)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.watcher.close()


@contextlib.contextmanager
def supervised(folder: Path, plan: str) -> Iterator[Supervised]:
    running = Supervised(folder, plan)
    try:
        yield running
    finally:
        running.close()


@pytest.mark.parametrize(
    ("fate", "next_begins"),
    [
        ("cleared", "cleared"),
        ("anew", "anew"),
        ("linger", "cleared"),
        ("crash", "restarted"),
        ("fall", "restarted"),
        ("orphan", "restarted"),
        ("stop its child", "restarted"),
        ("hang", "restarted"),
        ("stop", "restarted"),
    ],
)
def test_the_next_visit_begins_as_it_should_and_nothing_is_left_of_the_former(
    tmp_path: Path, fate: str, next_begins: str
) -> None:
    """P1, V3: every process is replaced, stopped ones and orphans among them."""
    with supervised(tmp_path, fate) as kiosk:
        first, second = kiosk.visit(0), kiosk.visit(1)
        assert (first.began, second.began) == ("resting", next_begins)
        assert second.moment - first.moment < SERVED_WITHIN
        assert wait_until_gone([first.pid, first.child], 0.0) == []
        of_first, of_second = (Path((tmp_path / f"{n}.scratch").read_text()) for n in range(2))
        assert (of_first.parent, of_first.exists()) == (of_second.parent, False)
        assert not any(f"orphan of {tmp_path}" in each for each in all_cmdlines())


def cmdlines(of: int) -> str:
    return Path(f"/proc/{of}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def all_cmdlines() -> list[str]:
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdecimal():
            with contextlib.suppress(OSError):
                found.append(cmdlines(int(each.name)))
    return found


@pytest.mark.long
def test_visits_that_fail_again_and_again_end_in_a_sentence_and_go_on_being_tried(
    tmp_path: Path,
) -> None:
    with supervised(tmp_path, "crash,crash,crash,crash,serve") as kiosk:
        kiosk.wait_until((tmp_path / "apology").exists)
        fourth, fifth = kiosk.visit(3), kiosk.visit(4)
        assert "hopeless" in cmdlines(of=fifth.pid)
        assert 8.0 < fifth.moment - fourth.moment < SERVED_WITHIN + 2


def test_a_supervisor_that_is_told_to_end_takes_everything_with_it(tmp_path: Path) -> None:
    with supervised(tmp_path, "") as kiosk:
        visit = kiosk.visit(0)
        kiosk.wait_until(lambda: "key pressed" in kiosk.log)
        kiosk.process.send_signal(signal.SIGTERM)
        assert kiosk.process.wait(_MOST_SECONDS) == 0
        assert wait_until_gone([visit.pid, visit.child], 0.0) == []
        assert "supervisor ended" in kiosk.log
        assert not (tmp_path / "serving").exists()


def test_a_visit_does_not_outlive_a_supervisor_that_was_killed(tmp_path: Path) -> None:
    with supervised(tmp_path, "") as kiosk:
        visit = kiosk.visit(0)
        kiosk.process.kill()
        assert wait_until_gone([visit.pid], 2.0) == []
    with supervised(tmp_path, "") as kiosk:
        assert kiosk.visit(1).began == "restarted"


def test_systemd_hears_that_the_kiosk_is_ready_and_alive_and_of_no_visit(tmp_path: Path) -> None:
    with supervised(tmp_path, "cleared") as kiosk:
        told: list[Told] = []

        def is_alive() -> bool:
            told.extend(kiosk.watcher.received())
            return sum(each.is_alive for each in told) > 3

        kiosk.visit(1)
        kiosk.wait_until(is_alive)
        assert sum(each.is_ready for each in told) == 1
        assert not any(each.next or each.log for each in told)


def test_what_is_no_notification_does_not_disturb_a_visit(tmp_path: Path) -> None:
    with supervised(tmp_path, "") as kiosk:
        visit = kiosk.visit(0)
        kiosk.wait_until(lambda: "key pressed" in kiosk.log)
        (path,) = tmp_path.glob("visit-*.sock")
        stranger = Notifier(str(path))
        for _ in range(2000):
            stranger.log("\x1b[2J" * 30)
        kiosk.wait_until(lambda: "visit ready" in kiosk.log)
        assert wait_until_gone([visit.pid], 1.0) == [visit.pid]
        assert "\x1b" not in kiosk.log


def test_what_a_visit_writes_for_a_moment_is_private_and_goes_with_it(tmp_path: Path) -> None:
    """P1, P5: also what the visit of a supervisor that was killed has left."""
    with supervised(tmp_path, "") as kiosk:
        kiosk.visit(0)
        left = Path((tmp_path / "0.scratch").read_text())
        assert left.parent.parent == tmp_path
        assert left.parent.stat().st_mode & 0o777 == 0o700
        assert len(left.parent.name) < len("visit-1234567.sock")
        kiosk.process.kill()
        kiosk.process.wait()
    assert left.exists()
    with supervised(tmp_path, "") as kiosk:
        kiosk.visit(1)
        assert not left.parent.exists()
        kiosk.process.send_signal(signal.SIGTERM)
        assert kiosk.process.wait(_MOST_SECONDS) == 0
        assert not list(tmp_path.glob("t[0-9]*"))
