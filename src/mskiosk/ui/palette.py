"""How each role looks. No cell has less contrast than 10:1 (VVSG 2.0 7.1-C), none is dimmed.

Chosen so that 16 colours do little harm: black ink is never bold, because many terminals make
bold black grey, and papers stay light where a terminal has no bright ones. The word that sounds
is dark where its sentence is light, or light where that is dark, and underlined: it is found
without telling colours apart.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rich.style import Style

from mskiosk.ui.rows import Role

Palette = Mapping[Role, Style]

_BLACK, _NAVY = "#000000", "#00005f"
_WHITE, _YELLOW, _CYAN = "#ffffff", "#ffff00", "#00ffff"


def _style(
    ink: str, paper: str = _BLACK, *, is_bold: bool = False, is_underlined: bool = False
) -> Style:
    return Style(color=ink, bgcolor=paper, bold=is_bold, underline=is_underlined)


IN_COLOUR: Palette = MappingProxyType(
    {
        Role.PATH: _style(_WHITE, _NAVY),
        Role.TITLE: _style(_WHITE, _NAVY, is_bold=True),
        Role.HEADING: _style(_YELLOW, is_bold=True),
        Role.TEXT: _style(_WHITE),
        Role.MARKED: _style(_BLACK, _CYAN),
        Role.WORD: _style(_WHITE, is_bold=True, is_underlined=True),
        Role.NUMBER: _style(_YELLOW, is_bold=True),
        Role.CHOICE: _style(_WHITE),
        Role.FOCUSED: _style(_BLACK, _WHITE),
        Role.MORE: _style(_CYAN, is_bold=True),
        Role.CAPTION: _style(_YELLOW, is_bold=True),
        Role.CAPTION_WORD: _style(_BLACK, _WHITE, is_underlined=True),
        Role.HEARD: _style(_WHITE, _NAVY),
        Role.STATUS: _style(_WHITE, _NAVY),
    }
)

_PLAIN, _BOLD = Style(), Style(bold=True)

WITHOUT_COLOUR: Palette = MappingProxyType(
    {
        **dict.fromkeys(Role, _PLAIN),
        Role.TITLE: Style(bold=True, underline=True),
        Role.HEADING: _BOLD,
        Role.MARKED: Style(bold=True, reverse=True),
        Role.WORD: Style(bold=True, underline=True),
        Role.NUMBER: _BOLD,
        Role.FOCUSED: Style(bold=True, reverse=True),
        Role.CAPTION: _BOLD,
        Role.CAPTION_WORD: Style(bold=True, underline=True, reverse=True),
    }
)
"""For NO_COLOR: the terminal's own two colours, which its user has chosen."""
