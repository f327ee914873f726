"""Terminals without a way out."""

import os
import pty
import re
import shutil
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from mskiosk.kiosk.apology import SENTENCES, picture
from mskiosk.kiosk.standstill import go_on, without_stop_key, write_if_taken
from mskiosk.kiosk.terminals import Console, foot_command, xterm_command, xterm_geometry

FOOT_EXAMPLE = Path("/etc/xdg/foot/foot.ini")
_SETTING = re.compile(r"# ?([\w-]+)=")


@pytest.mark.skipif(not shutil.which("foot"), reason="foot is missing (apt install foot)")
def test_foot_knows_every_setting_that_it_is_given() -> None:
    done = subprocess.run(
        [*foot_command(30), "--check-config"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not FOOT_EXAMPLE.exists(), reason="foot is missing (apt install foot)")
def test_no_key_and_no_button_of_foot_is_left() -> None:
    """Every action of its own example has nothing that starts it."""
    command = foot_command(30)
    section = ""
    actions = 0
    for line in FOOT_EXAMPLE.read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif section.endswith("-bindings") and (match := _SETTING.match(line)):
            if match[1].startswith(("pipe-", "selection-override")) or section == "text-bindings":
                continue  # bound to nothing, or no action
            assert f"--override={section}.{match[1]}=none" in command
            actions += 1
    assert actions > 40


def test_foot_keeps_nothing_that_was_scrolled_away_and_reads_no_file() -> None:
    command = foot_command(30)
    assert {"--config=/dev/null", "--override=scrollback.lines=0"} <= set(command)
    assert "--override=cursor.blink=no" in command


def test_xterm_only_types_keeps_nothing_and_obeys_but_the_size_of_its_letters() -> None:
    command = " ".join(xterm_command(30, (1920, 1080)))
    for resource in (
        "XTerm*vt100.translations: <KeyPress>: insert-seven-bit()",
        "XTerm*vt100.saveLines: 0",
        "XTerm*vt100.cursorBlink: never",
        "XTerm*vt100.faceName: DejaVu Sans Mono:pixelsize=30",
        "XTerm*fullscreen: never",
    ):
        assert resource in command
    allowed = dict(re.findall(r"vt100\.(allow\w+): (\w+)", command))
    assert {name for name, value in allowed.items() if value == "true"} == {"allowFontOps"}
    assert command.endswith(" -e")


def test_the_console_is_cleaned_of_what_was_on_it_and_typed_into_it(tmp_path: Path) -> None:
    """P1: the modes, the screen, what was scrolled away, and keys that nobody read."""
    ours, theirs = pty.openpty()
    console = Console(theirs)
    before = termios.tcgetattr(theirs)
    changed = termios.tcgetattr(theirs)
    changed[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(theirs, termios.TCSANOW, changed)
    os.write(ours, b"secret")
    console.clean()
    assert termios.tcgetattr(theirs) == without_stop_key(before)
    written = os.read(ours, 4096)
    assert b"\x1b[3J" in written
    assert b"\x1bc" in written
    process = console.start([sys.executable, "-c", "print(repr(input()))"], dict(os.environ))
    os.write(ours, b"next\n")
    assert process.wait(20) == 0
    shown = os.read(ours, 4096)
    assert b"'next'" in shown
    assert b"secret" not in shown
    console.give_back()
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)


STOPPED = """
import sys, termios
from mskiosk.kiosk.terminals import Console
console = Console(0)
modes = termios.tcgetattr(0)
modes[0] |= termios.IXON
termios.tcsetattr(0, termios.TCSANOW, modes)
input()
if sys.argv[1] == "by a program":
    termios.tcflow(0, termios.TCOOFF)
console.clean()
"""


@pytest.mark.parametrize("stopped", ["by ctrl+s", "by a program"])
def test_a_screen_that_stands_still_is_cleaned_all_the_same(stopped: str) -> None:
    """V3: nobody at a clinic knows Ctrl+Q."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", STOPPED, stopped], stdin=theirs)
    os.write(ours, b"\n\x13" if stopped == "by ctrl+s" else b"\n")
    assert process.wait(20) == 0
    assert b"\x1b[3J" in os.read(ours, 4096)
    assert not termios.tcgetattr(theirs)[0] & termios.IXON
    os.close(ours)
    os.close(theirs)


def test_a_screen_that_takes_nothing_holds_nobody_up() -> None:
    ours, theirs = pty.openpty()
    termios.tcflow(theirs, termios.TCOOFF)
    write_if_taken(theirs, b"never")
    go_on(theirs)
    write_if_taken(theirs, b"later")
    assert os.read(ours, 4096) == b"later"
    os.close(ours)
    os.close(theirs)


def test_no_key_stops_the_sentences_that_the_kiosk_fails() -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"\x13")
    process = subprocess.Popen(
        [sys.executable, "-m", "mskiosk.kiosk.apology", sys.executable, "-c", "print('next')"],
        stdin=theirs,
        stdout=theirs,
    )
    assert process.wait(20) == 0
    shown = os.read(ours, 4096)
    assert SENTENCES[0].encode() in shown
    assert b"next" in shown
    assert not termios.tcgetattr(theirs)[0] & termios.IXON
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (10, 4), (1, 1), (300, 90)])
def test_the_sentences_that_the_kiosk_fails_fit_on_every_screen(size: tuple[int, int]) -> None:
    columns, rows = size
    drawn = picture(columns, rows)
    shown = " ".join(re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", " ", drawn).split())
    assert shown.replace(" ", "") == "".join(SENTENCES).replace(" ", "")
    places = re.findall(r"\x1b\[(\d+);(\d+)H([^\x1b]*)", drawn)
    assert all(int(left) + len(words) - 1 <= columns for _, left, words in places)


@pytest.mark.parametrize("screen", [(1280, 720), (1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("pixels", [18, 26, 30, 40])
def test_an_xterm_is_never_larger_than_the_screen(pixels: int, screen: tuple[int, int]) -> None:
    """The status line is its last."""
    columns, rows = map(int, xterm_geometry(pixels, screen).partition("+")[0].split("x"))
    assert columns * round(pixels * 0.602) <= screen[0]
    assert rows * pixels * 1.164 <= screen[1]
    assert rows * (pixels * 1.164 + 2) > screen[1] - 2 * pixels
