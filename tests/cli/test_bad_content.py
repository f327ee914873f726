"""Content that cannot be used: a sentence with a place, the same wherever it is read."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from tests.cli.program import Ended, run
from tests.content.small_content import SmallContent

LARGE = 1_000_000


@pytest.fixture
def content(tmp_path: Path) -> SmallContent:
    return SmallContent(tmp_path / "content")


def checked(content: SmallContent) -> Ended:
    return run(content.folder.parent, "check", str(content.folder))


def _nothing(content: SmallContent) -> str:
    for file in content.top.rglob("*.yaml"):
        file.unlink()
    return "there are no pages in this folder"


def _broken(content: SmallContent) -> str:
    content.write(content.page, "title: [A page\n")
    return "topic-1.yaml:2: this is not YAML"


def _control_characters(content: SmallContent) -> str:
    content.write(content.page, content.page.read_bytes().replace(b"words", b"\x1b[31mwords\x07"))
    return "topic-1.yaml:6: "


def _large_field(content: SmallContent) -> str:
    content.replace("shelf-0/topic-1.yaml", "Some words", "word " * (LARGE // 5))
    return "topic-1.yaml:"


def _repeated_key(content: SmallContent) -> str:
    content.write(content.page, "title: Again\n" + content.page.read_text())
    return "topic-1.yaml:2: "


def _unknown_goal(content: SmallContent) -> str:
    content.replace("shelf-0/topic-1.yaml", "goto: topic-2", "goto: topic-3")
    return 'topic-1.yaml:9: goto "topic-3": there is no such topic; did you mean'


def _pages_that_know_only_each_other(content: SmallContent) -> str:
    page = content.page.read_text()
    content.write(content.page.with_name("one.yaml"), page.replace("topic-2", "other"))
    content.write(content.page.with_name("other.yaml"), page.replace("topic-2", "one"))
    return "one.yaml:1: "


def _folder_in_itself(content: SmallContent) -> str:
    (content.top / "more").symlink_to(content.top)
    return "linked into itself"


def _link_to_itself(content: SmallContent) -> str:
    content.page.unlink()
    content.page.symlink_to(content.page)
    return "topic-1.yaml:1: "


@pytest.mark.parametrize(
    "spoil",
    [
        _nothing,
        _broken,
        _control_characters,
        _large_field,
        _repeated_key,
        _unknown_goal,
        _pages_that_know_only_each_other,
        _folder_in_itself,
        _link_to_itself,
    ],
)
def test_a_content_fault_has_its_place_and_a_sentence(
    content: SmallContent, spoil: Callable[[SmallContent], str]
) -> None:
    expected = spoil(content)
    ended = checked(content)
    assert ended.status == Exit.FAULTS
    assert expected in ended.output
    assert "fault" in ended.errors
    assert all(len(line) < 500 for line in ended.output.splitlines())
    assert "\x1b" not in ended.told


def test_a_folder_without_faults_says_so(content: SmallContent) -> None:
    ended = checked(content)
    assert (ended.status, ended.errors) == (Exit.DONE, "")
    assert "no faults" in ended.output


def test_all_faults_are_told_at_once(content: SmallContent) -> None:
    expected = [_unknown_goal(content), _pages_that_know_only_each_other(content)]
    ended = checked(content)
    assert all(each in ended.output for each in expected)


@pytest.mark.parametrize("command", [["--plain"], ["rehearse"], ["bench", "core"]])
def test_no_command_starts_on_bad_content(content: SmallContent, command: list[str]) -> None:
    expected = _broken(content)
    ended = run(content.folder.parent, "--content", str(content.folder), *command)
    assert (ended.status, ended.output) == (Exit.FAULTS, "")
    assert expected in ended.errors


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("missing", "there is no such content folder"),
        ("file", "the content folder is a file; name the folder instead"),
        ("loop", "cannot be read"),
        ("empty", 'there is no such folder for "en"'),
    ],
)
def test_what_is_no_content_folder_is_named(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    ended = run(tmp_path, "check", str(tmp_path / name))
    assert ended.status == Exit.FAULTS
    assert expected in ended.output
    assert name in ended.output


def test_a_folder_without_the_right_to_read_it_is_a_fault(content: SmallContent) -> None:
    program = [sys.executable, "-m", "mskiosk"]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("rights do not stop root, and setpriv (util-linux) is missing")
        program = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *program]
    content.top.chmod(0o000)
    try:
        ended = run(content.folder.parent, "check", str(content.folder), program=program)
    finally:
        content.top.chmod(0o755)
    assert ended.status == Exit.FAULTS
    assert "this may not be read" in ended.output
