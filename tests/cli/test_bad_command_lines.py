"""Options and files that mean nothing."""

import os
from pathlib import Path

import pytest

from mskiosk.cli import main
from mskiosk.cli.exits import Exit
from tests.cli.program import assert_no_traceback, run


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A home with files of every wrong kind."""
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "large").write_bytes(b"x" * 2_000_000)
    (tmp_path / "broken.yaml").write_text("region: [us\n")
    (tmp_path / "wrong.yaml").write_text("# a remark\nregion: moon\nvoices: {}\n")
    (tmp_path / "bad line").write_text('heard "two" 0.9\nherd "two"\n')
    (tmp_path / "unknown key").write_text("key F99\n")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("missing", "missing:1: there is no such file"),
        ("folder", "folder:1: this is no file"),
        ("binary", "binary:2: this is not UTF-8 text"),
        ("large", "large:1: the file has more than 64 KB"),
        ("broken.yaml", "broken.yaml:2: "),
        ("wrong.yaml", "wrong.yaml:2: "),
    ],
)
def test_a_configuration_that_cannot_be_used_is_told(odd: Path, file: str, expected: str) -> None:
    checked = run(odd, "config", "check", str(odd / file))
    assert (checked.status, expected in checked.output) == (Exit.FAULTS, True), checked
    started = run(odd, "--config", str(odd / file), "--plain")
    assert (started.status, started.output) == (Exit.FAULTS, "")
    assert expected in started.errors


def test_every_fault_of_a_configuration_is_told_at_once(odd: Path) -> None:
    told = run(odd, "config", "check", str(odd / "wrong.yaml"))
    assert "wrong.yaml:2: " in told.output
    assert "wrong.yaml:3: " in told.output
    assert told.errors == "2 faults\n"


def test_a_clinic_without_a_region_is_told_what_is_missing(odd: Path) -> None:
    for command in (["--plain"], ["config", "check"], ["check"]):
        ended = run(odd, "--profile", "clinic", *command)
        assert ended.status == Exit.FAULTS
        assert "the clinic profile needs a region (us, uk or eu)" in ended.told


@pytest.mark.parametrize(
    ("file", "status", "expected"),
    [
        ("missing", Exit.UNREADABLE, "missing: the lines cannot be read: no such file"),
        ("folder", Exit.UNREADABLE, "folder: the lines cannot be read: is a directory"),
        ("binary", Exit.FAULTS, "binary: line 1: this line means nothing"),
        ("large", Exit.FAULTS, "large: line 1: this line means nothing"),
        ("bad line", Exit.FAULTS, "bad line: line 2: this line means nothing"),
        ("unknown key", Exit.FAULTS, "unknown key: line 1: no key is called 'F99'"),
    ],
)
def test_a_script_that_cannot_be_played_is_told(
    odd: Path, file: str, status: Exit, expected: str
) -> None:
    ended = run(odd, "rehearse", str(odd / file))
    assert ended.status == status
    assert expected in ended.errors
    assert len(ended.errors) < 600


def test_a_script_on_standard_input_may_be_anything(odd: Path) -> None:
    for typed in (os.urandom(100_000), b"\0" * 100_000, b"\n" * 10_000 + b"\xff\xfe"):
        ended = run(odd, "rehearse", typed=typed)
        assert ended.status == Exit.FAULTS
        assert "this line means nothing" in ended.errors


@pytest.mark.parametrize("command", [["list"], ["verify"], ["install", "x"], ["remove", "x"]])
def test_a_models_folder_that_is_a_file_is_told(odd: Path, command: list[str]) -> None:
    ended = run(odd, "--models", str(odd / "binary"), "models", *command)
    assert (ended.status, ended.output) == (Exit.MODEL, "")
    assert ended.errors.startswith("mskiosk: ")


LONG = "x" * 1_000_000
MEANINGLESS = [
    ["--frobnicate"],
    ["frobnicate"],
    ["--profile", "moon"],
    ["--content"],
    ["--content", ""],
    ["--content", "a\0b", "check"],
    ["--content", "a\x1b[31mb", "check"],
    ["--content", LONG, "check"],
    ["--config", LONG],
    ["--" + LONG],
    [LONG],
    ["check", LONG],
    ["rehearse", "a\nb"],
    ["models"],
    ["config"],
    ["bench"],
    ["bench", LONG],
    *(["bench", "visits", "--hours", hours] for hours in ("0", "x")),
    *(["bench", "listening", "--hours", hours] for hours in ("0", "-1", "nan", "1001", "x", LONG)),
    ["models", "frobnicate"],
]


@pytest.mark.parametrize("arguments", MEANINGLESS, ids=lambda each: " ".join(each)[:30])
def test_a_command_line_that_means_nothing_is_told_on_a_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: no system passes a NUL, or a megabyte, to another."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == Exit.USAGE
    output, errors = capsys.readouterr()
    assert output == ""
    assert "mskiosk" in errors.splitlines()[-1]
    assert len(errors) < 1000
    assert "\x1b" not in errors
    assert "\0" not in errors
    assert_no_traceback(errors)


@pytest.mark.parametrize("name", ["", "..", "../..", "a\0b", "a\x1b[31mb", LONG, "/", "x.zip"])
@pytest.mark.parametrize("what", ["install", "remove"])
def test_a_recogniser_that_cannot_be_is_told_on_a_line(
    odd: Path, what: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--models", str(odd / "models"), "models", what, name]) == Exit.MODEL
    output, errors = capsys.readouterr()
    assert (output, errors.count("\n")) == ("", 1)
    assert len(errors) < 1000
    assert "\x1b" not in errors
    assert_no_traceback(errors)
