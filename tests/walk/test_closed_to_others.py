"""The whole kiosk of a clinic, from its start to the end of a visit: nobody else reads what it
writes, and it has nothing to do with any network (P5)."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from mskiosk.kiosk.journal import LOG_NAME
from tests.virtual_sound import VirtualSound
from tests.walk.kiosk import Kiosk

pytestmark = pytest.mark.long

_SOCKET = re.compile(r"socket\((AF_\w+|\w+)")
_PURPOSES = ("STATE", "CACHE", "LOGS")
_PROGRAM = (sys.executable, "-m", "mskiosk")


@contextmanager
def _clinic(
    folder: Path, environment: Mapping[str, str], under: Sequence[str] = ()
) -> Iterator[Kiosk]:
    """The process of a visit; `under`: the command that runs it."""
    configuration = folder / "mskiosk.yaml"
    configuration.write_text("profile: clinic\nregion: uk\n")
    places = {f"{purpose}_DIRECTORY": str(folder / purpose.lower()) for purpose in _PURPOSES}
    for name in ("temporary", "home"):
        (folder / name).mkdir(exist_ok=True)
    own = {"TMPDIR": str(folder / "temporary"), "HOME": str(folder / "home")}
    with _watcher() as address:
        kiosk = Kiosk(
            ["--config", str(configuration), "--begins", "resting"],
            {**environment, **own, **places, "NOTIFY_SOCKET": address},
            program=(*under, *_PROGRAM),
        )
        try:
            yield kiosk
        finally:
            kiosk.close()


@contextmanager
def _watcher() -> Iterator[str]:
    """Somebody who hears the heartbeat, so that a visit that is over leaves the next to them."""
    with (
        tempfile.TemporaryDirectory(prefix="msk-", dir="/tmp") as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ours,
    ):
        ours.bind(f"{folder}/notify")
        yield f"{folder}/notify"


def _visit(kiosk: Kiosk) -> None:
    kiosk.wait_for("To begin")
    kiosk.wait_for("I am listening")
    kiosk.press("enter")
    kiosk.wait_for("This is a talking guide")
    kiosk.press("2", "f1", "end")
    kiosk.wait_for("Do you want to end?")
    kiosk.press("1")
    assert kiosk.wait_for_end(60) == Exit.VISIT_OVER


def _can_run(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


def test_nobody_else_reads_what_a_clinics_kiosk_writes(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    before = os.umask(0o022)  # as of most machines
    try:
        with _clinic(tmp_path, virtual_sound.environment) as kiosk:
            _visit(kiosk)
    finally:
        os.umask(before)
    places = [tmp_path / each for each in ("state", "cache", "logs", "home", "temporary")]
    written = {path for place in places for path in (place, *place.rglob("*"))}
    names = {path.name for path in written}
    assert {LOG_NAME, "listening.log", "speaking.log", "SHA256SUMS"} <= names, "nothing was written"
    for path in written - {tmp_path / "home", tmp_path / "temporary"}:
        if not path.is_symlink():
            assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("has_sound", [True, False])
def test_no_socket_of_any_network_is_opened(
    tmp_path: Path, virtual_sound: VirtualSound, *, has_sound: bool
) -> None:
    """The kiosk and its children; without a sound server each looks for one elsewhere."""
    trace = tmp_path / "trace"
    under = ("strace", "-f", "-qq", "-e", "trace=socket,execve", "-o", str(trace))
    if not _can_run(*under):
        pytest.skip("strace is missing, or may not trace (apt install strace)")
    environment = virtual_sound.environment if has_sound else {"PULSE_SERVER": ""}
    with _clinic(tmp_path, environment, under) as kiosk:
        if has_sound:
            _visit(kiosk)
        else:
            kiosk.wait_for("Please use keys")
            kiosk.wait_for("Words on screen only")
    traced = trace.read_text()
    assert {*_SOCKET.findall(traced)} - {"AF_UNIX"} == set()
    for module in ("mskiosk.listening.process", "mskiosk.speaking.process"):
        assert module in traced, "the children were not traced"


def test_the_kiosk_serves_where_there_is_no_network_at_all(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    """Not even a loopback interface that is up."""
    under = ("unshare", "--net") if os.getuid() == 0 else ("unshare", "--map-root-user", "--net")
    if not _can_run(*under):
        pytest.skip("this machine allows nobody a network namespace")
    with (
        virtual_sound.recorder() as loudspeaker,
        _clinic(tmp_path, virtual_sound.environment, under) as kiosk,
    ):
        _visit(kiosk)
        assert loudspeaker.timeline
    assert "visit-ended how=goodbye" in (tmp_path / "logs" / LOG_NAME).read_text()
