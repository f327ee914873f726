"""From the voices that are installed to the model and its card, one step after another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.spotter.card import card
from models.spotter.corpus import make_corpus
from models.spotter.engines import ENGINES, installed_voices
from models.spotter.examples import RecipeError
from models.spotter.heldout import CLEAN, Judged, judged, noises_in
from models.spotter.kokoro import KOKORO
from models.spotter.plan import Sizes
from models.spotter.recipe import Recipe, Tell
from models.spotter.recordings import FOLDS
from models.spotter.temperature import cooled, temperature_of
from models.spotter.voices import Voice
from models.spotter.words import WordList
from models.spotter.writing import digest, written_whole

SLOW_SIZES = Sizes(per_class=12, near=150, others=100, sentences=12)
"""Of voices that take seconds for a word, and sound most like people."""
SLOW_COUNTS = 6
"""How many times each of their utterances counts, each time in another room."""
SMOKE_SIZES = Sizes(per_class=24, near=200, others=250, sentences=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A corpus that these voices are to say. `folder`: another one for other words, voices, sizes
    or another seed; `counts`: how many times each utterance is learned from."""

    folder: Path
    words: WordList
    voices: Sequence[Voice]
    sizes: Sizes
    seed: int
    counts: int = 1

    def make(self, tell: Tell) -> None:
        """Unless it is there. What was not said to its end is said anew. Raises `OSError`, and
        `RecipeError` where no voice can speak."""
        if self.folder.exists():
            return
        part = self.folder.with_suffix(".part")
        made = make_corpus(part, self.words, self.voices, self.sizes, self.seed, tell)
        if not made.utterances:
            raise RecipeError(f"no voice could speak; the first was {self.voices[0].name}")
        part.rename(self.folder)


def speeches(work: Path, words: WordList, seed: int, tell: Tell, *, is_smoke: bool) -> list[Speech]:
    """What the voices that are installed are to say: the quick ones much, the slow ones less."""

    def speech(families: Collection[str], sizes: Sizes, counts: int) -> list[Speech]:
        voices = installed_voices(families, tell)
        if not voices:
            return []
        name = digest(words, [voice.name for voice in voices], sizes, seed)
        return [
            Speech(
                folder=work / f"speech-{name}",
                words=words,
                voices=voices,
                sizes=sizes,
                seed=seed,
                counts=counts,
            )
        ]

    quick = [engine.family for engine in ENGINES if engine is not KOKORO]
    if is_smoke:
        return speech(quick[:1], SMOKE_SIZES, 1)
    return speech(quick, Sizes(), 1) + speech([KOKORO.family], SLOW_SIZES, SLOW_COUNTS)


def folders_of(spoken: Sequence[Speech]) -> tuple[Path, ...]:
    """As a `Recipe` wants them: each as often as it counts."""
    return tuple(each.folder for each in spoken for _ in range(each.counts))


def make(recipe: Recipe, file: Path, tell: Tell) -> None:
    """Writes the model to `file` and its card beside it. What an earlier try left in the work
    folder is used again. Raises `RecipeError`, `CorpusError`, `RecordingError`, `RecordingsError`
    and `OSError`."""
    noises = noises_in(recipe.recordings) if recipe.recordings else {}
    bank = recipe.bank(tell)
    people: list[Judged] = []
    for fold in range(FOLDS) if recipe.recordings else ():
        network = recipe.train_without(fold, bank, tell)
        people += judged(network, list(recipe.held_out_sounds(fold)), noises, recipe.seed)
    tell("learning from everybody")
    quiet = [each for each in people if each.condition == CLEAN]
    temperature = temperature_of(quiet, recipe.names)
    network = recipe.train(bank, file, None, tell, temperature)
    people = [
        replace(each, probabilities=cooled(each.probabilities, temperature)) for each in people
    ]
    voices = list(judged(network, list(recipe.synthetic_sounds()), {}, recipe.seed))
    with written_whole(file.with_suffix(".md")) as opened:
        opened.write(card(file, recipe, people, voices, temperature).encode())
    tell(f"{file} and its card are there")
