"""A clinic's kiosk that somebody started in a terminal, without a supervisor."""

from pathlib import Path

import pytest

from tests.ui.pseudo_terminal import PseudoTerminal


@pytest.mark.long
def test_at_a_clinic_the_next_visit_is_a_new_process_image_on_a_cleared_terminal(
    tmp_path: Path,
) -> None:
    """P1, V3."""
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text("profile: clinic\nregion: us\n")
    terminal = PseudoTerminal(
        *("-m", "mskiosk", "--config", str(configuration), "--no-microphone", "--mute"),
        environment={"HOME": str(tmp_path), "NOTIFY_SOCKET": ""},
    )
    command = Path(f"/proc/{terminal.process.pid}/cmdline")
    try:
        terminal.wait_for("press any key")
        terminal.press(" ")
        terminal.wait_for("Facts about MS")
        terminal.press("\x1b[F")
        terminal.wait_for("Yes please")
        terminal.press("1")
        terminal.wait_until(lambda: b"--begins\0cleared\0" in command.read_bytes())
        terminal.wait_until(lambda: terminal.written.count(b"\x1b[?1049h") > 1)
        assert b"\x1b[3J" in terminal.written
    finally:
        terminal.close()
