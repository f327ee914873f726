"""A folder of recordings as `models.spotter.recordings` reads them, of people who say tones."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PITCHES = {"yes": 300.0, "no": 900.0, "tree": 1_700.0}
"""What each word sounds like, in hertz."""
SPEAKERS = ("ann", "bob", "cem", "fsdd-dee")
"""In each part of the cross-validation there is one; the last is recorded at 8 kHz."""
WIDE, NARROW = 16_000, 8_000
SECONDS = 0.6


def record_people(folder: Path) -> None:
    """Twelve recordings: each of `SPEAKERS` says each of the words once."""
    (folder / "sound").mkdir(parents=True)
    tables: dict[str, list[str]] = {
        "train.tsv": ["path\ttext\tspeaker\tsource\tlicence"],
        "human.tsv": ["path\ttext\tkind\tspeaker\tsource\tlicence"],
        "noise.tsv": ["path\tname"],
    }
    for at, speaker in enumerate(SPEAKERS):
        rate = NARROW if speaker.startswith("fsdd-") else WIDE
        for text, hertz in PITCHES.items():
            path = f"sound/{speaker}_{text}.wav"
            write_wave(folder / path, tone(hertz * (1 + 0.03 * at), rate), rate)
            if speaker == "ann":
                kind = "in" if text in ("yes", "no") else "out"
                tables["human.tsv"].append(f"{path}\t{text}\t{kind}\t{speaker}\tset:b@1\tCC0")
            else:
                tables["train.tsv"].append(f"{path}\t{text}\t{speaker}\tset:a@2\tCC-BY-4.0")
    noise = np.random.default_rng(1).normal(0, 2_000, 4 * WIDE).astype(np.int16)
    write_wave(folder / "sound" / "babble.wav", noise, WIDE)
    tables["noise.tsv"].append("sound/babble.wav\tbabble")
    for name, lines in tables.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def tone(hertz: float, rate: int) -> NDArray[np.int16]:
    time = np.arange(round(SECONDS * rate)) / rate
    return (6_000 * np.sin(2 * np.pi * hertz * time) * np.hanning(len(time))).astype(np.int16)


def write_wave(file: Path, samples: NDArray[np.int16], rate: int, channels: int = 1) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(samples.tobytes())
