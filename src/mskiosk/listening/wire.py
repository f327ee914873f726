"""The frames between the kiosk and its listening child; both ends use these functions alone."""

import base64
from collections.abc import Sequence
from typing import Any

from mskiosk.children.framing import Message
from mskiosk.core.effects import Listen, Patience
from mskiosk.core.events import (
    MOST_LEVEL,
    Ending,
    Hypothesis,
    LevelMeasured,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    MicrophoneChanged,
    Quality,
    SampleFault,
    SampleHeard,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
)
from mskiosk.listening.ear import Hearing
from mskiosk.listening.templates import Samples

ChildReport = (
    SpeechStarted
    | SpeechPaused
    | SpeechEnded
    | ListenerReady
    | ListenerFailed
    | SampleHeard
    | MicrophoneChanged
    | LevelMeasured
)


def listen_command(request: Listen) -> Message:
    return {
        "do": "listen",
        "turn": request.turn,
        "phrases": list(request.grammar.phrases),
        "unfinished": {each: list(longer) for each, longer in request.grammar.unfinished.items()},
        "complete": request.patience.complete_seconds,
        "incomplete": request.patience.incomplete_seconds,
        "most voiced": request.patience.most_voiced_seconds,
        "deaf": request.deaf_seconds,
        "switch": request.is_for_switch,
        "sample_of": request.sample_of,
    }


def hearing(command: Message) -> Hearing:
    """What a `listen_command` asks for."""
    return Hearing(
        turn=command["turn"],
        phrases=tuple(command["phrases"]),
        unfinished={each: tuple(longer) for each, longer in command["unfinished"].items()},
        patience=Patience(
            complete_seconds=command["complete"],
            incomplete_seconds=command["incomplete"],
            most_voiced_seconds=command["most voiced"],
        ),
        deaf_seconds=command["deaf"],
        is_for_switch=command["switch"],
        sample_of=command["sample_of"],
    )


def report_frame(report: ChildReport) -> Message:
    match report:
        case SpeechStarted(turn):
            return {"is": "started", "turn": turn}
        case SpeechPaused(turn):
            return {"is": "paused", "turn": turn}
        case SpeechEnded(turn, hypotheses, ending):
            heard = [[each.text, each.confidence] for each in hypotheses]
            return {"is": "ended", "turn": turn, "hypotheses": heard, "ending": ending.value}
        case SampleHeard(turn, phrase, sample_fault):
            return {"is": "sample", "turn": turn, "phrase": phrase, "fault": sample_fault}
        case ListenerReady(engine):
            return {"is": "ready", "engine": engine}
        case ListenerFailed(fault):
            return {"is": "failed", "fault": fault.value}
        case MicrophoneChanged(quality):
            return {"is": "microphone", "quality": quality.value}
        case LevelMeasured(level):
            return {"is": "level", "level": level}


def report(frame: Message) -> ChildReport | None:
    """What a `report_frame` tells; None for a frame that is none."""
    match frame:
        case {"is": "started", "turn": int(turn)}:
            return SpeechStarted(turn)
        case {"is": "paused", "turn": int(turn)}:
            return SpeechPaused(turn)
        case {"is": "ended", "turn": int(turn), "hypotheses": list(heard), "ending": str(ending)}:
            return SpeechEnded(turn, tuple(map(_hypothesis, heard)), Ending(ending))
        case {"is": "sample", "turn": int(turn), "phrase": str(phrase), "fault": fault}:
            return SampleHeard(turn, phrase, None if fault is None else SampleFault(fault))
        case {"is": "ready", "engine": str(engine)}:
            return ListenerReady(engine)
        case {"is": "failed", "fault": str(fault)}:
            return ListenerFailed(ListenerFault(fault))
        case {"is": "microphone", "quality": str(quality)}:
            return MicrophoneChanged(Quality(quality))
        case {"is": "level", "level": int(level)}:
            return LevelMeasured(max(0, min(MOST_LEVEL, level)))
    return None


def _hypothesis(pair: list[Any]) -> Hypothesis:
    text, confidence = pair
    return Hypothesis(str(text), float(confidence))


def samples_in_text(samples: Samples) -> dict[str, list[str]]:
    """What was learned of a person's speech, to go into a message."""
    return {phrase: [*map(_in_text, each)] for phrase, each in samples.items()}


def samples(in_text: dict[str, list[str]]) -> dict[str, list[bytes]]:
    """What `samples_in_text` was made of."""
    return {phrase: [*map(base64.b64decode, each)] for phrase, each in in_text.items()}


def learned_frame(turn: int, phrase: str, each: Sequence[bytes]) -> Message:
    """All examples that there are of `phrase`, of which one is new: from `turn`."""
    return {"is": "learned", "turn": turn, "samples": samples_in_text({phrase: each})}


def learned(frame: Message) -> tuple[int, dict[str, list[bytes]]] | None:
    """The turn and what a `learned_frame` tells; None for another frame."""
    match frame:
        case {"is": "learned", "turn": int(turn), "samples": dict(in_text)}:
            return turn, samples(in_text)
    return None


def _in_text(sample: bytes) -> str:
    return base64.b64encode(sample).decode()
