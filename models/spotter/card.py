"""The card of the model: what it is for, what it was made from, and how well it hears."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from models.spotter.engines import ENGINES
from models.spotter.figures import Count, counted, table
from models.spotter.heldout import CLEAN, Judged
from models.spotter.origin import listed, people_of
from models.spotter.recipe import Recipe
from models.spotter.recordings import FOLDS, recordings_in
from models.spotter.spoken import spoken_in
from mskiosk.listening.filterbank import MOST_SECONDS
from mskiosk.listening.spotter import ACTS_FROM, ASKS_FROM

HEAD = """# The spotter: a model that knows {count} words of the kiosk

File `{name}`, {bytes} bytes, SHA-256 `{sha256}`. Made by `python -m models.spotter` (seed {seed},
{samples} samples, {rounds} rounds, temperature {temperature:.2f}). Licence: Apache-2.0.

## What it is for

It tells apart: {words}; and anything else. It hears one whole utterance of at most {seconds:g} s.
In the kiosk it decides about these words, beside a recogniser for all other phrases.

**It must not be used** to wake a machine that listens all day, to let anybody in, to know who
speaks, to judge how somebody speaks or how ill somebody is, where a mistake hurts and nobody
confirms, or as proof that people with slurred speech are understood: its figures are not about
people with MS, or children. It knows the language as these voices and people speak it.

## What it was made from
"""
MADE = """
Noise, babble and rooms in training are made, not recorded. Each sound is changed at random: slower
and faster, smeared as in slurred speech, another length of the throat, a room (pyroomacoustics),
clipped, the band of a telephone, noise at 2 to 28 dB.

## How well it hears

From a probability of {asks:g} on a word is heard: alone, the spotter asks about it; from {acts:g}
on it acts. "Others" are sounds that are none of its words. All shares in percent, with their 95 %
intervals (Wilson). The temperature was fitted on the same people as these figures, in quiet.
"""
VALIDATED = """
### People it never heard

Cross-validation in {folds} parts, no speaker in two of them; each part was heard by a model that
learned from the others, in {rounds} of the {all_rounds} rounds of the model itself. Noise is
recorded, and was not learned from; every third recording was mixed with it. Babble is other
people's talk, of a collection from which some of the sentences are that were learned as no
command.
"""
WORDS = """
Word by word, in quiet, at 16 kHz:
"""
COMMONEST = """
Only {words}, which at least {speakers} people said:
"""
MANY_SPEAKERS = 100
VOICES = """
### Synthetic voices it never heard

They articulate better than most people do. For the words that no people said, these are the only
figures there are; they say that the words were learned, not that people will be understood.
"""


def card(
    file: Path,
    recipe: Recipe,
    people: Sequence[Judged],
    voices: Sequence[Judged],
    temperature: float,
) -> str:
    """In Markdown. `people`: what the models of the cross-validation made of everybody; `voices`:
    what the model made of the synthetic voices that were held out."""
    names = recipe.names
    content = file.read_bytes()
    parts = [
        HEAD.format(
            count=len(names),
            name=file.name,
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            seed=recipe.seed,
            samples=recipe.sizes.samples,
            rounds=recipe.sizes.rounds,
            temperature=temperature,
            words=", ".join(names),
            seconds=MOST_SECONDS,
        ),
        _voices(recipe),
    ]
    if recipe.recordings:
        parts.append(people_of(recordings_in(recipe.recordings), recipe))
    parts.append(MADE.format(asks=ASKS_FROM, acts=ACTS_FROM))
    if people:
        quiet = [each for each in people if each.condition == CLEAN]
        parts += [
            VALIDATED.format(
                folds=FOLDS,
                rounds=recipe.sizes.fold_rounds,
                all_rounds=recipe.sizes.rounds,
            ),
            table("condition", counted(people, names, _condition)),
        ]
        if common := _common(people, names):
            of_these = [each for each in people if each.sound.label in common]
            parts += [
                COMMONEST.format(words=listed(common), speakers=MANY_SPEAKERS),
                table("condition", counted(of_these, names, _condition)),
            ]
        parts += [WORDS, table("word", _sorted(counted(quiet, names, _label), names))]
    if voices:
        parts += [VOICES, table("word", _sorted(counted(voices, names, _label), names))]
    return "\n".join(parts) + "\n"


def _voices(recipe: Recipe) -> str:
    said = Counter(
        each.family
        for folder in filter(Path.exists, dict.fromkeys(recipe.corpora))
        for each in spoken_in(folder)
    )
    lines = ["| voices | utterances | licence of the engine and its voices |", "|---|---|---|"]
    lines += [
        f"| {engine.family} | {said[engine.family]} | {engine.licence} |"
        for engine in ENGINES
        if said[engine.family]
    ]
    return "\n".join(lines)


def _common(people: Sequence[Judged], names: Sequence[str]) -> list[str]:
    """The words that enough people said."""
    pairs = {(each.sound.label, each.sound.group) for each in people}
    speakers = Counter(label for label, _ in pairs)
    return [name for name in names if speakers[name] >= MANY_SPEAKERS]


def _condition(judged: Judged) -> str:
    return judged.condition


def _label(judged: Judged) -> str:
    return judged.sound.label or "anything else"


def _sorted(counts: dict[str, Count], names: Sequence[str]) -> dict[str, Count]:
    order = [*names, "anything else"]
    return dict(sorted(counts.items(), key=lambda each: order.index(each[0])))
