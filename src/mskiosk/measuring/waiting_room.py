"""A kiosk of a clinic in the talk and noise of a waiting room, in which nobody means it.

At rest it has to stay at rest. In a visit of which the person has gone it has to find out that
nobody is there. Time is counted in sound and nothing is waited for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, cycle

from mskiosk.core.events import Beginning
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.state import VisitEnding
from mskiosk.listening.endpointing import FRAME_SECONDS
from mskiosk.listening.voice import FRAME_BYTES
from mskiosk.measuring.recordings import RecordingSet
from mskiosk.measuring.room import Room
from mskiosk.measuring.synthesised import OTHER_SPEECH, espeak_speakers, phrases_spoken
from mskiosk.measuring.visit_stage import VisitStage

BABBLE_HOURS = 2.0
MOST_LEFT_SECONDS = 1800.0
"""A visit that goes on for longer without anybody is held open by the room."""
_HOUR = 3600.0
_LAST_KEYS: tuple[Intent, ...] = (Choose(0), Command.STOP, Command.HELP, Choose(1), Command.LOUDER)
_BETWEEN_KEYS = round(5.0 / FRAME_SECONDS)
"""In frames."""


@dataclass(slots=True)
class Rested:
    """What a resting kiosk made of its room."""

    seconds: float = 0.0
    utterances: int = 0
    visits_started: int = 0
    hellos: int = 0
    """So often it took the room for somebody who perhaps means it, and said hello."""
    invitations: int = 0


@dataclass(slots=True)
class Left:
    """What became of visits in which nobody was any more."""

    seconds: float = 0.0
    visits: int = 0
    not_ended: int = 0
    ended_otherwise: int = 0
    """By something that the room said, and not by idleness."""
    until_end_seconds: list[float] = field(default_factory=list)
    """From the last press of a key."""


Frames = Iterator[bytes]


def waiting_room(guide: Guide, recordings: RecordingSet) -> Room:
    """All recordings, and sentences of many synthetic voices; nobody says a greeting. Raises
    `NoEngineError`, and `RenderingError`."""
    greetings = {text.casefold() for text in guide.greetings}
    talk = [clip.pcm for clip in recordings.clips if clip.text not in greetings]
    for speaker in espeak_speakers(guide.language):
        talk += [clip.pcm for clip in phrases_spoken(speaker, OTHER_SPEECH)]
    return Room(noises=[pcm for _, pcm in recordings.noises], talk=talk)


def frames_of(room: Room) -> Frames:
    """Without end."""
    stretches = (pcm for _, pcm in room.stretches())
    return chain.from_iterable(
        (pcm[at : at + FRAME_BYTES] for at in range(0, len(pcm), FRAME_BYTES)) for pcm in stretches
    )


def rest_in(
    frames: Frames,
    begin: Callable[[Beginning], VisitStage],
    hours: float = BABBLE_HOURS,
    tell: Callable[[str], None] = lambda _: None,
) -> Rested:
    """`tell` is given what was heard where a visit began or a hello was said."""
    rested = Rested()
    stage = begin(Beginning.RESTING)
    guide = stage.guide
    hello, inviting = guide.notice(Notice.GREETED), guide.notice(Notice.RESTING_HOW)
    while rested.seconds < hours * _HOUR:
        stage.hear_frame(next(frames))
        rested.seconds += FRAME_SECONDS
        for text in stage.said:
            rested.invitations += text == inviting
            if text == hello:
                rested.hellos += 1
                tell(f"{rested.seconds:.0f} s: hello, at {_heard(stage)}")
        stage.said.clear()
        if not stage.is_at_rest:
            rested.visits_started += 1
            tell(f"{rested.seconds:.0f} s: a visit began, at {_heard(stage)}")
            rested.utterances += stage.utterances
            stage = begin(Beginning.CLEARED)
    rested.utterances += stage.utterances
    return rested


def leave_in(
    frames: Frames,
    begin: Callable[[Beginning], VisitStage],
    hours: float = BABBLE_HOURS,
    tell: Callable[[str], None] = lambda _: None,
) -> Left:
    """Visits that begin with a key, in which another is pressed, and then nobody is there. The last
    of them goes on to its end. `tell` is given what is not as it should be."""
    left = Left()
    keys = cycle(_LAST_KEYS)
    while left.seconds < hours * _HOUR:
        stage = begin(Beginning.CLEARED)
        for key in (Command.STOP, next(keys)):
            for _ in range(_BETWEEN_KEYS):
                stage.hear_frame(next(frames))
            stage.press(key)
        pressed = stage.clock.now()
        while not stage.ends and stage.clock.now() - pressed < MOST_LEFT_SECONDS:
            stage.hear_frame(next(frames))
        left.visits += 1
        left.seconds += stage.clock.now()
        left.not_ended += not stage.ends
        if stage.ends:
            left.until_end_seconds.append(stage.clock.now() - pressed)
        if stage.session.state.ending is not VisitEnding.IDLE:
            left.ended_otherwise += bool(stage.ends)
            tell(f"{left.seconds:.0f} s: {stage.session.state.ending}, at {_heard(stage)}")
    return left


def _heard(stage: VisitStage) -> str:
    heard = stage.heard.hypotheses if stage.heard else ()
    return ", ".join(f"{each.text!r} {each.confidence:.2f}" for each in heard) or "nothing"
