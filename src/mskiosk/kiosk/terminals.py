"""What draws a visit: a terminal that has no way out.

Under Wayland it is foot, under X it is xterm, each a new one for each visit, told nothing by any
file of its own; else it is the Linux console. None of them has a menu, a key of its own, a
scrollback or anything that blinks.
"""

import contextlib
import fcntl
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Protocol

from mskiosk.configuration.settings import DisplayKind
from mskiosk.kiosk.letters import FONT
from mskiosk.kiosk.process_tree import end_with_parent
from mskiosk.kiosk.standstill import go_on, without_stop_key, write_if_taken

_VT_LOCKSWITCH = 0x560B
CLEAN = b"\x1bc\x1b[?1049l\x1b[H\x1b[2J\x1b[3J"
"""Reset; leave the other screen; clear this one and what has been scrolled away."""

_FOOT_BINDINGS = {
    "key-bindings": (
        "noop scrollback-up-page scrollback-up-half-page scrollback-up-line scrollback-down-page "
        "scrollback-down-half-page scrollback-down-line clipboard-copy clipboard-paste "
        "primary-paste search-start font-increase font-decrease font-reset spawn-terminal "
        "minimize maximize fullscreen show-urls-launch show-urls-copy show-urls-persistent "
        "prompt-prev prompt-next unicode-input"
    ),
    "search-bindings": (
        "cancel commit find-prev find-next cursor-left cursor-left-word cursor-right "
        "cursor-right-word cursor-home cursor-end delete-prev delete-prev-word delete-next "
        "delete-next-word extend-to-word-boundary extend-to-next-whitespace clipboard-paste "
        "primary-paste unicode-input"
    ),
    "url-bindings": "cancel toggle-url-visible",
    "mouse-bindings": (
        "primary-paste select-begin select-begin-block select-extend "
        "select-extend-character-wise select-word select-word-whitespace select-row"
    ),
}
_FOOT_SETTINGS = {
    "main.initial-window-mode": "fullscreen",
    "main.pad": "0x0 center",
    "main.dpi-aware": "no",
    "main.locked-title": "yes",
    "main.title": "mskiosk",
    "main.notify": "true",
    "main.selection-target": "none",
    "bell.urgent": "no",
    "bell.notify": "no",
    "scrollback.lines": "0",
    "scrollback.indicator-position": "none",
    "url.launch": "true",
    "cursor.blink": "no",
    "cursor.color": "000000 ffffff",
    "mouse.hide-when-typing": "yes",
    "mouse.alternate-scroll-mode": "no",
    "colors.foreground": "ffffff",
    "colors.background": "000000",
    "csd.preferred": "none",
    "tweak.damage-whole-window": "yes",
    "tweak.font-monospace-warn": "no",
}
"""The whole window counts as changed with each frame: without it cage 0.1.4, when a frame changes
nothing, never says that it is drawn, which foot waits for, and the screen stands still."""
_XTERM_SETTINGS = {
    "vt100.translations": "<KeyPress>: insert-seven-bit()",
    "vt100.scrollBar": "false",
    "vt100.saveLines": "0",
    "vt100.internalBorder": "0",
    "vt100.foreground": "#ffffff",
    "vt100.background": "#000000",
    "vt100.cursorBlink": "never",
    "vt100.showBlinkAsBold": "true",
    "vt100.visualBell": "false",
    "vt100.bellIsUrgent": "false",
    "vt100.allowColorOps": "false",
    "vt100.allowFontOps": "true",
    "vt100.allowMouseOps": "false",
    "vt100.allowPasteControls": "false",
    "vt100.allowSendEvents": "false",
    "vt100.allowTcapOps": "false",
    "vt100.allowTitleOps": "false",
    "vt100.allowWindowOps": "false",
    "vt100.c132": "false",
    "vt100.hpLowerleftBugCompat": "false",
    "vt100.metaSendsEscape": "false",
    "vt100.printerCommand": "true",
    "vt100.printAttributes": "0",
    "vt100.pointerMode": "3",
    "vt100.utf8": "2",
    "vt100.utf8Title": "false",
    "omitTranslation": "fullscreen,popup-menu,reset,scroll-lock,shift-fonts,wheel-mouse,keypress"
    ",paste,select,pointer",
    "fullscreen": "never",
    "borderWidth": "0",
    "toolBar": "false",
    "sessionMgt": "false",
    "useInsertMode": "false",
    "ptyHandshake": "true",
}
"""There is no window manager; so nothing but its geometry makes the window fit the screen."""
_WIDTH, _ASCENT, _DESCENT = 0.602, 0.929, 0.237
"""Of a cell of the font, for each pixel of its size. xterm rounds the first, and the others up
(seen from 17 to 59 pixels)."""


class Terminal(Protocol):
    def start(
        self, program: Sequence[str], environment: Mapping[str, str]
    ) -> "subprocess.Popen[bytes]":
        """Raises `OSError`."""

    def clean(self) -> None:
        """After a visit, when all of its processes are gone."""


class Window:
    """A new terminal for each visit; nothing is left of it when it has ended."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)

    def start(
        self, program: Sequence[str], environment: Mapping[str, str]
    ) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*self._command, *program],
            stdin=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=end_with_parent,  # the supervisor has one thread
        )

    def clean(self) -> None:
        """It went with its process."""


class Console:
    """The terminal that the supervisor itself is on."""

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._modes_before = termios.tcgetattr(descriptor)
        self._modes = without_stop_key(self._modes_before)

    def lock(self) -> bool:
        """No key leads to another console; only a service that may is obeyed."""
        try:
            fcntl.ioctl(self._descriptor, _VT_LOCKSWITCH, 1)
        except OSError:
            return False
        return True

    def start(
        self, program: Sequence[str], environment: Mapping[str, str]
    ) -> "subprocess.Popen[bytes]":
        self.clean()
        return subprocess.Popen(
            program,
            stdin=self._descriptor,
            stdout=self._descriptor,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            preexec_fn=end_with_parent,  # the supervisor has one thread
        )

    def clean(self) -> None:
        """Also of keys that nobody has read, and of what a screen that stood still has not
        shown."""
        with contextlib.suppress(OSError, termios.error):
            termios.tcflush(self._descriptor, termios.TCIOFLUSH)
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._modes)
            go_on(self._descriptor)
        write_if_taken(self._descriptor, CLEAN)

    def give_back(self) -> None:
        """To whoever had it before the supervisor."""
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._modes_before)


def terminal_for(kind: DisplayKind, pixels: int, screen: tuple[int, int]) -> Terminal:
    """`pixels`: the size of the letters; the console has but its own. `screen`: its width and
    height in pixels."""
    match kind:
        case DisplayKind.WAYLAND:
            return Window(foot_command(pixels))
        case DisplayKind.X11:
            return Window(xterm_command(pixels, screen))
        case _:
            return Console(sys.stdin.fileno())


def foot_command(pixels: int) -> list[str]:
    settings = {
        "main.font": f"{FONT}:pixelsize={pixels}",
        **_FOOT_SETTINGS,
        **{
            f"{section}.{action}": "none"
            for section, actions in _FOOT_BINDINGS.items()
            for action in actions.split()
        },
    }
    overrides = [f"--override={name}={value}" for name, value in settings.items()]
    return ["foot", "--config=/dev/null", "--log-level=error", *overrides]


def xterm_geometry(pixels: int, screen: tuple[int, int]) -> str:
    """As many whole letters as fit, from the corner on: what is cut off would be the status line,
    and a black strip is nothing that is missed."""
    width, height = screen
    columns = width // round(pixels * _WIDTH)
    rows = height // (ceil(pixels * _ASCENT) + ceil(pixels * _DESCENT))
    return f"{max(1, columns)}x{max(1, rows)}+0+0"


def xterm_command(pixels: int, screen: tuple[int, int]) -> list[str]:
    """Whatever a file of resources says, these count more."""
    settings = {"vt100.faceName": f"{FONT}:pixelsize={pixels}", **_XTERM_SETTINGS}
    resources = [
        part for name, value in settings.items() for part in ("-xrm", f"XTerm*{name}: {value}")
    ]
    geometry = xterm_geometry(pixels, screen)
    start = ["xterm", "-class", "XTerm", *resources, "-geometry", geometry]
    return [*start, "-tn", "xterm-256color", "-e"]
