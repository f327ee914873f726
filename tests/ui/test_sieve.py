"""What terminals send besides keys: pastes, answers, releases. W6, E19."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskiosk.ui.sieve import Sieve

PASTE = "\x1b[200~{}\x1b[201~"
MARKS = PASTE.format("")


@pytest.mark.parametrize(
    "keys", ["1", "\x1b", "\x1b[A", "\x1bOP", "\x1b[24~", "\x1b[1;2P", "\x1b[97;5u", "ä", "\x1b[I"]
)
def test_what_keys_send_goes_through(keys: str) -> None:
    assert Sieve().keys_in(keys) == keys


@pytest.mark.parametrize("pasted", ["", "1\r2", "\x1b[A\x1b]x\x07", "x" * 1_000_000])
def test_a_paste_is_dropped_whatever_is_in_it(pasted: str) -> None:
    sieve = Sieve()
    assert sieve.keys_in(f"3{PASTE.format(pasted)}4") == f"3{MARKS}4"
    assert not sieve.is_dropping


def test_a_paste_that_never_ends_is_over_when_it_is_given_up() -> None:
    sieve = Sieve()
    assert sieve.keys_in("\x1b[200~1\r") == "\x1b[200~"
    assert sieve.is_dropping
    assert sieve.keys_in("2") == ""
    assert sieve.give_up() == "\x1b[201~"
    assert sieve.keys_in("3") == "3"
    assert sieve.give_up() == ""


@pytest.mark.parametrize(
    "answer",
    [
        "\x1b]11;rgb:1111/2222/3333\x1b\\",
        "\x1b]11;rgb:1111/2222/3333\x07",
        "\x1bP>|XTerm(370)\x1b\\",
        "\x1b]l" + "a long title; 1 2 3" * 9 + "\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b[?62;22c",
        "\x1b[>41;330;0c",
        "\x1b[8;24;80t",
        "\x1b[48;1;1;1;1t",
        "\x1b[1;" + "9" * 40 + "u",
    ],
)
def test_an_answer_to_another_program_is_dropped(answer: str) -> None:
    assert Sieve().keys_in(f"3{answer}4") == "34"


def test_an_answer_on_modes_is_for_the_parser() -> None:
    assert Sieve().keys_in("\x1b[?2026;2$y") == "\x1b[?2026;2$y"


def test_alt_and_a_key_is_no_answer() -> None:
    sieve = Sieve()
    assert sieve.keys_in("\x1b]") == "\x1b]"
    assert not sieve.is_dropping


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("\x1b[97;1:1u", "\x1b[97;1u"),
        ("\x1b[97;1:2u", ""),
        ("\x1b[97;1:3u", ""),
        ("\x1b[1;1:1A", "\x1b[1;1A"),
        ("\x1b[1;1:3A", ""),
        ("\x1b[57441;2:3u", ""),
        ("\x1b[97:65;2:1;65u", "\x1b[97:65;2;65u"),
        ("\x1b[3;1:3~", ""),
    ],
)
def test_of_keys_that_say_so_the_press_counts_alone(sent: str, kept: str) -> None:
    """E17, V6: a release or a repeat is no press."""
    assert Sieve().keys_in(sent) == kept


PIECES = st.lists(
    st.sampled_from(["1", "x", "\x1b[A", "\x1b[200~", "\x1b[201~", "~", "200", "\x1b["]), max_size=9
)


@given(PIECES, st.integers(1, 7))
def test_a_paste_is_the_same_however_it_is_read(pieces: list[str], length: int) -> None:
    text = "".join(pieces)
    whole, parts = Sieve(), Sieve()
    kept = "".join(parts.keys_in(text[at : at + length]) for at in range(0, len(text), length))
    assert kept == whole.keys_in(text)
    assert parts.is_dropping == whole.is_dropping


@given(st.text(alphabet="\x1b[]P_^X\\\x07\x9b201~;:?>$yutAc5\n\r", max_size=40))
def test_whatever_comes_what_is_kept_is_part_of_it(text: str) -> None:
    sieve = Sieve()
    assert len(sieve.keys_in(text)) <= len(text) + len(MARKS)
    sieve.give_up()
    assert sieve.keys_in("5") == "5"
