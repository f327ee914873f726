"""Which palettes a terminal gets, by how many colours it has."""

from collections.abc import Mapping

from mskiosk.core.look import Theme
from mskiosk.ui.palette import THEMES, WITHOUT_COLOUR, Palette
from mskiosk.ui.sixteen import LINUX_CONSOLE, SIXTEEN

_SIXTEEN_COLOURS = "standard"
"""Rich's name for them."""


def palettes_for(
    color_system: str | None, terminal: str, *, is_colourless: bool
) -> Mapping[Theme, Palette]:
    """A palette for each theme; `color_system` is what Rich says, `terminal` the value of TERM."""
    if is_colourless:
        return dict.fromkeys(Theme, WITHOUT_COLOUR)
    if color_system != _SIXTEEN_COLOURS:
        return THEMES
    return LINUX_CONSOLE if terminal == "linux" else SIXTEEN
