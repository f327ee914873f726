"""The card of the model: what it is for, what it was made from, and how well it hears."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from models.spotter.engines import ENGINES
from models.spotter.figures import COMMON, Count, counted, table
from models.spotter.heldout import CLEAN, Judged
from models.spotter.recipe import Recipe
from models.spotter.recordings import FOLDS, recordings_in
from models.spotter.spoken import spoken_in
from mskiosk.listening.filterbank import MOST_SECONDS
from mskiosk.listening.spotter import ACTS_FROM

HEAD = """# The spotter: a model that knows {count} words of the kiosk

File `{name}`, {bytes} bytes, SHA-256 `{sha256}`. Made by `python -m models.spotter` (seed {seed},
{samples} samples, {rounds} rounds, temperature {temperature:.2f}). Licence: Apache-2.0.

## What it is for

It tells apart: {words}; and anything else. It hears one whole utterance of at most {seconds:g} s.
In the kiosk it decides about these words, beside a recogniser for all other phrases.

**It must not be used** to wake a machine that listens all day, to let anybody in, to know who
speaks, to judge how somebody speaks or how ill somebody is, where a mistake hurts and nobody
confirms, or as proof that people with slurred speech are understood: it heard nobody with MS, and
no child. It knows English as these voices and people speak it.

## What it was made from
"""
PEOPLE = """
People: {clips} recordings of {speakers} speakers, none of them in the repository. Google Speech
Commands (P. Warden, CC-BY-4.0; by way of four public collections), Free Spoken Digit Dataset
(CC-BY-SA-4.0, recorded at 8 kHz), Asterisk's English sounds (CC-BY-SA-3.0), Picovoice's wake-word
and speech-to-intent benchmarks (Apache-2.0). Most of them say zero, one, five or eight, or a word
that is no command. Of yes, no and stop there are some ten each, of all other commands but the
digits there are none.
"""
MADE = """
Noise, babble and rooms in training are made, not recorded. Each sound is changed at random: slower
and faster, smeared as in slurred speech, another length of the throat, a room (pyroomacoustics),
clipped, the band of a telephone, noise at 2 to 28 dB.

## How well it hears

A word counts as heard from a probability of {least:g} on, where it is acted on without asking.
"Others" are sounds that are none of its words. Each share has its 95 % interval (Wilson).
"""
VALIDATED = """
### People it never heard

Cross-validation in {folds} parts, no speaker in two of them; each part was heard by a model that
learned from the others. Noise is recorded, and was not learned from; every third recording was
mixed with it. Babble is other people's talk.
"""
WORDS = """
Word by word, in quiet, at 16 kHz:
"""
COMMONEST = """
Only zero, one, five and eight, which enough people said:
"""
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
        recordings = list(recordings_in(recipe.recordings))
        speakers = len({each.speaker for each in recordings})
        parts.append(PEOPLE.format(clips=len(recordings), speakers=speakers))
    parts.append(MADE.format(least=ACTS_FROM))
    if people:
        quiet = [each for each in people if each.condition == CLEAN]
        common = [each for each in people if each.sound.label in COMMON]
        parts += [
            VALIDATED.format(folds=FOLDS),
            table("condition", counted(people, names, _condition)),
            COMMONEST,
            table("condition", counted(common, names, _condition)),
            WORDS,
            table("word", _sorted(counted(quiet, names, _label), names)),
        ]
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


def _condition(judged: Judged) -> str:
    return judged.condition


def _label(judged: Judged) -> str:
    return judged.sound.label or "anything else"


def _sorted(counts: dict[str, Count], names: Sequence[str]) -> dict[str, Count]:
    order = [*names, "anything else"]
    return dict(sorted(counts.items(), key=lambda each: order.index(each[0])))
