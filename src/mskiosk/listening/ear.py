"""From sound to `SpeechStarted` and `SpeechEnded`: one thread, no device, no clock of its own.

Time is counted in sound. The utterance is read at each pause, on what has been said so far: that
tells how long to wait, and when the wait is over the answer is already there. Nothing that was
heard outlives its utterance.
"""

from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from mskiosk.core.effects import Patience
from mskiosk.core.events import (
    Ending,
    Hypothesis,
    SampleFault,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
)
from mskiosk.core.policy import TICK_SECONDS
from mskiosk.listening.endpointing import FRAME_SECONDS, Endpointing, Moment
from mskiosk.listening.foreground import Foreground, Talk
from mskiosk.listening.levels import Judgement, Levels
from mskiosk.listening.pieces import DOUBTFUL, Pieces
from mskiosk.listening.recogniser import BYTES_A_SECOND, Recogniser
from mskiosk.listening.sound_switch import SoundMoment, SoundSwitch
from mskiosk.listening.voice import FRAME_BYTES, VoiceActivity

PRE_ROLL_SECONDS = 0.5
"""What is kept of the time before the voice was noticed, for the first syllable."""
KEPT_PAUSE_SECONDS = 0.5
"""A longer pause inside an utterance is cut to this, and as much before the voice goes on."""
LEAST_CONFIDENCE = 0.5
"""A doubtful reading does not count as complete: more of the phrase may come."""

_PRE_ROLL_FRAMES = round(PRE_ROLL_SECONDS / FRAME_SECONDS)
_TAIL_FRAMES = 6
"""What is kept of the time after a voice that ended amid talk, for the last syllable."""
_TICK_FRAMES = round(TICK_SECONDS / FRAME_SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What a `Listen` asks, as it comes through the pipe."""

    turn: int
    phrases: Collection[str]
    patience: Patience
    unfinished: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The phrases that more may follow, and what they are then, which means something else."""
    deaf_seconds: float = 0.0
    is_for_switch: bool = False
    sample_of: str | None = None
    """A phrase of which the utterance is to be an example."""


SampleTaker = Callable[[int, str, bytes | SampleFault], None]
"""Is given the turn, the phrase, and the utterance, or why there is none."""


def _no_sample(turn: int, phrase: str, sample: bytes | SampleFault) -> None:
    raise AssertionError(f"nobody takes samples ({turn}, {phrase!r}, {len(sample)})")


EarReport = SpeechStarted | SpeechPaused | SpeechEnded


class Ear:
    """Deaf until `listen`; then every frame counts."""

    def __init__(
        self,
        recogniser: Recogniser,
        report: Callable[[EarReport], None],
        *,
        activity: VoiceActivity | None = None,
        judge: Callable[[Judgement], None] = lambda _: None,
        log: Callable[[str], None] = lambda _: None,
        take_sample: SampleTaker = _no_sample,
    ) -> None:
        """`judge` is told how well the microphone hears, and how loud it is."""
        self._recogniser = recogniser
        self._report = report
        self._activity = activity or VoiceActivity()
        self._foreground = Foreground()
        self._levels = Levels()
        self._judge = judge
        self._log = log
        self._take_sample = take_sample
        self._has_logged = False
        self._hearing: Hearing | None = None
        self._heard_phrases: Collection[str] | None = None
        self._phrases: set[str] = set()
        self._deaf_bytes = 0
        self._rest = b""
        self._endpointing: Endpointing | None = None
        self._lately: deque[bytes] = deque(maxlen=_PRE_ROLL_FRAMES)
        self._utterance = bytearray()
        self._switch = SoundSwitch()
        self._pieces = Pieces()
        self._reading: tuple[Hypothesis, ...] = ()
        self._was_cut = False
        """The end of the utterance was left out as other people's talk."""

    def listen(self, hearing: Hearing) -> None:
        """Another grammar and turn. Without a deaf time, speech that has begun goes on, and is
        reported as begun in the new turn, unless that is for a switch."""
        self._hearing = hearing
        sample_of = () if hearing.sample_of is None else (hearing.sample_of,)
        self._prepare((*hearing.phrases, *sample_of))
        goes_on = hearing.deaf_seconds <= 0 and not hearing.is_for_switch
        if goes_on and self._endpointing and self._endpointing.is_speaking:
            self._endpointing.go_on(hearing.patience)
            self._pieces.clear()
            self._report(SpeechStarted(hearing.turn))
            return
        self._forget()
        self._endpointing = Endpointing(hearing.patience)
        self._switch.begin()
        self._deaf_bytes = round(max(0.0, hearing.deaf_seconds) / FRAME_SECONDS) * FRAME_BYTES

    def stop(self) -> None:
        """Deaf from now on; what was being said is dropped."""
        self._hearing = self._endpointing = None
        self._levels.rest()
        self._forget()

    def forget_voice(self) -> None:
        """Deaf; what was learned of the voice is gone, and other phrases can be heard."""
        self.stop()
        self._heard_phrases = None

    def change_device(self) -> None:
        """Deaf; what comes next comes from another microphone, or from none."""
        self.stop()
        self._levels = Levels()
        self._foreground = Foreground()

    def lose(self, seconds: float) -> None:
        """Sound of so many seconds is missing here: what was being said is told as not understood,
        and is no example; a sound that had begun is no press of a switch."""
        self._deaf_bytes = max(0, self._deaf_bytes - 2 * round(seconds * BYTES_A_SECOND / 2))
        if self._hearing and self._endpointing and self._endpointing.is_speaking:
            self._endpointing = Endpointing(self._hearing.patience)
            self._report(SpeechEnded(self._hearing.turn, ()))
        if self._hearing and self._switch.is_sounding:
            self._end(self._hearing.turn, (), Ending.SOUND)
        self._switch.begin()
        self._forget()

    def hear(self, pcm: bytes) -> None:
        """Takes sound in pieces of any size; drops it unless it is listening."""
        if not self._hearing:
            return
        if self._deaf_bytes:
            dropped = min(self._deaf_bytes, len(pcm))
            self._deaf_bytes -= dropped
            self._overhear(pcm[:dropped])
            pcm = pcm[dropped:]
        pcm = self._rest + pcm
        whole = len(pcm) // FRAME_BYTES * FRAME_BYTES
        self._rest = pcm[whole:]
        for at in range(0, whole, FRAME_BYTES):
            self._hear_frame(pcm[at : at + FRAME_BYTES])

    def _overhear(self, pcm: bytes) -> None:
        """What is not listened to still tells how loud the room is, piece by piece."""
        self._rest += pcm
        whole = len(self._rest) // FRAME_BYTES * FRAME_BYTES
        for at in range(0, whole, FRAME_BYTES):
            self._overhear_frame(self._rest[at : at + FRAME_BYTES])
        self._rest = self._rest[whole:]

    def _overhear_frame(self, frame: bytes) -> None:
        self._activity.overhear(frame)
        self._foreground.hear_voice(is_voiced=self._activity.is_above_room)
        if self._hearing and self._hearing.is_for_switch:
            self._switch.overhear(frame)

    def _hear_frame(self, frame: bytes) -> None:
        if not (self._hearing and self._endpointing):
            return
        turn = self._hearing.turn
        if self._hearing.is_for_switch:
            self._activity.overhear(frame)
            self._judge_frame(frame, is_voiced=False)
            self._hear_for_switch(turn, frame)
            return
        is_voiced = self._activity.is_voiced(frame)
        self._judge_frame(frame, is_voiced=is_voiced)
        is_near = self._foreground.is_near(
            self._activity.loudness,
            is_voiced=is_voiced,
            is_speaking=self._endpointing.is_speaking,
        )
        moment = self._endpointing.step(is_voiced=is_near)
        self._lately.append(frame)
        if moment is Moment.QUIET:
            return
        if self._endpointing.silence_seconds <= KEPT_PAUSE_SECONDS:
            self._utterance += b"".join(self._lately)
            self._lately.clear()
        if moment is Moment.SPEAKING and is_near and (talk := self._foreground.falls()):
            moment = self._leave_talk_out(talk, self._endpointing)
        match moment:
            case Moment.STARTED:
                self._report(SpeechStarted(turn))
            case Moment.SPEAKING if is_near and self._foreground.leaps():
                self._leave_talk_behind(self._endpointing)
            case Moment.PAUSED:
                self._reading = self._pieces.reading(bytes(self._utterance), self._recogniser)
                if self._was_cut:
                    self._reading = tuple(map(self._doubted, self._reading))
                best = self._reading[0] if self._reading else Hypothesis("", 0.0)
                self._endpointing.is_complete = (
                    best.confidence >= LEAST_CONFIDENCE
                    and best.text in self._phrases
                    and self._phrases.isdisjoint(self._hearing.unfinished.get(best.text, ()))
                )
            case Moment.ENDED:
                self._end(turn, self._reading)
            case Moment.TOO_SHORT:
                self._end(turn, (), Ending.SOUND)
            case Moment.TOO_LONG:
                self._foreground.was_talk()
                self._end(turn, (), Ending.TALK)
            case Moment.SPEAKING if self._endpointing.silence_frames % _TICK_FRAMES == 0:
                if self._endpointing.silence_frames:
                    self._report(SpeechPaused(turn))
            case Moment.SPEAKING:
                pass

    def _leave_talk_behind(self, endpointing: Endpointing) -> None:
        """What was taken for an utterance was other people's talk, until somebody nearer began."""
        self._foreground.leave_talk_behind()
        endpointing.begin_anew()
        del self._utterance[: -_PRE_ROLL_FRAMES * FRAME_BYTES]
        self._pieces.clear()
        self._reading = ()

    def _leave_talk_out(self, talk: Talk, endpointing: Endpointing) -> Moment:
        """Somebody near has spoken, and what came after them was other people's talk."""
        talked = max(0, talk.frames - _TAIL_FRAMES) * FRAME_BYTES
        size = max(0, len(self._utterance) - talked)
        for at in range(size, len(self._utterance), FRAME_BYTES):
            self._lately.append(bytes(self._utterance[at : at + FRAME_BYTES]))
        del self._utterance[size:]
        self._pieces.cut(size)
        self._was_cut = True
        return endpointing.end_earlier(talk.frames, talk.voiced)

    def _doubted(self, heard: Hypothesis) -> Hypothesis:
        """What was left out may have been the rest of a longer phrase, said with a voice that
        fades: what may go on so is asked about."""
        is_unfinished = self._hearing and heard.text in self._hearing.unfinished
        return heard.at_most(DOUBTFUL) if is_unfinished else heard

    def _judge_frame(self, frame: bytes, *, is_voiced: bool) -> None:
        for judgement in self._levels.hear(frame, self._activity.loudness, is_voiced=is_voiced):
            self._judge(judgement)

    def _hear_for_switch(self, turn: int, frame: bytes) -> None:
        match self._switch.step(frame):
            case SoundMoment.STARTED:
                self._report(SpeechStarted(turn))
            case SoundMoment.PRESSED:
                self._end(turn, (), Ending.SWITCH)
            case SoundMoment.TOO_LONG:
                self._end(turn, (), Ending.TALK)
            case SoundMoment.QUIET | SoundMoment.SOUNDING:
                pass

    def _end(
        self, turn: int, hypotheses: tuple[Hypothesis, ...], ending: Ending = Ending.PAUSE
    ) -> None:
        """As an example of the phrase that is asked for, or, if it is surely another, as words."""
        phrase = self._hearing.sample_of if self._hearing else None
        utterance = bytes(self._utterance)
        self._forget()
        best = hypotheses[0] if hypotheses else None
        is_other = best and best.text != phrase and best.confidence >= LEAST_CONFIDENCE
        if phrase is None or is_other or ending is Ending.SOUND:
            self._report(SpeechEnded(turn, hypotheses, ending))
        else:
            is_talk = ending is Ending.TALK
            self._heard_phrases = None  # the recogniser may now know another
            self._take_sample(turn, phrase, SampleFault.TOO_LONG if is_talk else utterance)

    def _forget(self) -> None:
        self._utterance.clear()
        self._lately.clear()
        self._rest = b""
        self._pieces.clear()
        self._reading = ()
        self._was_cut = False

    def _prepare(self, phrases: Collection[str]) -> None:
        if phrases == self._heard_phrases:
            return
        unheard = self._recogniser.prepare(phrases)
        self._heard_phrases = phrases
        self._phrases = set(phrases).difference(unheard)
        if unheard and not self._has_logged:  # not which: they tell what page somebody reads
            self._has_logged = True
            self._log("the recogniser does not know all words of some phrases")
