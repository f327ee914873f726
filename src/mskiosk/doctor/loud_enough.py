"""What a calibration means: whether the kiosk is soft enough to begin with, can be loud enough, and
has the range between them that people need (S8, S9, E9, E10, E21)."""

from datetime import date
from pathlib import Path

from mskiosk.doctor.finding import Finding, fail, gathered, ok, warn
from mskiosk.doctor.loudness import FILE, Loudness, LoudnessError, kept_loudness
from mskiosk.speaking.volume import LOUDEST, QUIETEST

AFTER_USE_DECIBELS = 65.0
"""E10: no louder at start; S8, E9: at least so loud if somebody wants it."""
RANGE_DECIBELS = 18.0
"""E21."""
NOISY_DECIBELS, ABOVE_AMBIENT_DECIBELS = 45.0, 20.0
"""S9: in a room louder than the first, so much above it."""
VALID_DAYS = 366
_CALIBRATE = "`mskiosk doctor --calibrate`, with a sound-level meter"


def examine_loudness(
    folder: Path, *, start_step: int, is_clinic: bool, today: date
) -> Finding | None:
    """What is known of the loudness. None: nothing, which is well at home (E10)."""
    path = folder / FILE
    try:
        kept = kept_loudness(folder)
    except LoudnessError as error:
        return warn(
            f"{path} {error}: how loud the kiosk is, is not known. Measure again: {_CALIBRATE}."
        )
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        return warn(f"{path} cannot be read ({reason}): how loud the kiosk is, is not known.")
    if kept is not None:
        return judged_loudness(kept, start_step=start_step, today=today)
    if is_clinic:
        return warn(f"How loud the kiosk is was never measured: {_CALIBRATE}.")
    return None


def judged_loudness(kept: Loudness, *, start_step: int, today: date) -> Finding:
    findings = [ok(f"Its loudness was measured on {kept.measured}.")]
    if not 0 <= (today - kept.measured).days <= VALID_DAYS:
        findings = [
            warn(
                f"Its loudness was measured on {kept.measured}, not within the last year: "
                f"measure again, {_CALIBRATE}."
            )
        ]
    steps = kept.decibels
    start, softest, loudest = (steps.get(step) for step in (start_step, QUIETEST, LOUDEST))
    if start is None:
        findings.append(
            warn(
                f"Volume step {start_step}, at which each visit begins, was not "
                f"measured: {_CALIBRATE}."
            )
        )
    else:
        findings.append(_judged_start(start, start_step))
    if loudest is not None:
        findings.append(_judged_loudest(loudest, kept.ambient_decibels))
        if softest is not None:
            findings.append(_judged_range(loudest - softest))
    return gathered(findings)


def _judged_start(decibels: float, step: int) -> Finding:
    if decibels > AFTER_USE_DECIBELS:
        return fail(
            f"Each visit begins at step {step} with {decibels:.1f} dB(A), and may begin with "
            f"{AFTER_USE_DECIBELS:.0f} at most (S8, E10). Turn the loudspeaker down and measure "
            "again, or set a lower voice: volume."
        )
    return ok(f"Each visit begins at step {step} with {decibels:.1f} dB(A) (S8, E10).")


def _judged_loudest(decibels: float, ambient: float | None) -> Finding:
    if decibels < AFTER_USE_DECIBELS:
        return fail(
            f"The loudest step has only {decibels:.1f} dB(A); {AFTER_USE_DECIBELS:.0f} are needed "
            "(S8, E9). Turn the loudspeaker up and measure again."
        )
    if ambient is None:
        return ok(f"The loudest has {decibels:.1f} dB(A); the room was not measured (S9).")
    wanted = ambient + ABOVE_AMBIENT_DECIBELS
    if ambient > NOISY_DECIBELS and decibels < wanted:
        return warn(
            f"The room has {ambient:.1f} dB(A), so that the loudest step should reach "
            f"{wanted:.1f}, and it reaches {decibels:.1f} (S9). Turn the loudspeaker up, find a "
            "quieter place, or have a handset."
        )
    return ok(f"The loudest has {decibels:.1f} dB(A), in a room with {ambient:.1f} (S9).")


def _judged_range(decibels: float) -> Finding:
    if decibels < RANGE_DECIBELS:
        return warn(
            f"From the softest to the loudest step are only {decibels:.1f} dB; "
            f"{RANGE_DECIBELS:.0f} are needed (E21): the room is too loud to measure the softest, "
            "or something levels the sound. Measure again when it is quiet."
        )
    return ok(f"From the softest to the loudest are {decibels:.1f} dB (E21).")
