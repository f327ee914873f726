"""The letters themselves: drawn as the font has them, and none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mskiosk.ui.hyphens import syllables
from mskiosk.ui.lettering import FACES, Lettering
from mskiosk.ui.letters import SOFT_HYPHEN
from mskiosk.ui.wrapping import wrapped

LETTERINGS = {size: Lettering(face, "en") for size, face in FACES.items()}
BLOCKS = " \u2580\u2584\u2588"
PRINTABLE = "".join(map(chr, range(33, 127)))


def dots(lettering: Lettering, letter: str) -> list[str]:
    """Rows of dots, two in each cell."""
    halves = []
    for row in lettering.draw(letter):
        halves += ["".join("#" if cell in upper else "." for cell in row) for upper in ("▀█", "▄█")]
    return halves


@pytest.mark.parametrize("size", FACES)
def test_the_capital_is_as_high_as_it_says(size: int) -> None:
    inked = [row for row in dots(LETTERINGS[size], "H") if "#" in row]
    assert len(inked) == FACES[size].capital


def test_each_size_is_higher_than_the_one_before() -> None:
    capitals = [face.capital for face in FACES.values()]
    assert capitals == sorted(set(capitals))


@pytest.mark.parametrize("size", FACES)
def test_no_two_letters_look_the_same_and_none_is_empty(size: int) -> None:
    lettering = LETTERINGS[size]
    looks = {letter: tuple(lettering.draw(letter)) for letter in PRINTABLE}
    assert all("".join(look).strip() for look in looks.values())
    same = [(a, b) for a in PRINTABLE for b in PRINTABLE if a < b and looks[a] == looks[b]]
    assert same == []


@pytest.mark.parametrize("size", FACES)
def test_letters_never_touch_the_next_one(size: int) -> None:
    for letter in PRINTABLE:
        assert all(row[-1] == " " for row in LETTERINGS[size].draw(letter)), letter


@pytest.mark.parametrize("size", FACES)
@given(st.text(max_size=40))
def test_any_text_is_drawn_in_half_blocks_as_wide_as_it_says(size: int, words: str) -> None:
    lettering = LETTERINGS[size]
    shown = lettering.legible(words)
    drawn = lettering.draw(shown)
    assert len(drawn) == lettering.rows
    assert {len(row) for row in drawn} == {lettering.cells(shown)}
    assert set("".join(drawn)) <= set(BLOCKS)


def test_what_the_font_has_not_is_shown_in_plain_letters() -> None:
    lettering = LETTERINGS[2]
    assert lettering.legible("caf\u00e9 \u4e2d \u2192 x\u00b2") == "caf\u00e9 ? ? x\u00b2"
    assert (
        lettering.legible("na\u00efve \u2013 \u2018so\u2019") == "na\u00efve \u2013 \u2018so\u2019"
    )


@pytest.mark.parametrize("size", FACES)
def test_an_accent_on_a_capital_is_not_cut_off(size: int) -> None:
    inked = [len([row for row in dots(LETTERINGS[size], x) if "#" in row]) for x in "\u00c4A"]
    assert inked[0] > inked[1]


@pytest.mark.parametrize("size", FACES)
def test_an_underline_runs_below_and_leaves_the_letters_as_they_are(size: int) -> None:
    lettering = LETTERINGS[size]
    plain, underlined = lettering.draw("Hag"), lettering.draw("Hag", is_underlined=True)
    assert plain[:-1] == underlined[:-1]
    assert set(underlined[-1]) <= {"\u2584", "\u2588"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("treatments", ["treat", "ments"]),
        ("disease-modifying", ["dis", "ease-", "modi", "fy", "ing"]),
        ("MS", ["MS"]),
        ("-", ["-"]),
        ("x-", ["x-"]),
    ],
)
def test_words_are_broken_at_their_syllables_and_hyphens(word: str, parts: list[str]) -> None:
    assert syllables(word, "en") == parts


def test_a_language_without_patterns_breaks_words_anywhere() -> None:
    assert syllables("treatments", "xx") == ["treatments"]


def test_a_long_word_is_broken_with_a_hyphen_where_it_can_be() -> None:
    lettering = LETTERINGS[2]
    rows = wrapped("disease-modifying immunosuppression", lettering.cells("disease-mod"), lettering)
    assert [row.replace(SOFT_HYPHEN, "\u00ac") for row in rows] == [
        "disease-",
        "modifying",
        "immunosup\u00ac",
        "pression",
    ]


@pytest.mark.parametrize("size", FACES)
@given(st.text("abcdeilmnrst -", max_size=80), st.integers(60, 200))
def test_no_row_is_too_wide_and_no_letter_is_lost(size: int, words: str, width: int) -> None:
    lettering = LETTERINGS[size]
    rows = wrapped(words, width, lettering)
    assert all(0 < lettering.cells(row) <= width for row in rows)
    assert "".join(rows).replace(SOFT_HYPHEN, "").replace(" ", "") == words.replace(" ", "")
