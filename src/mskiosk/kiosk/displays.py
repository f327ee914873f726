"""What there is to draw on: which kind of display, how many pixels, and who is behind it."""

import contextlib
import os
import re
import socket
import struct
from collections.abc import Mapping
from pathlib import Path

from mskiosk.configuration.settings import DisplayKind

USUAL_PIXELS = (1920, 1080)
"""Of a screen that does not tell."""

_MODE = re.compile(r"(\d{3,5})x(\d{3,5})\b")
_GRAPHICS = Path("/sys/class/drm")


def kind_here(
    wanted: DisplayKind, environ: Mapping[str, str] = os.environ, *, has_terminal: bool
) -> DisplayKind | None:
    """None: what is wanted is not there."""
    there = {
        DisplayKind.WAYLAND: bool(environ.get("WAYLAND_DISPLAY")),
        DisplayKind.X11: bool(environ.get("DISPLAY")),
        DisplayKind.CONSOLE: has_terminal,
    }
    if wanted is not DisplayKind.AUTO:
        return wanted if there[wanted] else None
    return next((kind for kind, is_there in there.items() if is_there), None)


def pixels_in(text: str) -> tuple[int, int] | None:
    """Of a mode such as 1920x1080."""
    match = _MODE.match(text)
    return (int(match[1]), int(match[2])) if match else None


def connected_pixels(graphics: Path = _GRAPHICS) -> tuple[int, int] | None:
    """The preferred mode of the first screen that is plugged in, as the kernel has it."""
    for status in sorted(graphics.glob("card*-*/status")):
        with contextlib.suppress(OSError):
            if status.read_text().strip() == "connected":
                first = (status.parent / "modes").read_text().partition("\n")[0]
                if pixels := pixels_in(first):
                    return pixels
    return None


def server_behind(kind: DisplayKind, environ: Mapping[str, str] = os.environ) -> int | None:
    """The process of the compositor or the X server; None where it cannot be told."""
    address = _address(kind, environ)
    if address is None:
        return None
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as link:
        link.settimeout(1.0)
        link.connect(address)
        credentials = link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        pid, _, _ = struct.unpack("3i", credentials)
        return pid or None
    return None


def _address(kind: DisplayKind, environ: Mapping[str, str]) -> str | None:
    if kind is DisplayKind.WAYLAND:
        path = Path(environ.get("XDG_RUNTIME_DIR", "/")) / environ["WAYLAND_DISPLAY"]
        return str(path)
    if kind is DisplayKind.X11:
        host, _, number = environ["DISPLAY"].partition(":")
        return None if host else f"/tmp/.X11-unix/X{number.partition('.')[0]}"  # noqa: S108 - where X has it
    return None
