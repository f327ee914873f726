"""Which words the recognisers know, and how English words sound.

`python -m mskiosk.listening.vocabulary MODEL` reads a list of words and prints those that the Vosk
model in the folder MODEL lacks, both in JSON.
"""

import functools
import json
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from mskiosk.listening.asking import answer_of
from mskiosk.listening.recogniser import EngineError

_DICTIONARY = "en-us/cmudict-en-us.dict"


def phones_of(word: str) -> tuple[str, ...] | None:
    """The sounds of an English word as PocketSphinx has them first, in ARPABET; None for a word
    that it lacks. Raises `EngineError` where there is no dictionary."""
    spoken = _dictionary().get(word.casefold())
    return tuple(spoken.split()) if spoken else None


def unknown_to_model(words: Collection[str], model: Path) -> frozenset[str]:
    """Those of `words` that the Vosk model in the folder `model` cannot hear. One call takes as
    long as loading the model, however many words there are. Raises `EngineError`."""
    asked = sorted({word for word in words if word and not word.isspace()})
    try:
        unknown = frozenset(answer_of(__spec__.name, str(model), question=asked))
    except EngineError as error:
        raise EngineError(f"{model} cannot be asked for its words: {error}") from error
    return unknown.union(set(words).difference(asked))


def sounding_alike(words: Collection[str]) -> frozenset[str]:
    """Those of `words` that sound as another English word does, like "reign". None in another
    language, or where there is no dictionary."""
    asked = set(words)
    try:
        spoken = [(word.partition("(")[0], phones) for word, phones in _entries()]
    except EngineError:
        return frozenset()
    of_asked: dict[str, set[str]] = {}
    for word, phones in spoken:
        if word in asked:
            of_asked.setdefault(phones, set()).add(word)
    return frozenset(
        alike
        for word, phones in spoken
        if phones in of_asked
        for alike in of_asked[phones]
        if alike != word
    )


@functools.cache
def _dictionary() -> Mapping[str, str]:
    return dict(_entries())


def _entries() -> Iterator[tuple[str, str]]:
    """Words, each with its sounds; a second way to say a word has "(2)" behind it. Raises
    `EngineError`."""
    try:
        from pocketsphinx import get_model_path

        lines = Path(get_model_path(_DICTIONARY)).read_text(encoding="utf-8").splitlines()
    except (ImportError, OSError, ValueError) as error:
        raise EngineError(f"PocketSphinx has no dictionary: {error}") from error
    for line in lines:
        word, _, phones = line.strip().partition(" ")
        if phones:
            yield word, phones


def _print_unknown(model: Path) -> None:
    from mskiosk.listening.installed import Vosk  # which asks here how its words sound

    asked = json.loads(sys.stdin.read())
    try:
        vosk = Vosk(model)
    except EngineError as error:
        sys.exit(str(error))
    sys.stdout.write(json.dumps([word for word in asked if not vosk.knows(word)]))


if __name__ == "__main__":
    _print_unknown(Path(sys.argv[1]))
