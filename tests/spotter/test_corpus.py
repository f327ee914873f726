"""The synthetic corpus, of hand-made voices that say a tone."""

import csv
from array import array
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from models.spotter.corpus import SOUND, TABLE, CorpusError, make_corpus
from models.spotter.plan import MOST_ESPEAK, Kind, Sizes, planned
from models.spotter.spoken import spoken_in
from models.spotter.voices import Voice, VoiceError, scratch_file
from models.spotter.words import WordList

SIZES = Sizes(per_class=8, near=60, others=60, sentences=10)
WORDS = WordList(
    ways={"one": ("one",), "yes": ("yes", "yes please"), "go back": ("go back",)},
    near={"one": ("run", "done"), "yes": ("yet",), "go back": ("go", "back")},
    words=("door", "table"),
    phrases=("good morning",),
    sentences=("The lift is broken.", "She left an hour ago."),
)
SILENCE = bytes(2 * 8_000)
TONE = array("h", [8_000, -8_000] * 4_000).tobytes()


def _voice(name: str, family: str, sound: bytes = TONE) -> Voice:
    return Voice(name, family, False, lambda text, rate, pitch: SILENCE + sound + SILENCE)


VOICES = [*(_voice(f"e{n}", "espeak-ng") for n in range(20)), _voice("f", "flite")]


def test_each_class_has_its_number_and_the_rest_have_theirs() -> None:
    counts = Counter(each.kind for each in planned(WORDS, VOICES, SIZES, 1))
    assert counts[Kind.COMMAND] == SIZES.per_class * len(WORDS.ways)
    assert counts[Kind.NEAR_MISS] == SIZES.near
    assert counts[Kind.OTHER_WORD] == SIZES.others
    assert counts[Kind.SENTENCE] == SIZES.sentences


def test_the_usual_way_is_said_most() -> None:
    words = replace(WORDS, ways={**WORDS.ways, "yes": ("yes", "yes please", "yes thanks")})
    texts = Counter(each.text for each in planned(words, VOICES, SIZES, 1) if each.label == "yes")
    assert texts == {"yes": 4, "yes please": 2, "yes thanks": 2}


def test_the_same_seed_gives_the_same_plan_and_another_another() -> None:
    plans = [planned(WORDS, VOICES, SIZES, seed) for seed in (1, 1, 2)]
    assert plans[0] == plans[1] != plans[2]


def test_the_voices_of_one_engine_are_not_too_many() -> None:
    plan = planned(WORDS, VOICES, Sizes(), 1)
    share = sum(each.voice.family == "espeak-ng" for each in plan) / len(plan)
    assert share == pytest.approx(MOST_ESPEAK, abs=0.03)


def test_what_is_said_lies_where_the_table_says_with_its_silence_cut(tmp_path: Path) -> None:
    made = make_corpus(tmp_path, WORDS, VOICES, SIZES, 1)
    with (tmp_path / TABLE).open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    sound = array("h", (tmp_path / SOUND).read_bytes())
    assert len(rows) == made.utterances
    assert len(sound) == made.samples == sum(int(row["samples"]) for row in rows)
    for row in rows:
        start, samples = int(row["start"]), int(row["samples"])
        assert samples == 800 + 8_000 + 800
        assert not any(sound[start : start + 800])
        assert sound[start + 800] == 8_000


def test_a_voice_that_says_nothing_is_left_out_and_told_of(tmp_path: Path) -> None:
    told: list[str] = []
    mute = [_voice("mute", "flite", SILENCE), VOICES[0]]
    made = make_corpus(tmp_path, WORDS, mute, SIZES, 1, tell=told.append)
    assert made.failed
    assert made.utterances
    assert any("mute is silent" in line for line in told)


def test_no_voice_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no voice"):
        make_corpus(tmp_path, WORDS, [], SIZES, 1)


def test_a_voice_that_fails_says_which_it_is() -> None:
    with pytest.raises(VoiceError, match="nobody said nothing"):
        Voice("nobody", "none", False, lambda text, rate, pitch: b"").say("one")


def test_what_is_read_back_is_what_was_said(tmp_path: Path) -> None:
    made = make_corpus(tmp_path, WORDS, VOICES, SIZES, 1)
    found = list(spoken_in(tmp_path))
    assert len(found) == made.utterances
    assert {each.label for each in found} == {"", *WORDS.ways}
    assert all(each.samples[800] == 8_000 for each in found)


@pytest.mark.parametrize(("kept", "reason"), [(1_000, "is cut off"), (0, "is empty")])
def test_a_corpus_whose_sound_is_cut_is_refused(tmp_path: Path, kept: int, reason: str) -> None:
    make_corpus(tmp_path, WORDS, VOICES, SIZES, 1)
    sound = tmp_path / SOUND
    sound.write_bytes(sound.read_bytes()[:kept])
    with pytest.raises(CorpusError, match=reason):
        list(spoken_in(tmp_path))


def test_a_program_that_writes_nothing_does_not_say_what_was_said_before() -> None:
    scratch_file().write_bytes(b"the last word")
    assert not scratch_file().exists()
