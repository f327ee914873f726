"""`mskiosk tutor`, in lines: it teaches words and reading. E23, C6."""

from pathlib import Path

import pytest

from tests.cli.program import run

TYPED = "two\ngo back\nhelp\nrepeat\nslower\nfaster\nwhere am i\nmain menu\nquit\n"


@pytest.mark.parametrize("options", [("tutor", "--plain"), ("--plain", "tutor")])
def test_the_tutor_is_done_in_plain_lines(tmp_path: Path, options: tuple[str, str]) -> None:
    ended = run(tmp_path, *options, typed=TYPED)
    assert ended.status == 0
    assert "Please say two." in ended.output
    assert ended.output.count("Good. That was:") == len(TYPED.split("\n")) - 2
    assert "That was the lesson." in ended.output
