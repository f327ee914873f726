"""`python -m models.spotter`: makes the model, from nothing to its card. `--help` tells more."""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from models.spotter.card import card
from models.spotter.corpus import TABLE, make_corpus
from models.spotter.engines import ENGINES, installed_voices
from models.spotter.heldout import Judged, judged, noises_in
from models.spotter.kokoro import KOKORO
from models.spotter.plan import Sizes as CorpusSizes
from models.spotter.recipe import SEED, SMOKE, Recipe, Sizes, Tell
from models.spotter.recordings import FOLDS
from models.spotter.temperature import cooled, temperature_of
from models.spotter.words import WORDS_FILE, word_list

HERE = Path(__file__).parent
QUICK, SLOW = "corpus", "corpus-slow"
SLOW_CORPUS = CorpusSizes(per_class=12, near=150, others=100, sentences=12)
"""Of voices that take seconds for a word, and sound most like people."""
SLOW_COUNTS = 6
"""How many times each of their utterances counts, each time in another room."""
SMOKE_CORPUS = CorpusSizes(per_class=24, near=200, others=250, sentences=30)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    began = time.monotonic()

    def tell(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - began:6.0f} s  {line}\n")

    torch.set_num_threads(asked.threads)
    file = asked.out / f"{asked.language}.npz"
    make(recipe_of(arguments), file, tell, is_smoke=asked.smoke)
    return 0


def recipe_of(arguments: Sequence[str] | None = None) -> Recipe:
    """What the command line asks for."""
    asked = _asked(arguments)
    return Recipe(
        words=word_list(asked.words),
        work=asked.work,
        corpora=(asked.work / QUICK, *[asked.work / SLOW] * SLOW_COUNTS),
        recordings=None if asked.smoke else asked.recordings,
        sizes=SMOKE if asked.smoke else Sizes(),
        seed=asked.seed,
    )


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models.spotter", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/spotter"), help="what is kept")
    parser.add_argument("--recordings", type=Path, help="of people, with train.tsv and human.tsv")
    parser.add_argument("--words", type=Path, default=WORDS_FILE)
    parser.add_argument("--language", default="en")
    parser.add_argument("--out", type=Path, default=HERE, help="where model and card are written")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--smoke", action="store_true", help="a small model, by espeak-ng alone")
    return parser.parse_args(arguments)


def make(recipe: Recipe, file: Path, tell: Tell, *, is_smoke: bool = False) -> None:
    """Writes the model to `file` and its card beside it. What an earlier try left in the work
    folder is used again."""
    recipe.work.mkdir(parents=True, exist_ok=True)
    quick = [engine.family for engine in ENGINES if engine is not KOKORO]
    if is_smoke:
        _speak(recipe, recipe.work / QUICK, quick[:1], SMOKE_CORPUS, tell)
    else:
        _speak(recipe, recipe.work / QUICK, quick, CorpusSizes(), tell)
        _speak(recipe, recipe.work / SLOW, [KOKORO.family], SLOW_CORPUS, tell)
    bank = recipe.bank(tell)
    people: list[Judged] = []
    if recipe.recordings:
        noises = noises_in(recipe.recordings)
        for fold in range(FOLDS):
            tell(f"learning from all but part {fold + 1} of {FOLDS} of the people")
            network = recipe.train(bank, recipe.work / f"fold{fold}.npz", fold, tell)
            people += judged(network, list(recipe.held_out_sounds(fold)), noises, recipe.seed)
    tell("learning from everybody")
    temperature = temperature_of(people, recipe.names)
    network = recipe.train(bank, file, None, tell, temperature)
    people = [
        replace(each, probabilities=cooled(each.probabilities, temperature)) for each in people
    ]
    voices_found = list(judged(network, list(recipe.synthetic_sounds()), {}, recipe.seed))
    file.with_suffix(".md").write_text(
        card(file, recipe, people, voices_found, temperature), encoding="utf-8"
    )
    tell(f"{file} and its card are there")


def _speak(
    recipe: Recipe, folder: Path, families: Sequence[str], sizes: CorpusSizes, tell: Tell
) -> None:
    voices = [] if (folder / TABLE).exists() else installed_voices(families, tell)
    if voices:
        made = folder.with_suffix(".part")
        make_corpus(made, recipe.words, voices, sizes, recipe.seed, tell)
        made.rename(folder)


if __name__ == "__main__":
    sys.exit(main())
