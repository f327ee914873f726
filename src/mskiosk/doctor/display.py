"""Whether the screen shows letters that are big enough (S10, E13, V5), in colours that can be told
apart (W1, V4), and has room for them (W3)."""

import math
from dataclasses import dataclass

from mskiosk.core.look import TEXT_SIZES, Theme
from mskiosk.doctor.finding import Finding, fail, gathered, ok, skipped, warn
from mskiosk.doctor.screen import Screen
from mskiosk.ui.contrast import contrast
from mskiosk.ui.lettering import FACES
from mskiosk.ui.palettes import palettes_for
from mskiosk.ui.sizes import largest_text_size

LEAST_COLUMNS, LEAST_ROWS = 40, 12
"""W3."""
LEAST_CAPITAL_MILLIMETRES = 4.8
"""S10, and V5 at start."""
LEAST_CAPITAL_DEGREES = 0.7
"""E13: 7.3 mm from 600 mm away."""
LEAST_CONTRAST = 7.0
"""W1, AAA; "soft" has less, for those whom glare hurts."""
LEAST_SOFT_CONTRAST = 4.5
_OWN_CAPITAL_SHARE = 0.6
"""A capital of the terminal's own letters, of the height of a cell; fonts differ a little."""
_USUAL_SHAPE = 9 / 16
"""How high a screen is for its width, where nothing tells."""
_MILLIMETRES_AN_INCH = 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What no program can find out. None: nobody has said."""

    screen_diagonal_inches: float | None = None
    viewing_distance_cm: float | None = None

    @property
    def needed_millimetres(self) -> float:
        """How high a capital must be."""
        if self.viewing_distance_cm is None:
            return LEAST_CAPITAL_MILLIMETRES
        distance = self.viewing_distance_cm * 10
        seen = 2 * distance * math.tan(math.radians(LEAST_CAPITAL_DEGREES / 2))
        return max(seen, LEAST_CAPITAL_MILLIMETRES)


def judged_display(
    screen: Screen, surroundings: Surroundings, *, text_size: int, theme: Theme
) -> Finding:
    """`text_size` and `theme`: at start."""
    if not screen.is_there:
        return skipped(
            "There is no screen here to look at. Run this in the terminal on the kiosk's own "
            "screen."
        )
    if screen.why_not:
        return fail(screen.why_not)
    largest = largest_text_size(screen.columns, screen.rows, is_ascii_only=screen.is_ascii_only)
    return gathered(
        [
            _judged_room(screen, text_size, largest),
            _judged_contrast(screen, theme),
            _judged_capital(screen, surroundings, min(text_size, largest), largest),
        ]
    )


def capital_cells(text_size: int) -> float:
    """How high a capital is, in rows of the terminal."""
    if text_size not in FACES:
        return _OWN_CAPITAL_SHARE
    return FACES[text_size].capital / 2  # a dot is half a cell high


def cell_millimetres(screen: Screen, diagonal_inches: float) -> float:
    """The height of a row, if the terminal fills the screen."""
    shape = _USUAL_SHAPE
    if screen.pixels:
        shape = screen.pixels[1] / screen.pixels[0]
    height = diagonal_inches * _MILLIMETRES_AN_INCH * shape / math.hypot(1, shape)
    return height / screen.rows


def _judged_room(screen: Screen, text_size: int, largest: int) -> Finding:
    has = f"The screen has {screen.columns} columns and {screen.rows} rows"
    if screen.columns < LEAST_COLUMNS or screen.rows < LEAST_ROWS:
        return warn(
            f"{has}, fewer than {LEAST_COLUMNS} and {LEAST_ROWS}: much has to be turned over (W3). "
            "Give the terminal a smaller font, and the kiosk a bigger text size."
        )
    if screen.is_ascii_only:
        return warn(
            f"{has}, but the locale is not UTF-8, so there are no large letters. Set LANG=C.UTF-8."
        )
    if text_size > largest:
        return warn(
            f"{has}, which is too few for text size {text_size} (screen: text_size): {largest} is "
            "shown instead. Give the terminal a smaller font."
        )
    return ok(f"{has}, enough for text size {largest} of {TEXT_SIZES[-1]}.")


def _judged_contrast(screen: Screen, theme: Theme) -> Finding:
    palettes = palettes_for(screen.colour_system, screen.name, is_colourless=screen.is_colourless)
    measured = [value for style in palettes[theme].values() if (value := contrast(style))]
    if screen.is_colourless or screen.colour_system is None or not measured:
        return warn(
            "The terminal's own two colours are used, whose contrast nobody knows. For the kiosk's "
            "themes unset NO_COLOR, and set TERM=xterm-256color where that is so."
        )
    least = min(measured)
    told = f'The theme "{theme}" has a contrast of {least:.1f}:1 or more'
    needed = LEAST_SOFT_CONTRAST if theme is Theme.SOFT else LEAST_CONTRAST
    if least < needed:
        return warn(
            f"{told} in {_colours(screen)}; {needed:g}:1 is wanted (W1). Use a terminal with "
            "more colours."
        )
    return ok(f"{told} (W1, V4).")


def _judged_capital(
    screen: Screen, surroundings: Surroundings, text_size: int, largest: int
) -> Finding:
    diagonal = surroundings.screen_diagonal_inches
    needed = surroundings.needed_millimetres
    if diagonal is None:
        return warn(
            "How big the letters are is not known. Measure a capital H on the screen: it must be "
            f"{LEAST_CAPITAL_MILLIMETRES} mm high or more (S10, V5), and 7.3 mm for eyes 60 cm "
            "away (E13)."
        )
    height = cell_millimetres(screen, diagonal)
    heights = {size: capital_cells(size) * height for size in TEXT_SIZES if size <= largest}
    told = f"A capital is about {heights[text_size]:.1f} mm high at text size {text_size}"
    why = f"{needed:.1f} mm are needed {_distance(surroundings)}"
    if heights[text_size] >= needed:
        return ok(f"{told}; {why}.")
    enough = [size for size, capital in heights.items() if capital >= needed]
    if enough:
        return warn(f"{told}; {why}. Set screen: text_size: {enough[0]}, or a bigger font.")
    return fail(
        f"{told}; {why}, and no text size that fits reaches that. Give the terminal a bigger "
        "font, or take a bigger screen."
    )


def _distance(surroundings: Surroundings) -> str:
    if surroundings.viewing_distance_cm is None:
        return "(S10, V5)"
    return f"for eyes {surroundings.viewing_distance_cm:g} cm away (E13)"


def _colours(screen: Screen) -> str:
    return "sixteen colours" if screen.colour_system == "standard" else "these colours"
