"""What is known of the terminal before Textual is loaded, and whether a screen can be drawn."""

import os
import shutil
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass

LEAST_COLUMNS = 10
LEAST_ROWS = 4
_CANNOT_MOVE_A_CURSOR = frozenset({"", "dumb", "unknown"})
SIGNALS_OF_TERMINALS = (
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTSTP,
    signal.SIGTTIN,
    signal.SIGTTOU,
)
"""What a terminal sends for a key such as Ctrl+Z, or to a program in the background."""
_USE_PLAIN = 'Use "mskiosk --plain": the same words, line by line.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Sizes are in cells; 0 is unknown, and then Textual assumes 80 by 24."""

    has_keyboard: bool
    """Standard input is a terminal."""
    has_screen: bool
    """Standard output is a terminal."""
    name: str
    """The value of TERM."""
    columns: int
    rows: int
    is_ascii_only: bool
    """The locale promises no more than ASCII."""

    @classmethod
    def here(cls, environ: Mapping[str, str] = os.environ) -> "Terminal":
        size = shutil.get_terminal_size((0, 0))
        return cls(
            has_keyboard=sys.__stdin__ is not None and sys.__stdin__.isatty(),
            has_screen=sys.__stdout__ is not None and sys.__stdout__.isatty(),
            name=environ.get("TERM", ""),
            columns=size.columns,
            rows=size.lines,
            is_ascii_only="UTF" not in _character_set(environ).upper(),
        )


def why_not(terminal: Terminal) -> str | None:
    """One sentence on why no screen can be drawn here and what to do, or None if it can."""
    if not terminal.has_keyboard or not terminal.has_screen:
        return f"This is not a terminal, so there is no screen to draw on. {_USE_PLAIN}"
    if terminal.name in _CANNOT_MOVE_A_CURSOR:
        name = f'"{terminal.name}"' if terminal.name else "not set"
        return f"TERM is {name}, so no screen can be drawn here. {_USE_PLAIN}"
    if 0 < terminal.columns < LEAST_COLUMNS or 0 < terminal.rows < LEAST_ROWS:
        return (
            f"This terminal has {terminal.columns} columns and {terminal.rows} rows; the screen "
            f"needs {LEAST_COLUMNS} and {LEAST_ROWS}. Make it bigger, or its letters smaller. "
            f"{_USE_PLAIN}"
        )
    return None


def prepare_environment() -> None:
    """Settings that Textual reads while it is imported; call it before `mskiosk.ui.app`.

    The kitty protocol sends modifier keys as if they were keys; nothing may move on the screen;
    a lone Escape must act at once (in milliseconds; a slow line may need more, so it can be set).
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    os.environ.setdefault("ESCDELAY", "25")


def withstand_signals() -> None:
    """For a clinic: nothing that a terminal sends ends or stops the program, or its children, but
    the end of the terminal. The earlier the better: until a screen is drawn, keys are signals."""
    for number in SIGNALS_OF_TERMINALS:
        signal.signal(number, signal.SIG_IGN)


def _character_set(environ: Mapping[str, str]) -> str:
    """The first locale variable that is set decides, as POSIX has it."""
    return next((environ[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(n)), "")
