"""Vosk, with the model that was installed for it.

The library aborts, hangs or reads wild memory where others raise (listening.md section 5), so:
it lives in a child process, is proved with one reading before it counts as loaded, never gets an
empty grammar, and has a new recogniser for each utterance on the one shared model. A recogniser
that is used again would also remember the last voice.

The whole phrase has to be in the grammar, and what is one is read again, with many decoys beside
the phrases: the confidence of a first reading is 1.0 for most of what is wrong. Measured with the
Korean model on 293 clips of words that were no phrase: 137 were one in the first reading; after the
second 25 are accepted and 59 asked back. The same on 224 clips of phrases, nearly all English
words in Korean spelling: of 132 that were a phrase 43 are accepted rightly and 19 wrongly, and 46
asked back. A second reading with the free vocabulary took three times as long, and spells what
it hears in its own way. English was not measured.

Nothing is prepared ahead, for there is nothing to gain: on two busy cores a recogniser with the
phrases of a page and 200 decoys was there in 1.5 ms, one with 8 phrases in 0.3 ms.
"""

import ctypes
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mskiosk.core.events import Hypothesis
from mskiosk.listening.own_words import spread
from mskiosk.listening.recogniser import (
    BYTES_A_SECOND,
    SAMPLES_A_SECOND,
    EngineError,
    hearable,
)
from mskiosk.listening.steadiness import is_steady
from mskiosk.listening.vocabulary import sounding_alike

NAME = "vosk"
GARBAGE = ("[unk]", "<UNK>", "<unk>")
"""What models call a word that they do not know; each has one of these, or none."""
SMALL_WORDS = ("huh", "um", "uh", "the", "a", "and", "oh")
"""What noise is heard as. With them in the grammar noise is no longer a command."""
MOST_DECOYS = 200
CONTRADICTED = 0.3
"""What is left of the confidence when the second reading was another, or there is none for lack
of decoys: a phrase that was quite sure is asked back, any other is no phrase."""
MOST_SECONDS = 60.0
"""Longer sound is no utterance."""
_BLOCK_BYTES = BYTES_A_SECOND // 10
_PADDING = b"\0" * (BYTES_A_SECOND * 3 // 10)
"""A word at the very beginning of a recogniser's life is missed (anchors.md section 3)."""
_SEED = 1
_NO_WORD = re.compile(r'[\s<>\[\]#!"\\\x00-\x1f\x7f\ud800-\udfff]')
"""Marks of the models, and what the library would not read as it was written."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    phrases: frozenset[str]
    grammar: str
    second_grammar: str


_NOTHING = _Prepared(frozenset(), "", "")


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
            self._garbage = next(filter(self._finds, GARBAGE), None)
            self._small_words = list(filter(self._finds, SMALL_WORDS))
            self._decoys = self._own_decoys(folder)
            self._prepared = _NOTHING
            self._prove(folder)
        except EngineError:
            raise
        except Exception as error:  # Vosk raises nothing more exact
            raise EngineError(f"Vosk cannot load {folder}: {error}") from error

    @property
    def garbage(self) -> str | None:
        """The model's own word for what it does not know."""
        return self._garbage

    @property
    def decoys(self) -> Collection[str]:
        """The words that a second reading has beside the phrases."""
        return self._decoys

    def knows(self, word: str) -> bool:
        is_word = any(map(str.isalnum, word)) and not _NO_WORD.search(word)
        return is_word and self._finds(word)

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        heard = hearable(phrases, self.knows)
        words = {word for phrase in heard for word in phrase.split()}
        rejects = [word for word in self._rejects if word not in words]
        decoys = [word for word in self._decoys if word not in words]
        self._prepared = _NOTHING
        if heard:
            self._prepared = _Prepared(
                frozenset(heard), _grammar(heard, rejects), _grammar(heard, rejects, decoys)
            )
        return set(phrases).difference(heard)

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        prepared = self._prepared
        if not prepared.grammar or not pcm or len(pcm) > MOST_SECONDS * BYTES_A_SECOND:
            return ()
        pcm = bytes(pcm[: len(pcm) // 2 * 2])
        if is_steady(pcm):
            return ()
        words = self._decoded(prepared.grammar, pcm)
        text = _text(words)
        if text not in prepared.phrases:
            return ()
        confidence = _confidence(words)
        second = self._decoded(prepared.second_grammar, pcm) if self._decoys else []
        if _text(second) == text:
            confidence = min(confidence, _confidence(second))
        else:
            confidence *= CONTRADICTED
        return (Hypothesis(text, confidence),)

    @property
    def _rejects(self) -> list[str]:
        return [*([self._garbage] if self._garbage else []), *self._small_words]

    def _own_decoys(self, folder: Path) -> list[str]:
        """Words of the model itself, so that there are some in every language."""
        words = spread(folder, MOST_DECOYS)
        alike = sounding_alike(words)
        return [word for word in words if word not in alike and self.knows(word)]

    def _finds(self, word: str) -> bool:
        return int(self._model.vosk_model_find_word(word)) >= 0

    def _decoded(self, grammar: str, pcm: bytes) -> list[dict[str, Any]]:
        # The library adds a little chance to the sound: without a seed, 5 of 10 clips were read
        # otherwise in each of 8 tries; with it, none.
        ctypes.CDLL(None).srand(_SEED)
        recogniser = self._vosk.KaldiRecognizer(self._model, float(SAMPLES_A_SECOND), grammar)
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
        probe = next(iter([*self._rejects, *self._decoys]), None)
        if probe is None:
            raise EngineError(f"the model in {folder} knows no words")
        self._decoded(_grammar([probe]), b"\0" * BYTES_A_SECOND)


def _grammar(*parts: Collection[str]) -> str:
    """Vosk does not read the escapes of JSON."""
    return json.dumps([each for part in parts for each in part], ensure_ascii=False)


def _text(words: Collection[dict[str, Any]]) -> str:
    return " ".join(str(word["word"]) for word in words)


def _confidence(words: Collection[dict[str, Any]]) -> float:
    """That of the least sure word."""
    return max(0.0, min(1.0, *(float(word["conf"]) for word in words)))


def _looks_like_a_model(folder: Path) -> bool:
    return any((folder / name).is_file() for name in ("am/final.mdl", "final.mdl"))
