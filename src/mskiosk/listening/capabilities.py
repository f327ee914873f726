"""What an engine can do, and what it cannot: found by asking it, in a process of its own.

`python -m mskiosk.listening.capabilities [MODEL]` reads a `Question` and prints `Capabilities`,
both in JSON: of the Vosk model in the folder MODEL, else of PocketSphinx. The engine is asked for
every phrase of the guide, and then hears, with the phrases of one page as its grammar, sounds
that mean nothing.
"""

import json
import resource
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mskiosk.listening.asking import answer_of
from mskiosk.listening.decoys import DECOYS
from mskiosk.listening.embedded import PocketSphinx
from mskiosk.listening.installed import Vosk
from mskiosk.listening.meaningless import meaningless
from mskiosk.listening.recogniser import SAMPLES_A_SECOND, EngineError, hearable

MOST_SECONDS = 60.0
"""An engine that takes longer to load and to answer hangs."""


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
    """Of the Vosk model in the folder `model`, else of PocketSphinx. Raises `EngineError`."""
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
    engine = Vosk(model) if model else PocketSphinx(question.sounds)
    load_seconds = time.perf_counter() - began
    heard = hearable(question.phrases, engine.knows)
    engine.prepare(question.page)
    decoys = engine.decoys if isinstance(engine, Vosk) else list(filter(engine.knows, DECOYS))
    return Capabilities(
        engine=engine.name,
        asked=len(question.phrases),
        unheard=tuple(sorted(set(question.phrases).difference(heard))),
        garbage=engine.garbage if isinstance(engine, Vosk) else None,
        decoys=len(decoys),
        taken_for_phrases=tuple(name for name, pcm in meaningless().items() if engine.read(pcm)),
        samples_a_second=SAMPLES_A_SECOND,
        load_seconds=round(load_seconds, 2),
        memory_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


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
