"""The steps of the recipe, each of which keeps what it made in a file of the work folder."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.spotter.bank import Bank, bank_of
from models.spotter.corpus import TABLE
from models.spotter.examples import (
    HELD_OUT,
    SENTENCE,
    Example,
    check,
    human_examples,
    synthetic_examples,
)
from models.spotter.heldout import Sound
from models.spotter.network import arrays_of
from models.spotter.recordings import FOLDS, fingerprint, recordings_in
from models.spotter.rooms import Rooms
from models.spotter.sampling import Sampling
from models.spotter.spoken import spoken_in
from models.spotter.tracks import tracks_of
from models.spotter.training import trained
from models.spotter.words import WordList
from models.spotter.writing import digest, write_model
from mskiosk.listening.network import Network

Tell = Callable[[str], None]
SEED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    samples: int = 260_000
    rounds: int = 3
    fold_rounds: int = 2
    """Of the models of the cross-validation, whose figures are therefore a little too low."""
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

    def kept(self) -> Path:
        """The folder of all that is made on the way: another one for other words, recordings,
        corpora, sizes or another seed. Raises `RecordingError` and `OSError`."""
        heard = [digest((each / TABLE).read_bytes()) for each in self.corpora if each.exists()]
        people = self.recordings and fingerprint(self.recordings)
        return self.work / f"from-{digest(self.words, heard, people, self.sizes, self.seed)}"

    def examples(self) -> list[Example]:
        """Raises `RecordingError`, `CorpusError` and `OSError`."""
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
        """Read from its file, or made. Raises `RecipeError`, and what `examples` does."""
        file = self.kept() / "bank.npz"
        if not file.exists():
            tell("mixing the samples")
            examples = self.examples()
            check(examples, self.names)
            sampling = Sampling(
                examples, tracks_of(examples, self.seed), len(self.names), self.answers
            )
            bank_of(sampling.samples(self.sizes.samples, self.seed)).save(file)
        return Bank.load(file)

    def train(
        self, bank: Bank, file: Path, without: int | None, tell: Tell, temperature: float = 1.0
    ) -> Network:
        """Learns from everybody but the fold `without`, and writes the model to `file`."""
        network = trained(
            bank,
            len(self.names),
            without=without,
            rounds=self.sizes.rounds if without is None else self.sizes.fold_rounds,
            seed=self.seed + (0 if without is None else 1 + without),
            tell=tell,
        )
        write_model(file, self.words, temperature, arrays_of(network))
        return Network.load(file)

    def train_without(self, fold: int, bank: Bank, tell: Tell) -> Network:
        """Learns from everybody but that fold, or reads what was learned before."""
        file = self.kept() / f"without{fold}.npz"
        if file.exists():
            return Network.load(file)
        tell(f"learning from all but part {fold + 1} of {FOLDS} of the people")
        return self.train(bank, file, fold, tell)

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
