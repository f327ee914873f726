"""`python -m models.spotter`: makes the model, from nothing to its card. `--help` tells more."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from models.spotter.corpus import CorpusError
from models.spotter.examples import RecipeError
from models.spotter.making import folders_of, make, speeches
from models.spotter.recipe import SEED, SMOKE, Recipe, Sizes, Tell
from models.spotter.recordings import RecordingError, fingerprint
from models.spotter.words import WORDS_FILE, WordsError, word_list
from mskiosk.content.faults import ContentFaults
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.measuring.recordings import RecordingsError

HERE = Path(__file__).parent
WORK, SMOKE_WORK = Path("build/spotter"), Path("build/spotter-smoke")
_SENTENCES = (
    *(RecipeError, CorpusError, RecordingError, RecordingsError, WordsError),
    *(ContentFaults, OSError),
)
"""Errors whose text says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    began = time.monotonic()

    def tell(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - began:6.0f} s  {line}\n")

    try:
        _make(asked, tell)
    except _SENTENCES as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _make(asked: argparse.Namespace, tell: Tell) -> None:
    torch.set_num_threads(asked.threads)
    if asked.recordings:
        fingerprint(asked.recordings)  # what is wrong with them is told before an hour of speaking
    work = asked.work or (SMOKE_WORK if asked.smoke else WORK)
    words = word_list(asked.words, load_guide(asked.content, language=asked.language))
    spoken = speeches(work, words, asked.seed, tell, is_smoke=asked.smoke)
    if not spoken and not asked.recordings:
        raise RecipeError(
            "No voice is installed, so there is nothing to learn from: apt install espeak-ng"
        )
    for speech in spoken:
        speech.make(tell)
    recipe = Recipe(
        words=words,
        work=work,
        corpora=folders_of(spoken),
        recordings=asked.recordings,
        sizes=SMOKE if asked.smoke else Sizes(),
        seed=asked.seed,
    )
    # Only what people were heard for may take the place of the model that comes along
    out = asked.out or (HERE if asked.recordings else work)
    make(recipe, out / f"{asked.language}.npz", tell)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models.spotter", description=__doc__)
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--recordings", type=Path, help="of people, with train.tsv and human.tsv")
    kind.add_argument("--synthetic-only", action="store_true", help="without people's recordings")
    kind.add_argument("--smoke", action="store_true", help="a small model, by espeak-ng alone")
    parser.add_argument("--words", type=Path, default=WORDS_FILE)
    parser.add_argument("--language", default="en")
    parser.add_argument(
        "--content", type=Path, default=shipped_content(), help="with a folder of that language"
    )
    parser.add_argument(
        "--work", type=Path, help=f"what is kept; else {WORK}, or {SMOKE_WORK} for --smoke"
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="where model and card are written; else beside this program, or in the folder of "
        "--work for what was made without people",
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
