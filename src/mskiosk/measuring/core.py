"""How long the dialogue and the content take, without sound and screen."""

import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from mskiosk.content.generating import generated_content
from mskiosk.content.loading import load_guide
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.events import (
    Event,
    ListenerReady,
    Pressed,
    PromptFinished,
    SentenceStarted,
    SessionStarted,
    SpeakerReady,
    Timer,
    TimerExpired,
)
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy
from mskiosk.measuring.figures import Figure, spread

MANY_TOPICS = 10_000
_STEPS = 5_000
_STARTS = 5


def bench_core(content: Path) -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory(prefix="mskiosk-bench-") as name:
        folder = Path(name)
        guide, seconds = _timed_load(content, folder / "cache")
        figures.append(Figure("load_new", seconds, "s", remark=f"{len(guide.topics)} topics"))
        figures.append(_again("load_again", content, folder / "cache"))
        figures += spread("step", _step_milliseconds(guide), "ms", 1.0)

        many = folder / "many"
        generated_content(many, MANY_TOPICS)
        guide, seconds = _timed_load(many, folder / "cache")
        remark = f"{len(guide.topics)} topics, first start ever"
        figures.append(Figure("load_10000_new", seconds, "s", remark=remark))
        figures.append(_again("load_10000_again", many, folder / "cache", limit=1.0))
        figures += spread("step_10000", _step_milliseconds(guide), "ms", 1.0)
    return figures


def _timed_load(content: Path, cache: Path) -> tuple[Guide, float]:
    began = perf_counter()
    guide = load_guide(content, cache=cache)
    return guide, perf_counter() - began


def _again(name: str, content: Path, cache: Path, limit: float | None = None) -> Figure:
    """Every start after the first; the worst of a few."""
    worst = max(_timed_load(content, cache)[1] for _ in range(_STARTS))
    return Figure(name, worst, "s", limit, f"worst of {_STARTS}")


def _step_milliseconds(guide: Guide) -> list[float]:
    """A long visit: random choices, reading, going back."""
    random = Random(1)  # noqa: S311  # a repeatable walk, no secret
    dialogue = Dialogue(guide, Policy())
    state = dialogue.begin()
    event: Event
    for event in (SessionStarted(), ListenerReady("bench"), SpeakerReady()):
        state = dialogue.step(state, event).state
    taken = []
    for _ in range(_STEPS):
        event = random.choice(
            (
                Pressed(Choose(random.randrange(5))),
                Pressed(Choose(random.randrange(5))),
                Pressed(random.choice((Command.GO_BACK, Command.NEXT, Command.WHERE_AM_I))),
                SentenceStarted(state.turn, 0),
                PromptFinished(state.turn),
                TimerExpired(Timer.WINDOW, state.turn),
            )
        )
        began = perf_counter()
        state = dialogue.step(state, event).state
        taken.append((perf_counter() - began) * 1000)
    return taken
