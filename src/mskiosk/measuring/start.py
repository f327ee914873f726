"""How soon the real kiosk speaks, listens and obeys, and what it uses while it waits."""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from mskiosk.measuring.figures import Figure, spread
from mskiosk.measuring.processes import cpu_seconds, memory_megabytes
from mskiosk.measuring.terminal import Terminal

_RUNS = 5
_MOST_SECONDS = 30.0
_IDLE_SECONDS = 10.0
_SETTLED_SECONDS, _MOST_UNTIL_SETTLED = 3.0, 30.0
"""So long nothing has happened, and it is idle; so long that is waited for."""
NO_EARS = "--no-microphone"
"""The option of a kiosk that never gets ready to listen."""


def bench_start(options: Sequence[str], trace_variable: str) -> list[Figure]:
    """Starts `mskiosk` with `options` a few times in a pseudo-terminal; the last one idles.

    The first word is the moment at which the first sample of it is handed to the sound device
    (without a device: at which its caption begins). Raises `EndedError`.
    """
    words: list[float] = []
    screens: list[float] = []
    ears: list[float] = []
    figures: list[Figure] = []
    heard_nothing = ""
    with tempfile.TemporaryDirectory(prefix="mskiosk-bench-") as name:
        for run in range(_RUNS):
            trace = Path(name) / f"trace{run}"
            command = (sys.executable, "-m", "mskiosk", *options)
            terminal = Terminal(command, {trace_variable: str(trace)}, 80, 24)
            try:
                times = _wait_for_all(terminal, trace, listens=NO_EARS not in options)
                terminal.require_running()
                words += [times["SentenceStarted"]] if "SentenceStarted" in times else []
                ears += [times["ListenerReady"]] if "ListenerReady" in times else []
                screens += [times["screen"]] if "screen" in times else []
                if "SpeakerReady" not in times:
                    heard_nothing = "no sound device: captions"
                if run == _RUNS - 1:
                    figures = _idle(terminal, trace, is_listening="ListenerReady" in times)
            finally:
                terminal.close()
    return [
        *spread("first_screen", screens, "s"),
        *(
            Figure(f.name, f.value, f.unit, f.limit, f"{f.remark} {heard_nothing}".strip())
            for f in spread("first_word", words, "s", 1.5)
        ),
        *spread("listening_ready", ears, "s", 3.0),
        *figures,
    ]


def _wait_for_all(terminal: Terminal, trace: Path, *, listens: bool) -> dict[str, float]:
    """Seconds from the start to the first event of each kind and to the first drawing."""
    times: dict[str, float] = {}
    wanted = {"screen", "SentenceStarted", *(["ListenerReady"] if listens else [])}
    while time.monotonic() < terminal.started + _MOST_SECONDS:
        drawn = terminal.drain(0.05)
        if drawn and "screen" not in times:
            times["screen"] = drawn - terminal.started
        if trace.exists():
            for line in trace.read_text().splitlines():
                moment, _, kind = line.partition(" ")
                times.setdefault(kind, float(moment) - terminal.started)
        no_ears = "ListenerFailed" in times and times.keys() >= {"SentenceStarted"}
        if times.keys() >= wanted or no_ears or terminal.process.poll() is not None:
            break
    return times


def _idle(terminal: Terminal, trace: Path, *, is_listening: bool) -> list[Figure]:
    """Paused, after the introduction has ended: it listens and waits."""
    terminal.press(b"x")
    terminal.drain_for(0.5)
    terminal.press(b" ")
    _settle(terminal, trace)
    pid = terminal.process.pid
    before = cpu_seconds(pid)
    terminal.drain_for(_IDLE_SECONDS)
    terminal.require_running()
    percent = 100 * (cpu_seconds(pid) - before) / _IDLE_SECONDS
    remark = "listening to silence" if is_listening else "nothing to listen with"
    return [
        Figure("memory", memory_megabytes(pid), "MB", 250.0, "all processes, proportional"),
        Figure("idle_cpu", percent, "%", 8.0 if is_listening else 5.0, remark),
    ]


def _settle(terminal: Terminal, trace: Path) -> None:
    """Until nothing is said or done any more."""
    end = time.monotonic() + _MOST_UNTIL_SETTLED
    size, since = -1, time.monotonic()
    while time.monotonic() < min(end, since + _SETTLED_SECONDS):
        terminal.drain_for(0.1)
        now = trace.stat().st_size if trace.exists() else 0
        if now != size:
            size, since = now, time.monotonic()
