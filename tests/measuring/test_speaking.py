"""Measuring how soon the real kiosk is heard. How soon that is, is no matter here."""

import pytest

from mskiosk.cli.tracing import VARIABLE
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.measuring.figures import Figure, Spread
from mskiosk.measuring.speaking import Extent, bench_speaking
from tests.virtual_sound import missing_programs

pytestmark = pytest.mark.long

PRESSES = 5
SMALL = Extent(presses=PRESSES, reading_seconds=10.0, sentences=4, stock_runs=1)
TIMED = (
    "key_to_silence_ms",
    "key_to_sound_cached_ms",
    "key_to_sound_new_ms",
    "key_to_voice_cached_ms",
    "key_to_voice_new_ms",
    "monitor_delay_ms",
)
BESIDE = (
    "caption_lag_ms",
    "sentence_gap_ms",
    "stock_say_to_sound_ms",
    "stock_stop_to_silence_ms",
)
COUNTED = ("underruns", "dropouts", "cpu_speaking", "memory_at_start")


def test_every_figure_is_measured() -> None:
    if missing := missing_programs():
        pytest.skip(f"no virtual sound: {', '.join(missing)} missing (apt install pulseaudio)")
    guide = load_guide(shipped_content())
    figures = {each.name: each for each in bench_speaking([], guide, VARIABLE, SMALL)}
    for name in (*TIMED, *BESIDE):
        spread = figures[name]
        assert isinstance(spread, Spread)
        assert len(spread.values) >= (PRESSES if name in TIMED else 1), name
        assert all(-1_000 < value < 20_000 for value in spread.values), name
    for name in COUNTED:
        figure = figures[name]
        assert isinstance(figure, Figure)
        assert figure.value is not None, name
    assert any(name.startswith("memory_after_") for name in figures)
