"""S2, W3, V5, E2, E14: everything that matters is in view, whatever the size."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskiosk.core.view import LineKind, View
from mskiosk.ui.measure import Measure
from mskiosk.ui.rows import POINTER, SPOKEN, Role
from mskiosk.ui.typesetting import Screenful, Typesetter
from tests.ui.views import LABELS, ODD, SIZES, page, question, text

REAL_SIZES = [size for size in SIZES if size[0] >= 40]


def screenful(view: View, size: tuple[int, int]) -> Screenful:
    return Typesetter().screenful(view, Measure(*size))


def words(made: Screenful) -> str:
    return " ".join(" ".join(row.text for row in made.rows).split())


def in_role(made: Screenful, role: Role) -> str:
    spans = (span.text for row in made.rows for span in row.spans if span.role is role)
    return " ".join(" ".join(spans).split())


def choice_rows(made: Screenful) -> list[int]:
    roles = {Role.NUMBER, Role.FOCUSED}
    return [at for at, row in enumerate(made.rows) if roles & {span.role for span in row.spans}]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("odd", [page, *ODD])
def test_any_view_fills_any_screen_exactly(size: tuple[int, int], odd: Callable[[], View]) -> None:
    made = screenful(odd(), size)
    assert len(made.rows) == size[1]
    assert all(row.cells <= size[0] for row in made.rows)
    assert 0 <= made.cursor[0] < size[0]
    assert 0 <= made.cursor[1] < size[1]


@given(st.integers(4, 130), st.integers(1, 50), st.integers(0, 24), st.integers(0, 5))
def test_no_size_is_too_odd(width: int, height: int, marked: int, focus: int) -> None:
    view = replace(
        page(), marked=marked or None, focus=focus or None, caption=text("Louder."), heard=text("x")
    )
    made = screenful(view, (width, height))
    assert len(made.rows) == height
    assert all(row.cells <= width for row in made.rows)


@pytest.mark.parametrize("size", REAL_SIZES)
@pytest.mark.parametrize("times", [1, 8])
def test_the_marked_sentence_is_in_view_all_the_way(size: tuple[int, int], times: int) -> None:
    view = page(times)
    typesetter = Typesetter()
    for at, line in enumerate(view.lines):
        made = typesetter.screenful(replace(view, marked=at), Measure(*size))
        assert in_role(made, Role.MARKED).removeprefix(f"{(line.choice or 0) + 1} ") == (
            line.text.shown
        )
        for label in LABELS:
            assert label in words(made)


@pytest.mark.parametrize("size", SIZES)
def test_something_of_the_marked_sentence_is_in_view_on_any_screen(size: tuple[int, int]) -> None:
    for at, line in enumerate(page().lines):
        if line.kind is LineKind.TITLE and size[0] < 40:
            continue  # its place is the header, which is cut there
        made = screenful(replace(page(), marked=at), size)
        assert in_role(made, Role.MARKED), line


@pytest.mark.parametrize("size", REAL_SIZES)
def test_where_i_am_and_both_states_are_in_view(size: tuple[int, int]) -> None:
    shown = words(screenful(page(), size))
    assert shown.startswith("* Main menu > About MS > Treatments")
    assert "Microphone: I am listening. Voice: speaking." in shown.replace(" | ", " ")


def test_a_long_way_here_loses_its_beginning_first() -> None:
    view = replace(page(), marked=1, path=tuple(map(text, ["Main menu", "About MS", "Symptoms"])))
    first = screenful(view, (40, 15)).rows[0].text
    assert first.split() == ["...", ">", "Symptoms", ">", "Treatments"]


@pytest.mark.parametrize("size", REAL_SIZES)
@pytest.mark.parametrize("marked", [None, 4])
def test_what_is_said_and_heard_is_in_view(size: tuple[int, int], marked: int | None) -> None:
    """E14: each spoken sentence has its caption."""
    caption = "I am louder now. This is step eight, and the loudest is ten."
    view = replace(page(), marked=None, caption=text(caption), heard=text("I heard: louder"))
    shown = words(screenful(view, size))
    assert f"I heard: louder * {caption}" in shown


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
def test_what_comes_and_goes_does_not_move_the_choices(size: tuple[int, int]) -> None:
    """W12: the same things in the same place."""
    typesetter = Typesetter()
    reading = replace(page(), marked=5)
    replying = replace(reading, marked=None, caption=text("Louder."), heard=text("I heard: x"))
    before = typesetter.screenful(reading, Measure(*size))
    after = typesetter.screenful(replying, Measure(*size))
    assert choice_rows(before) == choice_rows(after)


def test_a_reply_does_not_turn_the_page() -> None:
    typesetter = Typesetter()
    measure = Measure(80, 24)
    reading = replace(page(), marked=10)
    before = typesetter.screenful(reading, measure)
    after = typesetter.screenful(replace(reading, marked=None, caption=text("Louder.")), measure)
    assert [row.text[2:] for row in before.rows[:12]] == [row.text[2:] for row in after.rows[:12]]


def test_a_new_page_begins_at_its_beginning() -> None:
    typesetter = Typesetter()
    typesetter.screenful(replace(page(), marked=10), Measure(80, 24))
    made = typesetter.screenful(replace(page(), id="new", marked=None), Measure(80, 24))
    assert "Treatments can slow MS down" in words(made)


def test_more_text_than_fits_says_so() -> None:
    first = screenful(replace(page(), marked=1), (40, 15))
    assert in_role(first, Role.MORE).startswith("... 1/")
    last = screenful(replace(page(), marked=12), (40, 15))
    number, _, count = in_role(last, Role.MORE).partition("/")
    assert number == count
    assert in_role(screenful(page(), (120, 40)), Role.MORE) == ""


def test_a_heading_is_not_parted_from_its_text() -> None:
    for rows in range(12, 30):
        made = screenful(replace(page(), marked=3), (60, rows))
        assert "A relapse is a new symptom" in words(made)


def test_focus_is_a_pointer_and_a_role_of_its_own() -> None:
    """W1, W2: never colour alone."""
    made = screenful(replace(page(), marked=5, focus=1), (80, 24))
    pointed = [row.text for row in made.rows if row.text.startswith(POINTER)]
    assert [row.split() for row in pointed] == [[">", "2", "Disease-modifying", "treatments"]]
    assert in_role(made, Role.FOCUSED) == "2 Disease-modifying treatments"
    assert [row.text for row in made.rows if row.text.startswith(SPOKEN)]


def test_the_cursor_is_on_the_focused_choice_or_else_on_the_marked_sentence() -> None:
    """W16, W10."""
    focused = screenful(replace(page(), marked=5, focus=1), (80, 24))
    assert "Disease-modifying treatments" in focused.rows[focused.cursor[1]].text
    marked = screenful(replace(page(), marked=5, focus=None), (80, 24))
    assert marked.rows[marked.cursor[1]].text.startswith(f"{SPOKEN} Steroids")
    caption = screenful(replace(page(), marked=None, caption=text("Louder.")), (80, 24))
    assert "Louder." in caption.rows[caption.cursor[1]].text
    read = screenful(replace(page(), marked=14), (80, 24))
    assert "Disease-modifying treatments" in read.rows[read.cursor[1]].text


def test_a_tiny_screen_shows_title_sentence_and_choice() -> None:
    made = screenful(replace(page(), marked=2, focus=1), (10, 4))
    assert [row.text for row in made.rows] == [" Treatm...", "*There is", " no cure", ">2 Dise..."]


def test_more_choices_than_fit_are_shown_around_the_focused_one() -> None:
    many = tuple(page().choices[at % 5] for at in range(30))
    made = screenful(replace(page(), marked=2, choices=many, focus=22), (40, 15))
    assert in_role(made, Role.FOCUSED) == "23 Stem cells: the two kinds"
    assert "There is no cure yet." in words(made)


@pytest.mark.parametrize("size", REAL_SIZES)
def test_a_long_question_is_shown_whole(size: tuple[int, int]) -> None:
    shown = words(screenful(question(), size))
    assert "a file of 41 megabytes. Say yes please, or no thanks." in shown.replace(" * ", " ")
    assert "1 Yes please 2 No thanks" in shown


def test_without_a_locale_only_ascii_is_drawn() -> None:
    view = replace(page(), title=text("Caf\u00e9 \u2013 \u201cMS\u201d"))
    made = Typesetter().screenful(view, Measure(80, 24, is_ascii_only=True))
    assert all(row.text.isascii() for row in made.rows)
    assert 'Cafe - "MS"' in made.rows[0].text
