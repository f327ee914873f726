"""What a visit tells the supervisor, and what others may send there."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskiosk.core.events import Beginning
from mskiosk.kiosk.notifying import MOST_BYTES, MOST_LINE, Notifier, Told, told_by
from mskiosk.kiosk.receiving import Receiver, runtime_folder


def test_each_thing_that_is_told_arrives_as_what_it_means(tmp_path: Path) -> None:
    receiver = Receiver(tmp_path)
    notifier = Notifier(str(receiver.path))
    notifier.ready()
    notifier.alive()
    notifier.status("serving")
    notifier.stopping()
    notifier.end(Beginning.ANEW)
    notifier.log("key pressed")
    assert [told for told in receiver.received() if told != Told()] == [
        Told(is_ready=True),
        Told(is_alive=True),
        Told(next=Beginning.ANEW),
        Told(log="key pressed"),
    ]
    receiver.close()


def test_the_heartbeat_is_half_of_what_the_watcher_waits() -> None:
    watched = {"NOTIFY_SOCKET": "/run/nobody", "WATCHDOG_USEC": "4000000"}
    assert Notifier.from_environment(watched).beat_seconds == 2.0


@pytest.mark.parametrize("microseconds", ["", "0", "-4", "soon", "4e6", "٤", "9" * 30])
def test_a_watchdog_that_makes_no_sense_wants_no_heartbeat(microseconds: str) -> None:
    environment = {"NOTIFY_SOCKET": "/run/nobody", "WATCHDOG_USEC": microseconds}
    assert Notifier.from_environment(environment).beat_seconds is None


@pytest.mark.parametrize("address", ["", "relative", "vsock:2:1234"])
def test_without_a_socket_everything_is_told_to_nobody(address: str) -> None:
    notifier = Notifier.from_environment({"NOTIFY_SOCKET": address})
    assert not notifier.is_watched
    assert notifier.alive()


def test_a_notifier_notices_that_its_watcher_has_gone(tmp_path: Path) -> None:
    receiver = Receiver(tmp_path)
    notifier = Notifier(str(receiver.path))
    assert notifier.alive()
    receiver.close()
    assert not notifier.alive()


def test_a_watcher_that_does_not_read_never_makes_the_visit_wait(tmp_path: Path) -> None:
    receiver = Receiver(tmp_path)
    notifier = Notifier(str(receiver.path))
    assert all(notifier.alive() for _ in range(5000))
    receiver.close()


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"READY",
        b"READY=0",
        b"READY=yes",
        b"ready=1",
        b"WATCHDOG=trigger",
        b"MAINPID=1",
        b"X_MSKIOSK_END=never",
        b"X_MSKIOSK_LOG=",
        b"X_MSKIOSK_LOG=\x1b[2J",
        b"\xff\xfe",
        b"READY=1\n" + b"x" * MOST_BYTES,
    ],
)
def test_what_does_not_belong_there_changes_nothing(datagram: bytes) -> None:
    assert told_by(datagram) == Told()


@given(st.binary(max_size=2 * MOST_BYTES))
def test_no_datagram_is_too_strange(datagram: bytes) -> None:
    told = told_by(datagram)
    assert told.log is None or (told.log.isprintable() and len(told.log) <= MOST_LINE)


def test_a_flood_and_a_giant_leave_the_receiver_as_it_was(tmp_path: Path) -> None:
    receiver = Receiver(tmp_path)
    notifier = Notifier(str(receiver.path))
    notifier.log("x" * 100_000)
    notifier.ready()
    found = [told for told in receiver.received() if told.is_ready]
    assert found == [Told(is_ready=True)]
    receiver.close()


def test_nobody_else_can_enter_the_folder_of_the_socket(tmp_path: Path) -> None:
    """P1: what a visit tells is for its supervisor alone."""
    for environment in (
        {"RUNTIME_DIRECTORY": f"{tmp_path}/service:{tmp_path}/other"},
        {"XDG_RUNTIME_DIR": str(tmp_path)},
        {},
    ):
        folder = runtime_folder(environment)
        assert folder.stat().st_mode & 0o777 == 0o700
        receiver = Receiver(folder)
        assert receiver.path.stat().st_mode & 0o077 == 0
        receiver.close()
        if not environment:
            folder.rmdir()


def test_a_folder_that_others_can_enter_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    folder = runtime_folder({"RUNTIME_DIRECTORY": str(tmp_path / "open")})
    assert folder.parent != tmp_path
    folder.rmdir()


def test_sockets_of_supervisors_that_were_killed_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / f"visit-{2**22 + 1}.sock").touch()
    (tmp_path / f"visit-{os.getppid()}.sock").touch()
    receiver = Receiver(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"visit-{os.getppid()}.sock",
        receiver.path.name,
    }
    receiver.close()
