"""V5: the terminal's own letters are made larger where it lets the kiosk do that, and are put
back. What kitty 0.26 was seen to answer and to do stands in for it here; `test_kitty` has a real
one."""

import json

import pytest

from mskiosk.ui.own_font import OwnFont, Window, may_be_asked
from mskiosk.ui.sieve import Sieve

SIZE_IS_12 = "1+r" + b"kitty-query-font_size".hex() + "=" + b"12".hex()
YES, NO = '@kitty-cmd{"ok": true}', '@kitty-cmd{"ok": false, "error": "Remote control is disabled"}'


class Kitty:
    """A window of 1280 by 1007 dots, whose letters are 19 dots high at 12 points."""

    def __init__(self, points: float = 12.0) -> None:
        self.points = points
        self.told: list[float] = []
        self.is_listening = True
        self.font = OwnFont(self._take, self.window)
        self.font.ask()

    def window(self) -> Window:
        cell = round(19 * self.points / 12)
        return Window(columns=1280 // round(cell / 1.9), rows=1007 // cell, height=1007)

    def answer(self, *answers: str) -> "Kitty":
        for answer in answers:
            self.font.answered(answer)
        return self

    def _take(self, text: str) -> None:
        command = json.loads(text.rpartition("@kitty-cmd")[2].removesuffix("\x1b\\"))
        payload = command["payload"]
        if "increment_op" in payload:
            return
        self.told.append(payload["size"])
        if self.is_listening:
            self.points = min(payload["size"] or 12.0, 60.0)


def willing(points: float = 12.0) -> Kitty:
    return Kitty(points).answer(SIZE_IS_12, YES)


def test_it_is_able_where_the_terminal_tells_its_size_and_allows_a_change() -> None:
    assert willing().font.is_able
    assert not Kitty().answer(SIZE_IS_12).font.is_able
    assert not Kitty().answer(YES).font.is_able
    assert not Kitty().answer(SIZE_IS_12, NO).font.is_able
    assert not willing().told, "the question changes nothing"


@pytest.mark.parametrize(
    "answer",
    ["", "0+r", "@kitty-cmd", "@kitty-cmd[1]", "@kitty-cmd{", ">|XTerm(370)", SIZE_IS_12 + "zz"],
)
def test_other_answers_mean_nothing(answer: str) -> None:
    assert not Kitty().answer(answer, SIZE_IS_12).font.is_able


def test_a_size_that_no_letters_have_is_none() -> None:
    for written in (b"-1", b"nan", b"1e9", b"x"):
        kitty = Kitty().answer(SIZE_IS_12.replace(b"12".hex(), written.hex()), YES)
        assert not kitty.font.is_able


def test_letters_are_made_five_times_as_large_and_put_back() -> None:
    kitty = willing()
    kitty.font.enlarge()
    assert kitty.font.is_settling
    kitty.font.resized()
    assert (kitty.told, kitty.font.is_large, kitty.font.is_settling) == ([60.0], True, False)
    kitty.font.put_back()
    kitty.font.put_back()
    assert (kitty.told, kitty.points, kitty.font.is_large) == ([60.0, 0], 12.0, False)


def test_what_the_screen_has_room_for_does_not_change_with_the_letters() -> None:
    kitty = willing()
    usual = kitty.window()
    kitty.font.enlarge()
    assert kitty.font.usual_grid(usual.columns, usual.rows) == (usual.columns, usual.rows)
    kitty.font.resized()
    larger = kitty.window()
    assert kitty.font.usual_grid(larger.columns, larger.rows) == (usual.columns, usual.rows)
    assert kitty.font.usual_grid(larger.columns // 2, larger.rows) < (80, 60), "a smaller window"
    kitty.font.put_back()
    assert kitty.font.usual_grid(100, 30) == (100, 30)


def test_letters_that_were_made_larger_by_hand_are_left_so_for_good() -> None:
    """Five times the size of the configuration is less than five times theirs."""
    kitty = willing(24.0)
    kitty.font.enlarge()
    kitty.font.resized()
    assert kitty.points == pytest.approx(24.0, abs=1.0)
    kitty.answer(YES)
    assert not kitty.font.is_able
    assert not kitty.font.is_large


def test_a_terminal_that_does_nothing_is_given_up() -> None:
    kitty = willing()
    kitty.is_listening = False
    kitty.font.enlarge()
    kitty.font.settle()
    kitty.answer(YES)
    assert (kitty.font.is_able, kitty.font.is_large, kitty.font.is_settling) == (False,) * 3


def test_only_kitty_itself_is_asked() -> None:
    assert may_be_asked({"TERM": "xterm-kitty"})
    assert not may_be_asked({"TERM": "xterm-kitty", "TMUX": "/tmp/x"})
    assert not may_be_asked({"TERM": "xterm-256color"})
    assert not may_be_asked({})


def test_answers_come_out_of_the_sieve_and_are_no_keys() -> None:
    sieve = Sieve()
    whole = f"3\x1bP{SIZE_IS_12}\x1b\\4\x1bP{YES}\x1b\\5"
    assert sieve.keys_in(whole) == "345"
    assert sieve.answers() == [SIZE_IS_12, YES]
    assert sieve.answers() == []


@pytest.mark.parametrize("at", range(3, 28))
def test_an_answer_may_come_in_pieces(at: int) -> None:
    sieve = Sieve()
    whole = f"\x1bP{YES}\x1b\\5"
    assert sieve.keys_in(whole[:at]) + sieve.keys_in(whole[at:]) == "5"
    assert sieve.answers() == [YES]


def test_an_answer_that_is_too_long_or_never_ends_is_not_kept() -> None:
    sieve = Sieve()
    assert sieve.keys_in("\x1bP" + "x" * 100_000) == ""
    assert sieve.keys_in("\x1b\\5") == "5"
    assert sieve.keys_in("\x1bPx") == ""
    sieve.give_up()
    assert sieve.keys_in("\x1b]title\x07") == ""
    assert sieve.answers() == []
