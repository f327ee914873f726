"""The command of the unit itself, with its environment, in a compositor without a screen, with a
virtual sound card, and with a stand-in for systemd: what a machine at a clinic runs."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mskiosk.kiosk.process_tree import is_there
from tests.virtual_sound import VirtualSound
from tests.walk.clinic import SERVED_WITHIN, Watched
from tests.walk.kiosk import wait_until_gone
from tests.walk.service import Service
from tests.walk.visitor import Visitor

pytestmark = pytest.mark.long

_PROGRAMS = ("cage", "foot", "grim", "unshare")
_WITHOUT_SCREEN = {
    "WLR_BACKENDS": "headless",
    "WLR_RENDERER": "pixman",
    "WLR_LIBINPUT_NO_DEVICES": "1",
}
_FOLDERS = {"STATE": "/var/lib", "CACHE": "/var/cache", "LOGS": "/var/log", "RUNTIME": "/run"}
"""Where systemd makes a folder for the service, which is all that it may write to."""
_NOBODY = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
"""cage does not run as root."""
_USEFUL_SECONDS = 3.5
_WHITE = 200
_LEAST_LETTERS = 1000
"""Pixels."""


@pytest.fixture
def clinic(tmp_path: Path, virtual_sound: VirtualSound) -> Iterator[Watched]:
    if missing := [program for program in _PROGRAMS if not shutil.which(program)]:
        pytest.skip(f"{', '.join(missing)} missing (apt install cage foot grim)")
    if subprocess.run(("unshare", "--mount", "true"), check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount anything (unshare --mount)")
    unit = unit_of(tmp_path)
    (command,) = unit["ExecStart"]
    service = Service(
        tmp_path,
        environment={
            **dict(each.split("=", 1) for each in unit["Environment"]),
            **{f"{each}_DIRECTORY": f"{parent}/mskiosk" for each, parent in _FOLDERS.items()},
            **_WITHOUT_SCREEN,
            "PULSE_SERVER": virtual_sound.environment["PULSE_SERVER"],
            "MSKIOSK_TRACE": str(tmp_path / "trace"),
            "DISPLAY": "",
            "WAYLAND_DISPLAY": "",
        },
        under=as_installed(tmp_path),
        program=shlex.split(command),
    )
    running = Watched(service, trace=tmp_path / "trace", logs=tmp_path / "LOGS")
    try:
        running.wait_for_service((0, 0))
        yield running
    finally:
        service.close()


def unit_of(folder: Path) -> dict[str, list[str]]:
    """The settings of the unit that the program prints."""
    printed = subprocess.run(
        (Path(sys.executable).with_name("mskiosk"), "kiosk", "--print-unit"),
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "HOME": str(folder)},
    )
    settings: dict[str, list[str]] = {}
    for line in printed.stdout.splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            settings.setdefault(name, []).append(value)
    return settings


def as_installed(folder: Path) -> list[str]:
    """The command of a service with the folders and the settings of an installed kiosk, which
    nobody outside of it sees."""
    etc = folder / "etc" / "mskiosk"
    etc.mkdir(parents=True)
    (etc / "mskiosk.yaml").write_text("profile: clinic\nregion: us\n")
    commands = [f"mount -t overlay -o lowerdir={etc.parent}:/etc settings /etc"]
    for name, parent in _FOLDERS.items():
        (folder / name).mkdir(mode=0o700)
        commands += [
            f"mount -t tmpfs none {parent}",
            f"mkdir {parent}/mskiosk",
            f"mount --bind {folder / name} {parent}/mskiosk",
        ]
    script = " && ".join((*commands, 'exec "$@"'))
    return ["unshare", "--mount", "sh", "-c", script, "sh", *_NOBODY]


def test_the_units_own_command_invites_hears_a_visitor_clears_and_comes_back(
    clinic: Watched, virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    """S7, S13, P1: a visit by voice, a wipe, and the end of the compositor itself."""
    with virtual_sound.recorder() as loudspeaker:
        loudspeaker.wait_for_sound()
    clinic.wait_until(lambda: letters_on(tmp_path / "RUNTIME") > _LEAST_LETTERS)
    visitor = Visitor(clinic, virtual_sound)
    visitor.say("main menu", lambda: "visit-begun by=voice" in clinic.records)
    before = clinic.served
    visitor.say("new person", lambda: clinic.served[0] > before[0])
    clinic.wait_for_service(before)
    assert "visit-ended how=new-person" in clinic.records
    assert "next anew" in clinic.records

    threading.Event().wait(_USEFUL_SECONDS)
    before, former = clinic.served, list(clinic.service.group())
    os.kill(clinic.service.supervisor, signal.SIGKILL)
    assert clinic.wait_for_service(before) < SERVED_WITHIN
    assert wait_until_gone(former, 0.0) == []
    assert clinic.service.watchdog_kills == 0

    group = list(clinic.service.group())
    assert clinic.service.stop() < SERVED_WITHIN
    clinic.wait_until(lambda: not any(map(is_there, group)))


def letters_on(runtime: Path) -> int:
    """Light pixels of what is on the screen."""
    picture = subprocess.run(
        ("grim", "-t", "ppm", "-"),
        env={**os.environ, "XDG_RUNTIME_DIR": str(runtime), "WAYLAND_DISPLAY": "wayland-0"},
        capture_output=True,
        check=True,
        timeout=20,
    )
    return sum(byte > _WHITE for byte in picture.stdout) // 3
