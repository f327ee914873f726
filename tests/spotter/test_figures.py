"""The figures of the card."""

import numpy as np
import pytest

from models.spotter.figures import counted, percent, table
from models.spotter.heldout import Judged, Sound
from models.spotter.temperature import cooled, temperature_of

NAMES = ("one", "two")


def judged(label: str, *probabilities: float, condition: str = "clean") -> Judged:
    sound = Sound(label or "tree", label, "somebody", "word", False, b"")
    return Judged(condition, sound, np.array(probabilities, np.float32))


def test_what_was_heard_is_counted_by_condition() -> None:
    found = [
        judged("one", 0.98, 0.01, 0.01),
        judged("one", 0.01, 0.98, 0.01),
        judged("two", 0.2, 0.6, 0.2),
        judged("two", 0.3, 0.4, 0.3),
        judged("", 0.1, 0.0, 0.9),
        judged("", 0.99, 0.0, 0.01, condition="babble"),
    ]
    counts = counted(found, NAMES, lambda each: each.condition)
    clean, babble = counts["clean"], counts["babble"]
    assert (clean.words, clean.heard, clean.acted, clean.wrong) == (4, 2, 1, 1)
    assert (clean.others, clean.others_heard, clean.others_acted) == (1, 0, 0)
    assert (babble.words, babble.others, babble.others_acted) == (0, 1, 1)
    rows = table("condition", counts).splitlines()
    assert rows[2].startswith("| clean | 4 | 50.0 ")
    assert rows[3].startswith("| babble | 0 | - ")


def test_a_share_has_wilsons_interval() -> None:
    """Newcombe 1998, table I: 81 of 263, without continuity correction."""
    assert percent(81, 263) == "30.8 [25.5-36.6]"


def test_a_network_that_is_too_sure_is_made_less_sure() -> None:
    """Three of four right at a probability of 0.99 each: about 0.75 is true."""
    found = [judged("one", 0.99, 0.005, 0.005)] * 3 + [judged("two", 0.99, 0.005, 0.005)]
    temperature = temperature_of(found, NAMES)
    assert temperature > 1.5
    assert cooled(found[0].probabilities, temperature)[0] == pytest.approx(0.75, abs=0.06)


def test_without_people_nothing_is_changed() -> None:
    assert temperature_of([], NAMES) == 1.0
    same = cooled(np.array([0.7, 0.2, 0.1], np.float32), 1.0)
    assert same == pytest.approx([0.7, 0.2, 0.1], abs=1e-5)
