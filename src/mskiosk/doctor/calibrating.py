"""Asks for what a sound-level meter shows at some volume steps, and keeps the answers.

The end of the input ends it at any time. What was kept before stays then, unless every step has
been measured; and if there was nothing before, what was measured is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mskiosk.doctor.devices import SoundDevices
from mskiosk.doctor.loudness import (
    LEAST_DECIBELS,
    MOST_DECIBELS,
    Loudness,
    LoudnessError,
    keep_loudness,
    kept_loudness,
)
from mskiosk.doctor.speaker import MODULE
from mskiosk.listening.asking import answer_of
from mskiosk.listening.recogniser import EngineError
from mskiosk.speaking.volume import LOUDEST, QUIETEST

SOUND_SECONDS = 6.0
_PLAY_LIMIT_SECONDS = 40.0
_MIDDLE = 6
"""E21: 12 dB above the lowest."""
_TEXT = "You can find out about M S here. To hear more, say a number, or press it."
"""Whose loudness and pitches the sound has."""

Ask = Callable[[str], str | None]
"""Prints a question and gives the line that was typed; None at the end of the input."""
Play = Callable[[int], bool]
"""Plays at a volume step; False: there is no loudspeaker."""


def steps_to_measure(start_step: int) -> tuple[int, ...]:
    return tuple(sorted({QUIETEST, _MIDDLE, start_step, LOUDEST}))


@dataclass(slots=True, kw_only=True)
class Calibration:
    ask: Ask
    tell: Callable[[str], None]
    play: Play
    ambient_decibels: float | None = None
    decibels: dict[int, float] = field(default_factory=dict)
    has_sound: bool = True

    def measure(self, steps: tuple[int, ...]) -> bool:
        """Whether all of `steps` have been measured."""
        self.tell(
            "Put the meter where a person's ears are, set to dB(A) and slow. Keep the room as it "
            f"usually is. The kiosk will make a noise of {SOUND_SECONDS:.0f} s, as loud as its "
            f"voice, at {len(steps)} volume steps."
        )
        answer = self._number(
            "dB(A) of the room now, while the kiosk is silent (Enter: leave out): "
        )
        if answer is None:
            return False
        self.ambient_decibels = answer or None
        return all(self._measure(step) for step in steps)

    def _measure(self, step: int) -> bool:
        while True:
            self.tell(f"Volume step {step} of {LOUDEST}.")
            if not self.play(step):
                self.has_sound = False
                return False
            answer = self._number(f"dB(A) at step {step} (Enter: play it again): ")
            if answer is None:
                return False
            if answer and self._is_plausible(answer):
                self.decibels[step] = answer
                return True

    def _is_plausible(self, decibels: float) -> bool:
        before = max(self.decibels.values(), default=None)
        if before is not None and decibels <= before:
            self.tell(f"That is not more than the {before:g} of the step before, as it must be.")
            return False
        return True

    def _number(self, question: str) -> float | None:
        """What was typed; 0 for an empty line, None at the end."""
        while (line := self.ask(question)) is not None:
            text = line.strip().replace(",", ".").lower().removesuffix("(a)").removesuffix("db")
            if not text.strip():
                return 0.0
            try:
                decibels = float(text)
            except ValueError:
                self.tell("That is not a number; type what the meter shows, such as 58.5.")
                continue
            if LEAST_DECIBELS <= decibels <= MOST_DECIBELS:
                return decibels
            self.tell(
                f"A meter would show {LEAST_DECIBELS:.0f} to {MOST_DECIBELS:.0f} here. Is it set "
                "to dB(A)?"
            )
        return None


def calibrate(folder: Path, calibration: Calibration, *, start_step: int, today: date) -> bool:
    """Whether a loudness has been measured wholly, and kept. Raises `OSError`."""
    tell = calibration.tell
    is_whole = calibration.measure(steps_to_measure(start_step))
    measured = Loudness(
        measured=today,
        decibels=calibration.decibels,
        ambient_decibels=calibration.ambient_decibels,
    )
    if not calibration.has_sound:
        tell("There is no loudspeaker to measure: `mskiosk doctor speaker` says more.")
    if is_whole or (measured.decibels and not _has_kept(folder)):
        tell(f"Kept in {keep_loudness(folder, measured)}.")
    else:
        tell("Not everything was measured, so that what was kept before stays as it was.")
    if not is_whole and measured.decibels:
        read = ", ".join(f"step {step}: {value:g}" for step, value in measured.decibels.items())
        tell(f"Measured so far: {read}.")
    return is_whole


def player(devices: SoundDevices, language: str, tell: Callable[[str], None]) -> Play:
    """Plays on the kiosk's own loudspeaker."""

    def play(step: int) -> bool:
        question = {
            "do": "say",
            "headset": devices.headset,
            "step": step,
            "seconds": SOUND_SECONDS,
            "language": language,
            "text": _TEXT,
        }
        try:
            told = answer_of(MODULE, question=question, most_seconds=_PLAY_LIMIT_SECONDS)
        except EngineError as error:
            tell(f"It cannot be played: {error}.")
            return False
        return "missing" not in told

    return play


def _has_kept(folder: Path) -> bool:
    try:
        return kept_loudness(folder) is not None
    except (LoudnessError, OSError):
        return False
