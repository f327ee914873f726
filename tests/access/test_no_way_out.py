"""At a clinic nothing that comes from the terminal leaves the kiosk, stops it, or traps a person in
it. W6 (2.1.2, no trap), E15, E19: on a real process in a real pseudo-terminal."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.test_on_a_terminal import Kiosk

HUSH = "stop"
PROBE, PROBED = "5", "Choose(index=4)"
"""A key that shows that the kiosk still obeys."""


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """One for all: what it outlives once, it outlives again and again."""
    kiosk = Kiosk(tmp_path_factory.mktemp("clinic") / "log", "clinic every-strike")
    try:
        kiosk.wait_for("Treatments")
        yield kiosk
    finally:
        kiosk.close()


def meant(kiosk: Kiosk, sent: str) -> list[str]:
    """What the kiosk made of `sent`, which it outlives."""
    noted = len(kiosk.noted)
    kiosk.send_all(sent)
    probed = 0.0

    def obeys() -> bool:
        nonlocal probed
        if time.monotonic() > probed + 0.3:  # one that comes too soon belongs to what was sent
            kiosk.press(PROBE)
            probed = time.monotonic()
        return PROBED in kiosk.noted[noted:]

    kiosk.wait_until(obeys)
    assert kiosk.process.poll() is None
    return kiosk.noted[noted : kiosk.noted.index(PROBED, noted)]


CONTROL = [chr(ord(letter) - ord("@")) for letter in "CDQSTVWXYZ\\]^_"]
"""Ctrl+C, +Z, +\\, flow control and the like."""
WITH_MODIFIERS = [f"\x1b[{code};{modifier}u" for code in (99, 112, 122) for modifier in (3, 5)]


@pytest.mark.parametrize("sent", [[*CONTROL], [*WITH_MODIFIERS]], ids=["control", "modifiers"])
def test_no_chord_does_more_than_hush(kiosk: Kiosk, sent: list[str]) -> None:
    for keys in sent:
        assert set(meant(kiosk, keys)) <= {HUSH}, f"after {keys!r}"


HARMLESS = {
    "modifiers alone": "\x1b[57441;2u\x1b[57448;5u\x1b[57358;1u",
    "releases": "\x1b[97;1:3u\x1b[57441;1:3u\x1b[1;1:3A\x1b[13;1:3u",
    "repeats": "\x1b[13;1:2u\x1b[1;1:2B",
    "focus": "\x1b[O\x1b[I\x1b[O",
    "mouse": "\x1b[<0;5;5M\x1b[<0;5;5m\x1b[<64;5;5M\x1b[M !!\x1b[0;10;10M",
    "paste": "\x1b[200~1\r2;1\x03\x1b[201~",
    "colour": "\x1b]11;rgb:1111/2222/3333\x1b\\",
    "version": "\x1bP>|XTerm(370)\x1b\\",
    "title": "\x1b]l 1 2 3 4 5 a title that is longer than that\x1b\\",
    "device": "\x1b[?62;22c\x1b[>41;330;0c\x1b[0n",
    "place": "\x1b[24;80R",
    "modes": "\x1b[?2026;2$y\x1b[?2048;1$y",
    "sizes": "\x1b[8;24;80t\x1b[48;1;1;1;1t",
}


def test_what_a_terminal_tells_is_no_key(kiosk: Kiosk) -> None:
    for what, sent in HARMLESS.items():
        assert set(meant(kiosk, sent)) <= {HUSH}, what
        assert "Treatments" in kiosk.text()


def test_a_paste_of_a_million_characters_is_gone_at_once(kiosk: Kiosk) -> None:
    assert meant(kiosk, "\x1b[200~" + "1\r2\n;\x1b[B" * 125_000 + "\x1b[201~") == []


def test_a_paste_that_never_ends_traps_nobody(kiosk: Kiosk) -> None:
    """W6"""
    kiosk.press("\x1b[200~and then nothing")
    quiet = time.monotonic() + 1.5
    kiosk.wait_until(lambda: time.monotonic() > quiet)
    assert meant(kiosk, "") == []


def test_a_paste_without_marks_hushes(kiosk: Kiosk) -> None:
    """As on the Linux console."""
    assert set(meant(kiosk, "the quick brown fox; 123456789 \r\n" * 20)) <= {HUSH}


def test_what_the_parser_cannot_read_is_one_key_that_hushes(kiosk: Kiosk) -> None:
    for sent in ("\x1b[99999999;1u", "\x1b[97;5:9u", "\x1b[1;" + "9" * 40 + "u"):
        assert set(meant(kiosk, sent)) <= {HUSH}, sent


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGINT,
        signal.SIGQUIT,
        signal.SIGTSTP,
        signal.SIGTTIN,
        signal.SIGTTOU,
        signal.SIGWINCH,
    ],
)
def test_no_signal_of_a_terminal_ends_or_stops_it(kiosk: Kiosk, number: signal.Signals) -> None:
    kiosk.process.send_signal(number)
    assert meant(kiosk, "") == []


def test_no_size_ends_it_or_scrolls_it_away(kiosk: Kiosk) -> None:
    for size in ((1, 1), (3, 200), (240, 67), (80, 2), (80, 24)):
        kiosk.resize(*size)
        assert meant(kiosk, "") == []
    kiosk.wait_for("* Treatments can slow MS down")
    assert kiosk.process.poll() is None


def test_its_end_by_staff_is_still_an_end(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path / "log", "clinic")
    try:
        kiosk.wait_for("Treatments")
        kiosk.process.send_signal(signal.SIGTERM)
        assert kiosk.ended() == 128 + signal.SIGTERM
        assert kiosk.is_sane
    finally:
        kiosk.close()
