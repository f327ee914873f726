"""Which words the recognisers know: for the checks of content, not for listening.

`python -m mskiosk.listening.vocabulary MODEL` reads a list of words and prints those that the Vosk
model in the folder MODEL lacks, both in JSON. Vosk may end the process that loads a model, so it
is asked in a process of its own.
"""

import functools
import json
import subprocess
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from mskiosk.listening.installed import Vosk
from mskiosk.listening.recogniser import EngineError

MOST_SECONDS = 120.0
"""A model that takes longer to load and to answer hangs."""
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
    command = (sys.executable, "-m", __spec__.name, str(model))
    lines = json.dumps(asked)
    try:
        answer = subprocess.run(
            command,
            input=lines,
            capture_output=True,
            encoding="utf-8",
            timeout=MOST_SECONDS,
            check=True,
        )
        return frozenset(json.loads(answer.stdout)).union(set(words).difference(asked))
    except subprocess.CalledProcessError as error:
        complaint = (error.stderr.strip().splitlines() or [f"it ended with {error.returncode}"])[-1]
        raise EngineError(f"{model} cannot be asked for its words: {complaint}") from error
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise EngineError(f"{model} cannot be asked for its words: {error}") from error


@functools.cache
def _dictionary() -> Mapping[str, str]:
    try:
        from pocketsphinx import get_model_path

        lines = Path(get_model_path(_DICTIONARY)).read_text(encoding="utf-8").splitlines()
    except (ImportError, OSError, ValueError) as error:
        raise EngineError(f"PocketSphinx has no dictionary: {error}") from error
    return dict(line.split(maxsplit=1) for line in lines if " " in line.strip())


def _print_unknown(model: Path) -> None:
    asked = json.loads(sys.stdin.read())
    try:
        vosk = Vosk(model)
    except EngineError as error:
        sys.exit(str(error))
    sys.stdout.write(json.dumps([word for word in asked if not vosk.knows(word)]))


if __name__ == "__main__":
    _print_unknown(Path(sys.argv[1]))
