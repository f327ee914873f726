"""`mskiosk config`: looking at the settings, and changing them at home (P6)."""

import json
from pathlib import Path
from typing import Any

import pytest

from mskiosk.cli.arguments import parser
from mskiosk.cli.configuring import run_config
from mskiosk.cli.exits import Exit
from mskiosk.configuration.explaining import example_file, meanings
from mskiosk.configuration.keys import FOR_THE_FILE_ALONE, all_keys
from mskiosk.core.keeping import KEPT
from tests.cli.program import run


class Home:
    """The home of somebody who types commands."""

    def __init__(self, folder: Path, told: pytest.CaptureFixture[str]) -> None:
        self._told = told
        self.kept = folder / ".local" / "share" / "mskiosk" / "settings.json"
        self.file = folder / ".config" / "mskiosk" / "mskiosk.yaml"
        self.logs = folder / ".local" / "state" / "mskiosk" / "log"
        self.errors = ""

    def config(self, *words: str, before: tuple[str, ...] = (), status: Exit = Exit.DONE) -> str:
        assert run_config(parser("0").parse_args([*before, "config", *words])) == status
        output, self.errors = self._told.readouterr()
        return output

    def shown(self) -> dict[str, dict[str, Any]]:
        return {row["key"]: row for row in json.loads(self.config("show", "--json"))}

    def write(self, text: str) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(text)

    def write_kept(self, text: str) -> None:
        self.kept.parent.mkdir(parents=True, exist_ok=True)
        self.kept.write_text(text)


@pytest.fixture
def home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Home:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return Home(tmp_path, capsys)


def test_each_setting_is_shown_with_where_it_comes_from(home: Home) -> None:
    home.write("region: us\nvoice:\n  volume: 3\n  earcons: false\n")
    home.config("set", "voice.volume", "8")
    shown = home.shown()
    assert shown.keys() == all_keys().keys()
    assert shown["voice.volume"] == {
        "key": "voice.volume",
        "value": 8,
        "default": 7,
        "from": "kept",
    }
    assert shown["voice.earcons"]["from"] == f"{home.file}:4"
    assert shown["screen.theme"]["from"] == "default"
    lines = home.config("show").splitlines()
    assert len(lines) == len(all_keys())
    assert any(line.split() == ["voice.volume", "8", "kept"] for line in lines)


def test_a_value_is_set_and_unset(home: Home) -> None:
    assert home.config("set", "listening.patience", "very patient") == (
        "listening.patience: very patient\n"
    )
    home.config("set", "voice.aloud", "false")
    home.config("set", "devices.microphone", "5")
    home.config("set", "keys.select_switch", "é")
    kept = json.loads(home.kept.read_text())["settings"]
    assert kept == {
        "devices.microphone": "5",
        "keys.select_switch": "é",
        "listening.patience": "very patient",
        "voice.aloud": False,
    }
    assert home.config("unset", "voice.aloud") == "voice.aloud: as usual\n"
    assert home.shown()["voice.aloud"]["value"] is True


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("voice.volume", "80", "80 is not from 1 to 10"),
        ("voice.volume", "loud", '"loud" is not a whole number'),
        ("voice.aloud", "yes", '"yes" is not true or false'),
        ("screen.theme", "yelow", 'did you mean "yellow"?'),
        ("idle.noinput_seconds", "1", "because slow and tired speakers need 10 s to begin"),
        ("profile", "clinic", "profile is not kept; write it in"),
        ("keys.additions", "{}", "keys.additions is not kept"),
        ("devices.microphone", "", "is not"),
        ("keys.next_switch", "f12", 'f12 always means "get help now"'),
        ("keys.select_switch", "shift+a", "is a chord"),
        ("keys.select_switch", "spce", 'did you mean "space"?'),
    ],
)
def test_a_value_that_is_not_allowed_is_refused(
    home: Home, key: str, value: str, sentence: str
) -> None:
    home.config("set", key, value, status=Exit.FAULTS)
    assert sentence in home.errors
    assert not home.kept.exists()


@pytest.mark.parametrize("command", [("set", "volum", "3"), ("unset", "volum"), ("explain", "a.b")])
def test_a_key_that_there_is_not_is_a_wrong_command_line(
    home: Home, command: tuple[str, ...]
) -> None:
    home.config(*command, status=Exit.USAGE)
    assert "there is no setting" in home.errors
    assert "volum" not in command or 'did you mean "voice.volume"?' in home.errors


def test_nothing_is_kept_in_a_clinic(home: Home) -> None:
    """P1, P6."""
    home.write("profile: clinic\nregion: us\n")
    home.config("set", "voice.volume", "8", status=Exit.FAULTS)
    assert f"write it in {home.file}" in home.errors
    assert not home.kept.exists()
    assert "kept settings" not in home.config("path")


def test_where_nothing_can_be_written_it_is_said(home: Home) -> None:
    home.kept.parent.parent.mkdir(parents=True)
    home.kept.parent.write_text("a file, where a folder should be")
    home.config("set", "voice.volume", "8", status=Exit.UNREADABLE)
    assert "settings.json cannot be written" in home.errors


def test_check_names_every_fault_and_what_is_kept_in_vain(home: Home) -> None:
    home.write("voice:\n  volume: 80\nregoin: us\n")
    told = home.config("check", status=Exit.FAULTS).splitlines()
    assert [line.split(": ")[0] for line in told] == [f"{home.file}:2", f"{home.file}:3"]
    home.write("region: us\n")
    home.write_kept('{"mskiosk settings": 1, "settings": {"voice.volume": 80}}')
    assert home.config("check") == "no faults\n"
    assert "kept, and left out: voice: volume: 80 is not from 1 to 10" in home.errors
    home.write_kept("{")
    home.config("check")
    assert "settings.json is damaged" in home.errors
    assert home.kept.read_text() == "{"  # to look is not to change


def test_check_remarks_on_a_command_for_staff_that_is_not_on_this_machine(home: Home) -> None:
    """C3; on the kiosk it may be."""
    for command, is_told in (("/opt/bell/ring", True), ("/bin/true", False)):
        home.write(f"staff: {{command: [{command}]}}\n")
        for words in (("check",), ("check", str(home.file))):
            assert home.config(*words) == "no faults\n"
            assert (f"{command} is no program that can be run here" in home.errors) is is_told


def test_a_key_of_another_version_can_be_removed(home: Home) -> None:
    home.write_kept('{"mskiosk settings": 1, "settings": {"pet": "cat", "voice.volume": 3}}')
    home.config("unset", "pet")
    assert json.loads(home.kept.read_text())["settings"] == {"voice.volume": 3}


@pytest.mark.parametrize("key", all_keys())
def test_every_setting_is_explained(home: Home, key: str) -> None:
    name, meaning, *more = home.config("explain", key).splitlines()
    assert name == key
    assert len(meaning) > 10
    assert not meaning.startswith("allowed: ")
    assert more[0].startswith("allowed: ")
    assert "see the documentation" not in more[0]
    is_for_the_file = more[-1].startswith("only in mskiosk.yaml")
    assert is_for_the_file is (key in FOR_THE_FILE_ALONE)


def test_a_limit_is_explained_with_its_reason(home: Home) -> None:
    told = home.config("explain", "idle.noinput_seconds")
    assert "allowed: 10 to 100\n" in told
    assert "because: slow and tired speakers need 10 s to begin\n" in told
    assert "default: 10.0\n" in told


def test_the_meanings_are_those_of_the_documented_example() -> None:
    found = meanings(example_file().read_text(encoding="utf-8"))
    assert found.keys() >= all_keys().keys()
    assert found["voice.rate_words_per_minute"] == "60, 80, 100, 125, 160, 200 or 250."


@pytest.mark.parametrize("text", ["voice: {volume: 99}", "voice: {", None])
def test_where_the_settings_and_logs_are_is_told_just_when_the_settings_are_broken(
    home: Home, text: str | None
) -> None:
    if text:
        home.write(text)
    absent = "" if text else " (not there)"
    assert home.config("path").splitlines() == [
        f"configuration: {home.file}{absent}",
        f"kept settings: {home.kept} (not there)",
        f"logs: {home.logs} (not there)",
    ]


def test_at_a_clinic_nothing_is_kept_and_the_logs_are_those_of_the_machine(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONFIGURATION_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("LOGS_DIRECTORY", str(tmp_path))
    file = tmp_path / "clinic.yaml"
    file.write_text("profile: clinic\nregoin: uk\n")
    logs = f"logs: {tmp_path}"
    assert home.config("path", before=("--config", str(file))).splitlines() == [
        f"configuration: {file}",
        logs,
    ]
    assert home.config("path", before=("--profile", "clinic")).splitlines() == [
        f"configuration: {tmp_path / 'mskiosk.yaml'} (not there)",
        logs,
    ]


def test_without_a_home_folder_there_is_no_place_of_ones_own(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", _homeless)
    monkeypatch.setattr("os.path.expanduser", str)
    assert home.config("path").splitlines() == [
        f"{what}: none, because there is no home folder"
        for what in ("configuration", "kept settings", "logs")
    ]


def _homeless() -> Path:
    raise RuntimeError


def test_whatever_a_person_can_change_in_the_kiosk_can_be_set_here() -> None:
    assert all_keys().keys() >= KEPT.keys()
    assert not FOR_THE_FILE_ALONE.intersection(KEPT)


def test_the_program_has_the_commands(tmp_path: Path) -> None:
    assert run(tmp_path, "config", "set", "screen.text_size", "3").output == "screen.text_size: 3\n"
    shown = run(tmp_path, "config", "show", "--json")
    assert {row["key"]: row["value"] for row in json.loads(shown.output)}["screen.text_size"] == 3
    assert "settings.json" in run(tmp_path, "config", "path").output
