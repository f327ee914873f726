"""How each role looks in each theme. None is dimmed, none blinks, and nothing is told by colour
alone: what is focused, read or sounding has a sign or a line under it as well.

The usual theme has no cell with less contrast than 10:1 (VVSG 2.0 7.1-C); "soft" has between 4.5:1
and 8:1, for eyes that glare hurts. The word that sounds is dark where its sentence is light, or
light where that is dark. `sixteen` has the same themes for terminals with sixteen colours.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rich.style import Style

from mskiosk.core.look import Theme
from mskiosk.ui.rows import Role

Palette = Mapping[Role, Style]
Pair = tuple[str, str]
"""Ink and paper."""

_BLACK, _NAVY = "#000000", "#00005f"
_WHITE, _YELLOW, _CYAN = "#ffffff", "#ffff00", "#00ffff"
_COAL, _SLATE, _STEEL, _ASH = "#1c1c1c", "#303030", "#444444", "#bcbcbc"
_PEARL, _SAND = "#dadada", "#afaf87"


def palette(
    *,
    text: Pair,
    bar: Pair,
    accent: Pair,
    marked: Pair,
    word: Pair,
    focused: Pair,
    caption_word: Pair,
    more: Pair | None = None,
    is_accent_bold: bool = True,
    is_word_bold: bool = True,
    is_caption_word_bold: bool = False,
) -> Palette:
    """`bar`: the rows at the top and the bottom; `accent`: headings, numbers and the kiosk's own
    sentences."""
    return MappingProxyType(
        {
            Role.PATH: _style(bar),
            Role.TITLE: _style(bar, is_bold=is_accent_bold),
            Role.HEADING: _style(accent, is_bold=is_accent_bold),
            Role.TEXT: _style(text),
            Role.MARKED: _style(marked),
            Role.WORD: _style(word, is_bold=is_word_bold, is_underlined=True),
            Role.NUMBER: _style(accent, is_bold=is_accent_bold),
            Role.CHOICE: _style(text),
            Role.FOCUSED: _style(focused),
            Role.MORE: _style(more or accent, is_bold=is_accent_bold),
            Role.CAPTION: _style(accent, is_bold=is_accent_bold),
            Role.CAPTION_WORD: _style(
                caption_word, is_bold=is_caption_word_bold, is_underlined=True
            ),
            Role.HEARD: _style(bar),
            Role.STATUS: _style(bar),
        }
    )


def _style(colours: Pair, *, is_bold: bool = False, is_underlined: bool = False) -> Style:
    ink, paper = colours
    return Style(color=ink, bgcolor=paper, bold=is_bold, underline=is_underlined)


IN_COLOUR = palette(
    text=(_WHITE, _BLACK),
    bar=(_WHITE, _NAVY),
    accent=(_YELLOW, _BLACK),
    more=(_CYAN, _BLACK),
    marked=(_BLACK, _CYAN),
    word=(_WHITE, _BLACK),
    focused=(_BLACK, _WHITE),
    caption_word=(_BLACK, _WHITE),
)
"""White on black."""

THEMES: Mapping[Theme, Palette] = MappingProxyType(
    {
        Theme.DARK: IN_COLOUR,
        Theme.LIGHT: palette(
            text=(_BLACK, _WHITE),
            bar=(_BLACK, _PEARL),
            accent=(_NAVY, _WHITE),
            marked=(_BLACK, _YELLOW),
            word=(_WHITE, _BLACK),
            focused=(_WHITE, _BLACK),
            caption_word=(_WHITE, _BLACK),
        ),
        Theme.YELLOW: palette(
            text=(_YELLOW, _BLACK),
            bar=(_YELLOW, _COAL),
            accent=(_YELLOW, _BLACK),
            marked=(_BLACK, _YELLOW),
            word=(_YELLOW, _BLACK),
            focused=(_BLACK, _WHITE),
            caption_word=(_BLACK, _YELLOW),
        ),
        Theme.SOFT: palette(
            text=(_ASH, _SLATE),
            bar=(_ASH, _STEEL),
            accent=(_SAND, _SLATE),
            marked=(_SLATE, _SAND),
            word=(_ASH, _SLATE),
            focused=(_SLATE, _ASH),
            caption_word=(_SLATE, _ASH),
        ),
    }
)
"""For terminals with 256 colours or more."""

_PLAIN, _BOLD, _REVERSE = Style(), Style(bold=True), Style(reverse=True)

WITHOUT_COLOUR: Palette = MappingProxyType(
    {
        **dict.fromkeys(Role, _PLAIN),
        Role.TITLE: Style(bold=True, underline=True),
        Role.HEADING: _BOLD,
        Role.MARKED: _REVERSE,
        Role.WORD: Style(bold=True, underline=True),
        Role.NUMBER: _BOLD,
        Role.FOCUSED: _REVERSE,
        Role.CAPTION: _BOLD,
        Role.CAPTION_WORD: Style(underline=True, reverse=True),
    }
)
"""For NO_COLOR: the terminal's own two colours, which its user has chosen, in every theme. Nothing
is bold and reversed: some terminals make bold letters brighter, which are then grey on grey."""
