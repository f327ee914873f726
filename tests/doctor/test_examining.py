"""No check can break or hang the others."""

import threading
from pathlib import Path

from mskiosk.doctor.examining import Examination, examined
from mskiosk.doctor.finding import Check, Finding, State, fail, gathered, ok, skipped, warn
from tests.doctor.judging import assert_told


def test_what_a_check_finds_is_told_as_it_is() -> None:
    assert examined(Examination(Check.DISK, lambda: ok("All is well."))) == ok("All is well.")


def test_a_check_that_hangs_is_left_behind_after_its_time() -> None:
    release = threading.Event()

    def hang() -> Finding:
        release.wait()
        return ok("Too late.")

    found = examined(Examination(Check.SPEAKER, hang, limit_seconds=0.05))
    release.set()
    assert_told(found, State.FAIL, "has not ended", "hangs")


def test_a_check_that_breaks_is_a_failure_in_words() -> None:
    def divide() -> Finding:
        return ok(str(1 // 0))

    assert_told(examined(Examination(Check.CLOCK, divide)), State.FAIL, "ZeroDivisionError")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "meminfo"
    found = examined(Examination(Check.MEMORY, lambda: ok(missing.read_text())))
    assert_told(found, State.FAIL, str(missing), "no such file")


def test_of_several_findings_the_worst_counts_and_comes_first() -> None:
    several = gathered([ok("B."), warn("A."), skipped("C.")])
    assert several == warn("A. B. C.")
    assert gathered([warn("B."), fail("A.")]) == fail("A. B.")
    assert gathered([skipped("B."), ok("A.")]).state is State.OK
