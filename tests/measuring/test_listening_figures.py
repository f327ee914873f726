"""What was measured of listening, for people and for programs."""

import json

from mskiosk.measuring.counts import Counts
from mskiosk.measuring.listening_figures import listening_json, listening_table
from mskiosk.measuring.measured import Measured
from mskiosk.measuring.overhearing import Overheard, Tally
from mskiosk.measuring.rejection import Reading
from mskiosk.measuring.room import Sounding

SHARES = ("accepted_right", "confirmed_right", "wrong_of_in", "acted_of_out", "asked_of_out")


def _measured() -> Measured:
    measured = Measured(
        accept_confidence=0.5, wait_seconds=[0.7, 0.8], read_milliseconds=[10.0, 20.0]
    )
    measured.ours["clean"] = Counts(10, 6, 2, 1, 12, 9, 20, 3, 4)
    measured.bare["clean"] = Counts(10, 8, 0, 2, 10, 8, 20, 18)
    measured.readings = [Reading(True, True, 0.6), Reading(False, False, 0.4)]
    return measured


def test_programs_read_every_condition_by_name() -> None:
    told = json.loads(listening_json(_measured(), "engine"))
    assert told["ours"]["clean"] == {
        **dict(zip([f"{each}_percent" for each in SHARES], (60, 20, 10, 15, 20), strict=True)),
        "in_n": 10,
        "out_n": 20,
        "utterances_per_command": 1.33,
    }
    assert told["bare"]["clean"]["acted_of_out_percent"] == 90
    assert told["cost"]["wait_s"]["median"] == 0.75
    assert [point["right"] for point in told["curve"]][10:14] == [1, 1, 1, 0]
    assert "soak" not in told


def test_people_read_counts_with_their_intervals() -> None:
    table = listening_table(_measured(), "engine")
    for cell in ("6/10 60.0 % [31-83]", "2/10 20.0 % [6-51]", "1/10 10.0 % [2-40]"):
        assert cell in table
    assert "3/20 15.0 % [5-36]" in table
    for remark in ("prove nothing about people", "the kiosk: 0.5"):
        assert remark in table


def test_the_curve_has_a_row_for_each_threshold_that_makes_a_difference() -> None:
    table = listening_table(_measured(), "engine").splitlines()
    begin = next(at for at, row in enumerate(table) if row.lstrip().startswith("threshold"))
    rows = [row.split()[0] for row in table[begin + 1 : begin + 5] if row]
    assert rows[:3] == ["0.00", "0.45", "0.65"]


def test_a_soak_is_told_by_what_sounded() -> None:
    measured = _measured()
    tallies = {Sounding.QUIET: Tally(1_800, 0, 0), Sounding.TALK: Tally(5_400, 3, 6)}
    measured.soak = Overheard(tallies, 100.04, 101.0, 101.5, 60.0)
    told = json.loads(listening_json(measured, "engine"))["soak"]
    assert (told["seconds"], told["false_actions_per_hour"], told["questions_per_hour"]) == (
        *(7_200, 1.5, 3.0),
    )
    assert (told["memory_start_megabytes"], told["memory_hour_megabytes"]) == (100.0, 101.0)
    assert told["by_sound"]["talk"]["false_actions_per_hour"] == 2.0
    rows = listening_table(measured, "engine").splitlines()
    (all_of_it,) = (row.split() for row in rows if row.startswith("all "))
    assert all_of_it == ["all", "120", "3", "1.50", "[0.51-4.41]", "6", "3.00", "[1.37-6.55]"]
    (quiet,) = (row.split() for row in rows if row.startswith("quiet"))
    assert quiet == ["quiet", "30", "0", "0.00", "[0.00-7.68]", "0", "0.00", "[0.00-7.68]"]
