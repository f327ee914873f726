"""How soon a key has changed the screen, at each text size.

The real kiosk runs without sound on a large terminal. Presses fall into silence, so that what is
drawn after one is its answer; the time is that of the last byte of it.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import cycle

from mskiosk.core.look import TEXT_SIZES
from mskiosk.measuring.figures import Spread
from mskiosk.measuring.kiosk import RIGHT, STOPS
from mskiosk.measuring.terminal import Terminal

COLUMNS, ROWS = 240, 67
LIMIT_MILLISECONDS = 100.0
_DOWN, _BIGGER, _TREATMENT = b"\x1b[B", b"\x1b[19~", b"3"
_SILENT = ("--mute", "--no-microphone")
_START_SECONDS = 30.0
_SETTLE_SECONDS = 0.5
_MOST_SECONDS = 5.0
_QUIET_SECONDS = 0.05
"""What comes later than that was drawn for another reason."""


def bench_screen(options: Sequence[str], runs: int = 30) -> list[Spread]:
    """Starts `mskiosk` with `options`, and presses `runs` keys at each size. Raises `TimeoutError`
    when nothing is drawn, and `EndedError`."""
    command = (sys.executable, "-m", "mskiosk", *options)
    missing = (option for option in _SILENT if option not in options)
    terminal = Terminal((*command, *missing), {"LC_ALL": "C.UTF-8"}, COLUMNS, ROWS)
    try:
        if terminal.drawn_by(_START_SECONDS, 2.0) is None:
            raise TimeoutError("the kiosk draws nothing")
        stops = cycle(STOPS)
        _press(terminal, _TREATMENT, next(stops))
        return [
            Spread(
                f"key_to_screen_size_{size}",
                tuple(_milliseconds(terminal, size, runs, stops)),
                "ms",
                LIMIT_MILLISECONDS,
                f"{COLUMNS} by {ROWS}",
            )
            for size in TEXT_SIZES
        ]
    finally:
        terminal.close()


def _milliseconds(terminal: Terminal, size: int, runs: int, stops: "cycle[str]") -> Iterator[float]:
    if size > TEXT_SIZES[0]:
        _press(terminal, _BIGGER, next(stops))
    for key, _ in zip(cycle((RIGHT, _DOWN)), range(runs), strict=False):
        taken = _press(terminal, key, next(stops))
        if taken is not None:
            yield 1000 * taken


def _press(terminal: Terminal, key: bytes, stop: str) -> float | None:
    """Seconds until the screen had changed; None if it did not. The kiosk is silent again then.
    Raises `EndedError`."""
    terminal.require_running()
    moment = terminal.press(key)
    drawn = terminal.drawn_by(_MOST_SECONDS, _QUIET_SECONDS)
    terminal.drain_for(_SETTLE_SECONDS)
    terminal.press(stop.encode())
    terminal.drain_for(_SETTLE_SECONDS)
    return None if drawn is None else drawn - moment
