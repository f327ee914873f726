"""What a sound-level meter read: asked for, kept, judged (S8, S9, E9, E10, E21)."""

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mskiosk.doctor.calibrating import Calibration, calibrate, steps_to_measure
from mskiosk.doctor.finding import State
from mskiosk.doctor.loud_enough import examine_loudness, judged_loudness
from mskiosk.doctor.loudness import (
    FILE,
    Loudness,
    LoudnessError,
    keep_loudness,
    kept_loudness,
    loudness_in,
    written,
)
from tests.doctor.judging import assert_told

TODAY = date(2026, 11, 29)
GOOD = Loudness(
    measured=TODAY, decibels={1: 46.0, 6: 57.0, 7: 60.0, 10: 68.0}, ambient_decibels=42.0
)


class Technician:
    """Types these lines, and then the end of the input."""

    def __init__(self, *lines: str, has_loudspeaker: bool = True) -> None:
        self._lines: Iterator[str] = iter(lines)
        self._has_loudspeaker = has_loudspeaker
        self.played: list[int] = []
        self.told: list[str] = []

    def calibrate(self, folder: Path) -> bool:
        calibration = Calibration(
            ask=lambda _question: next(self._lines, None), tell=self.told.append, play=self._play
        )
        return calibrate(folder, calibration, start_step=7, today=TODAY)

    def _play(self, step: int) -> bool:
        self.played.append(step)
        return self._has_loudspeaker


def test_the_softest_the_loudest_and_the_step_at_start_are_measured() -> None:
    assert steps_to_measure(7) == (1, 6, 7, 10)
    assert steps_to_measure(1) == (1, 6, 10)


def test_what_the_meter_shows_is_kept_for_the_account_of_the_kiosk_alone(tmp_path: Path) -> None:
    technician = Technician("42\n", "46\n", "57 dB(A)\n", "60,0\n", "68dB\n")
    assert technician.calibrate(tmp_path)
    assert kept_loudness(tmp_path) == GOOD
    assert technician.played == [1, 6, 7, 10]
    assert [each.name for each in tmp_path.iterdir()] == [FILE]
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_an_administrator_measures_belongs_to_the_kiosk(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    os.chown(folder, 1234, 1234)
    keep_loudness(folder, GOOD)
    assert (folder / FILE).stat().st_uid == 1234


def test_enter_leaves_the_room_out_and_plays_a_step_again(tmp_path: Path) -> None:
    technician = Technician("\n", "\n", "46\n", "57\n", "60\n", "68\n")
    assert technician.calibrate(tmp_path)
    assert technician.played == [1, 1, 6, 7, 10]
    assert kept_loudness(tmp_path) == replace(GOOD, ambient_decibels=None)


@pytest.mark.parametrize("odd", ["loud\n", "12\n", "200\n", "nan\n", "inf\n", "1e9\n", "-50\n"])
def test_what_no_meter_shows_is_asked_for_again(tmp_path: Path, odd: str) -> None:
    technician = Technician("42\n", odd, "46\n", "57\n", "60\n", "68\n")
    assert technician.calibrate(tmp_path)
    assert kept_loudness(tmp_path) == GOOD


def test_a_louder_step_must_be_louder(tmp_path: Path) -> None:
    technician = Technician("42\n", "46\n", "46\n", "57\n", "60\n", "68\n")
    assert technician.calibrate(tmp_path)
    assert technician.played == [1, 6, 6, 7, 10]
    assert any("not more than the 46" in line for line in technician.told)


def test_the_end_of_the_input_leaves_what_was_kept(tmp_path: Path) -> None:
    keep_loudness(tmp_path, GOOD)
    technician = Technician("42\n", "50\n", "55\n")
    assert not technician.calibrate(tmp_path)
    assert kept_loudness(tmp_path) == GOOD
    assert "step 1: 50, step 6: 55" in technician.told[-1]


def test_where_nothing_was_kept_even_a_part_is(tmp_path: Path) -> None:
    assert not Technician("42\n", "50\n").calibrate(tmp_path)
    kept = kept_loudness(tmp_path)
    assert kept
    assert kept.decibels == {1: 50.0}
    assert_told(judged_loudness(kept, start_step=7, today=TODAY), State.WARN, "was not measured")


def test_without_a_single_figure_nothing_is_kept(tmp_path: Path) -> None:
    assert not Technician().calibrate(tmp_path)
    assert not Technician("42\n").calibrate(tmp_path)
    silent = Technician("42\n", "50\n", has_loudspeaker=False)
    assert not silent.calibrate(tmp_path)
    assert any("no loudspeaker" in line for line in silent.told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kept", "state", "words"),
    [
        (GOOD, State.OK, "60.0 dB(A) (S8, E10)"),
        (replace(GOOD, decibels={1: 50, 7: 66, 10: 72}), State.FAIL, "65 at most (S8, E10)"),
        (replace(GOOD, decibels={1: 40, 7: 55, 10: 62}), State.FAIL, "65 are needed (S8, E9)"),
        (replace(GOOD, decibels={1: 55, 7: 60, 10: 68}), State.WARN, "18 are needed (E21)"),
        (replace(GOOD, ambient_decibels=55), State.WARN, "should reach 75.0"),
        (replace(GOOD, ambient_decibels=None), State.OK, "the room was not measured (S9)"),
        (replace(GOOD, measured=TODAY - timedelta(days=400)), State.WARN, "last year"),
        (replace(GOOD, measured=TODAY + timedelta(days=2)), State.WARN, "last year"),
        (replace(GOOD, decibels={}), State.WARN, "was not measured"),
    ],
)
def test_a_calibration_is_judged(kept: Loudness, state: State, words: str) -> None:
    assert_told(judged_loudness(kept, start_step=7, today=TODAY), state, words)


def test_a_clinic_is_told_that_nothing_was_measured_and_a_home_needs_nothing(
    tmp_path: Path,
) -> None:
    """E10 exempts a kiosk with one user."""
    clinic = examine_loudness(tmp_path, start_step=7, is_clinic=True, today=TODAY)
    assert clinic
    assert_told(clinic, State.WARN, "never measured")
    assert examine_loudness(tmp_path, start_step=7, is_clinic=False, today=TODAY) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 5000,
        b"{}" * 9000,
        b'{"mskiosk loudness": 2, "date": "2026-11-29", "steps": {}}',
        b'{"mskiosk loudness": 1, "date": "soon", "steps": {}}',
        b'{"mskiosk loudness": 1, "date": "2026-11-29", "steps": {"11": 50}}',
        b'{"mskiosk loudness": 1, "date": "2026-11-29", "steps": {"1": "loud"}}',
        b'{"mskiosk loudness": 1, "date": "2026-11-29", "steps": {"1": true}}',
        b'{"mskiosk loudness": 1, "date": "2026-11-29", "steps": {"1": null}}',
        b'{"mskiosk loudness": 1, "date": "2026-11-29", "steps": {"1": NaN}}',
        b'{"mskiosk loudness": 1, "date": "2026-11-29", "ambient": [], "steps": {"1": 50}}',
    ],
)
def test_a_file_that_is_no_calibration_is_told_and_harms_nothing(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(LoudnessError):
        loudness_in(content)
    found = examine_loudness(tmp_path, start_step=7, is_clinic=False, today=TODAY)
    assert found
    assert_told(found, State.WARN, FILE, "Measure again")
    assert not Technician("42\n", "50\n").calibrate(tmp_path)


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    found = examine_loudness(tmp_path, start_step=7, is_clinic=False, today=TODAY)
    assert found
    assert_told(found, State.WARN, "cannot be read")


def test_what_is_written_is_read_again() -> None:
    assert loudness_in(written(GOOD)) == GOOD
