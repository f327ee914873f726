"""A home, a locale, an input or an output that is not there or not as it should be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from tests.cli.program import assert_no_traceback, run

WELCOME = "Hello. This is a talking guide"


def test_a_home_that_cannot_be_written_is_replaced_and_the_kiosk_talks() -> None:
    ended = run(Path("/proc/nowhere"), "--plain", typed="quit\n")
    assert ended.status == Exit.DONE
    assert WELCOME in ended.output
    assert "cannot be used" in ended.errors
    assert "until the kiosk ends" in ended.errors


@pytest.mark.long
def test_a_home_that_is_a_file_gets_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("x")
    for command in (["--plain"], ["check"], ["models", "list"]):
        ended = run(home, *command)
        assert ended.told.strip()
        assert ended.status in (Exit.DONE, Exit.FAULTS, Exit.MODEL)


def test_without_any_environment_the_kiosk_talks() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mskiosk", "--plain"],
        input="quit\n",
        capture_output=True,
        text=True,
        env={},
        timeout=60,
        check=False,
    )
    assert (done.returncode, WELCOME in done.stdout) == (Exit.DONE, True), done.stderr
    assert_no_traceback(done.stdout + done.stderr)


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "no_SUCH.locale", "PYTHONIOENCODING": "utf-8:strict"},
    ],
)
def test_no_locale_stops_a_command(tmp_path: Path, locale: dict[str, str]) -> None:
    talked = run(tmp_path, "--plain", typed="quit\n", environment=locale)
    assert talked.status == Exit.DONE
    assert WELCOME in talked.output
    odd = tmp_path / os.fsdecode(b"\xff\xc3\xa4")
    for command in (["check", str(odd)], ["rehearse", str(odd)], ["models", "remove", str(odd)]):
        assert run(tmp_path, *command, environment=locale).status in (
            Exit.FAULTS,
            Exit.UNREADABLE,
            Exit.MODEL,
        )


def test_without_a_terminal_the_kiosk_names_the_plain_lines(tmp_path: Path) -> None:
    ended = run(tmp_path)
    assert (ended.status, ended.output) == (Exit.NO_TERMINAL, "")
    assert ended.errors.count("\n") == 1
    assert "mskiosk --plain" in ended.errors


COMMANDS = ["check", "config check", "models list", "rehearse", "--plain", "--version"]
HELPS = ["--help", "--version", "bench --help"]


def _through_a_shell(home: Path, line: str) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", line.replace("MSKIOSK", f"{sys.executable} -m mskiosk")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, "HOME": str(home)},
        timeout=60,
        check=False,
    )
    assert_no_traceback(done.stdout + done.stderr)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "command",
    [*("check", "config check", "models list", "rehearse", "--plain --mute"), *HELPS],
)
def test_a_full_disk_is_told_where_the_output_goes(tmp_path: Path, command: str) -> None:
    status, errors = _through_a_shell(tmp_path, f"MSKIOSK {command} > /dev/full")
    assert status == Exit.UNREADABLE
    assert errors == "mskiosk: the output cannot be used: no space left on device\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_that_nobody_reads_is_no_fault_of_the_program(
    tmp_path: Path, command: str
) -> None:
    status, _ = _through_a_shell(tmp_path, f"MSKIOSK {command} | true; exit ${{PIPESTATUS[0]}}")
    assert status in (Exit.DONE, Exit.NOBODY_READS)


@pytest.mark.parametrize("command", ["check", "rehearse", "--plain"])
def test_closed_streams_are_no_fault_of_the_program(tmp_path: Path, command: str) -> None:
    status, errors = _through_a_shell(tmp_path, f"MSKIOSK {command} <&- >&- ")
    assert status in (Exit.DONE, Exit.UNREADABLE, Exit.NOBODY_READS)
    if command == "rehearse":
        assert errors == "mskiosk: the lines cannot be read: bad file descriptor\n"
