"""A real process on a pseudo-terminal: it starts, draws, takes keys, and ends cleanly."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ui.pseudo_terminal import PseudoTerminal

Start = Callable[..., "Kiosk"]


class Kiosk(PseudoTerminal):
    def __init__(self, log: Path, word: str, **options: object) -> None:
        super().__init__("-m", "tests.ui.kiosk_on_terminal", str(log), word, **options)  # type: ignore[arg-type]  # passed on
        self._log = log

    @property
    def noted(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []

    def wait_for_note(self, note: str) -> None:
        self.wait_until(lambda: note in self.noted)

    def wait_for_notes(self, count: int) -> None:
        self.wait_until(lambda: len(self.noted) >= count)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Kiosk] = []

    def start(word: str = "", **options: object) -> Kiosk:
        started.append(Kiosk(tmp_path / f"log{len(started)}", word, **options))
        return started[-1]

    yield start
    for kiosk in started:
        kiosk.close()


def test_it_draws_and_takes_keys(start: Start) -> None:
    kiosk = start()
    kiosk.wait_for("* Treatments can slow MS down")
    kiosk.press("\x1b[C")
    kiosk.wait_for("* There is no cure yet.")
    kiosk.wait_until(lambda: kiosk.cursor == (2, 3))
    drawn = len(kiosk.written)
    kiosk.press("\x1b[5~")
    kiosk.wait_for_note("previous section")
    kiosk.press("q")
    kiosk.wait_for_note("stop")
    assert len(kiosk.written) - drawn < 400, "the whole screen was drawn again"


@pytest.mark.parametrize(
    ("keys", "code"), [("\x03", 130), ("\x11", 0)], ids=["control-c", "control-q"]
)
def test_a_key_ends_it_at_home(start: Start, keys: str, code: int) -> None:
    kiosk = start()
    kiosk.wait_for("Treatments")
    kiosk.press(keys)
    assert kiosk.ended() == code
    assert kiosk.noted == ["ready", "closed"]
    assert kiosk.is_sane


def test_no_key_ends_it_in_a_clinic(start: Start) -> None:
    kiosk = start("clinic")
    kiosk.wait_for("Treatments")
    kiosk.press("\x03")
    kiosk.wait_until(lambda: kiosk.noted == ["ready", "stop"])
    kiosk.press("\x11\x1a\x1c")
    kiosk.wait_until(lambda: kiosk.noted == ["ready"] + ["stop"] * 4)
    assert kiosk.process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(start: Start, number: signal.Signals) -> None:
    kiosk = start()
    kiosk.wait_for("Treatments")
    kiosk.process.send_signal(number)
    assert kiosk.ended() == 128 + number
    assert kiosk.noted == ["ready", "closed"]
    assert kiosk.is_sane


def test_a_closed_terminal_ends_it(start: Start) -> None:
    kiosk = start()
    kiosk.wait_for("Treatments")
    kiosk.hang_up()
    assert kiosk.ended() == 128 + signal.SIGHUP
    assert kiosk.noted == ["ready", "closed"]


def test_a_terminal_that_is_closed_while_it_starts_ends_it_too(start: Start) -> None:
    kiosk = start("slow-start")
    kiosk.wait_for_note("ready")
    kiosk.hang_up()
    assert kiosk.ended() == 128 + signal.SIGHUP
    assert kiosk.noted == ["ready", "closed"]


@pytest.mark.parametrize("word", ["broken-start", "broken-key"])
def test_an_error_inside_ends_it_with_the_terminal_sane_and_nothing_printed(
    start: Start, word: str
) -> None:
    """P1: what a person said does not end up in a traceback."""
    kiosk = start(word)
    kiosk.wait_for_note("ready")
    if word == "broken-key":
        kiosk.wait_for("Treatments")
        kiosk.press("1")
    assert kiosk.ended() == 70
    assert kiosk.noted[-1] == "closed"
    assert kiosk.is_sane
    assert b"Traceback" not in kiosk.written
    assert b"what the person said" not in kiosk.written


def test_an_end_before_the_beginning_is_an_end(start: Start) -> None:
    kiosk = start("closed-early")
    assert kiosk.ended() == 5
    assert kiosk.noted[-1] == "closed"
    assert kiosk.is_sane


def test_noise_of_a_library_does_not_reach_the_screen(start: Start, tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    kiosk = start("noisy", errors=errors)
    kiosk.wait_for("* Treatments can")
    kiosk.press("\x1b[C")
    kiosk.wait_for("* There is no cure yet.")
    assert "noise" not in kiosk.text()
    assert errors.read_text() == "noise on standard error\n"


SENT = {
    "\x1b": ["go back"],
    "\x1b[25;9~": ["stop"],
    "\x1b[1;3A": ["stop"],
    "\x1bx": ["stop"],
    "\x1b[E": [],
    "\x1b[200~1\r2\x1b[201~": [],
    "\x1b[I\x1b[O": [],
    "\x1b[<0;5;5M\x1b[<0;5;5m\x1b[<64;5;5M": [],
    "\x1bOy": ["Choose(index=8)"],
    "\r": ["this one"],
    "\n": ["this one"],
    "\x00": ["stop"],
    "\u4e2d": ["stop"],
}
"""What terminals send, and what it is: escape, unknown sequences, keypad 5, a paste, a window that
is left, a mouse, keypad 9, both kinds of Enter, control-space, a letter of another script."""


def test_what_terminals_send_is_one_key_or_none(start: Start) -> None:
    kiosk = start("every-strike")
    kiosk.wait_for("Treatments")
    noted = ["ready"]
    for keys, intents in SENT.items():
        kiosk.press(keys)
        noted += intents
        kiosk.wait_for_notes(len(noted))
        kiosk.press("5")
        noted.append("Choose(index=4)")
        kiosk.wait_for_notes(len(noted))
        assert kiosk.noted == noted, f"after {keys!r}"


def test_bytes_that_are_no_text_hush(start: Start) -> None:
    kiosk = start()
    kiosk.wait_for("Treatments")
    kiosk.send(b"\xff\xfe")
    kiosk.wait_for_note("stop")
    kiosk.press("\x1b[H")
    kiosk.wait_for_note("main menu")


def test_a_terminal_that_does_not_block_is_served_too(start: Start) -> None:
    kiosk = start("not-blocking")
    kiosk.wait_for("Treatments")
    kiosk.press("\x1b[C")
    kiosk.wait_for("* There is no cure yet.")


def test_a_resize_is_followed(start: Start) -> None:
    kiosk = start(size=(80, 24))
    kiosk.wait_for("* Treatments can slow MS down, calm a relapse, or")
    kiosk.resize(40, 15)
    kiosk.wait_for("* Treatments can slow MS down, calm a  ")


@pytest.mark.parametrize("locale", ["C", ""])
def test_it_runs_without_a_locale(start: Start, locale: str) -> None:
    kiosk = start(environment={"LC_ALL": locale, "LANG": "", "TERM": "vt100"})
    kiosk.wait_for("* Treatments can slow MS down")


def test_a_terminal_that_cannot_move_its_cursor_is_refused_in_words(start: Start) -> None:
    kiosk = start(environment={"TERM": "dumb"})
    assert kiosk.ended() == 2
    assert "--plain" in kiosk.text()


def test_a_terminal_of_ten_by_four_will_do(start: Start) -> None:
    kiosk = start(size=(10, 4))
    kiosk.wait_for("*Treatmen")
