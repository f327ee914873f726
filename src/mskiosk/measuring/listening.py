"""How well commands are understood, and how seldom anything else is acted upon, by condition.

`ours` is what the kiosk does after all its rules; `bare` is what the recogniser alone takes each
recording for, with the same grammar, cut out of the silence around it. A question of the kiosk is
answered by a recording too: "yes" to what was meant, "no" to anything else, and where nobody is
there, by what sounds next. A command that is not understood is said again by the next speaker,
three times in all. Mixed noise is no waiting room, and neither recordings of people who speak
clearly nor those that were slowed or blurred say how well the speech of people with MS is
understood.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle, islice
from time import perf_counter

from mskiosk.core.events import Hypothesis
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Intent
from mskiosk.core.policy import DEFAULT_RATE, Policy
from mskiosk.listening.recogniser import BYTES_A_SECOND, Recogniser
from mskiosk.measuring.altered import silence
from mskiosk.measuring.attempts import NOTHING, Attempts, Band, Outcome
from mskiosk.measuring.conditions import PROMPTS, Condition, conditions
from mskiosk.measuring.counts import Counts
from mskiosk.measuring.measured import Measured, Timed
from mskiosk.measuring.mixing import mixed, speech_end
from mskiosk.measuring.overhearing import overhear
from mskiosk.measuring.own_voice import said_by_the_kiosk
from mskiosk.measuring.processes import peak_megabytes, resident_megabytes
from mskiosk.measuring.recordings import Clip, RecordingSet
from mskiosk.measuring.rejection import Reading
from mskiosk.measuring.room import Room
from mskiosk.measuring.synthesised import espeak_speakers, phrases_spoken

BEFORE_SECONDS = 0.6
ROOM_SECONDS = 6.0
"""So long somebody has stood in a room that is not quiet when they begin to speak."""
SPARE_SECONDS = 1.0
"""So much more silence follows than the patience of somebody who says half a phrase."""
BARE_SECONDS = 0.3
"""The silence on each side of what the recogniser alone reads."""
MOST_UTTERANCES = 3
"""Of one command."""
MOST_ANSWERS = 3
"""To the questions after one utterance."""
_YES, _NO = "yes", "no"
_SEED = 5
_NOTHING_READ = -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    soak_hours: float = 0.0
    every: int = 1
    """One of so many phrases is synthesised, besides "yes" and "no"."""


def bench_listening(
    guide: Guide,
    recogniser: Recogniser,
    recordings: RecordingSet,
    policy: Policy,
    extent: Extent | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Measured:
    """Some minutes for some hundred recordings, and some for each hour of a soak. `tell` gets the
    name of each condition when it begins. Raises `NoEngineError` without a voice, and
    `RenderingError`."""
    measured = Measured(accept_confidence=policy.accept_confidence)
    began = perf_counter()
    timed = Timed(recogniser, measured)
    extent = extent or Extent()
    grammar = Attempts(guide, policy, timed).grammar
    phrases = [*grammar.phrases]
    spoken = [each for each in phrases if each in (*phrases[:: extent.every], _YES, _NO)]
    for condition in conditions(recordings, guide, spoken):
        tell(condition.name)
        patient = replace(policy, patience=condition.patience or policy.patience)
        Bench(condition, Attempts(guide, patient, timed), timed, measured).run()
    measured.seconds = perf_counter() - began
    if extent.soak_hours:
        attempts = Attempts(guide, policy, recogniser)
        stretches = _room(recordings, guide, grammar).stretches()
        measured.soak = overhear(attempts, stretches, extent.soak_hours, tell)
    measured.peak_megabytes = peak_megabytes()
    return measured


def memory_of_listening(guide: Guide, recogniser: Recogniser, policy: Policy) -> float:
    """In megabytes, of this process with what it needs to listen, after one utterance."""
    attempts = Attempts(guide, policy, recogniser)
    (clip,) = phrases_spoken(espeak_speakers(guide.language)[0], ["stop"])
    attempts.utter(silence(BEFORE_SECONDS) + clip.pcm + silence(SPARE_SECONDS))
    return resident_megabytes()


def _room(recordings: RecordingSet, guide: Guide, grammar: Grammar) -> Room:
    """What is said in it is no command."""
    talk = [clip.pcm for clip in recordings.clips if grammar.match(clip.text) is None]
    return Room(
        noises=[pcm for _, pcm in recordings.noises],
        talk=talk,
        own_voice=[*said_by_the_kiosk(guide, DEFAULT_RATE, PROMPTS)],
    )


class Bench:
    """Of one condition; `run` adds its counts to `measured`."""

    def __init__(
        self,
        condition: Condition,
        attempts: Attempts,
        recogniser: Recogniser,
        measured: Measured,
    ) -> None:
        self._condition = condition
        self._attempts = attempts
        self._recogniser = recogniser
        self._measured = measured
        self._ours = measured.ours[condition.name] = Counts()
        self._bare = measured.bare[condition.name] = Counts()
        self._by_text: dict[str, list[Clip]] = {}
        for clip in condition.others:
            self._by_text.setdefault(clip.text, []).append(clip)
        answers = self._by_text if condition.has_person else {_NO: condition.clips}
        self._answers = {word: cycle(answers.get(word, ())) for word in (_YES, _NO)}
        self._chance = random.Random(_SEED)  # noqa: S311 - the same figures each time

    def run(self) -> None:
        for clip in self._condition.clips:
            meant = self._attempts.grammar.match(clip.text) if clip.text else None
            self._count_bare(clip, meant)
            self._attempts.begin()
            if meant is None:
                self._count_other(clip)
            else:
                self._count_command(clip, meant)

    def _count_bare(self, clip: Clip, meant: Intent | None) -> None:
        counts = self._bare
        self._recogniser.prepare(tuple(self._attempts.grammar.phrases))
        edge = silence(BARE_SECONDS)
        read = self._recogniser.read(self._sounding(edge + self._condition.altered(clip) + edge))
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

    def _count_command(self, clip: Clip, meant: Intent) -> None:
        counts = self._ours
        counts.in_n += 1
        same = self._by_text[clip.text]
        first = next(at for at, each in enumerate(same) if each is clip)
        for number, said in enumerate(
            islice(cycle([*same[first:], *same[:first]]), MOST_UTTERANCES)
        ):
            outcome = self._utter(said, is_first=number == 0, meant=meant)
            counts.utterances += 1
            was_asked = outcome.band is Band.ASKED
            outcome, answers = self._answered(outcome, meant)
            counts.utterances += answers
            if outcome.band is not Band.ACTED:
                continue
            is_right = outcome.intent == meant
            counts.wrong += not is_right
            counts.completed += is_right
            counts.accepted_right += is_right and not was_asked and number == 0
            counts.confirmed_right += is_right and was_asked and number == 0
            return

    def _count_other(self, clip: Clip) -> None:
        self._ours.out_n += 1
        outcome = self._utter(clip, is_first=True, meant=None)
        self._ours.asked_of_out += outcome.band is Band.ASKED
        outcome, _ = self._answered(outcome, None)
        self._ours.acted_of_out += outcome.band is Band.ACTED

    def _answered(self, outcome: Outcome, meant: Intent | None) -> tuple[Outcome, int]:
        """What becomes of it when a person answers each question, and how many answers that took.
        Where there is no recording of an answer, it is understood."""
        answers = 0
        while (asked := self._attempts.asked) is not None and answers < MOST_ANSWERS:
            answers += 1
            is_right = asked == meant
            answer = next(self._answers[_YES if is_right else _NO], None)
            if answer is None:
                return (Outcome(Band.ACTED, asked) if is_right else NOTHING), answers
            outcome = self._utter(answer)
        return outcome, answers

    def _utter(self, clip: Clip, *, is_first: bool = False, meant: Intent | None = None) -> Outcome:
        sound = self._condition.altered(clip)
        room = silence(ROOM_SECONDS if is_first and self._condition.noises else 0)
        before = silence(BEFORE_SECONDS)
        after = silence(self._attempts.patience.incomplete_seconds + SPARE_SECONDS)
        sounding = self._sounding(room + before + sound + after)
        self._attempts.hear_room(sounding[: len(room)])
        outcome = self._attempts.utter(sounding[len(room) :])
        if is_first and self._condition.name == "clean":
            self._note(sound, meant)
        return outcome

    def _note(self, sound: bytes, meant: Intent | None) -> None:
        """What was read, and how soon."""
        heard = self._attempts.heard
        best = heard.hypotheses[0] if heard and heard.hypotheses else Hypothesis("", _NOTHING_READ)
        intent = self._attempts.grammar.match(best.text)
        self._measured.readings.append(
            Reading(meant is not None and intent == meant, meant is not None, best.confidence)
        )
        if heard and meant is not None:
            said = BEFORE_SECONDS + speech_end(sound)
            self._measured.wait_seconds.append(heard.seconds - said)

    def _sounding(self, pcm: bytes) -> bytes:
        self._measured.heard_seconds += len(pcm) / BYTES_A_SECOND
        if not self._condition.noises:
            return pcm
        noise = self._chance.choice(self._condition.noises)
        begin = self._chance.randrange(len(noise) // 2) * 2
        return mixed(pcm, noise[begin:] + noise[:begin], self._condition.decibels)
