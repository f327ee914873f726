"""`mskiosk check` as an author sees it: faults, then warnings, and what the status says."""

from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from tests.cli.program import run
from tests.content.small_content import SmallContent


@pytest.fixture
def content(tmp_path: Path) -> SmallContent:
    return SmallContent(tmp_path / "content")


def test_a_warning_is_printed_and_is_no_failure(content: SmallContent) -> None:
    sources = content.top / "sources.yaml"
    content.write(sources, sources.read_text() + "IDLE: Some book.\n")
    ended = run(content.folder.parent, "check", str(content.folder))
    assert ended.status == Exit.DONE
    warning, all_well = ended.output.splitlines()
    assert warning.startswith(f"warning: {sources}:2: ")
    assert all_well == f"{content.folder}: no faults"


def test_the_program_judges_phrases_by_their_sound(content: SmallContent) -> None:
    content.replace_line(content.page, 10, "    phrases: [pain, the zorblax]")
    ended = run(content.folder.parent, "check", str(content.folder))
    assert ended.status == Exit.FAULTS
    assert f'{content.page}:10: "pain" has one syllable' in ended.output
    assert f'{content.page}:10: the recogniser does not know "zorblax"' in ended.output
