"""The sounding word is marked inside its sentence, cheaply, and not by colour alone."""

from dataclasses import replace
from time import perf_counter

import pytest
from rich.style import Style

from mskiosk.core.guide import Choice, Text
from mskiosk.core.view import Stretch, View
from mskiosk.ui.measure import Measure
from mskiosk.ui.palette import IN_COLOUR, WITHOUT_COLOUR, Palette
from mskiosk.ui.rows import Role
from mskiosk.ui.sheet import Sheet
from mskiosk.ui.typesetting import Typesetter
from tests.ui.screens import Screen, screen
from tests.ui.views import LABELS, ODD, SIZES, hostile, page, text

MARKED = 4
SENTENCE = page().lines[MARKED].text.shown


def following(word: str, view: View | None = None, marked: int = MARKED) -> View:
    view = replace(view or page(), marked=marked)
    shown = view.lines[marked].text.shown
    return replace(view, marked_word=Stretch(shown.index(word), len(word)))


def set_as(role: Role, view: View, size: tuple[int, int] = (80, 24)) -> str:
    """What stands in spans of `role`, row after row."""
    rows = Typesetter().screenful(view, Measure(*size)).rows
    spans = [span.text for row in rows for span in row.spans if span.role is role]
    return " ".join(" ".join(spans).split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("word", SENTENCE.split())
def test_the_word_is_marked_wherever_it_stands(word: str, size: tuple[int, int]) -> None:
    view = following(word)
    assert set_as(Role.WORD, view, size) == word


def test_a_sentence_taller_than_the_screen_is_turned_with_its_words() -> None:
    """V8: with the largest letters a page holds a few words."""
    pages = set()
    for word in SENTENCE.split():
        rows = Typesetter().screenful(following(word), Measure(12, 5)).rows
        assert set_as(Role.WORD, following(word), (12, 5)) == word
        assert len(rows) == 5
        pages.add(tuple(row.text for row in rows))
    assert len(pages) > 1


def test_the_rest_of_the_sentence_stays_marked_and_no_cell_moves() -> None:
    plain = replace(page(), marked=MARKED)
    for word in SENTENCE.split():
        view = following(word)
        rows = Typesetter().screenful(view, Measure(80, 24)).rows
        assert [row.text for row in rows] == [
            row.text for row in Typesetter().screenful(plain, Measure(80, 24)).rows
        ]
        assert len(set_as(Role.MARKED, view)) + len(word) >= len(SENTENCE) - 2


def test_a_word_of_the_title_of_a_choice_and_of_a_caption_is_marked() -> None:
    assert set_as(Role.WORD, following("Treatments", marked=0)) == "Treatments"
    last = len(page().lines) - 1
    view = replace(page(), marked=last, marked_word=Stretch(4, 4))
    assert set_as(Role.WORD, view) == LABELS[-1][4:8]
    tenth = replace(page(), choices=page().choices * 2 + (Choice(text("Ten words"), "x"),))
    first_line = page().lines[-5]
    tenth = replace(
        tenth,
        lines=(*page().lines, replace(first_line, choice=10, text=text("Ten words"))),
        marked=len(page().lines),
        marked_word=Stretch(4, 5),
    )
    assert set_as(Role.WORD, tenth, (80, 40)) == "words"
    caption = replace(page(), marked=None, caption=text("Paused now."), caption_word=Stretch(7, 4))
    assert set_as(Role.CAPTION_WORD, caption) == "now."
    assert set_as(Role.CAPTION, caption) == "Paused"


def test_a_word_that_is_broken_over_rows_is_marked_on_both() -> None:
    words = text("A verylongwordthatdoesnotfit here.")
    lines = (replace(page().lines[MARKED], text=words),)
    view = replace(page(), lines=lines, choices=(), marked=0)
    view = replace(view, marked_word=Stretch(2, 26))
    assert set_as(Role.WORD, view, (16, 20)).replace(" ", "") == "verylongwordthatdoesnotfit"


def test_a_stretch_that_is_not_there_marks_nothing_and_breaks_nothing() -> None:
    for stretch in (Stretch(9_999, 3), Stretch(0, 0), Stretch(5, 99_999)):
        for odd in ODD:
            for size in SIZES:
                view = replace(odd(), marked_word=stretch, caption_word=stretch)
                Typesetter().screenful(view, Measure(*size))
    assert set_as(Role.WORD, replace(hostile(), marked_word=Stretch(9_999, 3))) == ""


@pytest.mark.parametrize("palette", [IN_COLOUR, WITHOUT_COLOUR])
def test_it_is_told_from_its_sentence_without_colour(palette: Palette) -> None:
    """W2: light on dark in a sentence that is dark on light, or the other way, and underlined."""
    for role, around in ((Role.WORD, Role.MARKED), (Role.CAPTION_WORD, Role.CAPTION)):
        word, sentence = palette[role], palette[around]
        assert word.underline
        assert not sentence.underline
        assert is_dark(word) is not is_dark(sentence)


def is_dark(style: Style) -> bool:
    """The paper is darker than the ink."""
    if style.color is None or style.bgcolor is None:
        return not style.reverse
    ink, paper = style.color.get_truecolor(), style.bgcolor.get_truecolor()
    return sum(paper) < sum(ink)


async def test_a_word_repaints_the_rows_of_its_sentence_and_no_others() -> None:
    async with screen() as running:
        words = SENTENCE.split()
        await running.show(following(words[0]))
        drawn: list[int] = []
        sheet = running.app.query_one(Sheet)
        render = sheet.render_line

        def noting(y: int) -> object:
            drawn.append(y)
            return render(y)

        sheet.render_line = noting  # type: ignore[method-assign, assignment]
        for word in words[1:]:
            await running.show(following(word))
        rows = Typesetter().screenful(following(words[0]), Measure(80, 24)).rows
        roles = [{span.role for span in row.spans} for row in rows]
        sentence = {y for y, found in enumerate(roles) if found & {Role.WORD, Role.MARKED}}
        assert len(sentence) == 1
        assert set(drawn) == sentence


async def test_a_word_is_on_the_screen_within_a_tenth_of_a_second() -> None:
    """In step with the sound, on a page of many screens."""
    async with screen((120, 40)) as running:
        long = page(40)
        lags = []
        for number in range(30):
            marked = 1 + number * 5
            words = long.lines[marked].text.shown.split()
            word = words[number % len(words)]
            began = perf_counter()
            await running.show(following(word, long, marked))
            lags.append(perf_counter() - began)
            assert is_drawn(running, word)
        assert sorted(lags)[len(lags) // 2] < 0.05
        assert sorted(lags)[-2] < 0.1


def is_drawn(running: Screen, word: str) -> bool:
    marked = "".join(
        character
        for row in running.drawn()
        for character, style in row
        if style.underline and style.bold
    )
    return marked == word


def test_what_changed_is_shown_beside_what_is_said() -> None:
    said = replace(page(), caption=text("Help is here."), remark=text("Louder. 8 of 10."))
    rows = [row.text.strip() for row in Typesetter().screenful(said, Measure(80, 24)).rows]
    assert rows.index("Louder. 8 of 10.") < rows.index("* Help is here.")
    read = replace(page(), marked=MARKED, remark=text("Louder. 8 of 10."))
    assert "Louder. 8 of 10." in set_as(Role.HEARD, read)
    assert set_as(Role.MARKED, read).startswith(SENTENCE[:20])


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)])
def test_the_name_of_an_earcon_stands_in_the_status_and_moves_nothing(
    size: tuple[int, int],
) -> None:
    """E14."""
    measure = Measure(*size)
    silent = page()
    sounding = replace(silent, sound=Text("Chosen", "Chosen"))
    before = Typesetter().screenful(silent, measure).rows
    after = Typesetter().screenful(sounding, measure).rows
    assert "Chosen" in set_as(Role.STATUS, sounding, size)
    assert len(before) == len(after)
    changed = [at for at, row in enumerate(after) if row != before[at]]
    assert len(changed) == 1
    assert after[changed[0]].text.startswith(before[changed[0]].text)
