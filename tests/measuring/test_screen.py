"""Measuring how soon a key changes the screen."""

from pathlib import Path

import pytest

from mskiosk.core.look import TEXT_SIZES
from mskiosk.measuring.screen import bench_screen
from mskiosk.measuring.terminal import EndedError, Terminal
from tests.walk.test_by_key import NO_SOUND


def test_a_drawing_ends_with_its_last_byte() -> None:
    """V7"""
    terminal = Terminal(["sh", "-c", "read a; echo one; echo two; read b"], {}, 80, 24)
    assert terminal.drawn_by(0.1, 0.1) is None
    pressed = terminal.press(b"\n")
    last = terminal.drawn_by(10.0, 0.3)
    assert last is not None
    assert last > pressed
    terminal.close()


def test_a_kiosk_that_does_not_start_is_not_measured() -> None:
    with pytest.raises(EndedError, match="ended by itself, with exit status 2"):
        bench_screen(["--nonsense"], runs=1)


@pytest.mark.long
def test_each_text_size_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, setting in {**NO_SOUND, "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(variable, setting)
    figures = bench_screen([], runs=3)
    assert [figure.name for figure in figures] == [
        f"key_to_screen_size_{size}" for size in TEXT_SIZES
    ]
    for figure in figures:
        assert len(figure.values) == 3
        assert max(figure.values) < 5000
