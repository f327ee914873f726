"""What staff are told at a start, and where."""

import pytest

from mskiosk.cli.remarks import in_log, remark


def test_a_remark_is_on_standard_error_but_for_a_supervised_visit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    remark(["the cache is full", "and so is the log"], {})
    assert capsys.readouterr().err == "mskiosk: the cache is full\nmskiosk: and so is the log\n"
    remark(["the cache is full"], {"MSKIOSK_SUPERVISED": "1"})
    assert capsys.readouterr() == ("", "")


def test_a_name_in_a_line_of_the_log_is_one_word_and_not_endless() -> None:
    assert in_log("/srv/my pages\n\udcff") == "/srv/my%20pages%0A%FF"
    assert len(in_log("ä" * 999)) == 120
