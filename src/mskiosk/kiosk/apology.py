"""`python -m mskiosk.kiosk.apology [PROGRAM ...]`: two plain sentences in the middle of the
screen, and then the program, or nothing more until somebody ends it.

They stand where the kiosk failed again and again, perhaps for its content; so they are here, and
not among the notices.
"""

import contextlib
import os
import shutil
import signal
import sys
import termios
import textwrap
from collections.abc import Sequence

from mskiosk.kiosk.standstill import go_on, without_stop_key, write_if_taken

SENTENCES = ("This kiosk is not working.", "Please ask at the desk.")
_SIGNALS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)
_WIDEST = 40
_MARGIN = 2
_CLEARED = "\x1b[0m\x1b[2J\x1b[3J\x1b[H\x1b[?25l"


def picture(columns: int, rows: int) -> str:
    """What is written to a terminal of this size."""
    width = max(1, min(_WIDEST, columns - 2 * _MARGIN))
    lines = [line for sentence in SENTENCES for line in textwrap.wrap(sentence, width)]
    top = max(1, (rows - len(lines)) // 2 + 1)
    placed = (
        f"\x1b[{top + row};{max(1, (columns - len(line)) // 2 + 1)}H{line}"
        for row, line in enumerate(lines)
    )
    return _CLEARED + "\x1b[1m" + "".join(placed)


def main(program: Sequence[str]) -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    with contextlib.suppress(termios.error, OSError):
        modes = without_stop_key(termios.tcgetattr(0))
        modes[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(0, termios.TCSANOW, modes)
        go_on(0)
    size = shutil.get_terminal_size()
    write_if_taken(1, picture(size.columns, size.lines).encode())
    if program:
        os.execv(program[0], list(program))  # noqa: S606 - no shell is wanted
    while True:
        signal.pause()


if __name__ == "__main__":
    main(sys.argv[1:])
