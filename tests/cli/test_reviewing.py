"""`mskiosk check` with --json, --report and --schema: what they print and write, and the status."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from tests.cli.program import run
from tests.content.small_content import SmallContent


@pytest.fixture
def content(tmp_path: Path) -> SmallContent:
    return SmallContent(tmp_path / "content")


def test_the_figures_are_json_and_faults_are_in_the_status(
    tmp_path: Path, content: SmallContent
) -> None:
    ended = run(tmp_path, "check", "--json", str(content.folder))
    figures = json.loads(ended.output)
    assert figures["pages"] == 3
    assert ended.errors == ""
    assert (ended.status == Exit.FAULTS) is (figures["faults"] > 0)
    content.replace_line(content.page, 9, "    goto: nowhere")
    ended = run(tmp_path, "--content", str(content.folder), "check", "--json")
    assert ended.status == Exit.FAULTS
    assert json.loads(ended.output)["faults"] > figures["faults"]


def test_a_schema_is_printed_without_any_content(tmp_path: Path) -> None:
    for arguments, title in (([], "page"), (["page"], "page"), (["lexicon"], "lexicon")):
        ended = run(tmp_path, "check", "--schema", *arguments)
        assert (ended.status, ended.errors) == (Exit.DONE, "")
        assert json.loads(ended.output)["title"] == title


def test_the_report_is_written_and_told(tmp_path: Path, content: SmallContent) -> None:
    file = tmp_path / "report.html"
    ended = run(
        tmp_path, "check", str(content.folder), "--report", str(file), "--since", "2026-11-01"
    )
    assert ended.output.startswith(f"{file}: pages 3, faults ")
    assert ended.errors == ""
    assert "(new" in file.read_text()
    content.replace_line(content.page, 9, "    goto: nowhere")
    assert run(tmp_path, "check", str(content.folder), "--report", str(file)).status == Exit.FAULTS
    assert "there is no such topic" in file.read_text()


def test_an_existing_report_is_replaced_at_once_and_keeps_its_rights(
    tmp_path: Path, content: SmallContent
) -> None:
    file, link = tmp_path / "report.html", tmp_path / "link.html"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    with file.open() as reader:
        run(tmp_path, "check", str(content.folder), "--report", str(link))
        assert reader.read() == "old"
    assert link.is_symlink()
    assert file.read_text().startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".new") == []


@pytest.mark.long
def test_a_report_that_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, content: SmallContent
) -> None:
    (tmp_path / "a-file").write_text("")
    for place, reason in (
        (tmp_path, "is a directory"),
        (tmp_path / "none" / "report.html", "no such file or directory"),
        (tmp_path / "a-file" / "report.html", "not a directory"),
        (Path("/dev/full"), "no space left on device"),
        (Path("/proc/report.html"), ""),
        (tmp_path / ("x" * 300), "file name too long"),
    ):
        ended = run(tmp_path, "check", str(content.folder), "--report", str(place))
        assert ended.status == Exit.UNREADABLE, place
        assert ended.output == ""
        assert ended.errors.startswith("mskiosk: ")
        assert "cannot be written: " in ended.errors
        assert reason in ended.errors
        assert len(ended.errors.splitlines()) == 1


def test_a_disk_that_fills_up_leaves_the_old_report(tmp_path: Path, content: SmallContent) -> None:
    file = tmp_path / "report.html"
    file.write_text("old")
    program = ("prlimit", "--fsize=4096", sys.executable, "-m", "mskiosk")
    environment = {"PYTHONDONTWRITEBYTECODE": "1"}
    ended = run(
        *(tmp_path, "check", str(content.folder), "--report", str(file)),
        program=program,
        environment=environment,
    )
    assert ended.status == Exit.UNREADABLE
    assert "cannot be written: file too large" in ended.errors
    assert file.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".new")] == []


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, content: SmallContent) -> None:
    if os.geteuid() != 0:
        (tmp_path / "closed").mkdir(mode=0o555)
        ended = run(
            tmp_path, "check", str(content.folder), "--report", str(tmp_path / "closed" / "r.html")
        )
        assert ended.status == Exit.UNREADABLE
        assert "permission denied" in ended.errors
        return
    for place in tmp_path, *tmp_path.parents:
        place.chmod(place.stat().st_mode | 0o555)
    (tmp_path / "closed").mkdir(mode=0o555)
    as_nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    if subprocess.run([*as_nobody, sys.executable, "-c", ""], capture_output=True).returncode:
        pytest.skip("this Python lies where only root may run it, so nobody else can be tried")
    program = (*as_nobody, sys.executable, "-m", "mskiosk")
    ended = run(
        *(tmp_path, "check", str(content.folder), "--report", str(tmp_path / "closed" / "r.html")),
        program=program,
    )
    assert ended.status == Exit.UNREADABLE
    assert "permission denied" in ended.errors


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--since", "2026-01-01"], "--since goes with --report"),
        (["--report", "r.html", "--since", "2026-02-30"], "2026-02-30 is not a date"),
        (["--report", "r.html", "--since", "yesterday"], "yesterday is not a date"),
        (["--report", "r.html", "--since", "20260101"], "20260101 is not a date"),
        (["--report", "r.html", "--json"], "not allowed with"),
        (["--schema", "pages"], "invalid choice"),
        (["--report"], "expected one argument"),
        (["--report", ""], "the path is empty"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    ended = run(tmp_path, "check", *arguments)
    assert ended.status == Exit.USAGE
    assert told in ended.errors


def test_another_language_is_checked_when_it_is_named(
    tmp_path: Path, content: SmallContent
) -> None:
    content.top.rename(content.folder / "xx")
    content.top = content.folder / "xx"
    content.replace("guide.yaml", "language: en", "language: xx")
    ended = run(tmp_path, "check", "--json", str(content.folder), "--language", "xx")
    assert json.loads(ended.output)["pages"] == 3
    for more in ([], ["--json"], ["--report", str(tmp_path / "report.html")]):
        ended = run(tmp_path, "check", str(content.folder), "--language", "../xx", *more)
        assert ended.status == Exit.FAULTS
    assert "is not the name of a language" in (tmp_path / "report.html").read_text()


@pytest.mark.long
def test_each_output_tells_the_same_faults(tmp_path: Path, content: SmallContent) -> None:
    content.replace_line(content.page, 10, "    phrases: [xqzzt blurgh]")
    plain = run(tmp_path, "check", str(content.folder))
    faults = [line for line in plain.output.splitlines() if not line.startswith("warning: ")]
    figures = json.loads(run(tmp_path, "check", "--json", str(content.folder)).output)
    file = tmp_path / "report.html"
    report = run(tmp_path, "check", str(content.folder), "--report", str(file))
    assert any("xqzzt" in fault for fault in faults)
    assert figures["faults"] == len(faults)
    assert f"faults {len(faults)}, " in report.output
