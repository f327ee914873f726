"""What counts at the start of what a person has set (P6)."""

import argparse
import json
from pathlib import Path

import pytest

from mskiosk.cli.arguments import parser
from mskiosk.cli.kept import kept_values, leave_out_refused
from mskiosk.cli.setting import setting_of
from mskiosk.core.events import Value

ONE_SWITCH = "keys: {keymap: one-switch}"
TWO_SWITCHES = "keys: {keymap: two-switches}"
PAD = "keys: {keymap: ez-access}"
SOUND = "listening: {sound_switch: true}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def begun(home: Path, written: str, kept: dict[str, Value], *options: str) -> argparse.Namespace:
    """The command line of a start where that is written, and kept."""
    file = home / ".config" / "mskiosk" / "mskiosk.yaml"
    store = home / ".local" / "share" / "mskiosk" / "settings.json"
    for folder in (file.parent, store.parent):
        folder.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{written}\n")
    store.write_text(json.dumps({"mskiosk settings": 1, "settings": kept}))
    return parser("0").parse_args([*options])


@pytest.mark.parametrize(
    ("written", "switches", "counts"),
    [
        ("{}", "none", True),
        ("{}", "two", True),
        ("{}", "step", True),
        (ONE_SWITCH, "step", True),
        (ONE_SWITCH, "one", True),
        (ONE_SWITCH, "two", False),
        (ONE_SWITCH, "none", False),
        (SOUND, "step", True),
        (SOUND, "one", True),
        (SOUND, "none", False),
        (TWO_SWITCHES, "two", True),
        (TWO_SWITCHES, "one", False),
        (TWO_SWITCHES, "none", False),
        (PAD, "step", False),
        (PAD, "none", False),
    ],
)
def test_how_switches_are_used_is_kept_but_not_what_there_are_none_for(
    home: Path, written: str, switches: str, *, counts: bool
) -> None:
    """M5, P6: a person who steps with their one switch, or sound, does so the next time too."""
    arguments = begun(home, written, {"keys.switches": switches, "voice.volume": 3})
    kept = dict(kept_values(arguments, setting_of(arguments)))
    assert kept == {"voice.volume": 3} | ({"keys.switches": switches} if counts else {})


def test_plain_lines_have_no_switches(home: Path) -> None:
    arguments = begun(home, "{}", {"keys.switches": "step"}, "--plain")
    assert kept_values(arguments, setting_of(arguments)) == ()


def stored(home: Path) -> dict[str, Value]:
    store = home / ".local" / "share" / "mskiosk" / "settings.json"
    settings: dict[str, Value] = json.loads(store.read_text())["settings"]
    return settings


def test_what_does_not_fit_is_told_once_and_kept_no_longer(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """P6: all else counts, and at the next start there is nothing to tell."""
    kept: dict[str, Value] = {"screen.theme": "yellow", "voice.volume": 3}
    arguments = begun(home, SOUND, {**kept, "keys.switches": "two", "keys.next_switch": "f12"})
    setting = setting_of(arguments)
    assert dict(kept_values(arguments, setting)) == kept
    assert leave_out_refused(setting)
    told = capsys.readouterr().err
    assert "keys: switches: two does not go with listening: sound_switch" in told
    assert told.count("It is kept no longer.") == 2
    assert stored(home) == kept
    assert not leave_out_refused(setting_of(arguments))


def test_what_another_version_or_staff_have_set_is_left_where_it_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The keymap may be on a stick that is not plugged in, and the other key of a later version,
    of which the person need not be told."""
    arguments = begun(home, "{}", {"keys.keymap": "/media/stick/pad.yaml"})
    assert leave_out_refused(setting_of(arguments))
    assert "The setting is left out." in capsys.readouterr().err
    assert stored(home) == {"keys.keymap": "/media/stick/pad.yaml"}
    arguments = begun(home, "{}", {"pet": "cat"})
    assert not leave_out_refused(setting_of(arguments))
    assert 'there is no setting "pet"' in capsys.readouterr().err
    assert stored(home) == {"pet": "cat"}


def test_where_nothing_can_be_written_what_does_not_fit_is_left_out(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = begun(home, "{}", {"voice.volume": 80})
    store = home / ".local" / "share" / "mskiosk"
    (store / ".settings.lock").mkdir()
    assert leave_out_refused(setting_of(arguments))
    assert "The setting is left out." in capsys.readouterr().err
    assert stored(home) == {"voice.volume": 80}
