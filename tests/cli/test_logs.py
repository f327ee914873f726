"""`mskiosk logs summary`: the real program on a clinic's log."""

import json
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from mskiosk.kiosk.journal import LOG_NAME
from tests.cli.program import Ended, run
from tests.kiosk.test_summary import LOG


def _summary(logs: Path, *options: str, environment: dict[str, str] | None = None) -> Ended:
    surroundings = {"LOGS_DIRECTORY": str(logs), **(environment or {})}
    return run(logs, "logs", "summary", *options, environment=surroundings)


def test_all_files_of_a_log_are_added_up_the_oldest_first(tmp_path: Path) -> None:
    (tmp_path / f"{LOG_NAME}.1").write_text("".join(f"{line}\n" for line in LOG[:7]))
    (tmp_path / LOG_NAME).write_text("".join(f"{line}\n" for line in (*LOG[7:], "torn")))
    told = _summary(tmp_path)
    assert told.status == Exit.DONE
    assert "In all: 1 start, 1 restart, 1 fault\n  3 visits" in told.output
    assert told.output.endswith("1 line is not of the kiosk, or torn, and passed over.\n")
    by_name = json.loads(_summary(tmp_path, "--json", "--since", "2026-11-28").output)
    assert by_name["total"]["visits"] == 2
    assert [*by_name["days"]] == ["2026-11-28"]
    assert by_name["foreign_lines"] == 1


def test_an_empty_log_is_a_sentence(tmp_path: Path) -> None:
    nothing = {"PATH": str(tmp_path)}  # where there is no journalctl
    assert _summary(tmp_path, environment=nothing).output == (
        "There is nothing in the log yet (looked for in the journal).\n"
    )
    (tmp_path / LOG_NAME).touch()
    told = _summary(tmp_path)
    assert told.output == f"There is nothing in the log yet (looked for in {tmp_path}).\n"
    assert told.status == Exit.DONE


@pytest.mark.parametrize(("status", "lines"), [(0, LOG), (1, [])])
def test_the_journal_is_read_where_it_has_the_log(
    tmp_path: Path, status: int, lines: list[str]
) -> None:
    program = tmp_path / "journalctl"
    said = "\n".join(lines)
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\necho No access. >&2\nexit {status}\n")
    program.chmod(0o755)
    told = _summary(tmp_path, environment={"PATH": f"{tmp_path}:/usr/bin:/bin"})
    if status:
        assert told.status == Exit.UNREADABLE
        assert told.errors == "mskiosk: the journal cannot be read: No access.\n"
    else:
        assert "In all: 1 start, 1 restart, 1 fault" in told.output


def test_a_log_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).mkdir()
    told = _summary(tmp_path)
    assert told.status == Exit.UNREADABLE
    assert told.errors == f"mskiosk: the log {tmp_path / LOG_NAME} cannot be read: is a directory\n"
