"""W1, W2, V4: every theme has the contrast that it promises, on every kind of terminal."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from rich.style import Style

from mskiosk.core.look import Look, Theme
from mskiosk.core.view import View
from mskiosk.ui.palette import THEMES, WITHOUT_COLOUR
from mskiosk.ui.palettes import palettes_for
from mskiosk.ui.rows import Role
from mskiosk.ui.sixteen import LINUX_CONSOLE, SIXTEEN
from tests.access.contrast import Seen, contrast, exactly, in_256, on_linux, on_xterm
from tests.ui.screens import screen
from tests.ui.views import page, text

Sight = Callable[[Style], Seen]
SIGHTS = [
    pytest.param(THEMES, exactly, id="16 million"),
    pytest.param(THEMES, in_256, id="256"),
    pytest.param(SIXTEEN, on_xterm, id="16 on xterm"),
    pytest.param(LINUX_CONSOLE, on_linux, id="16 on the Linux console"),
]
READ = page().lines[4].text.shown


def contrasts(palettes: dict[Theme, dict[Role, Style]], theme: Theme, sight: Sight) -> list[float]:
    return [contrast(sight(style)) for style in palettes[theme].values()]


@pytest.mark.parametrize(("palettes", "sight"), SIGHTS)
def test_the_usual_theme_has_ten_to_one_in_every_role(
    palettes: dict[Theme, dict[Role, Style]], sight: Sight
) -> None:
    """V4: the default."""
    assert min(contrasts(palettes, Theme.DARK, sight)) >= 10
    assert contrast(sight(palettes[Theme.DARK][Role.TEXT])) >= 20


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(("palettes", "sight"), SIGHTS)
def test_no_role_of_any_theme_has_less_than_four_and_a_half_to_one(
    palettes: dict[Theme, dict[Role, Style]], sight: Sight, theme: Theme
) -> None:
    """W1."""
    assert min(contrasts(palettes, theme, sight)) >= 4.5


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT, Theme.YELLOW])
def test_text_has_about_twenty_to_one_in_the_themes_of_high_contrast(theme: Theme) -> None:
    """V4: white on black, black on white, yellow on black; AAA (7:1) in every role."""
    assert contrast(exactly(THEMES[theme][Role.TEXT])) >= 19.5
    assert min(contrasts(THEMES, theme, exactly)) >= 10  # type: ignore[arg-type]  # read only


@pytest.mark.parametrize(("palettes", "sight"), SIGHTS)
def test_the_soft_theme_never_glares(
    palettes: dict[Theme, dict[Role, Style]], sight: Sight
) -> None:
    """V4: between 4.5:1 and 8:1."""
    assert max(contrasts(palettes, Theme.SOFT, sight)) <= 8


@pytest.mark.parametrize("sight", [on_linux, on_xterm])
def test_without_colour_a_terminal_brightens_nothing_into_grey(sight: Sight) -> None:
    """W1, W2: NO_COLOR, where bold letters are brighter."""
    assert min(contrast(sight(style)) for style in WITHOUT_COLOUR.values()) >= 4.5


@pytest.mark.parametrize("style", [s for p in (SIXTEEN, LINUX_CONSOLE) for s in p.values()])
def test_sixteen_colours_underline_nothing_that_would_become_cyan_on_cyan(
    style: dict[Role, Style],
) -> None:
    """W1: the same palettes are seen through a multiplexer, which hides what the terminal is."""
    assert min(contrast(on_linux(each)) for each in style.values()) >= 4.5


def test_a_terminal_gets_the_palettes_that_it_can_show() -> None:
    assert palettes_for("truecolor", "xterm", is_colourless=False) is THEMES
    assert palettes_for("256", "xterm-256color", is_colourless=False) is THEMES
    assert palettes_for("standard", "xterm", is_colourless=False) is SIXTEEN
    assert palettes_for("standard", "linux", is_colourless=False) is LINUX_CONSOLE
    assert set(palettes_for("standard", "linux", is_colourless=True)) == set(Theme)


def views(look: Look) -> Iterator[View]:
    for view in (
        replace(page(), marked=4),
        replace(page(), marked=15, focus=2),
        replace(page(), marked=None, focus=1, caption=text("Louder."), heard=text("I heard: x")),
    ):
        yield replace(view, look=look)


@pytest.mark.parametrize("theme", Theme)
async def test_every_cell_has_the_colours_of_its_theme(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W1, V4: also where nothing is written, and with no frame of another colour."""
    monkeypatch.setenv("TERM", "xterm-256color")
    least, most = (4.5, 8) if theme is Theme.SOFT else (10, 21)
    async with screen((80, 24)) as running:
        for view in views(Look(theme=theme)):
            await running.show(view)
            styles = [style for row in running.drawn() for _, style in row]
            assert len(styles) == 80 * 24
            assert all(least <= contrast(exactly(style)) <= most + 0.01 for style in styles)
            assert not any(style.dim or style.blink for style in styles)
        paper = THEMES[theme][Role.TEXT].bgcolor
        assert paper
        assert running.app.screen.styles.background.rich_color.triplet == paper.triplet


async def test_another_theme_changes_the_colours_of_a_view_and_no_word_of_it() -> None:
    """W2, S19: what is focused and what is read have signs, which no colour changes."""
    async with screen((80, 24)) as running:
        seen = set()
        for theme in Theme:
            await running.show(replace(page(), marked=4, focus=1, look=Look(theme=theme)))
            rows = running.rows()
            assert [row for row in rows if row.startswith("* ")] == [f"* {READ}".ljust(80)]
            assert len([row for row in rows if row.startswith("> 2  ")]) == 1
            seen.add(tuple(rows))
        assert len(seen) == 1


@pytest.mark.parametrize("colours", [THEMES, SIXTEEN, LINUX_CONSOLE], ids=["256", "16", "console"])
@pytest.mark.parametrize("theme", Theme)
def test_the_word_that_sounds_is_underlined_whatever_its_colour(
    colours: dict[Theme, dict[Role, Style]], theme: Theme
) -> None:
    """W2."""
    styles = colours[theme]
    for role in Role:
        assert bool(styles[role].underline) is (role in (Role.WORD, Role.CAPTION_WORD))
