"""V5: a real kitty on a screen that nobody sees changes its own letters, and has them back."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.pseudo_terminal import ROOT

MISSING = [name for name in ("kitty", "Xvfb") if not shutil.which(name)]
ALLOWED = ("allow_remote_control=password", 'remote_control_password "" set-font-size')
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """Xvfb takes a number that is free, and tells it."""
    ours, theirs = os.pipe()
    command = ("Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x1024x24")
    with subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        with os.fdopen(ours) as told:
            yield f":{told.readline().strip()}"
        server.terminate()


def grids(folder: Path, display: str, *options: str, sizes: str) -> list[str]:
    """What the kiosk noted in a window of 1280 by 1000 dots."""
    log = folder / "log"
    window = ("initial_window_width=1280", "initial_window_height=1000", "remember_window_size=no")
    given = [part for option in (*window, *options) for part in ("-o", option)]
    program = (sys.executable, "-m", "tests.ui.kiosk_in_kitty", str(log), *sizes.split())
    subprocess.run(
        ["kitty", "--config", "NONE", *given, *program],
        cwd=ROOT,
        env={
            **os.environ,
            "DISPLAY": display,
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "KITTY_DISABLE_WAYLAND": "1",
        },
        check=True,
        timeout=90,
        stderr=subprocess.DEVNULL,
    )
    return log.read_text().splitlines()


def test_size_two_is_kittys_own_and_everything_is_as_before_in_the_end(
    tmp_path: Path, display: str
) -> None:
    found = grids(tmp_path, display, *ALLOWED, sizes="1 2 3 2 1 2")
    usual = found[0].removeprefix("before ")
    large = found[3].removeprefix("2 ")
    columns, rows = map(int, usual.split("x"))
    few, fewer = map(int, large.split("x"))
    assert few == pytest.approx(columns / 5, rel=0.1)
    assert fewer == pytest.approx(rows / 5, rel=0.15)
    assert found[1:] == [
        "largest 4",
        f"1 {usual}",
        f"2 {large}",
        f"3 {usual}",
        f"2 {large}",
        f"1 {usual}",
        f"2 {large}",
        f"after {usual}",
    ]


def test_a_kiosk_that_fails_gives_the_letters_back(tmp_path: Path, display: str) -> None:
    found = grids(tmp_path, display, *ALLOWED, sizes="2 0")
    usual = found[0].removeprefix("before ")
    assert found[2] != f"2 {usual}"
    assert found[3:] == [f"after {usual}"]


def test_without_its_leave_letters_are_drawn(tmp_path: Path, display: str) -> None:
    found = grids(tmp_path, display, sizes="1 2")
    usual = found[0].removeprefix("before ")
    assert found[1:] == ["largest 4", f"1 {usual}", f"2 {usual}", f"after {usual}"]
