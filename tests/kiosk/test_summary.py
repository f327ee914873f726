"""What staff learn from a log: also from one that was torn, or has other lines in it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mskiosk.kiosk.entries import entry_of
from mskiosk.kiosk.summary import CUT_OFF, sentences, summary_of

END = "presses=3 phrases=2 nomatches=1 noinputs=0 helps=1 staff_calls=1"
LOG = f"""\
2026-11-27T12:00:00Z started begins=resting
2026-11-27T12:10:00Z visit-begun by=key
2026-11-27T12:12:00Z visit-ended how=goodbye seconds=120 {END}
2026-11-27T12:12:01Z started begins=cleared
2026-11-27T12:30:00Z speaker-has-failed fault=no-device
2026-11-27T12:30:09Z speaker-has-failed fault=restarting
2026-11-28T12:00:00Z visit-begun by=voice
2026-11-28T12:01:00Z started begins=restarted
2026-11-28T12:01:01Z visit-begun by=restart
2026-11-28T12:02:00Z visit-ended how=idle seconds=60 {END}
2026-11-28T12:03:00Z content-refused change=changed file=en/home.yaml
""".splitlines()


def test_starts_visits_faults_and_lost_devices_are_counted_by_day_and_in_all() -> None:
    summary = summary_of(LOG)
    total = summary.total
    assert (total.starts, total.restarts, total.visits, total.faults) == (1, 1, 3, 1)
    assert total.begun == {"key": 1, "voice": 1, "restart": 1}
    assert total.ended == {"goodbye": 1, CUT_OFF: 1, "idle": 1}
    assert total.losses == {"speaker no-device": 1}
    assert total.staff_calls == 2
    assert total.by_name()["median_seconds"] == 90
    assert total.others == {"content-refused": 1}
    assert [*summary.days] == [date(2026, 11, 27), date(2026, 11, 28)]
    assert summary.days[date(2026, 11, 28)].ended == {CUT_OFF: 1, "idle": 1}
    assert summary.foreign_lines == 0


def test_nothing_before_a_day_counts() -> None:
    summary = summary_of(LOG, date(2026, 11, 28))
    assert [*summary.days] == [date(2026, 11, 28)]
    assert summary.total.visits == 2


def test_a_visit_that_is_under_way_is_no_fault() -> None:
    summary = summary_of(LOG[:2])
    assert summary.total.visits == 1
    assert summary.total.faults == 0


def test_torn_and_foreign_lines_are_counted_and_passed_over() -> None:
    foreign = [
        "Started mskiosk.service - A talking guide.",
        "2026-11-27T12:12:00Z visit-ended how=goodbye seconds=12",
        "2026-11-27T12:10:00Z visit-beg\x002026",
        "2026-13-27T12:10:00Z visit-begun by=key",
        f"2026-11-27T12:12:00Z visit-ended how=idle seconds=many {END}",
        "x" * 100_000,
    ]
    summary = summary_of([*foreign[:3], *LOG, "", *foreign[3:]])
    assert summary.foreign_lines == len(foreign)
    assert summary.total == summary_of(LOG).total


def test_a_line_of_the_journal_may_have_its_priority() -> None:
    assert entry_of(f"<6>{LOG[0]}") == entry_of(LOG[0])


@given(st.text() | st.tuples(st.sampled_from(LOG), st.integers(0, 200)).map(lambda t: t[0][: t[1]]))
def test_no_line_stops_the_summary(line: str) -> None:
    summary_of([line, *LOG])


def test_a_reader_has_sentences() -> None:
    assert sentences("In all", summary_of(LOG).total) == (
        "In all: 1 start, 1 restart, 1 fault",
        "  3 visits: begun by key 1, voice 1, restart 1",
        f"  ended: goodbye 1, {CUT_OFF} 1, idle 1; half of them lasted longer than 90 s",
        "  2 calls for staff",
        "  devices lost: speaker no-device 1",
        "  other lines: content-refused 1",
    )
