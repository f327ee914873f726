"""The terminal's own letters, made larger by the terminal: kitty, where it lets programs do that.

They are smoother than drawn ones, and text stays text. kitty makes them five times as large as its
configuration has them and no larger, which is what the smallest drawn letters are; so they stand
for those. How many rows and columns there would be otherwise is remembered: what the screen has
room for must not change with the letters.

docs/text-sizes.md says why other terminals are not asked.
"""

import fcntl
import json
import re
import struct
import termios
from collections.abc import Callable, Mapping
from dataclasses import dataclass

OWN_FONT_SIZE = 2
"""The text size that it stands for."""
SETTLING_SECONDS = 0.5
"""kitty takes less than a tenth of this; what has not changed by then does not change."""
_TIMES = 5
_LEAST_TIMES = 4.5
_NAME = b"kitty-query-font_size".hex()
_POINTS = re.compile(rf"1\+r{_NAME}=((?:[0-9a-fA-F]{{2}})+)")
_COMMAND = "@kitty-cmd"
_TO_NO_EFFECT = {"size": 0.0001, "increment_op": "+"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    columns: int
    rows: int
    height: int
    """In dots of the screen; 0 where the terminal does not tell."""

    @property
    def cell(self) -> float:
        return self.height / self.rows if self.rows else 0.0


def window_of(descriptor: int) -> Window:
    """Nothing of a terminal that is gone."""
    try:
        found = fcntl.ioctl(descriptor, termios.TIOCGWINSZ, bytes(8))
    except OSError:
        found = bytes(8)
    rows, columns, _, height = struct.unpack("HHHH", found)
    return Window(columns=columns, rows=rows, height=height)


def may_be_asked(environ: Mapping[str, str]) -> bool:
    """Whether this is kitty, with no other program in between."""
    return environ.get("TERM") == "xterm-kitty" and not {"TMUX", "STY"} & environ.keys()


class OwnFont:
    def __init__(self, write: Callable[[str], object], window: Callable[[], Window]) -> None:
        self._write = write
        self._window = window
        self._points: float | None = None
        """How large kitty's configuration has the letters."""
        self._usual_points = 0.0
        """How large they were before; 0: as the configuration has them."""
        self._is_allowed = False
        self._usual: Window | None = None
        """As the window was before its letters were made larger."""
        self._larger: Window | None = None
        """As it has become by that."""
        self._is_given_up = False
        self.is_settling = False
        """The terminal has been told, and has not changed yet."""

    @property
    def is_able(self) -> bool:
        return self._is_allowed and self._points is not None and not self._is_given_up

    @property
    def is_large(self) -> bool:
        return self._usual is not None

    def ask(self) -> None:
        """How large the letters are, and whether that may be changed."""
        self._write(f"\x1bP+q{_NAME}\x1b\\{_command(_TO_NO_EFFECT)}")

    def answered(self, answer: str) -> None:
        """`answer` is what the terminal sent, to this question or to another."""
        if match := _POINTS.fullmatch(answer):
            self._points = _number(bytes.fromhex(match[1]))
        elif answer.startswith(_COMMAND) and not self.is_large:
            self._is_allowed = _is_yes(answer.removeprefix(_COMMAND))

    def enlarge(self) -> None:
        if self._points is not None:
            self._usual, self._larger, self.is_settling = self._window(), None, True
            self._write(_command({"size": _TIMES * self._points}))

    def put_back(self) -> None:
        """As they were; nothing where they are."""
        if self.is_large:
            self._usual, self.is_settling = None, True
            self._write(_command({"size": self._usual_points}))

    def resized(self) -> None:
        """The window has other rows or columns than before. Letters that somebody had made larger
        by hand cannot become five times as large: they are put back as they were, for good."""
        self.is_settling = False
        if self._usual is None or self._larger is not None:
            return
        now = self._window()
        if now.cell <= self._usual.cell:
            return
        self._larger = now
        times = now.cell / self._usual.cell
        if times < _LEAST_TIMES and self._points is not None:
            self._usual_points = round(2 * _TIMES * self._points / times) / 2
            self._give_up()

    def settle(self) -> None:
        """So much time has passed that whatever is to change has changed."""
        if self.is_large and self._larger is None:
            self._give_up()
        self.is_settling = False

    def usual_grid(self, columns: int, rows: int) -> tuple[int, int]:
        """How many there would be of either with the letters as they were."""
        if self._usual is None:
            return columns, rows
        if self._larger is None or (columns, rows) == (self._larger.columns, self._larger.rows):
            return self._usual.columns, self._usual.rows
        times = self._larger.cell / self._usual.cell
        return int(columns * times), int(rows * times)

    def _give_up(self) -> None:
        self._is_given_up = True
        self.put_back()


def _command(payload: Mapping[str, object]) -> str:
    """For kitty 0.14.2 and later, which has all of this."""
    command = {"cmd": "set-font-size", "version": [0, 14, 2], "payload": payload}
    return f"\x1bP{_COMMAND}{json.dumps(command)}\x1b\\"


def _is_yes(written: str) -> bool:
    try:
        answer = json.loads(written)
    except (ValueError, RecursionError):
        return False
    return isinstance(answer, dict) and answer.get("ok") is True


def _number(written: bytes) -> float | None:
    try:
        points = float(written)
    except ValueError:
        return None
    return points if 1 <= points <= 1000 else None
