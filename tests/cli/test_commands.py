"""What each command tells, and with which exit status."""

import io
import json
import re
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from mskiosk.cli import main
from mskiosk.cli.exits import Exit
from mskiosk.configuration.folders import models_folder
from mskiosk.core.policy import Profile
from tests.cli.program import run
from tests.content.small_content import SmallContent
from tests.models.zips import zip_of, zipped

TRANSCRIPT_LINE = re.compile(r"\d+\.\d (view|says|shows|heard|key) \S.*")


def test_help_names_every_command_option_and_status(tmp_path: Path) -> None:
    ended = run(tmp_path, "--help")
    assert (ended.status, ended.errors) == (Exit.DONE, "")
    told = " ".join(ended.output.split())
    for word in (
        *("rehearse", "check", "config", "models", "bench"),
        *("--content", "--models", "--profile", "--mute", "--no-microphone", "--config"),
        *("--plain", "--version"),
        *(str(int(status)) for status in Exit),
    ):
        assert word in told


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    ended = run(tmp_path, "--version")
    assert (ended.status, ended.output) == (Exit.DONE, f"mskiosk {version('mskiosk')}\n")


def test_the_content_and_the_configuration_without_a_file_have_no_faults(tmp_path: Path) -> None:
    assert run(tmp_path, "check").output.endswith("content: no faults\n")
    assert run(tmp_path, "config", "check").output == "no faults\n"


def test_a_planted_fault_is_told_with_file_and_line(tmp_path: Path) -> None:
    content = SmallContent(tmp_path / "content")
    content.replace("shelf-0/topic-1.yaml", "goto: topic-2", "goto: topic-22")
    for arguments in (["check", str(content.folder)], ["--content", str(content.folder), "check"]):
        ended = run(tmp_path, *arguments)
        assert ended.status == Exit.FAULTS
        expected = f'{content.page}:9: goto "topic-22": there is no such topic; did you mean'
        assert ended.output.startswith(expected)
        assert ended.errors.endswith("fault\n") or ended.errors.endswith("faults\n")


def test_a_rehearsal_reads_a_file_or_standard_input_alike(tmp_path: Path) -> None:
    script = '# a remark\n\nheard "two" 0.91\n(3 s)\nkey Escape\nkey Space\n'
    (tmp_path / "script").write_text(script)
    from_file = run(tmp_path, "rehearse", str(tmp_path / "script"))
    typed = run(tmp_path, "rehearse", typed=script)
    assert from_file.status == typed.status == Exit.DONE
    assert from_file.output == typed.output
    lines = from_file.output.splitlines()
    assert all(TRANSCRIPT_LINE.fullmatch(line) for line in lines)
    views = [line.split()[2] for line in lines if " view " in line]
    assert views == ["home", "symptoms", "home"]


def test_a_rehearsal_may_begin_with_the_offer_of_a_recogniser(tmp_path: Path) -> None:
    ended = run(tmp_path, "rehearse", "--offer", typed='heard "no thanks" 0.9\nkey Space\n')
    assert ended.output.startswith("0.0 view question:offer-model\n")
    assert "41 megabyte" in ended.output


def test_a_rehearsal_takes_other_content_and_keys(tmp_path: Path) -> None:
    content = SmallContent(tmp_path / "content")
    (tmp_path / "mskiosk.yaml").write_text("keys: {additions: {q: main menu}}\n")
    options = ["--content", str(content.folder), "--config", str(tmp_path / "mskiosk.yaml")]
    ended = run(tmp_path, *options, "rehearse", typed="key 1\nkey q\nkey Space\n")
    assert ended.status == Exit.DONE
    assert [line.split()[2] for line in ended.output.splitlines() if " view " in line] == [
        "topic-0",
        "topic-1",
        "topic-0",
    ]


def test_models_are_installed_listed_verified_and_removed(tmp_path: Path) -> None:
    zip_file = tmp_path / "vosk-model-small-xx-0.1.zip"
    zip_file.write_bytes(zipped(top="vosk-model-small-xx-0.1"))
    options = ["--models", str(tmp_path / "models"), "models"]
    assert "vosk-model-small-en-us-0.15" in run(tmp_path, *options, "list").output
    verified = run(tmp_path, *options, "verify")
    assert verified.output == "spotter-en (spotter, en): whole\nNo other recogniser is installed.\n"
    installed = run(tmp_path, *options, "install", str(zip_file))
    assert installed.status == Exit.DONE, installed
    assert "vosk-model-small-xx-0.1" in run(tmp_path, *options, "list").output
    assert run(tmp_path, *options, "verify").status == Exit.DONE
    damaged = next((tmp_path / "models").rglob("final.mdl"))
    damaged.chmod(0o644)
    damaged.write_bytes(b"x")
    assert run(tmp_path, *options, "verify").status == Exit.MODEL
    assert run(tmp_path, *options, "remove", "vosk-model-small-xx-0.1").status == Exit.DONE
    assert not damaged.exists()


def test_a_hostile_zip_is_refused_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = zipfile.ZipInfo("vosk-model-small-en-us-0.15/link")
    link.external_attr = 0o120777 << 16
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    hostile = {
        "climbs": zip_of(("../../escaped", b"x")),
        "rooted": zip_of(("/tmp/mskiosk-escaped", b"x")),
        "link": zip_of((link, b"/etc/passwd")),
        "two": zip_of(("other/file", b"x")),
        "cut": zipped()[:-1000],
        "no zip": b"x" * 1000,
        "empty": empty.getvalue(),
        "nothing": b"",
    }
    models = tmp_path / "models"
    for name, content in hostile.items():
        file = tmp_path / f"{name}.zip"
        file.write_bytes(content)
        assert main(["--models", str(models), "models", "install", str(file)]) == Exit.MODEL
        output, errors = capsys.readouterr()
        assert output == "", name
        assert "mskiosk: " in errors
        left = [path.name for path in models.rglob("*") if path.is_file() and path.stat().st_size]
        assert left == [], name
    assert not Path("/tmp/mskiosk-escaped").exists()
    assert not (tmp_path / "escaped").exists()


def test_models_go_where_the_profile_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    assert models_folder(Profile.CLINIC).is_relative_to("/var/lib/mskiosk")
    listed = run(tmp_path, "models", "list").output
    assert str(tmp_path / ".local/share/mskiosk") in listed


@pytest.mark.long
def test_the_benchmark_of_the_core_tells_its_figures_by_name(tmp_path: Path) -> None:
    ended = run(tmp_path, "bench", "core", "--json")
    assert ended.status == Exit.DONE
    figures = json.loads(ended.output)
    assert set(figures) == {
        *("load_new", "load_again", "step_median", "step_p95"),
        *("load_10000_new", "load_10000_again", "step_10000_median", "step_10000_p95"),
    }
    for figure in figures.values():
        assert set(figure) == {"value", "unit", "limit", "remark"}
        assert figure["value"] >= 0


def test_the_benchmark_of_listening_needs_recordings(tmp_path: Path) -> None:
    ended = run(tmp_path, "bench", "listening", "--soak", environment={"MSKIOSK_SPEECH": ""})
    assert ended.status == Exit.USAGE
    for needed in ("--set", "human.tsv", "noise.tsv", "--soak"):
        assert needed in ended.errors
    ended = run(tmp_path, "bench", "listening", "--set", str(tmp_path / "none"))
    assert ended.status == Exit.UNREADABLE
    assert ended.errors == f"mskiosk: {tmp_path / 'none'}: there is no such folder\n"
