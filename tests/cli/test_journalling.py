"""P5: the log of a clinic's kiosk has what happened, and nothing of what it was about."""

import re
import socket
from pathlib import Path

from mskiosk.cli.exits import Exit
from mskiosk.kiosk.journal import LOG_NAME
from tests.cli.program import run

TYPED = "2\nmy secret words\ntiredness and pain\nfatigue\ngoodbye\nyes please\n"
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [a-z-]+( [a-z_]+=[a-z0-9+-]+)*")


def _clinic(folder: Path) -> list[str]:
    configuration = folder / "mskiosk.yaml"
    configuration.write_text("profile: clinic\nregion: uk\n")
    return ["--plain", "--config", str(configuration)]


def test_a_visit_leaves_lines_without_a_word_of_it(tmp_path: Path) -> None:
    logs = {"LOGS_DIRECTORY": str(tmp_path / "logs")}
    run(tmp_path, *_clinic(tmp_path), typed=TYPED, environment=logs)
    file = tmp_path / "logs" / LOG_NAME
    lines = file.read_text().splitlines()
    assert all(LINE.fullmatch(line) for line in lines), lines
    events = [line.split()[1] for line in lines]
    assert {"started", "visit-begun", "visit-ended"} <= {*events}
    assert "nomatches=1" in next(line for line in lines if "visit-ended" in line)
    for word in ("secret", "fatigue", "tired", "pain", "treatment"):
        assert word not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_call_for_staff_that_the_end_of_the_visit_cuts_off_is_in_the_log(tmp_path: Path) -> None:
    """S9."""
    arguments = _clinic(tmp_path)
    with (tmp_path / "mskiosk.yaml").open("a") as configuration:
        configuration.write('staff: {command: ["/bin/sleep", "60"]}\n')
    logs = {"LOGS_DIRECTORY": str(tmp_path / "logs")}
    run(tmp_path, *arguments, typed="2\n0\ngoodbye\nyes please\n", environment=logs)
    lines = (tmp_path / "logs" / LOG_NAME).read_text().splitlines()
    assert [line.split(maxsplit=1)[1] for line in lines if "staff-called" in line] == [
        "staff-called is_called=no"
    ]


def test_whoever_started_the_visit_writes_its_lines(tmp_path: Path) -> None:
    address = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ours:
        ours.bind(address)
        logs = {"LOGS_DIRECTORY": str(tmp_path / "logs")}
        supervised = {"MSKIOSK_SUPERVISED": "1", "NOTIFY_SOCKET": address, **logs}
        run(tmp_path, *_clinic(tmp_path), typed=TYPED, environment=supervised)
        ours.setblocking(False)
        told = ours.recv(4096).decode()
    assert re.fullmatch(r"X_MSKIOSK_LOG=\S+Z started begins=visit", told)
    assert not (tmp_path / "logs" / LOG_NAME).exists()


def test_nobody_looks_at_a_log_of_what_a_person_does_at_home(tmp_path: Path) -> None:
    run(tmp_path, "--plain", typed=TYPED)
    assert not list(tmp_path.rglob(LOG_NAME))


def test_a_log_that_cannot_be_written_is_no_fault_of_the_kiosk(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / LOG_NAME).mkdir()
    environment = {"LOGS_DIRECTORY": str(logs)}
    ended = run(tmp_path, *_clinic(tmp_path), typed=TYPED, environment=environment)
    assert ended.status in (Exit.DONE, Exit.VISIT_OVER)
    assert ended.errors == ""
    assert [*(logs / LOG_NAME).iterdir()] == []
