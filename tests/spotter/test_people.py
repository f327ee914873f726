"""What is made of people's recordings: each is heard by a network that knows nobody like them."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from models.spotter.heldout import CLEAN, NARROW, Sound, judged
from models.spotter.words import WordList
from mskiosk.listening.network import Network
from mskiosk.measuring.conditions import DECIBELS
from tests.spotter import people
from tests.spotter.trainer import needed

pytestmark = [pytest.mark.long, pytest.mark.unhurried]
WORDS = WordList({"yes": ("yes", "yes please"), "no": ("no",)}, {}, (), (), ())
trainer = needed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recordings")
    people.record_people(folder)
    return folder


def test_no_speaker_is_in_two_parts_and_nobody_is_left_out(folder: Path) -> None:
    from models.spotter.recordings import FOLDS, recordings_in

    found = list(recordings_in(folder))
    assert len(found) == len(people.SPEAKERS) * len(people.PITCHES)
    parts = {(each.speaker, each.fold) for each in found}
    assert len(parts) == len(people.SPEAKERS)
    assert {fold for _, fold in parts} == set(range(FOLDS))


def test_recordings_of_a_telephone_are_brought_to_the_rate_of_the_others(folder: Path) -> None:
    from models.spotter.recordings import recordings_in

    found = list(recordings_in(folder))
    assert {len(each.samples) for each in found} == {round(people.SECONDS * people.WIDE)}
    assert {each.speaker for each in found if each.is_narrow} == {"fsdd-dee"}
    assert {(each.source, each.licence) for each in found} == {
        ("set:a", "CC-BY-4.0"),
        ("set:b", "CC0"),
    }


def test_a_command_is_known_however_the_table_writes_it(tmp_path: Path) -> None:
    """What is not taken for a command is learned as something else."""
    from models.spotter.recordings import recordings_in

    people.record_people(tmp_path / "set")
    table = tmp_path / "set" / "train.tsv"
    table.write_text(table.read_text().replace("\tno\t", "\tZuru\u0308ck-Taste\t"))
    texts = {each.text for each in recordings_in(tmp_path / "set")}
    assert texts == {"yes", "no", "tree", "zurück taste"}


def test_recordings_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    from models.spotter.recordings import RecordingError, fingerprint, recordings_in

    with pytest.raises(RecordingError, match=r"train\.tsv"):
        list(recordings_in(tmp_path / "nowhere"))
    people.record_people(tmp_path / "set")
    before = fingerprint(tmp_path / "set")
    file = tmp_path / "set" / "sound" / "bob_no.wav"
    people.write_wave(file, people.tone(300, people.WIDE), people.WIDE, channels=2)
    with pytest.raises(RecordingError, match=r"bob_no\.wav: it is not mono"):
        list(recordings_in(tmp_path / "set"))
    people.write_wave(file, people.tone(300, people.WIDE)[:100], people.WIDE)
    assert fingerprint(tmp_path / "set") != before
    file.write_bytes(b"no sound")
    with pytest.raises(RecordingError, match=r"bob_no\.wav"):
        list(recordings_in(tmp_path / "set"))
    file.unlink()
    with pytest.raises(RecordingError, match=r"bob_no\.wav"):
        fingerprint(tmp_path / "set")


def test_rooms_are_the_same_each_time_and_leave_a_sound_as_loud_as_it_was() -> None:
    from models.spotter.rooms import Rooms

    samples = people.tone(500, people.WIDE)
    heard = [Rooms(3, 1).heard(samples, np.random.default_rng(1)) for _ in range(2)]
    assert np.array_equal(heard[0], heard[1])
    assert len(heard[0]) > len(samples)
    assert np.abs(heard[0]).max() <= np.abs(samples).max()


def test_noise_is_the_same_each_time_and_no_two_tracks_are() -> None:
    from models.spotter.noises import SECONDS, babble, noises

    first, again = (noises(np.random.default_rng(2), 1) for _ in range(2))
    assert all(np.array_equal(*pair) for pair in zip(first, again, strict=True))
    assert all(np.isfinite(each).all() and len(each) > 99 * (SECONDS - 1) for each in first)
    assert len({each.tobytes() for each in first}) == len(first)
    [talk] = babble([first[0][:80].astype(np.float16)], np.random.default_rng(2), 1)
    assert talk.shape == (100 * SECONDS, first[0].shape[1])


def test_what_is_said_is_judged_in_quiet_and_some_of_it_in_each_noise(folder: Path) -> None:
    import torch

    from models.spotter.heldout import noises_in
    from models.spotter.network import SpotterNetwork, arrays_of

    torch.manual_seed(1)
    network = Network(("yes", "no"), 1.0, arrays_of(SpotterNetwork(3).eval()))
    pcm = people.tone(300, people.WIDE).tobytes()
    sounds = [Sound("yes", "yes", "x", "word", at == 5, pcm) for at in range(6)]
    found = list(judged(network, sounds, noises_in(folder), 1))
    assert Counter(each.condition for each in found) == {
        CLEAN: 5,
        NARROW: 1,
        **{f"babble {decibels} dB": 2 for decibels in DECIBELS},
    }
    assert all(each.probabilities.sum() == pytest.approx(1, abs=1e-4) for each in found)
    assert len({each.probabilities.tobytes() for each in found}) == 1 + 2 * len(DECIBELS)


def test_a_model_is_made_of_recordings_and_its_card_says_whose(
    folder: Path, tmp_path: Path
) -> None:
    from models.spotter.making import make
    from models.spotter.recipe import Recipe, Sizes

    def recipe(seed: int) -> Recipe:
        sizes = Sizes(samples=600, rounds=1, rooms=1)
        return Recipe(
            words=WORDS, work=tmp_path / "work", corpora=(), recordings=folder, sizes=sizes,
            seed=seed,
        )  # fmt: skip

    told: list[str] = []
    file = tmp_path / "out" / "en.npz"
    make(recipe(1), file, told.append)
    model, card = file.read_bytes(), file.with_suffix(".md").read_text(encoding="utf-8")
    assert Network.load(file).words == ("yes", "no")
    assert "12 recordings of 4 speakers, 3 of them recorded at 8 kHz" in card
    assert "| set:a | CC-BY-4.0 | 9 | 3 |" in card
    assert "| set:b | CC0 | 3 | 1 |" in card
    assert "4 of the recordings say none of the words. The others, by word: yes 4, no 4.\n" in card
    assert "| clean | 6 |" in card
    assert "| clean 8 kHz | 2 |" in card
    assert sum("learning from all but" in line for line in told) == 3
    told.clear()
    make(recipe(1), file, told.append)
    assert file.read_bytes() == model
    assert not [line for line in told if "mixing" in line or "all but" in line]
    assert recipe(1).kept() != recipe(2).kept()


def test_a_word_that_nobody_says_is_named(folder: Path, tmp_path: Path) -> None:
    from models.spotter.examples import RecipeError
    from models.spotter.recipe import Recipe, Sizes

    words = WordList({"yes": ("yes",), "pause": ("pause",)}, {}, (), (), ())
    recipe = Recipe(
        words=words, work=tmp_path, corpora=(), recordings=folder, sizes=Sizes(samples=1, rooms=1)
    )
    with pytest.raises(RecipeError, match="Nobody says pause"):
        recipe.bank(lambda _: None)
