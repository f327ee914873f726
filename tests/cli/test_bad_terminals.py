"""Terminals that cannot show the kiosk, and very small ones that can."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from mskiosk.cli.exits import Exit
from tests.cli.program import assert_no_traceback
from tests.walk.kiosk import Kiosk, running
from tests.walk.test_by_key import NO_SOUND


def ended(home: Path, term: str, columns: int, rows: int) -> tuple[int, str]:
    kiosk = Kiosk((), {**NO_SOUND, "HOME": str(home), "TERM": term}, columns=columns, rows=rows)
    try:
        status = kiosk.wait_for_end()
    finally:
        kiosk.close()
    told = kiosk.raw.decode()
    assert_no_traceback(told)
    return status, " ".join(told.split())


@pytest.mark.parametrize(
    ("term", "size", "expected"),
    [
        ("dumb", (80, 24), 'TERM is "dumb"'),
        ("", (80, 24), "TERM is not set"),
        ("xterm", (9, 24), "This terminal has 9 columns and 24 rows"),
        ("xterm", (80, 3), "This terminal has 80 columns and 3 rows"),
    ],
)
def test_a_terminal_that_cannot_show_the_kiosk_is_told_why_and_what_can(
    tmp_path: Path, term: str, size: Sequence[int], expected: str
) -> None:
    status, told = ended(tmp_path, term, *size)
    assert status == Exit.NO_TERMINAL
    assert expected in told
    assert 'Use "mskiosk --plain"' in told
    assert "\x1b" not in told


def test_on_ten_by_four_the_kiosk_shows_what_it_can_and_obeys(tmp_path: Path) -> None:
    with running(tmp_path, environment=NO_SOUND, columns=10, rows=4) as kiosk:
        kiosk.wait_for("Main menu")
        kiosk.press("2")
        kiosk.wait_for("Symptoms")
        kiosk.press("ctrl+c")
        assert kiosk.wait_for_end() == Exit.INTERRUPTED
        assert kiosk.is_terminal_sane()
    assert_no_traceback(kiosk.raw.decode(errors="replace"))


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LANG": ""}, {"LC_ALL": "no_SUCH.locale"}])
def test_no_locale_keeps_the_screen_away(tmp_path: Path, locale: dict[str, str]) -> None:
    with running(tmp_path, environment={**NO_SOUND, **locale}) as kiosk:
        kiosk.wait_for("Main menu")
        assert kiosk.screen.isascii()
    assert_no_traceback(kiosk.raw.decode(errors="replace"))
