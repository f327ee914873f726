from hypothesis import given
from hypothesis import strategies as st

from mskiosk.ui.letters import OWN_LETTERS
from mskiosk.ui.wrapping import legible, shortened, wrapped


def test_rows_are_broken_between_words() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]


def test_a_word_that_is_too_long_goes_on_in_the_next_row() -> None:
    assert wrapped("a disease-modifying one", 8) == ["a", "disease-", "modifyin", "g one"]


def test_no_words_make_no_rows() -> None:
    assert wrapped("   ", 10) == []


def test_wide_letters_take_two_cells() -> None:
    assert wrapped("\u4e2d\u6587\u5b57", 4) == ["\u4e2d\u6587", "\u5b57"]


def test_a_wide_letter_without_room_is_not_lost_silently() -> None:
    assert wrapped("\u4e2d", 1) == ["?"]


def test_missing_words_leave_an_ellipsis() -> None:
    assert shortened(["one two", "three"], 1, 7) == ["one ..."]
    assert shortened(["immediately", "now"], 1, 11) == ["immediat..."]
    assert shortened(["one two", "three"], 2, 7) == ["one two", "three"]
    assert shortened(["one"], 0, 7) == []


def test_controls_and_invisible_marks_do_not_reach_the_screen() -> None:
    assert legible("\x1b[31mred\nrow\u202e \u200bx\ud800") == " [31mred row x?"


def test_typography_survives_where_it_can_be_shown() -> None:
    assert legible("MS\u2019s \u2013 caf\u00e9\u00a0bar") == "MS\u2019s \u2013 caf\u00e9\u00a0bar"


def test_without_a_locale_typography_becomes_ascii() -> None:
    assert legible("MS\u2019s \u2013 caf\u00e9 \u4e2d", is_ascii_only=True) == "MS's - cafe ?"


@given(st.text(), st.integers(1, 30))
def test_no_row_is_wider_than_the_screen_and_no_letter_is_lost(text: str, width: int) -> None:
    words = legible(text)
    rows = wrapped(words, width)
    assert all(len(row) > 0 and OWN_LETTERS.cells(row) <= width for row in rows)
    if width > 1:
        assert "".join(rows).replace(" ", "") == words.replace(" ", "")
