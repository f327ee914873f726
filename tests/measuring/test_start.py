"""Measuring the start of the real kiosk."""

from pathlib import Path

import pytest

from mskiosk.measuring.start import bench_start
from mskiosk.measuring.terminal import EndedError, Terminal
from tests.walk.test_by_key import NO_SOUND


def test_a_program_in_its_terminal_is_read_until_it_is_silent_and_ended() -> None:
    terminal = Terminal(["sh", "-c", "echo hello; read line"], {}, 80, 24)
    first = terminal.drain(1.0)
    assert first is not None
    assert first >= terminal.started
    assert terminal.drain(0.0) is None
    terminal.close()
    assert terminal.process.returncode is not None


class Counting(Terminal):
    looks = 0

    def _draws(self, seconds: float) -> bool:
        self.looks += 1
        return super()._draws(seconds)


def test_the_terminal_of_a_program_that_has_ended_is_waited_at_and_not_asked_again_and_again() -> (
    None
):
    terminal = Counting(["true"], {}, 80, 24)
    terminal.process.wait()
    terminal.drain_for(0.1)
    assert terminal.looks <= 2
    terminal.close()


def test_a_kiosk_that_does_not_start_is_not_measured() -> None:
    with pytest.raises(EndedError, match="ended by itself, with exit status 2"):
        bench_start(["--nonsense"], "MSKIOSK_TRACE")


@pytest.mark.long
def test_a_start_without_sound_is_measured_by_its_captions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, setting in {**NO_SOUND, "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(variable, setting)
    figures = {each.name: each for each in bench_start(["--no-microphone"], "MSKIOSK_TRACE")}
    for name in ("first_screen_p95", "first_word_p95", "memory"):
        value = figures[name].value
        assert value is not None
        assert value > 0
    assert "captions" in figures["first_word_p95"].remark
    assert figures["listening_ready_median"].value is None
    assert figures["idle_cpu"].remark == "nothing to listen with"
    assert figures["idle_cpu"].value is not None
