"""Which display there is, and what it tells of itself."""

import os
import socket
from pathlib import Path

import pytest

from mskiosk.configuration.settings import DisplayKind
from mskiosk.kiosk.displays import connected_pixels, kind_here, pixels_in, server_behind

WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
X11 = {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    ("wanted", "environment", "has_terminal", "found"),
    [
        ("auto", {**WAYLAND, **X11}, True, "wayland"),
        ("auto", X11, True, "x11"),
        ("auto", {}, True, "console"),
        ("auto", {}, False, None),
        ("x11", {**WAYLAND, **X11}, False, "x11"),
        ("x11", WAYLAND, True, None),
        ("console", X11, True, "console"),
        ("console", X11, False, None),
    ],
)
def test_the_display_is_the_wanted_one_or_the_first_that_is_there(
    wanted: str, environment: dict[str, str], has_terminal: bool, found: str | None
) -> None:
    kind = kind_here(DisplayKind(wanted), environment, has_terminal=has_terminal)
    assert kind == (DisplayKind(found) if found else None)


def test_the_pixels_are_those_of_the_screen_that_is_plugged_in(tmp_path: Path) -> None:
    for name, status, modes in (
        ("card0-DP-1", "disconnected\n", ""),
        ("card0-HDMI-A-1", "connected\n", "1680x1050\n1280x720\n"),
        ("card0-VGA-1", "connected\n", "800x600\n"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "status").write_text(status)
        (tmp_path / name / "modes").write_text(modes)
    assert connected_pixels(tmp_path) == (1680, 1050)
    assert connected_pixels(tmp_path / "nothing") is None


@pytest.mark.parametrize("text", ["", "wide", "1920", "1920x", "x1080", "19200000x1", "-1x-1"])
def test_what_is_no_mode_has_no_pixels(text: str) -> None:
    assert pixels_in(text) is None


def test_the_process_behind_a_display_is_found_by_its_socket(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-0"))
        listening.listen()
        environment = {**WAYLAND, "XDG_RUNTIME_DIR": str(tmp_path)}
        assert server_behind(DisplayKind.WAYLAND, environment) == os.getpid()
    assert server_behind(DisplayKind.WAYLAND, {**environment, "WAYLAND_DISPLAY": "no"}) is None
    assert server_behind(DisplayKind.X11, {"DISPLAY": "elsewhere:0"}) is None
    assert server_behind(DisplayKind.CONSOLE, {}) is None
