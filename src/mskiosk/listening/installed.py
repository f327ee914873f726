"""Vosk, with the model that was installed for it.

The library aborts, hangs or reads wild memory where others raise (listening.md section 5), so:
it lives in a child process, is proved with one reading before it counts as loaded, never gets an
empty grammar, and has a new recogniser for each utterance on the one shared model. A recogniser
that is used again would also remember the last voice.
"""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from mskiosk.core.events import Hypothesis
from mskiosk.listening.recogniser import (
    BYTES_A_SECOND,
    SAMPLES_A_SECOND,
    EngineError,
    Phrases,
)

NAME = "vosk"
GARBAGE = ("[unk]", "<UNK>", "<unk>")
"""What models call a word that they do not know; each has one of these, or none."""
DECOYS = ("huh", "um", "uh", "the", "a", "and", "oh")
"""Small words that noise is heard as. With them in the grammar noise is no longer a command."""
_BLOCK_BYTES = BYTES_A_SECOND // 10
_PADDING = b"\0" * (BYTES_A_SECOND * 3 // 10)
"""A word at the very beginning of a recogniser's life is missed (anchors.md section 3)."""


class Vosk:
    """A `Recogniser`. Loading takes seconds and may end the process."""

    name = NAME

    def __init__(self, folder: Path) -> None:
        """Raises `EngineError` for what can be noticed before it kills."""
        if not _looks_like_a_model(folder):
            raise EngineError(f"{folder} holds no Vosk model")
        try:
            import vosk

            vosk.SetLogLevel(-1)
            self._vosk = vosk
            self._model = vosk.Model(str(folder))
            self._words: frozenset[str] = frozenset()
            self._phrases = Phrases()
            self._grammar = ""
            self._prove(folder)
        except EngineError:
            raise
        except Exception as error:  # Vosk raises nothing more exact
            raise EngineError(f"Vosk cannot load {folder}: {error}") from error

    def knows(self, word: str) -> bool:
        return int(self._model.vosk_model_find_word(word)) >= 0

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        heard = [phrase for phrase in phrases if phrase and all(map(self.knows, phrase.split()))]
        self._phrases = Phrases(heard)
        words = {word for phrase in heard for word in phrase.split()}
        rejects = [word for word in (*GARBAGE, *DECOYS) if word not in words and self.knows(word)]
        self._grammar = json.dumps([*heard, *rejects], ensure_ascii=False) if heard else ""
        return set(phrases).difference(heard)

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        if not self._grammar or not pcm:
            return ()
        words = self._decoded(pcm)
        text = " ".join(str(word["word"]) for word in words)
        if text not in self._phrases:
            return ()
        return (Hypothesis(text, min(float(word["conf"]) for word in words)),)

    def _decoded(self, pcm: bytes) -> list[dict[str, Any]]:
        recogniser = self._vosk.KaldiRecognizer(self._model, float(SAMPLES_A_SECOND), self._grammar)
        recogniser.SetWords(True)
        pcm = _PADDING + pcm + _PADDING
        # A result that is ready and not taken makes the next blocks cost more and more.
        results = [
            recogniser.Result()
            for at in range(0, len(pcm), _BLOCK_BYTES)
            if recogniser.AcceptWaveform(pcm[at : at + _BLOCK_BYTES])
        ]
        results.append(recogniser.FinalResult())
        return [word for result in results for word in json.loads(result).get("result", ())]

    def _prove(self, folder: Path) -> None:
        """A broken graph loads, and kills at the first use: better now than at the first word."""
        probe = next((word for word in (*GARBAGE, *DECOYS) if self.knows(word)), None)
        if probe is None:
            raise EngineError(f"the model in {folder} knows no words")
        self._grammar = json.dumps([probe], ensure_ascii=False)
        self._decoded(b"\0" * BYTES_A_SECOND)
        self._grammar = ""


def _looks_like_a_model(folder: Path) -> bool:
    return any((folder / name).is_file() for name in ("am/final.mdl", "final.mdl"))
