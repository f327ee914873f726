"""W1: what the crawler and the tests of the themes measure with."""

import pytest
from rich.color import Color
from rich.style import Style

from mskiosk.ui.contrast import contrast, ratio


@pytest.mark.parametrize(
    ("ink", "published"),
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#777777", 4.48),
        ("#767676", 4.54),
        ("#ff0000", 4.0),
        ("#00ff00", 1.37),
        ("#0000ff", 8.59),
    ],
)
def test_the_contrast_with_white_is_the_one_that_is_published(ink: str, published: float) -> None:
    """WCAG 2.2; each part of a colour alone, and the grey that just misses 4.5 and that just has
    it."""
    colours = [Color.parse(each).get_truecolor() for each in (ink, "#ffffff")]
    assert round(ratio(*colours), 2) == published
    assert ratio(*reversed(colours)) == ratio(*colours)
    assert round(contrast(Style(color=ink, bgcolor="#ffffff")) or 0, 2) == published


def test_the_terminals_own_colours_have_no_contrast_that_is_known() -> None:
    assert contrast(Style(color="#ffffff")) is None
    assert contrast(Style(color="default", bgcolor="#ffffff")) is None
