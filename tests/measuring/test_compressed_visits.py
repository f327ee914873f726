"""Strangers one after the other at a simulated kiosk, and what each leaves behind (P1, V3)."""

from dataclasses import replace

import pytest

from mskiosk.core.events import Beginning, Pressed
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy
from mskiosk.measuring.compressed_visits import BROKEN, Compressed, Fresh, Use, visit_compressed
from mskiosk.measuring.simulated_kiosk import SimulatedKiosk
from mskiosk.measuring.visits import compressed_figures, policies_of_visits
from tests.small_guide import small_guide

VISITS = 24


@pytest.fixture(scope="module")
def compressed() -> Compressed:
    return visit_compressed(small_guide(), policies_of_visits(Policy()), VISITS, pytest.fail)


def test_every_visit_ends_and_the_next_begins_as_if_nobody_had_been_there(
    compressed: Compressed,
) -> None:
    assert (compressed.visits, compressed.not_ended, compressed.unequal_resets) == (VISITS, 0, 0)
    assert compressed.endings.total() == VISITS
    assert len(set(compressed.endings) - {BROKEN}) > 2, "people go in more than one way"
    assert compressed.kept == 0
    assert compressed.hours > 1


def test_the_figures_have_limits_and_tell_of_leaks(compressed: Compressed) -> None:
    use = Use(resident_megabytes=50, blocks=800_000, open_files=6, children=0)
    leaking = replace(compressed, middle=use, end=replace(use, open_files=9, children=2))
    told = {figure.name: figure for figure in compressed_figures(leaking)}
    assert (told["files_left"].value, told["files_left"].limit) == (3, 0)
    assert (told["children_left"].value, told["children_left"].limit) == (2, 0)
    assert (told["resets_unequal"].value, told["resets_unequal"].limit) == (0, 0)
    assert told["compressed_visits"].value == VISITS


def test_a_session_that_begins_with_something_of_another_is_not_fresh() -> None:
    one, other = (SimulatedKiosk(small_guide(), policies_of_visits(Policy())[0]) for _ in range(2))
    one.begin(Beginning.ANEW)
    other.begin(Beginning.ANEW)
    other.post(Pressed(Command.LOUDER))
    assert Fresh.of(one) != Fresh.of(other)


def test_a_kiosk_that_broke_reports_nothing_more_to_the_next_session() -> None:
    kiosk = SimulatedKiosk(small_guide(), policies_of_visits(Policy())[0])
    kiosk.post(Pressed(Command.STOP))
    kiosk.post(Pressed(Choose(1)))
    kiosk.stop()
    new = SimulatedKiosk(small_guide(), policies_of_visits(Policy())[0])
    for each in (kiosk, new):
        each.begin(Beginning.RESTARTED)
    assert Fresh.of(kiosk) == Fresh.of(new)
