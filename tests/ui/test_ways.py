"""E2, W10, W12: the way that somebody with switches is at stands after the choices."""

from dataclasses import replace

import pytest

from mskiosk.ui.measure import Measure
from mskiosk.ui.rows import POINTER
from mskiosk.ui.typesetting import Screenful, Typesetter
from tests.ui.views import page, text

SIZES = [(40, 15), (80, 24), (120, 40)]
AT_WAY = replace(page(), marked=None, focus=None, way=text("Go back"), is_way_focused=True)


def pointed(made: Screenful) -> str:
    [row] = [row.text.strip() for row in made.rows if row.text.startswith(POINTER)]
    return row


@pytest.mark.parametrize("size", SIZES)
def test_the_way_is_pointed_at_and_has_the_cursor(size: tuple[int, int]) -> None:
    made = Typesetter().screenful(AT_WAY, Measure(*size))
    assert pointed(made).split() == [POINTER, "Go", "back"]
    assert "Go back" in made.rows[made.cursor[1]].text


@pytest.mark.parametrize("size", SIZES)
def test_moving_on_moves_nothing_but_the_pointer(size: tuple[int, int]) -> None:
    typesetter = Typesetter()
    at_choice = replace(AT_WAY, focus=1, is_way_focused=False)
    before = typesetter.screenful(at_choice, Measure(*size))
    after = typesetter.screenful(AT_WAY, Measure(*size))
    assert pointed(before) != pointed(after)
    if size[0] > 40:  # on the smallest screen the choices have pages
        assert [r.text[2:].strip() for r in before.rows] == [r.text[2:].strip() for r in after.rows]


def test_without_switches_there_is_no_such_row() -> None:
    made = Typesetter().screenful(page(), Measure(80, 24))
    assert "Go back" not in " ".join(row.text for row in made.rows)
