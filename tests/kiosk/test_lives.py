"""When a visit counts as failed, and how soon the next one is tried."""

from mskiosk.core.events import Beginning
from mskiosk.kiosk.lives import (
    LEAVING_SECONDS,
    SILENT_SECONDS,
    START_SECONDS,
    USEFUL_SECONDS,
    Fault,
    FaultsInRow,
    Life,
)

SERVED_WITHIN = 10.0


def test_a_visit_has_time_to_start_and_then_must_be_heard() -> None:
    life = Life(started=0.0)
    life.heard_at(1.0, is_ready=False, following=None)
    assert life.fault_at(START_SECONDS) is None
    assert life.fault_at(START_SECONDS + 0.1) is Fault.LATE
    life.heard_at(14.0, is_ready=True, following=None)
    assert life.fault_at(14.0 + SILENT_SECONDS) is None
    assert life.fault_at(14.1 + SILENT_SECONDS) is Fault.SILENT
    life.heard_at(18.0, is_ready=False, following=None)
    assert life.fault_at(18.0 + SILENT_SECONDS) is None


def test_a_visit_that_said_it_ends_is_given_a_moment_and_no_more() -> None:
    life = Life(started=0.0, ready=1.0)
    life.heard_at(60.0, is_ready=False, following=Beginning.ANEW)
    life.heard_at(61.0, is_ready=False, following=Beginning.CLEARED)
    assert life.next is Beginning.ANEW
    assert not life.is_over_at(60.0 + LEAVING_SECONDS)
    assert life.is_over_at(60.1 + LEAVING_SECONDS)


def test_one_fault_costs_no_wait_and_many_in_a_row_a_sentence_and_ten_seconds() -> None:
    faults = FaultsInRow()
    pauses: list[float] = []
    for _ in range(6):
        assert faults.pause_seconds == (pauses[-1] if pauses else 0.0)
        faults.count(is_fault=True, was_useful=False)
        pauses.append(faults.pause_seconds)
    assert pauses == [0.0, 0.5, 1.0, 10.0, 10.0, 10.0]
    assert max(pauses) <= SERVED_WITHIN
    assert faults.is_hopeless


def test_a_visit_that_ended_well_or_served_for_a_while_clears_the_record() -> None:
    faults = FaultsInRow(in_row=5)
    faults.count(is_fault=True, was_useful=True)
    assert (faults.in_row, faults.is_hopeless) == (1, False)
    faults = FaultsInRow(in_row=5)
    faults.count(is_fault=False, was_useful=False)
    assert faults.in_row == 0
    assert Life(started=0.0, ready=1.0).was_useful(1.0 + USEFUL_SECONDS)
    assert not Life(started=0.0, ready=1.0).was_useful(USEFUL_SECONDS)
    assert not Life(started=0.0).was_useful(60.0)
