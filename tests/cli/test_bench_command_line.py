"""What `mskiosk bench` refuses before it measures."""

from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from tests.cli.program import run


@pytest.mark.parametrize("what", ["core", "start", "screen"])
def test_with_bad_settings_the_fault_is_told_and_no_figure(tmp_path: Path, what: str) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("voice: {volume: 99}\n")
    ended = run(tmp_path, "--config", str(bad), "bench", what)
    assert (ended.status, ended.output) == (Exit.FAULTS, "")
    assert f"{bad}:1: " in ended.errors
