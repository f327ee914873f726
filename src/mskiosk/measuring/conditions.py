"""The circumstances under which listening is measured."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mskiosk.core.guide import Guide
from mskiosk.core.policy import DEFAULT_RATE, PatienceLevel
from mskiosk.listening.recogniser import BYTES_A_SECOND
from mskiosk.measuring.altered import SLOWED_BY, paused, slowed, slurred
from mskiosk.measuring.own_voice import said_by_the_kiosk
from mskiosk.measuring.recordings import Clip, RecordingSet
from mskiosk.measuring.synthesised import commands

DECIBELS = (20, 10, 5)
NOISES = {
    "babble": ("babble",),
    "hum": ("hum", "fan", "pink", "white"),
    "household": ("kitchen", "doing_the_dishes", "running_tap"),
    "keyboard": ("typing",),
}
"""The conditions, each with how the names of its noises begin."""
NOISE_SECONDS = 4.0
_EVERY_IN_NOISE = 6
_EVERY_ALTERED = 5
_EVERY_PAUSED = 2
PROMPTS = 30
_SEED = 5


def _as_it_is(clip: Clip) -> bytes:
    return clip.pcm


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    name: str
    clips: Sequence[Clip]
    """What is said or sounds; what has no text, or one that the grammar lacks, is no command."""
    others: Sequence[Clip] = ()
    """Where the answers are found, and the next speaker of the same words."""
    has_person: bool = True
    """Without one, a question is answered by whatever sounds next."""
    noises: Sequence[bytes] = ()
    decibels: int = 0
    """So much louder than the noise is the speech."""
    patience: PatienceLevel | None = None
    """Another than the policy has."""
    altered: Callable[[Clip], bytes] = _as_it_is


def conditions(
    recordings: RecordingSet, guide: Guide, phrases: Sequence[str]
) -> Iterator[Condition]:
    """All of them, made one by one; those for which the set has no noise are left out. `phrases`:
    the grammar, spoken by synthetic voices."""
    human = recordings.clips
    yield Condition(name="clean", clips=human, others=human)
    for name, beginnings in NOISES.items():
        noises = [pcm for noise, pcm in recordings.noises if noise.startswith(beginnings)]
        for decibels in DECIBELS if noises else ():
            yield Condition(
                name=f"{name}{decibels}",
                clips=human[::_EVERY_IN_NOISE],
                others=human,
                noises=noises,
                decibels=decibels,
            )
    spoken = commands(phrases, guide.language)
    yield Condition(name="synthesised", clips=spoken, others=spoken)
    yield from _altered((*human, *spoken))
    yield Condition(
        name="paused",
        clips=[clip for clip in spoken if clip.words][::_EVERY_PAUSED],
        others=spoken,
        patience=PatienceLevel.PATIENT,
        altered=lambda clip: paused(clip.words or (clip.pcm,)),
    )
    own = [Clip("", pcm) for pcm in said_by_the_kiosk(guide, DEFAULT_RATE, PROMPTS)]
    yield Condition(name="own_voice", clips=own, has_person=False)
    yield Condition(name="noise_only", clips=[*_pieces(recordings)], has_person=False)


def _altered(all_clips: Sequence[Clip]) -> Iterator[Condition]:
    some = all_clips[::_EVERY_ALTERED]
    chance = random.Random(_SEED)  # noqa: S311 - the same figures each time
    yield Condition(
        name="slowed",
        clips=some,
        others=all_clips,
        altered=lambda clip: slowed(clip.pcm, chance.uniform(*SLOWED_BY)),
    )
    yield Condition(
        name="slurred",
        clips=some,
        others=all_clips,
        altered=lambda clip: slurred(clip.words or (clip.pcm,), chance),
    )


def _pieces(recordings: RecordingSet) -> Iterator[Clip]:
    size = round(NOISE_SECONDS * BYTES_A_SECOND)
    for _, pcm in recordings.noises:
        for at in range(0, len(pcm) - size + 1, size):
            yield Clip("", pcm[at : at + size])
