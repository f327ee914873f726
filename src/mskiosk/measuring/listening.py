"""How well commands are understood, and how seldom anything else is acted upon, by condition.

`ours` is what the kiosk does after all its rules; `bare` is what the recogniser alone takes each
recording for, with the same grammar. A question of the kiosk is answered by a recording too: "yes"
to what was meant, "no" to anything else. A command that is not understood is said again by the
next speaker, three times in all. Mixed noise is no waiting room, and recordings of people who
speak clearly say nothing of how well slurred or slow speech is understood.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from math import sqrt
from time import perf_counter

from mskiosk.core.events import Hypothesis
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Intent
from mskiosk.core.policy import DEFAULT_RATE, Policy
from mskiosk.listening.recogniser import BYTES_A_SECOND, Recogniser
from mskiosk.measuring.attempts import NOTHING, Attempts, Band, Outcome
from mskiosk.measuring.own_voice import said_by_the_kiosk
from mskiosk.measuring.recordings import Clip, RecordingSet, mixed

BEFORE_SECONDS = 0.6
AFTER_SECONDS = 3.0
"""Longer than the patience of somebody who says half a phrase."""
MOST_UTTERANCES = 3
"""Of one command."""
DECIBELS = (20, 10, 5)
NOISES = {
    "babble": ("babble",),
    "hum": ("hum", "pink"),
    "household": ("kitchen", "doing_the_dishes"),
    "keyboard": ("typing",),
}
"""The conditions, each with how the names of its noises begin."""
NOISE_SECONDS = 4.0
_YES, _NO = "yes", "no"
_EVERY_IN_NOISE = 4
_PROMPTS = 30


@dataclass(slots=True)
class Counts:
    """Of one condition."""

    in_n: int = 0
    accepted_right: int = 0
    confirmed_right: int = 0
    wrong: int = 0
    utterances: int = 0
    completed: int = 0
    out_n: int = 0
    acted_of_out: int = 0
    asked_of_out: int = 0

    def by_name(self) -> dict[str, float | int | None]:
        return {
            "in_n": self.in_n,
            "accepted_right_percent": percent(self.accepted_right, self.in_n),
            "confirmed_right_percent": percent(self.confirmed_right, self.in_n),
            "wrong_of_in_percent": percent(self.wrong, self.in_n),
            "out_n": self.out_n,
            "acted_of_out_percent": percent(self.acted_of_out, self.out_n),
            "asked_of_out_percent": percent(self.asked_of_out, self.out_n),
            "utterances_per_command": (
                round(self.utterances / self.completed, 2) if self.completed else None
            ),
        }


@dataclass(slots=True)
class Measured:
    ours: dict[str, Counts] = field(default_factory=dict)
    bare: dict[str, Counts] = field(default_factory=dict)
    read_milliseconds: list[float] = field(default_factory=list)
    heard_seconds: float = 0.0
    """Given to the ear, or to the recogniser alone."""
    seconds: float = 0.0
    """What all of it took."""


def percent(count: int, of: int) -> float | None:
    return round(100 * count / of, 1) if of else None


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, in percent (E. B. Wilson, 1927)."""
    if not of:
        return 0.0, 100.0
    z = 1.96
    share, square = count / of, z * z / of
    middle = (share + square / 2) / (1 + square)
    half = z * sqrt(share * (1 - share) / of + square / of / 4) / (1 + square)
    return 100 * max(middle - half, 0.0), 100 * min(middle + half, 1.0)


class _Timed:
    """A recogniser whose time is taken."""

    def __init__(self, recogniser: Recogniser, measured: Measured) -> None:
        self._recogniser = recogniser
        self._measured = measured
        self.name = recogniser.name
        self.prepare = recogniser.prepare

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        began = perf_counter()
        read = self._recogniser.read(pcm)
        self._measured.read_milliseconds.append(1000 * (perf_counter() - began))
        return read


def bench_listening(
    guide: Guide, recogniser: Recogniser, recordings: RecordingSet, policy: Policy
) -> Measured:
    """Some minutes for some hundred recordings."""
    measured = Measured()
    began = perf_counter()
    attempts = Attempts(guide, policy, _Timed(recogniser, measured))
    bench = _Bench(attempts, recogniser, recordings, measured)
    bench.measure("clean", recordings.clips, None)
    for condition, beginnings in NOISES.items():
        noises = [pcm for name, pcm in recordings.noises if name.startswith(beginnings)]
        for decibels in DECIBELS if noises else ():
            some = recordings.clips[::_EVERY_IN_NOISE]
            bench.measure(f"{condition}{decibels}", some, (noises, decibels))
    prompts = [Clip("", pcm) for pcm in said_by_the_kiosk(guide, DEFAULT_RATE, _PROMPTS)]
    bench.measure("own_voice", prompts, None)
    bench.measure("noise_only", [*_pieces(recordings)], None)
    measured.seconds = perf_counter() - began
    return measured


def _pieces(recordings: RecordingSet) -> Iterator[Clip]:
    size = round(NOISE_SECONDS * BYTES_A_SECOND)
    for _, pcm in recordings.noises:
        for at in range(0, len(pcm) - size + 1, size):
            yield Clip("", pcm[at : at + size])


class _Bench:
    def __init__(
        self,
        attempts: Attempts,
        recogniser: Recogniser,
        recordings: RecordingSet,
        measured: Measured,
    ) -> None:
        self._attempts = attempts
        self._recogniser = recogniser
        self._measured = measured
        self._by_text: dict[str, list[Clip]] = {}
        for clip in recordings.clips:
            self._by_text.setdefault(clip.text, []).append(clip)
        self._answers = {word: cycle(self._by_text.get(word, ())) for word in (_YES, _NO)}
        self._noise: Iterator[bytes] | None = None
        self._decibels = 0.0

    def measure(
        self, condition: str, clips: Sequence[Clip], noise: tuple[list[bytes], int] | None
    ) -> None:
        self._noise = cycle(noise[0]) if noise else None
        self._decibels = float(noise[1]) if noise else 0.0
        ours = self._measured.ours[condition] = Counts()
        bare = self._measured.bare[condition] = Counts()
        for clip in clips:
            meant = self._attempts.grammar.match(clip.text) if clip.text else None
            self._count_bare(bare, clip, meant)
            self._attempts.begin()
            if meant is None:
                self._count_other(ours, clip)
            else:
                self._count_command(ours, clip, meant)

    def _count_bare(self, counts: Counts, clip: Clip, meant: Intent | None) -> None:
        self._recogniser.prepare(tuple(self._attempts.grammar.phrases))
        read = self._recogniser.read(self._sound(clip))
        intent = self._attempts.grammar.match(read[0].text) if read else None
        if meant is None:
            counts.out_n += 1
            counts.acted_of_out += intent is not None
            return
        counts.in_n += 1
        counts.utterances += 1
        counts.accepted_right += intent == meant
        counts.completed += intent == meant
        counts.wrong += intent not in (None, meant)

    def _count_command(self, counts: Counts, clip: Clip, meant: Intent) -> None:
        counts.in_n += 1
        same = self._by_text[clip.text]
        first = next(at for at, each in enumerate(same) if each is clip)
        for number, said in enumerate(
            islice(cycle([*same[first:], *same[:first]]), MOST_UTTERANCES)
        ):
            outcome = self._utter(said, counts)
            was_asked = outcome.band is Band.ASKED
            if was_asked:
                outcome = self._answer(outcome, is_right=outcome.intent == meant, counts=counts)
            if outcome.band is not Band.ACTED:
                continue
            is_right = outcome.intent == meant
            counts.wrong += not is_right
            counts.completed += is_right
            counts.accepted_right += is_right and not was_asked and number == 0
            counts.confirmed_right += is_right and was_asked and number == 0
            return

    def _count_other(self, counts: Counts, clip: Clip) -> None:
        counts.out_n += 1
        outcome = self._attempts.utter(self._sound(clip))
        if outcome.band is Band.ASKED:
            counts.asked_of_out += 1
            outcome = self._answer(outcome, is_right=False, counts=None)
        counts.acted_of_out += outcome.band is Band.ACTED

    def _answer(self, asked: Outcome, *, is_right: bool, counts: Counts | None) -> Outcome:
        """What becomes of a question that is answered as a person would; nothing where there is no
        recording of the answer."""
        answer = next(self._answers[_YES if is_right else _NO], None)
        if answer is None:
            return Outcome(Band.ACTED, asked.intent) if is_right else NOTHING
        return self._utter(answer, counts)

    def _utter(self, clip: Clip, counts: Counts | None) -> Outcome:
        if counts:
            counts.utterances += 1
        return self._attempts.utter(self._sound(clip))

    def _sound(self, clip: Clip) -> bytes:
        before, after = (bytes(_whole(seconds)) for seconds in (BEFORE_SECONDS, AFTER_SECONDS))
        pcm = before + clip.pcm + after
        self._measured.heard_seconds += len(pcm) / BYTES_A_SECOND
        return mixed(pcm, next(self._noise), self._decibels) if self._noise else pcm


def _whole(seconds: float) -> int:
    return round(seconds * BYTES_A_SECOND / 2) * 2
