"""The kiosk on a console of its own, without a window."""

import contextlib
import os
import signal
from pathlib import Path

import pytest

from mskiosk.kiosk.process_tree import descendants
from tests.ui.pseudo_terminal import PseudoTerminal
from tests.walk.kiosk import wait_until_gone

pytestmark = pytest.mark.long


def visit_of(supervisor: int) -> int | None:
    for pid in descendants(supervisor):
        with contextlib.suppress(OSError):
            if b"--begins" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
    return None


def test_on_a_console_the_next_visit_begins_on_a_clean_screen(tmp_path: Path) -> None:
    """P1, and no key ends it: Ctrl+C and Ctrl+Z are for nobody."""
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text("profile: clinic\nregion: us\n")
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    terminal = PseudoTerminal(
        *("-m", "mskiosk", "--config", str(configuration), "--no-microphone"),
        *("kiosk", "--display", "console"),
        environment={"RUNTIME_DIRECTORY": str(run), "HOME": str(tmp_path)},
        errors=tmp_path / "log",
    )
    try:
        log = tmp_path / "log"
        terminal.wait_until(lambda: "visit ready" in log.read_text())
        terminal.press("\x03\x1a\x1c")
        visit = visit_of(terminal.process.pid)
        assert visit is not None
        written = len(terminal.written)
        os.kill(visit, signal.SIGKILL)
        terminal.wait_until(lambda: log.read_text().count("visit ready") > 1)
        assert b"\x1b[3J" in terminal.written[written:]
        assert wait_until_gone([visit], 0.0) == []
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.ended() == 0
        assert terminal.is_sane
    finally:
        terminal.close()
