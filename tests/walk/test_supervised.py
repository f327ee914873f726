"""The kiosk as it runs at a clinic: a real X server, real terminals, real visits, and a stand-in
for systemd. Whatever process is killed or stopped, the next person is served."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from mskiosk.kiosk.process_tree import is_there
from tests.walk.clinic import PARTS, SERVED_WITHIN, Clinic
from tests.walk.kiosk import wait_until_gone

pytestmark = pytest.mark.long

_USEFUL_SECONDS = 3.5
"""A visit that falls sooner than this counts as one that fails whatever is done."""
_REPLACED_BY_THE_VISIT = {"speaking", "listening"}


@pytest.fixture(scope="module")
def clinic(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    running = Clinic(tmp_path_factory.mktemp("c"), display)
    try:
        running.wait_for_service((0, 0))
        yield running
    finally:
        running.service.close()


def serve_for_a_while() -> None:
    threading.Event().wait(_USEFUL_SECONDS)


@pytest.mark.parametrize(
    ("part", "number"),
    [*product(PARTS, (signal.SIGKILL, signal.SIGSTOP)), ("supervisor", signal.SIGTERM)],
)
def test_whatever_becomes_of_a_process_the_next_person_is_served(
    clinic: Clinic, part: str, number: signal.Signals
) -> None:
    """Within ten seconds, and by processes that nobody has used (P1)."""
    serve_for_a_while()
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


def test_the_terminal_fills_the_screen_and_no_more(clinic: Clinic, display: str) -> None:
    """Where it is too large, the status line is what nobody sees."""
    if not shutil.which("xdotool"):
        pytest.skip("xdotool is missing (apt install xdotool)")
    found = subprocess.run(
        ("xdotool", "search", "--onlyvisible", "--class", "XTerm", "getwindowgeometry"),
        env={"DISPLAY": display, "PATH": os.environ["PATH"]},
        capture_output=True,
        check=True,
        text=True,
    )
    width, height = map(int, found.stdout.partition("Geometry: ")[2].split("x"))
    assert 1280 - 24 < width <= 1280
    assert 720 - 48 < height <= 720


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
    serve_for_a_while()
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
