"""The steps of the recipe, each of which keeps what it made in a file of the work folder."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from models.spotter.bank import Bank, bank_of, banks_in
from models.spotter.examples import (
    HELD_OUT,
    OTHER,
    SENTENCE,
    SYNTHETIC,
    Example,
    human_examples,
    synthetic_examples,
)
from models.spotter.heldout import Sound
from models.spotter.network import arrays_of
from models.spotter.noises import babble, noises
from models.spotter.recordings import FOLDS, recordings_in
from models.spotter.rooms import Rooms
from models.spotter.sampling import Sampling, Track
from models.spotter.spoken import spoken_in
from models.spotter.training import trained
from models.spotter.words import WordList
from mskiosk.listening.network import Network

Tell = Callable[[str], None]
SEED = 6
NOISE_TRACKS, BABBLE_TRACKS = 4, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    samples: int = 260_000
    rounds: int = 2
    rooms: int = 40


SMOKE = Sizes(samples=12_000, rounds=4, rooms=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """`work`: where everything is kept that is not the model; `corpora`: folders of synthetic
    speech, some of which may be missing or count twice; `recordings`: the folder of recordings, or
    None for synthetic speech alone."""

    words: WordList
    work: Path
    corpora: tuple[Path, ...]
    recordings: Path | None
    sizes: Sizes = Sizes()
    seed: int = SEED

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.words.ways)

    @property
    def answers(self) -> Mapping[str, int]:
        """Every way to say a word, with the word's place."""
        return {
            way: place for place, name in enumerate(self.names) for way in self.words.ways[name]
        }

    def examples(self) -> list[Example]:
        rooms = Rooms(self.seed, self.sizes.rooms)
        found: list[Example] = []
        if self.recordings:
            recordings = list(recordings_in(self.recordings))
            found += human_examples(recordings, self.answers, rooms, self.seed)
        for count, folder in enumerate(filter(Path.exists, self.corpora)):
            spoken = list(spoken_in(folder))
            found += synthetic_examples(spoken, self.answers, rooms, self.seed + count)
        return [each for each in found if each.fold != HELD_OUT]

    def bank(self, tell: Tell) -> Bank:
        """Read from its file, or made."""
        file = self.work / "bank.npz"
        if not file.exists():
            tell("mixing the samples")
            examples = self.examples()
            chance = np.random.default_rng(self.seed)
            tracks = [Track(each, SYNTHETIC) for each in noises(chance, NOISE_TRACKS)]
            for fold in (SYNTHETIC, *range(FOLDS)):
                talk = [
                    each.logarithms
                    for each in examples
                    if each.fold == fold and each.kind in (OTHER, SENTENCE)
                ]
                if talk:
                    made = babble(talk, chance, BABBLE_TRACKS)
                    tracks += [Track(each, fold) for each in made]
            sampling = Sampling(examples, tracks, len(self.names))
            bank_of(sampling.samples(self.sizes.samples, self.seed)).save(file)
        return banks_in([file])

    def train(
        self, bank: Bank, file: Path, without: int | None, tell: Tell, temperature: float = 1.0
    ) -> Network:
        """Learns from everybody but the fold `without`, and writes the model to `file`."""
        network = trained(
            bank,
            len(self.names),
            without=without,
            rounds=self.sizes.rounds,
            seed=self.seed + (0 if without is None else 1 + without),
            tell=tell,
        )
        write_model(file, self.words, temperature, arrays_of(network))
        return Network.load(file)

    def held_out_sounds(self, fold: int) -> Iterator[Sound]:
        """What people of that fold said. Raises `RecordingError`."""
        assert self.recordings is not None
        for each in recordings_in(self.recordings):
            if each.fold == fold:
                label = self.names[self.answers[each.text]] if each.text in self.answers else ""
                kind = SENTENCE if each.is_sentence else "word"
                yield Sound(
                    each.text, label, each.speaker, kind, each.is_narrow, each.samples.tobytes()
                )

    def synthetic_sounds(self) -> Iterator[Sound]:
        """What the synthetic voices said that nothing was learned from."""
        for folder in filter(Path.exists, dict.fromkeys(self.corpora)):
            for each in spoken_in(folder):
                if each.is_held_out:
                    yield Sound(
                        each.text, each.label, each.voice, each.kind, False, each.samples.tobytes()
                    )


def write_model(file: Path, words: WordList, temperature: float, arrays: Mapping[str, Any]) -> None:
    """With the same bytes for the same weights."""
    other = [(way, name) for name, ways in words.ways.items() for way in ways if way != name]
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        file,
        allow_pickle=False,
        words=np.array(tuple(words.ways)),
        ways=np.array(other).reshape(-1, 2),
        temperature=np.float32(temperature),
        **arrays,
    )
