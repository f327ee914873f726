"""How big the terminal's letters must be, from the size of the screen and how far away one sits.

The capital H is to subtend 0.7 degrees (E13: 7.3 mm at 600 mm), and is never lower than 4.8 mm
(S10); a person can enlarge it four times from there. On a screen too small for 40 columns (W3) or
12 rows of such letters they are as big as leaves room for these, and not smaller than 4.8 mm: then
there are fewer columns.
"""

import math
from dataclasses import dataclass

LEAST_CAPITAL_MM = 4.8
CAPITAL_DEGREES = 0.7
LEAST_COLUMNS = 40
LEAST_ROWS = 12

FONT = "DejaVu Sans Mono"
"""Of the Debian package fonts-dejavu-core. What follows is in parts of its pixel size."""
CAPITAL = 0.729
ADVANCE = 0.602
LINE = 1.164

_MM_PER_INCH = 25.4
_MM_PER_CM = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """A screen."""

    width_pixels: int
    height_pixels: int
    diagonal_inches: float

    @property
    def mm_per_pixel(self) -> float:
        """Pixels are square."""
        diagonal = math.hypot(self.width_pixels, self.height_pixels)
        return self.diagonal_inches * _MM_PER_INCH / diagonal

    def capital_mm(self, letter_pixels: int) -> float:
        return letter_pixels * CAPITAL * self.mm_per_pixel


def wanted_capital_mm(distance_cm: float) -> float:
    subtended = 2 * distance_cm * _MM_PER_CM * math.tan(math.radians(CAPITAL_DEGREES / 2))
    return max(LEAST_CAPITAL_MM, subtended)


def letter_pixels(glass: Glass, distance_cm: float) -> int:
    """The pixel size of the font."""
    roomy = min(
        int(glass.width_pixels / LEAST_COLUMNS / ADVANCE),
        int(glass.height_pixels / LEAST_ROWS / LINE),
    )
    least = _pixels(glass, LEAST_CAPITAL_MM)
    return max(least, min(_pixels(glass, wanted_capital_mm(distance_cm)), roomy))


def _pixels(glass: Glass, capital_mm: float) -> int:
    return math.ceil(capital_mm / glass.mm_per_pixel / CAPITAL)
