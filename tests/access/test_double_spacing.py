"""W4: more space between the lines takes no word away."""

import itertools
from dataclasses import replace

import pytest

from mskiosk.core.look import Look
from mskiosk.core.view import View
from mskiosk.ui.measure import Measure
from mskiosk.ui.rows import Row
from mskiosk.ui.typesetting import Screenful, Typesetter
from tests.ui.views import LABELS, ODD, SIZES, page, question, text

SPREAD = Look(is_double_spaced=True)
ROOMY = [(80, 24), (120, 40), (240, 67)]


def screenful(view: View, size: tuple[int, int]) -> Screenful:
    return Typesetter().screenful(view, Measure(*size))


def written(rows: tuple[Row, ...]) -> list[str]:
    return [row.text.rstrip() for row in rows if row.text.strip()]


@pytest.mark.parametrize("size", ROOMY)
def test_no_two_rows_of_text_touch(size: tuple[int, int]) -> None:
    for marked in range(len(page().lines)):
        rows = screenful(replace(page(), marked=marked, look=SPREAD), size).rows
        assert len(rows) == size[1]
        assert not [1 for row, below in itertools.pairwise(rows) if row.text and below.text]
        assert all(label in " ".join(written(rows)) for label in LABELS)


@pytest.mark.parametrize("size", SIZES)
def test_all_that_is_read_is_shown_as_without(size: tuple[int, int]) -> None:
    """Page by page: the sentence that is read, whole, with its sign."""
    for at, line in enumerate(page().lines):
        shown = []
        for look in (Look(), SPREAD):
            rows = screenful(replace(page(), marked=at, look=look), size).rows
            words = " ".join(" ".join(written(rows)).split())
            shown.append(line.text.shown in words or words)
        assert shown[1] is True or shown[0] is not True


@pytest.mark.parametrize("size", ROOMY)
def test_what_the_kiosk_says_and_asks_is_whole(size: tuple[int, int]) -> None:
    long = text(" ".join(["word"] * 30) + " end")
    for view in (replace(page(), marked=None, caption=long), question()):
        words = " ".join(written(screenful(replace(view, look=SPREAD), size).rows))
        said = view.caption or view.title
        assert said.shown in " ".join(words.split())


def test_where_a_sentence_would_be_cut_the_rows_stay_close() -> None:
    long = text(" ".join(["word"] * 40))
    lines = (page().lines[0], replace(page().lines[1], text=long))
    view = replace(page(), lines=lines, marked=1)
    assert screenful(replace(view, look=SPREAD), (40, 15)) == screenful(view, (40, 15))
    assert screenful(replace(view, look=SPREAD), (80, 24)) != screenful(view, (80, 24))


def test_choices_do_not_move_to_and_fro_with_what_the_kiosk_says() -> None:
    """W12: a page that had to be close for a long sentence is so until it is left."""
    short = replace(page(), lines=page().lines[:2], choices=page().choices[:2], look=SPREAD)
    long = replace(short, marked=None, caption=text(" ".join(["word"] * 40)))
    typesetter, measure = Typesetter(), Measure(40, 15)
    spread = typesetter.screenful(short, measure)
    close = typesetter.screenful(replace(short, look=Look()), measure)
    assert spread != close
    typesetter.screenful(long, measure)
    assert typesetter.screenful(short, measure).rows == close.rows
    other = replace(short, id="another")
    assert typesetter.screenful(other, measure).rows == spread.rows
    typesetter.screenful(long, measure)
    assert typesetter.screenful(short, Measure(80, 24)) != close, "and on a larger screen"


@pytest.mark.parametrize("size", SIZES)
def test_the_cursor_stands_at_what_is_read(size: tuple[int, int]) -> None:
    """W16, W10."""
    for view in (replace(page(), marked=3), replace(page(), marked=None, focus=2)):
        found = screenful(replace(view, look=SPREAD), size)
        column, row = found.cursor
        assert found.rows[row].text[:1] in "*>"
        assert column <= 2


@pytest.mark.parametrize("size", [*SIZES, (10, 1), (80, 1), (80, 2)])
def test_no_view_breaks_it(size: tuple[int, int]) -> None:
    for odd in ODD:
        rows = screenful(replace(odd(), look=SPREAD), size).rows
        assert len(rows) == size[1]
        assert all(row.cells <= size[0] for row in rows)
