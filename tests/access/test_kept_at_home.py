"""P1, P6, C6: at home what a person has set stays, and their place is found again; in a clinic
nothing is written of anybody. The real program, in plain lines."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mskiosk.ui.rows import POINTER
from tests.cli.program import Ended, run
from tests.ui.pseudo_terminal import PseudoTerminal

KEPT = Path(".local", "share", "mskiosk")
ASKS = "Last time you were reading: Fatigue. Shall I go on there? Yes please, or no thanks?"
NOT_KEPT = "I could not keep that setting. It holds until you leave."
LEFT_OUT = "I could not use all that you have set. The rest is as you left it."
LOST = "I could not read what you have set. So I start with the usual settings."
SURROUNDINGS: dict[str, str] = {}
MENU = "Facts about MS"
QUIET = "{downloads: never, keys: {additions: {s: set up switches}}}"
"""Nothing asks for anything first, and one key is enough for a hand that is faster than any."""
SWITCHES = (
    ("s", "the switch that you want for next"),
    ("z", "the switch that you want for select"),
    ("x", "Your switches are set."),
)
CLINIC = ("--profile", "clinic")
CLINIC_FOLDERS = (
    Path("/etc/mskiosk"),
    *(Path(os.environ[f"{purpose}_DIRECTORY"]) for purpose in ("STATE", "CACHE", "LOGS")),
)


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The guide is read in once, and not for each home anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SURROUNDINGS, "XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def visit(home: Path, *typed: str, options: tuple[str, ...] = ()) -> Ended:
    lines = "".join(f"{line}\n" for line in (*typed, "quit"))
    ended = run(home, "--plain", *options, typed=lines, environment=SURROUNDINGS)
    assert ended.status == 0
    return ended


def settings_of(home: Path) -> dict[str, object]:
    kept = json.loads((home / KEPT / "settings.json").read_text())["settings"]
    assert isinstance(kept, dict)
    return kept


def wait_for_place(home: Path, seconds: float = 20.0) -> dict[str, object]:
    """Beyond the second sentence; it is written beside what is said, a little later."""
    file, pause = home / KEPT / "place.json", threading.Event()
    for _ in range(round(seconds / 0.05)):
        place = json.loads(file.read_text()) if file.exists() else {}
        if place.get("sentence", 0) > 2:
            return dict(place)
        pause.wait(0.05)
    raise AssertionError("no place was kept")


def test_what_was_set_and_where_the_person_stopped_are_there_the_next_time(tmp_path: Path) -> None:
    first = visit(tmp_path, "slower", "louder", "two", "one", "one", "goodbye", "yes please")
    assert ASKS not in first.output
    assert settings_of(tmp_path) == {"voice.rate_words_per_minute": 100, "voice.volume": 8}
    second = visit(tmp_path, "yes please", "louder", "slower")
    assert ASKS in second.output
    assert "Volume 9 of 10." in second.output
    assert "80 words a minute." in second.output
    assert "Tiredness" not in second.output.partition(ASKS)[0]


@pytest.mark.long
def test_normal_settings_and_a_no_leave_nothing_for_the_next_time(tmp_path: Path) -> None:
    """V3."""
    visit(tmp_path, "slower", "two", "one", "one")
    visit(tmp_path, "no thanks", "normal settings")
    assert settings_of(tmp_path) == {}
    assert ASKS not in visit(tmp_path).output


@pytest.mark.long
def test_what_the_command_line_says_counts_more_and_is_not_kept(tmp_path: Path) -> None:
    visit(tmp_path, "speech on or off", "speech on or off", "louder")
    assert settings_of(tmp_path) == {"voice.aloud": True, "voice.volume": 8}
    muted = visit(tmp_path, "where am i", options=("--mute",))
    assert muted.status == 0
    assert settings_of(tmp_path) == {"voice.aloud": True, "voice.volume": 8}


def test_a_kiosk_that_is_killed_knows_the_place_and_the_settings(tmp_path: Path) -> None:
    child = subprocess.Popen(
        (sys.executable, "-m", "mskiosk", "--plain"),
        env={
            **SURROUNDINGS,
            "HOME": str(tmp_path),
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": ":".join(sys.path),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdin
        assert child.stdout
        child.stdin.write("louder\ntwo\none\none\n")
        child.stdin.flush()
        while "In sixty-nine" not in (line := child.stdout.readline()) and "How common" not in line:
            assert line, "the kiosk has ended"
        assert wait_for_place(tmp_path)["topic"] == "fatigue"
        child.send_signal(signal.SIGKILL)
    assert settings_of(tmp_path) == {"voice.volume": 8}


@pytest.mark.long
def test_switches_that_were_set_up_by_pressing_are_those_of_the_next_visit(tmp_path: Path) -> None:
    """P6, M4, W6: on a real terminal, with keys that have no meaning otherwise."""
    with closing(on_a_terminal(tmp_path)) as first:
        first.wait_for(MENU)
        for key, shown in SWITCHES:
            first.press(key)
            first.wait_for(shown)
        first.wait_until((tmp_path / KEPT / "settings.json").exists)
        assert settings_of(tmp_path) == {
            "keys.next_switch": "z",
            "keys.select_switch": "x",
            "keys.switches": "two",
        }
    with closing(on_a_terminal(tmp_path)) as second:
        second.wait_for(MENU)
        second.press("z")
        second.wait_for(f"{POINTER} 1")
        second.press("x")
        second.wait_for("Types of MS")


def on_a_terminal(home: Path) -> PseudoTerminal:
    configuration = home / "quiet.yaml"
    configuration.write_text(QUIET)
    surroundings = {**SURROUNDINGS, "HOME": str(home), "LANG": "C.UTF-8", "XDG_DATA_HOME": ""}
    command = ("-m", "mskiosk", "--mute", "--config", str(configuration))
    return PseudoTerminal(*command, size=(100, 30), environment=surroundings)


def test_settings_that_cannot_be_read_are_told_to_the_person_and_to_staff(tmp_path: Path) -> None:
    folder = tmp_path / KEPT
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text('{"mskiosk settings": 2, "settings": {}}')
    told = visit(tmp_path, "louder")
    assert LOST in told.output
    assert "Volume 8 of 10." in told.output
    assert told.errors.count("\n") == 1
    assert "settings.json is from a later version of mskiosk. It is now" in told.errors
    assert "settings.json.bad-1, and the usual settings are used." in told.errors
    assert settings_of(tmp_path) == {"voice.volume": 8}


@pytest.mark.long
def test_one_value_that_does_not_fit_is_left_out_and_the_others_serve(tmp_path: Path) -> None:
    folder = tmp_path / KEPT
    folder.mkdir(parents=True)
    kept = {"voice.volume": 3, "voice.rate_words_per_minute": 133, "pet": "cat"}
    (folder / "settings.json").write_text(json.dumps({"mskiosk settings": 1, "settings": kept}))
    told = visit(tmp_path, "louder")
    assert "Volume 4 of 10." in told.output
    assert "133 is not one of" in told.errors
    assert LEFT_OUT in told.output
    assert LOST not in told.output
    assert settings_of(tmp_path) == {"voice.volume": 4, "pet": "cat"}
    assert LEFT_OUT not in visit(tmp_path).output


@pytest.mark.long
def test_where_nothing_can_be_written_it_is_said_once_and_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / KEPT).parent.mkdir(parents=True)
    (tmp_path / KEPT).write_text("a file, where a folder should be")
    told = visit(tmp_path, "louder", "two", "louder", "slower", "main menu", "louder")
    assert told.output.count(NOT_KEPT) == 1, "it may wait for the end of what is urgent on a page"
    assert "Volume 10 of 10." in told.output


def test_in_a_clinic_nothing_is_written_of_anybody(tmp_path: Path) -> None:
    """P1: not in the home of the account, and not where the kiosk has its folders."""
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text("region: us\nprofile: clinic\n")
    home = tmp_path / "home"
    home.mkdir()
    before = {path for folder in CLINIC_FOLDERS for path in folder.rglob("*")}
    options = ("--config", str(configuration))
    told = visit(home, "louder", "slower", "two", "one", "one", "take a break", options=options)
    assert "Volume 8 of 10." in told.output
    assert list(home.rglob("*")) == []
    after = {path for folder in CLINIC_FOLDERS for path in folder.rglob("*")}
    assert not [
        path for path in after - before if path.suffix == ".json" or "settings" in path.name
    ]


@pytest.mark.long
def test_what_a_person_has_kept_at_home_is_nothing_in_a_clinic(tmp_path: Path) -> None:
    visit(tmp_path, "louder", "two", "one", "one")
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text("region: us\n")
    told = visit(
        tmp_path, "louder", options=("--profile", "clinic", "--config", str(configuration))
    )
    assert "Volume 8 of 10." in told.output
    assert ASKS not in told.output
