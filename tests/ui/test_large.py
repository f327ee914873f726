"""W3, V5, E2: in large letters nothing is clipped, and all that is in small ones can be come to."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mskiosk.core.look import TEXT_SIZES, Look
from mskiosk.core.view import LineKind, Stretch, View
from mskiosk.ui.large import screenful
from mskiosk.ui.letters import SOFT_HYPHEN
from mskiosk.ui.measure import Measure
from mskiosk.ui.rows import LARGE_POINTER, MORE, Role, Row
from mskiosk.ui.sizes import (
    LEAST_LETTERS,
    LEAST_ROWS,
    STATUS_ROWS,
    LettersBySize,
    largest_text_size,
)
from mskiosk.ui.typesetting import Screenful, Typesetter
from tests.ui.screens import screen
from tests.ui.views import ODD, page, question, text

SCREENS = [(40, 15), (80, 24), (100, 30), (120, 40), (240, 67)]
LETTERS = LettersBySize("en")
LARGE = [
    (size, wide, high)
    for wide, high in SCREENS
    for size in TEXT_SIZES[1:]
    if size <= largest_text_size(wide, high, is_ascii_only=False)
]


def drawn(view: View, size: int, width: int, height: int) -> Screenful:
    """As it is on the terminal."""
    letters = LETTERS.of(min(size, largest_text_size(width, height, is_ascii_only=False)))
    return screenful(Typesetter(), view, letters, width=width, height=height, is_ascii_only=False)


def typeset(view: View, size: int, width: int, height: int) -> Screenful:
    """The same before it is drawn."""
    letters = LETTERS.of(size)
    rows = (height - STATUS_ROWS) // letters.rows
    return Typesetter().screenful(view, Measure(width, rows, letters=letters))


def in_roles(made: Screenful, *roles: Role) -> str:
    spans = (span.text for row in made.rows for span in row.spans if span.role in roles)
    return " ".join(" ".join(spans).split()).replace(f"{SOFT_HYPHEN} ", "").replace("- m", "-m")


def read_in(row: Row) -> str:
    """What of the sentence that is being read stands in `row`."""
    return "".join(span.text for span in row.spans if span.role in (Role.MARKED, Role.WORD))


def words_of(shown: str) -> Iterator[Stretch]:
    at = 0
    for word in shown.split():
        at = shown.index(word, at)
        yield Stretch(at, len(word))
        at += len(word)


def test_every_screen_has_the_sizes_it_has_room_for() -> None:
    largest = [largest_text_size(*size, is_ascii_only=False) for size in SCREENS]
    assert largest == [1, 2, 3, 4, 4]
    assert largest_text_size(240, 67, is_ascii_only=True) == 1, "half blocks are not in ASCII"


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("odd", [page, *ODD])
def test_any_view_fills_any_screen_and_no_row_is_wider_than_it(
    size: int, width: int, height: int, odd: Callable[[], View]
) -> None:
    view = odd()
    made = drawn(view, size, width, height)
    assert len(made.rows) == height
    assert max(row.cells for row in made.rows) <= width
    assert 0 <= made.cursor[0] < width
    assert 0 <= made.cursor[1] < height


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(TEXT_SIZES[1:]),
    st.integers(70, 250),
    st.integers(21, 80),
    st.integers(0, 24),
    st.integers(0, 5),
)
def test_no_size_of_a_window_is_too_odd(
    size: int, width: int, height: int, marked: int, focus: int
) -> None:
    view = replace(page(), marked=marked or None, focus=focus or None, heard=text("I heard: x"))
    if marked > 18:
        view = replace(view, marked=None, caption=text("I am louder now. This is step eight."))
    made = drawn(view, size, width, height)
    assert len(made.rows) == height
    assert max(row.cells for row in made.rows) <= width


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_twelve_letters_and_four_rows_are_the_least(size: int, width: int, height: int) -> None:
    letters = LETTERS.of(size)
    measure = Measure(width, (height - STATUS_ROWS) // letters.rows, letters=letters)
    assert measure.height >= LEAST_ROWS
    words = " ".join(line.text.shown for line in page().lines)
    assert measure.text_width >= LEAST_LETTERS * letters.cells(words) / len(words)


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_every_word_of_a_page_can_be_come_to_sentence_by_sentence(
    size: int, width: int, height: int
) -> None:
    """A sentence with more rows than there are is turned with its words."""
    view = page()
    for at, line in enumerate(view.lines):
        if line.kind is LineKind.CHOICE:
            continue
        seen: set[str] = set()
        for word in words_of(line.text.shown):
            made = typeset(replace(view, marked=at, marked_word=word), size, width, height)
            seen |= {read_in(row) for row in made.rows}
        measure = Measure(width, 9, letters=LETTERS.of(size))
        assert set(measure.wrapped(line.text.shown)) <= seen


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_every_choice_can_be_read_whole_with_its_number_and_pointer(
    size: int, width: int, height: int
) -> None:
    """W10, E2: the focus is in view, and is a sign and not a colour alone."""
    view = replace(page(), marked=None)
    for index, choice in enumerate(view.choices):
        caption = text(f"{choice.label.shown}. {index + 1} of 5. To choose it, press enter.")
        made = typeset(replace(view, focus=index, caption=caption), size, width, height)
        assert in_roles(made, Role.FOCUSED) == f"{index + 1} {choice.label.shown}"
        row = made.rows[made.cursor[1]]
        assert row.text.startswith(LARGE_POINTER)


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_what_the_kiosk_asks_is_in_view_beside_the_longest_choice(
    size: int, width: int, height: int
) -> None:
    """E14"""
    view = replace(page(), marked=None, focus=1, caption=text("What would you like?"))
    for word in words_of("What would you like?"):
        made = typeset(replace(view, caption_word=word), size, width, height)
        assert in_roles(made, Role.CAPTION_WORD)


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_a_choice_that_is_read_is_shown_whole(size: int, width: int, height: int) -> None:
    view = page()
    for at, line in enumerate(view.lines):
        if line.choice is not None:
            made = typeset(replace(view, marked=at), size, width, height)
            assert in_roles(made, Role.MARKED) == f"{line.choice + 1} {line.text.shown}"


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_the_focus_stays_in_view_while_the_text_is_read(size: int, width: int, height: int) -> None:
    made = typeset(replace(page(), marked=5, focus=1), size, width, height)
    assert in_roles(made, Role.FOCUSED).startswith("2 Dis")
    assert in_roles(made, Role.MARKED).startswith("Steroids")


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_every_word_that_the_kiosk_says_itself_can_be_come_to(
    size: int, width: int, height: int
) -> None:
    """E14"""
    said = "I am louder now. This is step eight of ten, and louder than that is for big rooms."
    view = replace(page(), marked=None, caption=text(said))
    for word in words_of(said):
        made = typeset(replace(view, caption_word=word), size, width, height)
        assert in_roles(made, Role.CAPTION_WORD) == said[word.offset : word.offset + word.length]


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
@pytest.mark.parametrize("marked", [None, 5])
def test_what_changes_is_in_view_whatever_is_said(
    size: int, width: int, height: int, marked: int | None
) -> None:
    """E14: where the voice is off, it is told nowhere else."""
    said = "I am louder now. This is step eight of ten, and louder than that is for big rooms."
    caption = text(said) if marked is None else None
    view = replace(page(), marked=marked, caption=caption, remark=text("Text size 2 of 4."))
    made = typeset(view, size, width, height)
    assert in_roles(made, Role.HEARD) == "Text size 2 of 4."
    assert in_roles(made, Role.CAPTION, Role.MARKED)


def test_a_pause_does_not_turn_the_page_back() -> None:
    """E4, S5: the words that were said last are still there to be read."""
    measure = Measure(80, 4, letters=LETTERS.of(2))
    typesetter = Typesetter()
    said = "I am louder now. This is step eight of ten, and louder than that is for big rooms."
    *_, last = words_of(page().lines[5].text.shown)
    *_, last_said = words_of(said)
    read = replace(page(), marked=5)
    told = replace(page(), marked=None, caption=text(said))
    for view, sounding in (
        (read, replace(read, marked_word=last)),
        (told, replace(told, caption_word=last_said)),
    ):
        first = typesetter.screenful(view, measure)
        before = typesetter.screenful(sounding, measure)
        after = typesetter.screenful(view, measure)
        assert [row.text for row in after.rows] == [row.text for row in before.rows]
        assert [row.text for row in after.rows] != [row.text for row in first.rows]
        assert not {Role.WORD, Role.CAPTION_WORD} & set().union(*(row.roles for row in after.rows))


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_a_question_has_its_answers_in_view(size: int, width: int, height: int) -> None:
    shown = in_roles(typeset(question_asked(), size, width, height), Role.NUMBER, Role.CHOICE)
    assert shown == "1 Yes please 2 No thanks"


def question_asked() -> View:
    return replace(question(), marked=None, caption=question().title)


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_more_text_than_fits_has_the_sign_for_it(size: int, width: int, height: int) -> None:
    first = typeset(replace(page(3), marked=1), size, width, height)
    assert MORE in "".join(row.text for row in first.rows) or "/" in in_roles(first, Role.MORE)


@pytest.mark.parametrize(("size", "width", "height"), LARGE)
def test_the_cursor_of_the_terminal_is_on_what_is_focused(
    size: int, width: int, height: int
) -> None:
    """W16"""
    view = replace(page(), marked=None, caption=text("Louder."), focus=3)
    column, row = drawn(view, size, width, height).cursor
    letters = LETTERS.of(size)
    assert (column, row % letters.rows) == (letters.margin, 0)
    before = typeset(view, size, width, height)
    assert before.rows[row // letters.rows].text.startswith(LARGE_POINTER)


async def test_f8_and_f7_change_what_is_drawn_and_the_screen_says_what_it_has_room_for() -> None:
    from mskiosk.core.events import ScreenMeasured

    async with screen((100, 30)) as running:
        await running.show(page())
        small = running.rows()
        await running.show(replace(page(), look=Look(text_size=3)))
        large = running.rows()
        assert "Treatments" not in "".join(large)
        assert [len(row) for row in large] == [100] * 30
        await running.show(page())
        assert running.rows() == small
        await running.pilot.resize_terminal(40, 15)
        await running.pilot.pause()
        assert [e for e in running.events if isinstance(e, ScreenMeasured)] == [
            ScreenMeasured(3),
            ScreenMeasured(1),
        ]


async def test_the_word_that_sounds_is_underlined_in_its_letters_not_across_them() -> None:
    view = replace(page(), marked=4, look=Look(text_size=2))
    async with screen((120, 40)) as running:
        await running.show(view)
        plain = running.drawn()
        await running.show(replace(view, marked_word=Stretch(2, 7)))
        with_word = running.drawn()
        assert not any(style.underline for row in with_word for _, style in row)
        changed = [at for at, row in enumerate(with_word) if row != plain[at]]
        assert len(changed) <= 2 * LETTERS.of(2).rows
