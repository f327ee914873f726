"""How the screen is to look, as the person chose it."""

from dataclasses import dataclass
from enum import StrEnum

TEXT_SIZES = (1, 2, 3, 4)
"""1 is the terminal's own letters; the others are drawn."""


class Theme(StrEnum):
    DARK = "dark"
    LIGHT = "light"
    YELLOW = "yellow"
    """Yellow on black."""
    SOFT = "soft"
    """Little contrast, for eyes that glare hurts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    text_size: int = 1
    """One of `TEXT_SIZES`."""
    theme: Theme = Theme.DARK
    is_double_spaced: bool = False
    is_one_at_a_time: bool = False
    """One sentence or one choice is shown, and nothing else."""

    def __post_init__(self) -> None:
        if self.text_size not in TEXT_SIZES:
            raise ValueError(f"text size {self.text_size} is not one of {TEXT_SIZES}")


USUAL_LOOK = Look()
