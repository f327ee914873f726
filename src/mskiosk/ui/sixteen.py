"""The themes in sixteen colours, which each terminal mixes as it likes.

What holds of the Linux console and of xterm, and so of most others, decides. On the console papers
are never bright: light papers are grey there, and brown where they should be yellow. There, too,
what is underlined becomes cyan, or bright cyan where it is bold; and in both bold ink is brighter,
so that bold black is grey. So nothing is underlined on a light paper, and dark ink is never bold.
"""

from collections.abc import Mapping
from types import MappingProxyType

from mskiosk.core.look import Theme
from mskiosk.ui.palette import Palette, palette

_BLACK, _BLUE, _CYAN, _GREY = "#000000", "#0000aa", "#00aaaa", "#aaaaaa"
_WHITE, _BRIGHT_YELLOW, _BRIGHT_CYAN = "#ffffff", "#ffff55", "#55ffff"
"""As Rich mixes them, so that the nearest of its sixteen colours is the one that is meant."""

SIXTEEN: Mapping[Theme, Palette] = MappingProxyType(
    {
        Theme.DARK: palette(
            text=(_WHITE, _BLACK),
            bar=(_WHITE, _BLACK),
            accent=(_BRIGHT_YELLOW, _BLACK),
            more=(_BRIGHT_CYAN, _BLACK),
            marked=(_BLACK, _BRIGHT_CYAN),
            word=(_WHITE, _BLACK),
            focused=(_BLACK, _WHITE),
            caption_word=(_WHITE, _BLACK),
            is_caption_word_bold=True,
        ),
        Theme.LIGHT: palette(
            text=(_BLACK, _WHITE),
            bar=(_WHITE, _BLUE),
            accent=(_BLUE, _WHITE),
            marked=(_BLACK, _BRIGHT_CYAN),
            word=(_WHITE, _BLACK),
            focused=(_WHITE, _BLACK),
            caption_word=(_WHITE, _BLACK),
            is_accent_bold=False,
            is_caption_word_bold=True,
        ),
        Theme.YELLOW: palette(
            text=(_BRIGHT_YELLOW, _BLACK),
            bar=(_BRIGHT_YELLOW, _BLUE),
            accent=(_BRIGHT_YELLOW, _BLACK),
            marked=(_BLACK, _GREY),
            word=(_BRIGHT_YELLOW, _BLACK),
            focused=(_BLACK, _BRIGHT_CYAN),
            caption_word=(_BRIGHT_YELLOW, _BLACK),
            is_caption_word_bold=True,
        ),
        Theme.SOFT: palette(
            text=(_GREY, _BLUE),
            bar=(_GREY, _BLUE),
            accent=(_GREY, _BLUE),
            marked=(_BLUE, _GREY),
            word=(_GREY, _BLUE),
            focused=(_BLUE, _CYAN),
            caption_word=(_GREY, _BLUE),
            is_accent_bold=False,
            is_word_bold=False,
        ),
    }
)

LINUX_CONSOLE: Mapping[Theme, Palette] = MappingProxyType(
    {
        **SIXTEEN,
        Theme.DARK: palette(
            text=(_WHITE, _BLACK),
            bar=(_WHITE, _BLUE),
            accent=(_BRIGHT_YELLOW, _BLACK),
            more=(_BRIGHT_CYAN, _BLACK),
            marked=(_BRIGHT_YELLOW, _BLUE),
            word=(_WHITE, _BLACK),
            focused=(_WHITE, _BLUE),
            caption_word=(_WHITE, _BLUE),
            is_caption_word_bold=True,
        ),
    }
)
"""Black on the grey that it has for white is no 10:1; bright ink on blue is."""
