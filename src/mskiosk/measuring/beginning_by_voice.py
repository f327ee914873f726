"""Whether somebody with nothing but a voice can begin a visit, by what they say.

Synthetic voices find faults, and do not show how well people are understood.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mskiosk.core.events import Beginning
from mskiosk.core.policy import PATIENCE, PatienceLevel
from mskiosk.core.state import Greeting
from mskiosk.listening.endpointing import FRAME_SECONDS
from mskiosk.listening.voice import FRAME_BYTES
from mskiosk.measuring.altered import silence
from mskiosk.measuring.mixing import mixed
from mskiosk.measuring.recordings import Clip
from mskiosk.measuring.visit_stage import VisitStage

MOST_TRIES = 3
"""Utterances of one person; what they answer to a hello is one."""
BABBLE_DECIBELS = 20
"""So much louder than the babble is the person."""
ROOM_SECONDS = 6.0
"""So long somebody has stood there before they speak."""
_BETWEEN_SECONDS = 1.5
_AFTER_SECONDS = PATIENCE[PatienceLevel.STANDARD].incomplete_seconds + 1.0
_MOST_ANSWER_SECONDS = 20.0
"""What the kiosk says to a try is over by then."""
_SEED = 5


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who says `phrase`, and `answer` when the kiosk says hello and asks for it."""

    phrase: Clip
    answer: Clip


@dataclass(slots=True)
class Tried:
    people: int = 0
    begun: int = 0
    at_once: int = 0
    """With the first utterance."""


def try_to_begin(
    callers: Sequence[Caller],
    begin: Callable[[Beginning], VisitStage],
    noises: Sequence[bytes] = (),
) -> Tried:
    tried = Tried()
    chance = random.Random(_SEED)  # noqa: S311 - the same figures each time
    for caller in callers:
        noise = chance.choice(noises) if noises else b""
        tries = _tries(caller, begin(Beginning.RESTING), noise)
        tried.people += 1
        tried.begun += tries is not None
        tried.at_once += tries == 1
    return tried


def _tries(caller: Caller, stage: VisitStage, noise: bytes) -> int | None:
    """So many were needed; None where all were in vain."""
    _let_it_speak(stage)
    for number in range(1, MOST_TRIES + 1):
        is_asked = stage.session.state.greeting is Greeting.ASKED
        clip = caller.answer if is_asked else caller.phrase
        before = silence(ROOM_SECONDS if number == 1 else _BETWEEN_SECONDS)
        sound = before + clip.pcm + silence(_AFTER_SECONDS)
        for frame in _frames(mixed(sound, noise, BABBLE_DECIBELS) if noise else sound):
            stage.hear_frame(frame)
            if not stage.is_at_rest:
                return number
        _let_it_speak(stage)
    return None


def _let_it_speak(stage: VisitStage) -> None:
    """Until it listens. It hears nothing meanwhile, whatever sounds."""
    for _ in range(round(_MOST_ANSWER_SECONDS / FRAME_SECONDS)):
        if stage.is_listening:
            return
        stage.hear_frame(bytes(FRAME_BYTES))


def _frames(pcm: bytes) -> list[bytes]:
    return [pcm[at : at + FRAME_BYTES] for at in range(0, len(pcm), FRAME_BYTES)]
