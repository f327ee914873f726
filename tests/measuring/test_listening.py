"""What becomes of spoken commands, by the real ear and dialogue, with a recogniser by script."""

import json
from collections.abc import Collection
from math import inf
from pathlib import Path

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.events import Hypothesis
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import PATIENCE, Policy
from mskiosk.listening.embedded import PocketSphinx
from mskiosk.measuring.attempts import NOTHING, Attempts, Band, Outcome
from mskiosk.measuring.conditions import Condition
from mskiosk.measuring.counts import Counts, hourly, percent, wilson
from mskiosk.measuring.listening import Bench, Extent, bench_listening
from mskiosk.measuring.listening_figures import listening_json, listening_table
from mskiosk.measuring.measured import Measured
from mskiosk.measuring.recordings import Clip, RecordingSet
from mskiosk.measuring.synthesised import espeak_speakers, phrases_spoken
from tests.measuring.recording_sets import write_set
from tests.measuring.scripted import InTurn
from tests.recordings import spoken

pytestmark = pytest.mark.unhurried

SURE, DOUBTFUL, UNLIKELY = 0.9, 0.3, 0.1
BEFORE, AFTER = bytes(20_000), bytes(100_000)


class Scripted:
    """A `Recogniser` that reads what it was told to, whatever is said."""

    name = "scripted"

    def __init__(self) -> None:
        self.text, self.confidence = "", 0.0

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        assert phrases
        return ()

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        return (Hypothesis(self.text, self.confidence),) if self.text else ()


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content())


class Person:
    def __init__(self, guide: Guide) -> None:
        self._recogniser = Scripted()
        self.attempts = Attempts(guide, Policy(), self._recogniser)

    def says(self, text: str, confidence: float) -> Outcome:
        self._recogniser.text, self._recogniser.confidence = text, confidence
        return self.attempts.utter(BEFORE + spoken("something or other") + AFTER)


def test_what_is_surely_understood_is_done(guide: Guide) -> None:
    person = Person(guide)
    assert person.says("two", SURE) == Outcome(Band.ACTED, Choose(1))
    person.attempts.begin()
    assert person.says("help", SURE) == Outcome(Band.ACTED, Command.HELP)


def test_what_is_doubtful_is_asked_and_the_answer_counts(guide: Guide) -> None:
    person = Person(guide)
    assert person.says("two", DOUBTFUL) == Outcome(Band.ASKED, Choose(1))
    assert person.says("yes please", SURE) == Outcome(Band.ACTED, Choose(1))
    person.attempts.begin()
    assert person.says("two", DOUBTFUL) == Outcome(Band.ASKED, Choose(1))
    assert person.says("no", SURE) == NOTHING
    person.attempts.begin()
    assert person.says("two", DOUBTFUL).band is Band.ASKED
    assert person.says("main menu", SURE) == Outcome(Band.ACTED, Command.MAIN_MENU)


def test_an_answer_that_is_not_understood_leaves_the_question_open(guide: Guide) -> None:
    person = Person(guide)
    assert person.says("two", DOUBTFUL) == Outcome(Band.ASKED, Choose(1))
    assert person.says("yes", UNLIKELY) == NOTHING
    assert person.attempts.asked == Choose(1)
    assert person.says("", 0.0) == NOTHING
    assert person.says("yes please", SURE) == Outcome(Band.ACTED, Choose(1))
    assert person.attempts.asked is None


def test_what_is_not_understood_does_nothing(guide: Guide) -> None:
    person = Person(guide)
    for text, confidence in (("two", UNLIKELY), ("banana", SURE), ("", 0.0)):
        person.attempts.begin()
        assert person.says(text, confidence) == NOTHING


def test_silence_does_nothing(guide: Guide) -> None:
    assert Person(guide).attempts.utter(bytes(200_000)) == NOTHING


def test_questions_are_answered_and_what_was_not_understood_is_said_again(guide: Guide) -> None:
    (talk,) = phrases_spoken(espeak_speakers("en")[0], ["something or other"])
    clips = [Clip(text, talk.pcm) for text in ("two", "banana", "no")]
    recogniser = InTurn(
        [
            ("three", SURE),  # the recogniser alone, of "two"
            *(("three", DOUBTFUL), ("no", SURE), ("two", SURE)),
            ("five", UNLIKELY),  # the same, of "banana"
            *(("two", DOUBTFUL), ("no", SURE)),
        ]
    )
    measured = Measured()
    condition = Condition(name="clean", clips=clips[:2], others=clips)
    Bench(condition, Attempts(guide, Policy(), recogniser), recogniser, measured).run()
    bare, ours = measured.bare["clean"], measured.ours["clean"]
    assert bare == Counts(in_n=1, wrong=1, utterances=1, out_n=1, acted_of_out=1)
    assert ours == Counts(in_n=1, utterances=3, completed=1, out_n=1, asked_of_out=1)
    assert measured.readings == [(False, True, DOUBTFUL), (False, False, DOUBTFUL)]
    assert 0.5 < measured.wait_seconds[0] < 2.5


@pytest.mark.long
def test_a_small_set_is_measured_in_every_condition(guide: Guide, tmp_path: Path) -> None:
    folder = write_set(tmp_path, ["one", "two", "yes", "no", "banana", "umbrella"])
    recogniser = PocketSphinx(guide.sounds)
    recordings = RecordingSet.read(folder)
    lines: list[str] = []
    extent = Extent(soak_hours=0.02, every=25)
    measured = bench_listening(guide, recogniser, recordings, Policy(), extent, lines.append)
    told = json.loads(listening_json(measured, recogniser.name))
    noisy = {"hum20", "hum10", "hum5", "noise_only"}
    simulated = {"synthesised", "slowed", "slurred", "paused"}
    names = {"clean", "own_voice", *noisy, *simulated}
    assert set(told["ours"]) == set(told["bare"]) == names
    assert lines == [*told["ours"], "soak: hour 1 of 0.02"]
    clean = told["ours"]["clean"]
    assert (clean["in_n"], clean["out_n"]) == (4, 2)
    assert clean["accepted_right_percent"] + clean["confirmed_right_percent"] >= 50
    assert told["ours"]["noise_only"]["acted_of_out_percent"] == 0
    assert told["ours"]["synthesised"]["in_n"] >= 2 * 5
    paused = told["ours"]["paused"]
    assert paused["accepted_right_percent"] + paused["confirmed_right_percent"] >= 50, "not cut off"
    assert (told["curve"][0]["in_n"], told["curve"][0]["out_n"]) == (4, 2)
    assert told["cost"]["wait_s"]["n"] >= 2
    patience = PATIENCE[Policy().patience]
    assert patience.complete_seconds - 0.2 < told["cost"]["wait_s"]["median"] < 2.5
    assert told["soak"]["seconds"] >= 72
    table = listening_table(measured, recogniser.name)
    for part in ("clean", "read_ms_p95", "threshold", "soak", "prove nothing about people"):
        assert part in table


def test_a_share_has_its_interval() -> None:
    low, high = wilson(80, 100)
    assert (round(low, 1), round(high, 1)) == (71.1, 86.7)
    assert wilson(0, 0) == (0.0, 100.0)
    assert percent(1, 3) == 33.3
    assert percent(0, 0) is None


def test_what_happens_in_an_hour_has_its_interval() -> None:
    low, high = hourly(0, 8 * 3600)
    assert (low, round(high, 2)) == (0.0, 0.48)
    low, high = hourly(100, 3600)
    assert (round(low), round(high)) == (82, 122)
    assert hourly(0, 0) == (0.0, inf)
