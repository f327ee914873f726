"""Walks through the real kiosk with keys and without sound."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.walk.kiosk import Kiosk, running, wait_until_gone

NO_SOUND = {"PULSE_SERVER": "unix:/nowhere", "XDG_RUNTIME_DIR": "/nowhere"}


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    with running(tmp_path, environment=NO_SOUND) as kiosk:
        kiosk.wait_for("Main menu")
        yield kiosk


def test_a_digit_opens_a_page_and_escape_goes_back(kiosk: Kiosk) -> None:
    kiosk.press("2")
    kiosk.wait_for("Tiredness and pain")
    kiosk.press("escape")
    kiosk.wait_for("Stem cells")


def test_arrows_and_enter_open_the_same_page_as_the_digit(kiosk: Kiosk) -> None:
    kiosk.press("down")
    kiosk.wait_for("1 of 5")
    kiosk.press("up", "down")
    kiosk.wait_for("2 of 5")
    kiosk.press("enter")
    kiosk.wait_for("Tiredness and pain")


def test_get_help_now_is_one_key_away(kiosk: Kiosk) -> None:
    kiosk.press("f12")
    kiosk.wait_for("This kiosk cannot call for you.")


def test_a_kiosk_without_sound_says_on_the_screen_what_is_missing(kiosk: Kiosk) -> None:
    kiosk.wait_for("I find no loudspeaker or headphones")
    kiosk.wait_for("I find no microphone")


@pytest.mark.parametrize(
    ("ending", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (None, 130)]
)
def test_however_it_ends_the_terminal_is_sane_and_no_process_is_left(
    kiosk: Kiosk, ending: signal.Signals | None, status: int
) -> None:
    children = kiosk.children()
    assert children
    if ending is None:
        kiosk.press("ctrl+c")
    else:
        kiosk.process.send_signal(ending)
    assert kiosk.wait_for_end() == status
    assert kiosk.is_terminal_sane()
    assert wait_until_gone(children) == []


def test_a_closed_terminal_ends_the_kiosk_and_its_children(kiosk: Kiosk) -> None:
    children = kiosk.children()
    kiosk.hang_up()
    assert kiosk.wait_for_end() == 129
    assert wait_until_gone(children) == []


def test_a_kiosk_that_is_killed_leaves_no_process(kiosk: Kiosk) -> None:
    children = kiosk.children()
    kiosk.process.kill()
    assert wait_until_gone(children) == []


def test_goodbye_is_confirmed_and_ends_with_success(tmp_path: Path) -> None:
    (tmp_path / "mskiosk.yaml").write_text(
        "downloads: never\nkeys: {additions: {q: goodbye}}\nvoice: {rate_words_per_minute: 250}\n"
    )
    with running(tmp_path, environment=NO_SOUND) as kiosk:
        kiosk.wait_for("Main menu")
        kiosk.press("q")
        kiosk.wait_for("Do you want to end?")
        kiosk.press("1")
        assert kiosk.wait_for_end() == 0
        assert kiosk.is_terminal_sane()
