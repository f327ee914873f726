"""The synthetic corpus: one table and one file of sound, the same for the same seed and voices."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

import numpy as np
from numpy.typing import NDArray

from models.spotter.plan import Saying, Sizes, planned
from models.spotter.voices import SAMPLES_A_SECOND, Voice, VoiceError
from models.spotter.words import WordList
from mskiosk.measuring.mixing import LOUDEST

TABLE, SOUND = "synthetic.tsv", "synthetic.pcm"
COLUMNS = ("text", "label", "kind", "voice", "family", "held_out", "start", "samples")
_FLUSHED_EACH = 50
"""Utterances: what is in the table by then is in the sound."""
_EDGE = SAMPLES_A_SECOND // 20
"""Of silence, before and after each utterance."""
_SILENT = 0.004
"""Of the loudest sample: what is nowhere louder is silence of the engine."""
_LEAST_LOUDEST = LOUDEST // 100
_LEAST_SAMPLES = SAMPLES_A_SECOND // 20


class CorpusError(Exception):
    """A corpus cannot be used; the text says why."""


@dataclass(slots=True)
class Made:
    """How many utterances there are, and how many a voice failed to say."""

    utterances: int = 0
    failed: int = 0
    samples: int = 0


def make_corpus(
    folder: Path,
    words: WordList,
    voices: Sequence[Voice],
    sizes: Sizes,
    seed: int,
    tell: Callable[[str], None] = lambda _: None,
) -> Made:
    """Writes `TABLE` (tab-separated, a row an utterance; `start` and `samples` count samples) and
    `SOUND` (mono, 16 bits, 16 kHz, all utterances one after another) into `folder`. What a voice
    cannot say is left out, and `tell` gets the reason. Raises `OSError`, and `ValueError` where
    there is no voice."""
    sayings = planned(words, voices, sizes, seed)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / TABLE).open("w", encoding="utf-8", newline="") as table,
        (folder / SOUND).open("wb") as sound,
    ):
        return _write(sayings, table, sound, tell)


def _write(
    sayings: Iterable[Saying],
    table: TextIO,
    sound: BinaryIO,
    tell: Callable[[str], None],
) -> Made:
    made = Made()
    rows = csv.writer(table, delimiter="\t", lineterminator="\n")
    rows.writerow(COLUMNS)
    family = ""
    for saying in sayings:
        voice = saying.voice
        if voice.family != family:
            family = voice.family
            tell(f"{made.utterances} utterances; {family} speaks")
        try:
            samples = _trimmed(voice.say(saying.marked, saying.rate, saying.pitch))
        except VoiceError as error:
            made.failed += 1
            tell(str(error))
            continue
        if not samples.size:
            made.failed += 1
            tell(f"{voice.name} is silent for {saying.marked!r}")
            continue
        sound.write(samples.astype("<i2").tobytes())
        said = (saying.text, saying.label, saying.kind.value, voice.name, voice.family)
        rows.writerow((*said, int(voice.is_held_out), made.samples, samples.size))
        made.utterances += 1
        if made.utterances % _FLUSHED_EACH == 0:
            sound.flush()
            table.flush()
            tell(f"{made.utterances} utterances")
        made.samples += samples.size
    return made


def _trimmed(pcm: bytes) -> NDArray[np.int16]:
    """With just so much silence before and after; nothing where it is too quiet or too short."""
    samples = np.frombuffer(pcm, "<i2").astype(np.int16)
    heights = np.abs(samples.astype(np.int32))
    loudest = int(heights.max(initial=0))
    if loudest < _LEAST_LOUDEST:
        return samples[:0]
    loud = np.flatnonzero(heights > max(1.0, _SILENT * loudest))
    spoken = samples[loud[0] : loud[-1] + 1]
    return np.pad(spoken, _EDGE) if spoken.size >= _LEAST_SAMPLES else spoken[:0]
