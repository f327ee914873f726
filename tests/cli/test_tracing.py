"""The trace tells when something happened, and never what was said."""

import re
from pathlib import Path

from mskiosk.cli.exits import Exit
from tests.cli.program import run

TYPED = "2\nmy secret words\ntiredness and pain\nfatigue\nquit\n"


def test_a_trace_has_times_and_kinds_and_no_words(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    ended = run(tmp_path, "--plain", typed=TYPED, environment={"MSKIOSK_TRACE": str(trace)})
    assert ended.status == Exit.DONE
    lines = trace.read_text().splitlines()
    assert all(re.fullmatch(r"\d+\.\d{4} [A-Z][A-Za-z]+", line) for line in lines)
    assert {"SessionStarted", "SpeechEnded", "SentenceStarted"} <= {
        line.split()[1] for line in lines
    }


def test_a_trace_that_cannot_be_written_is_told_and_the_kiosk_goes_on(tmp_path: Path) -> None:
    for trace in (tmp_path / "missing" / "trace", Path("/dev/full")):
        home = tmp_path / f"home of {trace.name}"  # at one home the second would ask to go on
        home.mkdir()
        ended = run(home, "--plain", typed=TYPED, environment={"MSKIOSK_TRACE": str(trace)})
        assert ended.status == Exit.DONE
        assert "Fatigue is tiredness" in ended.output
        if trace.name == "trace":
            assert ended.errors == f"mskiosk: no trace in {trace}: no such file or directory\n"


def test_nothing_that_was_typed_is_left_on_the_disk(tmp_path: Path) -> None:
    run(tmp_path, "--plain", typed=TYPED)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"secret" not in file.read_bytes()
