"""What an engine can do, and what it cannot: found by asking it, in a process of its own.

`python -m mskiosk.listening.capabilities [MODEL]` reads a `Question` and prints `Capabilities`,
both in JSON: of the Vosk model in the folder MODEL, of the spotter with the network in the file
MODEL (.npz), else of PocketSphinx. The engine is asked for every phrase of the guide, and then
hears, with the phrases of one page as its grammar, sounds that mean nothing.
"""

import json
import resource
import sys
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mskiosk.listening.asking import answer_of
from mskiosk.listening.decoys import DECOYS
from mskiosk.listening.embedded import PocketSphinx
from mskiosk.listening.installed import Vosk
from mskiosk.listening.meaningless import meaningless
from mskiosk.listening.recogniser import SAMPLES_A_SECOND, EngineError, hearable
from mskiosk.listening.spotter import ANYTHING_ELSE, Spotter

MOST_SECONDS = 60.0
"""An engine that takes longer to load and to answer hangs."""
_NETWORK = ".npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`phrases`: all that the guide may ever listen for; `page`: what it listens for at once;
    `sounds`: words that an engine may lack, with their phones."""

    phrases: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    sounds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    engine: str
    asked: int
    """Phrases that it was asked about."""
    unheard: tuple[str, ...]
    """Those of them that it cannot hear, because it lacks a word."""
    garbage: str | None
    """Its own word for what it does not know."""
    decoys: int
    """Words that stand beside the phrases, to be heard in their place; without them there is no
    second opinion."""
    taken_for_phrases: tuple[str, ...]
    """Which of the sounds that mean nothing it takes for a phrase of the page."""
    samples_a_second: int
    load_seconds: float
    memory_megabytes: int
    """Of the process, at its largest."""


def capabilities_of(question: Question, model: Path | None = None) -> Capabilities:
    """Of the Vosk model in the folder `model`, of the spotter with the file `model`, else of
    PocketSphinx. Raises `EngineError`."""
    arguments = [str(model)] if model else []
    answer = answer_of(
        __spec__.name, *arguments, question=asdict(question), most_seconds=MOST_SECONDS
    )
    try:
        for name in ("unheard", "taken_for_phrases"):
            answer[name] = tuple(answer[name])
        return Capabilities(**answer)
    except (AttributeError, LookupError, TypeError) as error:
        raise EngineError("its answer means nothing") from error


def _asked(question: Question, model: Path | None) -> Capabilities:
    """The same in this process, which may end of it."""
    began = time.perf_counter()
    engine = _engine(question, model)
    load_seconds = time.perf_counter() - began
    unheard = _unheard(engine, question.phrases)
    engine.prepare(question.page)
    garbage, decoys = _rejects(engine, question.page)
    return Capabilities(
        engine=engine.name,
        asked=len(question.phrases),
        unheard=tuple(sorted(unheard)),
        garbage=garbage,
        decoys=decoys,
        taken_for_phrases=tuple(name for name, pcm in meaningless().items() if engine.read(pcm)),
        samples_a_second=SAMPLES_A_SECOND,
        load_seconds=round(load_seconds, 2),
        memory_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _engine(question: Question, model: Path | None) -> Vosk | PocketSphinx | Spotter:
    if model is None:
        return PocketSphinx(question.sounds)
    return Spotter.load(model) if model.suffix == _NETWORK else Vosk(model)


def _unheard(engine: Vosk | PocketSphinx | Spotter, phrases: Collection[str]) -> set[str]:
    if isinstance(engine, Spotter):
        return set(engine.prepare(phrases))
    return set(phrases).difference(hearable(phrases, engine.knows))


def _rejects(
    engine: Vosk | PocketSphinx | Spotter, page: Collection[str]
) -> tuple[str | None, int]:
    """Its word for what it does not know, and how many words stand beside the phrases."""
    match engine:
        case Vosk():
            return engine.garbage, len(engine.decoys)
        case Spotter():
            return ANYTHING_ELSE, len(set(engine.words).difference(page))
        case _:
            return None, sum(map(engine.knows, DECOYS))


def _print_capabilities(model: Path | None) -> None:
    asked = json.loads(sys.stdin.read())
    question = Question(
        phrases=tuple(asked["phrases"]), page=tuple(asked["page"]), sounds=asked["sounds"]
    )
    try:
        found = _asked(question, model)
    except EngineError as error:
        sys.exit(str(error))
    sys.stdout.write(json.dumps(asdict(found)))


if __name__ == "__main__":
    _print_capabilities(Path(sys.argv[1]) if sys.argv[1:] else None)
