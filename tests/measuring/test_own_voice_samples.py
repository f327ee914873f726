"""What three examples of each phrase are worth, per speaker (C4, E16)."""

import json
from pathlib import Path

import pytest

from mskiosk.measuring.own_voice_samples import (
    OwnVoiceCounts,
    measure_own_voice,
    own_voice_json,
    own_voice_table,
    speakers_of,
    total,
)
from mskiosk.measuring.recordings import RecordingsError
from tests.listening.persons import OTHER_RATE, RATES, said
from tests.recordings import folder, human

pytestmark = pytest.mark.unhurried

PHRASES = ("one", "two", "three")


def test_a_speaker_is_measured_on_what_was_not_taught() -> None:
    clips = {text: [said(text, rate) for rate in (*RATES, OTHER_RATE)] for text in PHRASES}
    clips["window"] = [said("window", OTHER_RATE)]
    (counts,) = measure_own_voice({"wheel": clips}, [said("the weather is fine", 120)])
    assert counts == OwnVoiceCounts(
        speaker="wheel", phrases=3, clips=3, right=3, others=1, impostors=1
    )
    table = own_voice_table([counts]).splitlines()
    assert table[1].split()[:5] == ["wheel", "3", "3", "100.0", "0.0"]
    assert table[2].startswith("all")
    assert total([counts, counts]).right == 6
    told = json.loads(own_voice_json([counts]))["own_voice"]
    assert (told["wheel"]["right"], told["all"]["clips"]) == (3, 3)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [("../a.wav\tone\tme", "leads out"), ("none.wav\tone\tme", "none.wav"), ("a.wav", "columns")],
)
def test_a_set_that_cannot_be_used_is_refused(tmp_path: Path, row: str, complaint: str) -> None:
    many = "\n".join(row.replace("one", text) for text in PHRASES for _ in range(4))
    (tmp_path / "train.tsv").write_text(f"path\ttext\tspeaker\n{many}\n")
    with pytest.raises(RecordingsError, match=complaint):
        speakers_of(tmp_path)


@pytest.mark.long
def test_recorded_people_are_understood_by_their_own_examples_and_others_refused() -> None:
    if not (folder() / "train.tsv").is_file():
        pytest.skip("no recordings of many words of one speaker")
    impostors = [each.pcm() for each in human() if each.kind == "out"][::3]
    measured = measure_own_voice(speakers_of(folder()), impostors)
    table = own_voice_table(measured)
    digits = total([each for each in measured if each.speaker.startswith("fsdd")])
    assert digits.right >= 0.8 * digits.clips, table
    every = total(measured)
    assert every.wrong <= 0.02 * every.clips, table
    assert every.impostors_acted <= 0.03 * every.impostors, table
