"""What a configuration names is there for the service, too, or it is not installed."""

import os
import shutil
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from mskiosk.configuration.keymap_names import keymap_file
from mskiosk.configuration.loading import load_written
from mskiosk.kiosk.reachable import unreachable
from tests.cli.program import run

CLINIC = "profile: clinic\nregion: uk\n"


def sentences(folder: Path, text: str) -> list[str]:
    file = folder / "clinic.yaml"
    file.write_text(CLINIC + text)
    faults = unreachable(load_written(file))
    assert all((fault.file, fault.line) == (file, 3) for fault in faults)
    return [fault.sentence for fault in faults]


@pytest.mark.parametrize("text", ["content: pages", "models: ../models"])
def test_a_path_that_is_counted_from_the_file_is_refused(tmp_path: Path, text: str) -> None:
    (sentence,) = sentences(tmp_path, text)
    assert sentence.startswith(text.split(": ")[1])
    assert "means another place once this file is in /etc/mskiosk; write the whole" in sentence


def test_so_is_a_keymap_of_ones_own_but_not_one_that_comes_along(tmp_path: Path) -> None:
    shutil.copyfile(keymap_file("full"), tmp_path / "pad.yaml")
    (sentence,) = sentences(tmp_path, "keys: {keymap: ./pad.yaml}")
    assert "means another place" in sentence
    assert sentences(tmp_path, "keys: {keymap: numeric-pad}") == []


@pytest.mark.parametrize(
    "text",
    [
        "content: /home/anna/pages",
        "models: /root/models",
        "content: /tmp/pages",
        "content: ~/pages",
        "staff: {command: [/home/anna/bell]}",
    ],
)
def test_a_path_that_the_service_cannot_see_is_refused(tmp_path: Path, text: str) -> None:
    (sentence,) = sentences(tmp_path, text)
    assert "where the service cannot look; copy it to /opt/mskiosk, say" in sentence


def test_a_command_that_calls_staff_and_is_no_program_is_refused(tmp_path: Path) -> None:
    """C3: else it is found when somebody needs a person."""
    assert sentences(tmp_path, "staff: {command: [/bin/true]}") == []
    for path in ("/opt/mskiosk/rign", "/proc/version", "/bin"):
        (sentence,) = sentences(tmp_path, f"staff: {{command: [{path}]}}")
        assert f"{path} is no program that can be run here" in sentence


def test_a_link_into_a_hidden_folder_is_no_way_round(tmp_path: Path) -> None:
    link = Path("/proc/self/root/home/anna/pages")
    assert len(sentences(tmp_path, f"content: {link}")) == 1


def test_a_path_that_everybody_can_look_into_is_fine(tmp_path: Path) -> None:
    assert sentences(tmp_path, "content: /srv/pages") == []
    assert sentences(tmp_path, "") == []


def test_nothing_is_done_with_such_a_configuration(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root is asked for more than sudo")
    file = tmp_path / "clinic.yaml"
    file.write_text(f"{CLINIC}content: pages\n")
    ended = run(tmp_path, "--config", str(file), "kiosk", "--install", typed="n\n")
    if "folder of a person" in ended.errors:
        pytest.skip("the program itself is where the service cannot look")
    assert ended.status == Exit.FAULTS
    assert f"{file}:3: pages means another place" in ended.errors
    assert "This is what will be done" not in ended.output
