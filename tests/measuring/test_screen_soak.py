"""The visit to every page, in everything that can be set (W1, W12)."""

from dataclasses import replace
from itertools import product

import pytest

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.look import TEXT_SIZES, Look, Theme
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy, Profile
from mskiosk.measuring import inspecting
from mskiosk.measuring.inspecting import Inspector
from mskiosk.measuring.screen_soak import TERMINALS, inspectors, rounds, soak_screen, visit_all
from mskiosk.measuring.visitor import Visitor
from mskiosk.ui.large import measure_of
from mskiosk.ui.palette import THEMES
from mskiosk.ui.rows import Role
from mskiosk.ui.sizes import LettersBySize
from mskiosk.ui.typesetting import Typesetter
from tests.small_guide import small_guide
from tests.ui.views import text

DRAWN = [(terminal, size) for terminal in TERMINALS for size in TEXT_SIZES]


def test_everything_that_can_be_set_is_visited() -> None:
    settings = {(each.theme, each.profile, each.is_double_spaced) for each in rounds()}
    assert settings == set(product(Theme, Profile, (False, True)))
    whole = {(each.profile, each.is_double_spaced) for each in rounds() if each.is_in_all_sizes}
    assert whole == set(product(Profile, (False, True)))


@pytest.mark.parametrize(("terminal", "size"), DRAWN)
def test_where_things_stand_does_not_depend_on_the_theme(
    terminal: tuple[int, int], size: int
) -> None:
    """So that a page which is looked at in one theme has been looked at in all."""
    letters = LettersBySize("en").of(1 if terminal == (40, 15) else size)
    measure = measure_of(letters, width=terminal[0], height=terminal[1], is_ascii_only=False)
    view = Visitor(Dialogue(small_guide(), Policy()), hears=True).view
    made = [
        Typesetter().screenful(replace(view, look=Look(theme=theme)), measure) for theme in Theme
    ]
    assert all(each == made[0] for each in made)
    assert any(row.text.strip() for row in made[0].rows)


def test_a_colour_that_is_too_faint_is_seen_in_a_theme_that_is_not_on_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faint = {**THEMES[Theme.LIGHT], Role.TEXT: THEMES[Theme.SOFT][Role.TEXT]}
    monkeypatch.setattr(inspecting, "THEMES", {**THEMES, Theme.LIGHT: faint})
    visitor = Visitor(Dialogue(small_guide(), Policy()), hears=False)
    faults = []
    for themes in ((), tuple(Theme)):
        inspector = Inspector(80, 24, themes=themes)
        for moment in visitor.pressing().moments():
            inspector.look(moment)
        faults.append(" ".join(inspector.faults))
    assert "W1" not in faults[0]
    assert "W1: text has a contrast of" in faults[1]
    assert faults[1].count("W1") == 1


def test_each_terminal_is_looked_at_in_each_size_that_it_has_room_for() -> None:
    names = [inspector.name for inspector in inspectors()]
    assert len(names) == len(set(names)) > len(TERMINALS)
    assert names[0] == "40x15 in size 1"
    assert names[-1] == "240x67 in size 4"


def test_what_every_round_finds_is_told_and_counted() -> None:
    guide = small_guide()
    silent = replace(
        guide, notices={**guide.notices, Notice.CHOICE_BY_KEY: text("Press {number}.")}
    )
    told: list[str] = []
    chosen = rounds()[-2:]
    figures = {each.name: each.value for each in soak_screen(silent, told.append, chosen)}
    found = [visit_all(silent, each) for each in chosen]
    assert figures["pages_visited"] == sum(each.pages for each in found) > 0
    assert figures["screenfuls"] == sum(each.screenfuls for each in found) > 0
    assert figures["screen_faults"] == len([each for each in told if "S2" in each]) > 0
    assert {each.split(":")[0] for each in told} == {each.name for each in chosen}
