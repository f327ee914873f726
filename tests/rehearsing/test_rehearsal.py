"""Rehearsals: typed lines in, a transcript out."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import Policy
from mskiosk.rehearsing.rehearsal import Rehearsal
from mskiosk.rehearsing.script import ScriptError, parsed
from tests.small_guide import small_guide

KEYS: dict[str, Intent] = {"2": Choose(1), "Escape": Command.GO_BACK}


def transcript(*lines: str) -> list[str]:
    written: list[str] = []
    Rehearsal(small_guide(), Policy(), KEYS, written.append).play(lines)
    return written


def test_each_line_begins_with_the_time_and_what_happens() -> None:
    lines = transcript('heard "two" 0.91', "key Escape", "(8 s)")
    times = [float(line.split()[0]) for line in lines]
    assert times == sorted(times)
    assert {line.split()[1] for line in lines} == {"view", "says", "heard", "key"}
    assert lines[0] == "0.0 view home"


def test_what_is_said_is_said_when_the_kiosk_listens() -> None:
    lines = transcript('heard "two" 0.91')
    heard = next(line for line in lines if " heard " in line)
    assert heard.endswith('heard "two" 0.91')
    assert float(heard.split()[0]) > 5
    assert any(line.endswith("view symptoms") for line in lines)


def test_a_key_acts_at_once() -> None:
    assert transcript("key 2")[1:3] == ["0.0 key 2", "0.0 view symptoms"]


def test_noise_is_no_answer() -> None:
    assert not any("view symptoms" in line for line in transcript("noise", "noise"))


def test_nobody_listens_after_the_end() -> None:
    lines = transcript('heard "goodbye"', 'heard "yes"', "(20 s)", 'heard "two"')
    assert lines[-1].endswith('heard "two" 1.00 (nobody listens)')


@pytest.mark.parametrize("line", ["heared two", "key", "(8 days)", 'heard "two" 1.5', "key F99"])
def test_a_line_that_means_nothing_is_named_by_its_number(line: str) -> None:
    with pytest.raises(ScriptError, match=r"line 2: "):
        transcript("# a remark", line)


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_line_is_a_cue_a_remark_or_an_error_in_words(line: str) -> None:
    with contextlib.suppress(ScriptError):
        parsed(line)
