"""How well ink is told from paper (WCAG 2.2)."""

from rich.color_triplet import ColorTriplet
from rich.style import Style


def contrast(style: Style) -> float | None:
    """From 1 to 21; None where the terminal's own colours are used."""
    ink, paper = style.color, style.bgcolor
    if ink is None or paper is None or ink.is_default or paper.is_default:
        return None
    return ratio(ink.get_truecolor(), paper.get_truecolor())


def ratio(ink: ColorTriplet, paper: ColorTriplet) -> float:
    """The same of two colours."""
    darker, lighter = sorted(map(_luminance, (ink, paper)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: ColorTriplet) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
