"""The circumstances under which listening is measured."""

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.policy import PatienceLevel
from mskiosk.measuring.conditions import Condition, conditions
from mskiosk.measuring.recordings import RecordingSet
from tests.measuring.recording_sets import write_set


@pytest.fixture(scope="module")
def by_name(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Condition]:
    folder = write_set(
        tmp_path_factory.mktemp("set"), ["one", "yes", "banana"], ["hum1", "typing1"]
    )
    guide = load_guide(shipped_content())
    made = conditions(RecordingSet.read(folder), guide, ["one", "next section"])
    return {condition.name: condition for condition in made}


def test_every_condition_is_there_except_those_without_a_noise(
    by_name: dict[str, Condition],
) -> None:
    noisy = {f"{noise}{level}" for noise in ("hum", "keyboard") for level in (20, 10, 5)}
    simulated = {"synthesised", "slowed", "slurred", "paused"}
    assert set(by_name) == {"clean", *noisy, *simulated, "own_voice", "noise_only"}
    assert all(condition.clips for condition in by_name.values())


def test_simulated_speech_is_longer_than_what_it_is_made_of(by_name: dict[str, Condition]) -> None:
    for name, least in (("slowed", 1.6), ("slurred", 1.3)):
        for clip in by_name[name].clips:
            assert len(by_name[name].altered(clip)) >= 0.99 * least * len(clip.pcm), (name, clip)
    for clip in by_name["paused"].clips:
        assert len(by_name["paused"].altered(clip)) >= 2 * 32_000 * (len(clip.words) - 1)


def test_who_pauses_between_words_has_the_patience_for_it(by_name: dict[str, Condition]) -> None:
    assert by_name["paused"].patience is PatienceLevel.PATIENT
    assert all(clip.words for clip in by_name["paused"].clips)
    assert by_name["clean"].patience is None


def test_nobody_answers_where_only_the_kiosk_or_noise_is_heard(
    by_name: dict[str, Condition],
) -> None:
    empty = {name for name, condition in by_name.items() if not condition.has_person}
    assert empty == {"own_voice", "noise_only"}
