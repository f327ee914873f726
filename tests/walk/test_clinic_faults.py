"""What befalls the machine of a clinic: a full disk, one that cannot be written to, a clock that
jumps, a sound server that is started again. People are served all the same (P1)."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.virtual_sound import VirtualSound
from tests.walk.clinic import SERVED_WITHIN, Clinic

pytestmark = pytest.mark.long

_FAKETIME = "libfaketimeMT.so.1"
_JUMPED_SECONDS = 1.5
"""By then each process has looked at the clock anew."""
_SLEEP_THAT_SLEEPS = """\
import threading
import time

time.sleep = threading.Event().wait
"""
"""Under libfaketime 0.9.10 `time.sleep` of Python 3.11 does not sleep, which is none of the clock's
faults that are meant here. What waits for an event does wait."""
_JUMPS = ("-365d", "+365d", "+0")
_MOUNTS = ("unshare", "--mount", "sh", "-c")
_WRITTEN = ("state", "cache", "logs")


@contextmanager
def running(
    folder: Path,
    display: str,
    *,
    environment: Mapping[str, str] | None = None,
    under: Sequence[str] = (),
) -> Iterator[Clinic]:
    clinic = Clinic(folder, display, environment=environment, under=under)
    try:
        clinic.wait_for_service((0, 0))
        yield clinic
    finally:
        clinic.service.close()


def assert_it_serves(clinic: Clinic) -> None:
    """A key begins a visit, another opens a page, and each is answered by a voice or in writing;
    the third ends it for the next person, at once."""
    for key in ("Return", "2"):
        assert_the_next_words_come(clinic, key)
    visits = clinic.served
    clinic.press("semicolon")
    assert clinic.wait_for_service(visits) < SERVED_WITHIN


def assert_the_next_words_come(clinic: Clinic, key: str) -> None:
    presses, words = clinic.count("Pressed"), clinic.count("SentenceStarted")
    clinic.press(key)
    assert clinic.wait_for("Pressed", presses) < SERVED_WITHIN
    assert clinic.wait_for("SentenceStarted", words) < SERVED_WITHIN


def in_own_mounts(*commands: str) -> list[str]:
    """Run by root alone: the command of a service that has mounted this."""
    if subprocess.run(("unshare", "--mount", "true"), check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount anything (unshare --mount)")
    return [*_MOUNTS, " && ".join((*commands, 'exec "$@"')), "sh"]


def test_people_are_served_on_a_full_disk(tmp_path: Path, display: str) -> None:
    """Each folder that the kiosk writes to is on a disk with no byte left."""
    fillings = [
        f"mount -t tmpfs -o size=64k,mode=700 small {tmp_path}/{name} && "
        f"(cat /dev/zero >{tmp_path}/{name}/filling 2>{os.devnull} || true)"
        for name in _WRITTEN
    ]
    with running(tmp_path, display, under=in_own_mounts(*fillings)) as clinic:
        for name in _WRITTEN:
            disk = f"/proc/{clinic.service.supervisor}/root{tmp_path}/{name}"
            assert shutil.disk_usage(disk).free == 0
        assert_it_serves(clinic)
        assert "visit failed" not in clinic.service.log


def test_people_are_served_where_nothing_can_be_written(tmp_path: Path, display: str) -> None:
    """Home and all folders but the one for sockets, which is in memory."""
    home = tmp_path / "home"
    home.mkdir()
    places = [tmp_path / name for name in (*_WRITTEN, "home")]
    mounts = [f"mount --bind -o ro {place} {place}" for place in places]
    environment = {"HOME": str(home)}
    with running(
        tmp_path, display, environment=environment, under=in_own_mounts(*mounts)
    ) as clinic:
        assert_it_serves(clinic)
        assert "visit failed" not in clinic.service.log
    assert [path for place in places for path in place.iterdir()] == []


def test_a_clock_that_jumps_a_year_ends_no_visit_and_keeps_none_open(
    tmp_path: Path, display: str
) -> None:
    found = sorted(Path("/usr/lib").glob(f"*/faketime/{_FAKETIME}"))
    if not found:
        pytest.skip(f"{_FAKETIME} is missing (apt install libfaketime)")
    times = tmp_path / "times"
    times.write_text("+0")
    (tmp_path / "sitecustomize.py").write_text(_SLEEP_THAT_SLEEPS)
    environment = {
        "PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}",
        "LD_PRELOAD": str(found[0]),
        "FAKETIME_TIMESTAMP_FILE": str(times),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with running(tmp_path, display, environment=environment) as clinic:
        assert_the_next_words_come(clinic, "Return")
        group = set(clinic.service.group())
        for jump in _JUMPS:
            times.write_text(jump)
            threading.Event().wait(_JUMPED_SECONDS)
            for key in ("F9", "2", "Home"):
                assert_the_next_words_come(clinic, key)
        assert set(clinic.service.group()) == group
        assert clinic.service.watchdog_kills == 0
        times.write_text("+365d")
        threading.Event().wait(_JUMPED_SECONDS)
        visits = clinic.served
        clinic.press("semicolon")
        assert clinic.wait_for_service(visits) < SERVED_WITHIN
        assert str(datetime.now(UTC).year + 1) in clinic.records, "no clock has jumped"


def test_a_visit_goes_on_when_the_sound_server_is_started_again(
    tmp_path: Path, display: str, virtual_sound: VirtualSound
) -> None:
    pulse = {"PULSE_SERVER": virtual_sound.environment["PULSE_SERVER"]}
    with running(tmp_path, display, environment=pulse) as clinic:
        assert_the_next_words_come(clinic, "Return")
        visit = clinic.pid("visit")
        virtual_sound.stop()
        threading.Event().wait(1.0)
        virtual_sound.restart()
        with virtual_sound.recorder() as loudspeaker:
            loudspeaker.wait_for_sound(SERVED_WITHIN)
            assert_the_next_words_come(clinic, "2")
            loudspeaker.wait_for_sound(SERVED_WITHIN, since=loudspeaker.last_moment)
        assert clinic.pid("visit") == visit
        assert "visit-ended" not in clinic.records
        assert clinic.service.log.count("visit ready") == 1
