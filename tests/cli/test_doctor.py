"""`mskiosk doctor`: the real program, on this machine and on broken ones."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from mskiosk.doctor.finding import Check, State
from mskiosk.models.manifest import MANIFEST_NAME
from tests.cli.examined import DEAF, told
from tests.cli.program import assert_no_traceback, run
from tests.content.small_content import SmallContent
from tests.walk.kiosk import Kiosk

NAMES = [
    *("content", "models", "voice", "speaker", "microphone", "headset", "keymap", "display"),
    *("clock", "disk", "memory", "permissions", "network"),
]


def test_every_check_is_told_by_name_in_its_order(tmp_path: Path) -> None:
    checks = told(run(tmp_path, "doctor", "--json", environment=DEAF))
    assert list(checks) == NAMES == list(Check)
    assert {name: checks[name]["state"] for name in ("content", "voice", "keymap", "network")} == {
        "content": "ok",
        "voice": "ok",
        "keymap": "ok",
        "network": "ok",
    }
    assert checks["models"]["state"] == "warn"
    assert checks["speaker"]["state"] == checks["microphone"]["state"] == "fail"
    assert checks["display"]["state"] == "skipped"
    assert list(tmp_path.iterdir()) == [], "it looks, and makes nothing"


def test_some_checks_can_be_asked_for_and_come_in_the_usual_order(tmp_path: Path) -> None:
    checks = told(run(tmp_path, "doctor", "--json", "network", "clock"))
    assert list(checks) == ["clock", "network"]


def test_as_text_each_check_is_a_line_and_the_faults_come_again_at_the_end(tmp_path: Path) -> None:
    ended = run(tmp_path, "--no-microphone", "doctor", environment=DEAF)
    assert ended.status == Exit.FAULTS
    *lines, gap, mend, look = ended.output.splitlines()
    assert [line.split()[1] for line in lines] == NAMES
    assert lines[3].startswith("FAIL  speaker      There is no loudspeaker")
    assert gap == ""
    assert mend == "Mend before people come: speaker."
    assert look.startswith("The kiosk works, but look at: models")
    assert_no_traceback(ended.told)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("teeth",), '"teeth" is not a check'),
        (("\x1b[2J",), "is not a check"),
        (("--interactive",), "--interactive asks for keys"),
        (("--calibrate", "--json"), "--calibrate plays and asks"),
        (("--calibrate", "speaker"), "--calibrate plays and asks"),
    ],
)
def test_a_wrong_command_line_is_told(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    ended = run(tmp_path, "doctor", *arguments)
    assert (ended.status, ended.output) == (Exit.USAGE, "")
    assert words.replace('"', "") in ended.errors.replace('"', "").replace("'", "")
    assert "\x1b" not in ended.errors


def test_broken_content_fails_and_the_clock_is_judged_all_the_same(tmp_path: Path) -> None:
    content = SmallContent(tmp_path / "content")
    content.replace("shelf-0/topic-1.yaml", "goto: topic-2", "goto: topic-22")
    ended = run(tmp_path, "--content", str(content.folder), "doctor", "--json", "content", "clock")
    checks = told(ended)
    assert checks["content"]["state"] == "fail"
    assert "mskiosk check" in checks["content"]["says"]
    assert checks["clock"]["state"] == "ok"


def test_with_a_broken_configuration_every_check_is_named_and_the_first_says_why(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text("voice: {volume: 11}\nprofil: home\n", encoding="utf-8")
    checks = told(run(tmp_path, "--config", str(file), "doctor", "--json"))
    assert list(checks) == NAMES
    first, *others = checks.values()
    assert first["state"] == "fail"
    assert "2 faults" in first["says"]
    assert f"{file}:1:" in first["says"]
    assert f"mskiosk --config {file} config check`" in first["says"]
    assert {found["state"] for found in others} == {"skipped"}


def test_a_damaged_model_fails(tmp_path: Path) -> None:
    model = tmp_path / "models" / "vosk-model-small-en-us-0.15"
    model.mkdir(parents=True)
    (model / MANIFEST_NAME).write_text("{", encoding="utf-8")
    ended = run(tmp_path, "--models", str(tmp_path / "models"), "doctor", "--json", "models")
    found = told(ended)["models"]
    assert found["state"] == "fail"
    assert f"{model.name} is damaged" in found["says"]


def test_a_folder_that_is_a_file_is_told_with_what_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".local").write_bytes(b"")
    checks = told(run(tmp_path, "doctor", "--json", "disk", "permissions"))
    assert checks["disk"]["state"] == "fail"
    assert "The kiosk works all the same" in checks["disk"]["says"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
def test_a_full_disk_and_a_read_only_one_are_told(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        (disk / "big").write_bytes(bytes(500_000))
        assert "the disk is full" in disk_told(disk, State.FAIL)
        (disk / "big").unlink()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert "is read-only" in disk_told(disk, State.WARN)


def disk_told(home: Path, state: State) -> str:
    found = told(run(home, "doctor", "--json", "disk"))["disk"]
    assert found["state"] == state, found
    return found["says"]


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Half a megabyte, as home."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_malformed_calibration_is_told(tmp_path: Path) -> None:
    folder = tmp_path / ".local" / "share" / "mskiosk"
    folder.mkdir(parents=True)
    (folder / "loudness.json").write_text("{", encoding="utf-8")
    found = told(run(tmp_path, "doctor", "--json", "--silent", "speaker"))["speaker"]
    assert found["state"] == "warn"
    assert "loudness.json is damaged" in found["says"]


def test_streams_that_were_closed_before_the_start_do_no_harm(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            "sh",
            "-c",
            f'"{sys.executable}" -m mskiosk doctor clock keymap <&- >&- 2>{tmp_path}/told',
        ],
        env={**os.environ, "HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == Exit.DONE
    assert_no_traceback((tmp_path / "told").read_text(encoding="utf-8"))


def test_keys_are_asked_for_one_by_one_on_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "mskiosk.yaml"
    pad = tmp_path / "pad.yaml"
    keys = "{1: 1, up: previous choice, enter: this one, f12: get help now}"
    pad.write_text(f"name: Pad\ndescription: Four keys.\nkeys: {keys}\n", encoding="utf-8")
    file.write_text(f"keys: {{keymap: {pad}}}\n", encoding="utf-8")
    options = ("--config", str(file), "doctor", "keymap", "--interactive")
    kiosk = Kiosk(options, {**DEAF, "HOME": str(tmp_path)})
    try:
        kiosk.wait_for("Seconds to wait")
        kiosk.press("enter")
        for asked, pressed in (("1 of 4", "1"), ("2 of 4", "up"), ("3 of 4", "enter")):
            kiosk.wait_for(asked)
            kiosk.press(pressed)
        kiosk.wait_for("4 of 4: press f12 (get help now)")
        kiosk.press("5")
        kiosk.wait_for("that was 5; once more")
        kiosk.press("f12")
        kiosk.wait_for("All 4 keys came")
        assert kiosk.wait_for_end() == Exit.DONE
    finally:
        kiosk.close()


def test_ctrl_c_ends_the_keys_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    kiosk = Kiosk(("doctor", "keymap", "--interactive"), {**DEAF, "HOME": str(tmp_path)})
    try:
        kiosk.wait_for("Seconds to wait")
        kiosk.press("enter")
        kiosk.wait_for("1 of ")
        kiosk.press("ctrl+c")
        assert kiosk.wait_for_end() == Exit.INTERRUPTED
        assert_no_traceback(kiosk.raw.decode())
    finally:
        kiosk.close()


def test_on_a_terminal_the_screen_is_judged(tmp_path: Path) -> None:
    kiosk = Kiosk(("doctor", "display"), {**DEAF, "HOME": str(tmp_path)})
    try:
        kiosk.wait_for("80 columns and 24 rows")
        kiosk.wait_for("contrast of 16.7:1")
        assert kiosk.wait_for_end() == Exit.DONE
    finally:
        kiosk.close()
