"""What a line of the log can hold."""

from datetime import UTC, datetime
from enum import Enum
from typing import get_args, get_type_hints

from mskiosk.core.events import Beginning, SpeakerFault
from mskiosk.kiosk.records import Record, SpeakerHasFailed, Started, dated, kind_of, said

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def test_a_record_holds_numbers_and_members_of_enumerations_and_nothing_else() -> None:
    """P5: so that no word of a person, and no page of theirs, has a place in the log."""
    for kind in get_args(Record):
        for name, of in get_type_hints(kind).items():
            assert of in (int, bool) or issubclass(of, Enum), f"{kind.__name__}.{name}"


def test_each_kind_of_record_has_a_name_of_its_own() -> None:
    kinds = get_args(Record)
    assert len({kind_of(kind) for kind in kinds}) == len(kinds)


def test_a_line_has_the_time_the_event_and_its_values() -> None:
    assert dated(said(Started(Beginning.CLEARED)), NOON) == (
        "2026-11-29T12:00:00Z started begins=cleared"
    )
    failed = said(SpeakerHasFailed(SpeakerFault.NO_DEVICE))
    assert failed == "speaker-has-failed fault=no-device"
