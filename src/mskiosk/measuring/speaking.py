"""How soon, how steadily and at what cost the real kiosk speaks, from a key to the loudspeaker.

Everything is heard at the monitor of a loudspeaker without hardware, as `monitor` describes; what
that takes by itself has a figure of its own, and is subtracted from none.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mskiosk.core.guide import Guide
from mskiosk.core.policy import DEFAULT_RATE
from mskiosk.measuring.beside_stock import stock_times
from mskiosk.measuring.continuity import UNDERRUN_MILLISECONDS, continuity
from mskiosk.measuring.figures import Figure, Spread
from mskiosk.measuring.kiosk import kiosk_at_work
from mskiosk.measuring.monitor import Monitor
from mskiosk.measuring.presses import Answer, Heard, Presser
from mskiosk.measuring.processes import memory_megabytes
from mskiosk.measuring.reading import read_aloud
from mskiosk.measuring.soak import utter, uttered
from mskiosk.measuring.sound_stage import RATE, SPEAKER, SoundStage, sound_stage
from mskiosk.measuring.ways import ways

SOAK_UTTERANCES = 5_000
_CONFIGURATION = "downloads: never\n"
_TONE = b"\x00\x10" * (RATE // 50)
_PAUSE_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much is measured."""

    presses: int = 100
    """Of each kind, at least."""
    reading_seconds: float = 90.0
    sentences: int = 25
    stock_runs: int = 3
    has_chimes: bool = True
    """The kiosk chimes unless it is told otherwise."""
    is_soak: bool = False


def bench_speaking(
    options: Sequence[str], guide: Guide, trace_variable: str, extent: Extent
) -> list[Figure | Spread]:
    """Starts `mskiosk` with `options`. Raises `NoSoundStageError` where there is none, and
    `TimeoutError` when the kiosk is not heard."""
    load = os.getloadavg()[0]
    with sound_stage() as stage, tempfile.TemporaryDirectory(prefix="mskiosk-bench-") as name:
        folder = Path(name)
        figures: list[Figure | Spread] = [*_kiosk(options, guide, trace_variable, extent, stage)]
        figures.append(_monitor_delay(stage, extent.presses))
        figures += _sentences(guide, extent, stage)
        figures += _stock(extent, stage, folder)
    loads = f"1 min before and after, on {os.cpu_count()} processors"
    figures.append(Figure("load_before", load, "", remark=loads))
    figures.append(Figure("load_after", os.getloadavg()[0], "", remark=loads))
    return figures


def _kiosk(
    options: Sequence[str],
    guide: Guide,
    trace_variable: str,
    extent: Extent,
    stage: SoundStage,
) -> list[Figure | Spread]:
    found = ways(guide)
    with tempfile.TemporaryDirectory(prefix="mskiosk-bench-") as name:
        if "--config" not in options:
            configuration = Path(name, "mskiosk.yaml")
            configuration.write_text(_CONFIGURATION)
            options = [*options, "--config", str(configuration)]
        with kiosk_at_work(options, stage, trace_variable, Path(name)) as (kiosk, monitor):
            fresh = memory_megabytes(kiosk.pid)
            presser = Presser(kiosk, monitor, found)
            heard = presser.press(extent.presses)
            voices = heard
            if extent.has_chimes:
                presser.switch_chimes()
                voices = presser.press(extent.presses)
            read = read_aloud(kiosk, monitor, found[0], extent.reading_seconds)
            count = utter(kiosk, SOAK_UTTERANCES) if extent.is_soak else uttered(kiosk)
            used = memory_megabytes(kiosk.pid)
            dropouts = _dropouts(monitor)
    lags = read.caption_lags
    reading = f"{extent.reading_seconds:g} s of reading, all processes"
    return [
        *_heard(heard, voices),
        dropouts,
        Spread("caption_lag_ms", tuple(map(abs, lags)), "ms", 100.0, _early(lags)),
        Figure("cpu_speaking", read.cpu_percent, "%", remark=f"of one core, {reading}"),
        Figure("memory_at_start", fresh, "MB", 250.0, "all processes, proportional"),
        Figure(f"memory_after_{_about(count)}_utterances", used, "MB", 250.0, f"{count} of them"),
    ]


def _dropouts(monitor: Monitor) -> Figure:
    now = monitor.sounds.last_moment
    count = len(monitor.sounds.dropouts(0.0, now))
    remark = f"in {monitor.sounds.sound_seconds(0.0, now):.0f} s of sound, some of it cut by keys"
    return Figure("dropouts", float(count), "", 0.0, remark)


def _heard(heard: dict[Answer, Heard], voices: dict[Answer, Heard]) -> list[Spread]:
    silence = heard[Answer.SILENCE]
    uncounted = f"{silence.uncounted} more fell into pauses of the voice"
    values = tuple(silence.milliseconds)
    spreads = [Spread("key_to_silence_ms", values, "ms", 40.0, uncounted)]
    for answer, limit, what in (
        (Answer.CACHED, 60.0, "a sentence said before"),
        (Answer.NEW, 100.0, "a sentence never rendered before"),
        (Answer.NEXT, 60.0, "the next sentence"),
        (Answer.CHOICE, 100.0, "a page that was chosen"),
    ):
        for kind, results, remark in (
            ("sound", heard, f"{what}, or the chime before it"),
            ("voice", voices, f"{what}, with the chimes switched off"),
        ):
            values = tuple(results[answer].milliseconds)
            spreads.append(Spread(f"key_to_{kind}_{answer}_ms", values, "ms", limit, remark))
    return spreads


def _early(lags: Sequence[float]) -> str:
    return f"marks that came before the sound: {sum(lag < 0 for lag in lags)}"


def _about(count: int) -> int:
    """With one digit that is not 0."""
    return int(round(count, 1 - len(str(count))))


def _monitor_delay(stage: SoundStage, runs: int) -> Spread:
    """Of a tone that a waiting stream is given: sound server, monitor and reading."""
    monitor = Monitor(stage)
    player = stage.spawn(
        *("pacat", "-d", SPEAKER, "--raw", "--format=s16le", f"--rate={RATE}"),
        *("--channels=1", "--latency-msec=1"),
        stdin=subprocess.PIPE,
    )
    assert player.stdin
    delays = []
    try:
        for run in range(runs + 1):
            time.sleep(_PAUSE_SECONDS + run % 7 / 1000)
            given = time.monotonic()
            os.write(player.stdin.fileno(), _TONE)
            onset = monitor.wait_for_sound(given, 1.0)
            if onset is not None and run:  # the first one finds a stream that is not there yet
                delays.append(1000 * (onset - given))
    finally:
        monitor.close()
    return Spread("monitor_delay_ms", tuple(delays), "ms", None, "part of every figure above")


def _sentences(guide: Guide, extent: Extent, stage: SoundStage) -> list[Figure | Spread]:
    topic = guide.topics[ways(guide)[0].topic]
    parts = [part for section in topic.sections for part in section.paragraphs]
    texts = [text.spoken for part in parts for text in part][: extent.sentences]
    heard = continuity(stage, texts, DEFAULT_RATE, guide.voiced)
    least = f"of {len(heard.added)} sentences, more than {UNDERRUN_MILLISECONDS:g} ms longer"
    return [
        Spread("sentence_gap_ms", heard.gaps, "ms", None, "the pause of the voice included"),
        Spread("sentence_gap_added_ms", heard.added, "ms", None, "longer than rendered"),
        Figure("underruns", float(heard.underruns), "", 0.0, least),
    ]


def _stock(extent: Extent, stage: SoundStage, folder: Path) -> list[Figure | Spread]:
    times = stock_times(stage, folder, extent.stock_runs)
    what = "stock pyttsx3, called directly, with paplay as its player"
    return [
        Spread("stock_say_to_sound_ms", tuple(times.to_sound), "ms", None, what),
        Spread("stock_stop_to_silence_ms", tuple(times.to_silence), "ms", None, what),
        Spread("stock_stop_returns_ms", tuple(times.to_return), "ms", None, what),
    ]
