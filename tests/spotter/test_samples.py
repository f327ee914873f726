"""What is learned from: mixed the same each time, and never with whom it is tested on."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from models.spotter.bank import BATCH, Bank, bank_of
from models.spotter.degrading import Logarithms, stretched, with_noise
from models.spotter.examples import COMMAND, NEAR, NONE, OTHER, SENTENCE, SYNTHETIC, Example
from models.spotter.sampling import Sampling, Track
from mskiosk.listening.filterbank import WIDTH, levels_of

WORDS = 3


def some(steps: int, seed: int) -> Logarithms:
    return np.random.default_rng(seed).uniform(4, 18, (steps, WIDTH)).astype(np.float32)


def example(answer: int, kind: str, fold: int, *, is_human: bool, seed: int) -> Example:
    return Example(
        text=f"word {answer}",
        answer=answer,
        kind=kind,
        fold=fold,
        group=f"voice {seed}",
        is_human=is_human,
        is_narrow=False,
        logarithms=some(50, seed).astype(np.float16),
    )


@pytest.fixture
def sampling() -> Sampling:
    said = [
        example(answer, COMMAND, fold, is_human=fold >= 0, seed=10 * answer + fold + 1)
        for answer in range(WORDS)
        for fold in (SYNTHETIC, 0, 1, 2)
    ]
    others = [
        example(NONE, kind, SYNTHETIC, is_human=False, seed=100 + at)
        for at, kind in enumerate((NEAR, OTHER, SENTENCE))
    ]
    people = [example(NONE, OTHER, fold, is_human=True, seed=200 + fold) for fold in range(3)]
    tracks = [Track(some(1200, 301 + fold), fold) for fold in (SYNTHETIC, 0, 1, 2)]
    return Sampling(
        [*said, *others, *people], tracks, WORDS, {f"word {answer}" for answer in range(WORDS)}
    )


def test_the_same_seed_mixes_the_same_samples(sampling: Sampling) -> None:
    first, again = (list(sampling.samples(20, 5)) for _ in range(2))
    assert all(
        np.array_equal(one.bands, other.bands) and one.answer == other.answer
        for one, other in zip(first, again, strict=True)
    )


def test_half_of_it_is_commands_and_each_is_there(sampling: Sampling) -> None:
    answers = [each.answer for each in sampling.samples(400, 1)]
    assert set(answers) == set(range(WORDS + 1))
    assert 120 < answers.count(WORDS) < 280


def test_who_is_tested_is_heard_in_no_sample_not_even_as_noise(sampling: Sampling) -> None:
    samples = list(sampling.samples(300, 2))
    bank = bank_of(iter(samples))
    for fold in range(3):
        kept = bank.without(fold)
        assert 50 < len(kept) < 300
        assert not any(fold in samples[place].folds for place in kept)
    assert len(bank.without(None)) == 300


def test_a_round_shows_each_sample_at_most_once_with_silence_after_the_shorter_ones(
    sampling: Sampling,
) -> None:
    bank = bank_of(sampling.samples(2 * BATCH + 10, 3))
    batches = [batch for some in bank.batches(bank.without(None), 1) for batch in some]
    assert [len(batch.answers) for batch in batches] == [BATCH, BATCH]
    for batch in batches:
        assert batch.bands.shape == (BATCH, batch.lengths.max(), WIDTH)
        for row, length in zip(batch.bands, batch.lengths, strict=True):
            assert not row[length:].any()


def test_a_bank_comes_back_from_its_file(sampling: Sampling, tmp_path: Path) -> None:
    bank = bank_of(sampling.samples(5, 4))
    file = tmp_path / "bank.npz"
    bank.save(file)
    again = Bank.load(file)
    assert np.array_equal(again.rows, bank.rows)
    assert again.rows.dtype == np.float16
    assert int(again.ends[-1]) == len(again.rows)
    assert list(again.answers) == list(bank.answers)
    assert list(again.folds) == list(bank.folds)
    assert [each.name for each in tmp_path.iterdir()] == ["bank.npz"]


def test_two_words_that_are_a_command_together_are_not_shown_as_none() -> None:
    said = [example(0, COMMAND, SYNTHETIC, is_human=False, seed=1)]
    others = [
        replace(example(NONE, OTHER, SYNTHETIC, is_human=False, seed=2 + at), text=text)
        for at, text in enumerate(("please", "er", "door"))
    ]
    sampling = Sampling([*said, *others], [], 1, {"word 0", "word 0 please"})
    chance = np.random.default_rng(1)
    assert {sampling._two(chance).text for _ in range(200)} == {
        *("word 0 word 0", "please word 0", "door word 0", "word 0 door"),
    }


@pytest.mark.parametrize("decibels", [0, 10, 20])
def test_noise_is_as_much_softer_as_it_should_be(decibels: int) -> None:
    sound, noise = np.full((50, WIDTH), 15.0, np.float32), some(50, 7)
    mixed = with_noise(sound, noise, decibels)
    added = np.exp(levels_of(mixed)).mean() - np.exp(levels_of(sound)).mean()
    assert 10 * np.log10(np.exp(levels_of(sound)).mean() / added) == pytest.approx(
        decibels, abs=0.5
    )


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_slow_speech_is_longer_and_ends_as_it_did(factor: float) -> None:
    sound = some(40, 8)
    longer = stretched(sound, factor)
    assert len(longer) == round(40 * factor)
    assert np.allclose(longer[[0, -1]], sound[[0, -1]])


def test_samples_are_numbers_however_they_were_degraded(sampling: Sampling) -> None:
    assert all(np.isfinite(each.bands).all() for each in islice(sampling.samples(100, 9), 100))
