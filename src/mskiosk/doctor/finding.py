"""What a check has found, in words for the technician who stands before the machine."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """In the order in which they are made and told."""

    CONTENT = "content"
    MODELS = "models"
    VOICE = "voice"
    SPEAKER = "speaker"
    MICROPHONE = "microphone"
    HEADSET = "headset"
    KEYMAP = "keymap"
    DISPLAY = "display"
    CLOCK = "clock"
    DISK = "disk"
    MEMORY = "memory"
    PERMISSIONS = "permissions"
    NETWORK = "network"


class State(StrEnum):
    """The worst first."""

    FAIL = "fail"
    """People would miss something: to be mended before they come."""
    WARN = "warn"
    """The kiosk works, and something about it is to be known or done."""
    OK = "ok"
    SKIPPED = "skipped"
    """It could not be looked at, or is not wanted here."""


_WORST_FIRST = tuple(State)


@dataclass(frozen=True, slots=True)
class Finding:
    """`says` is whole sentences: what is wrong comes first, and what to do after it."""

    state: State
    says: str


def ok(says: str) -> Finding:
    return Finding(State.OK, says)


def warn(says: str) -> Finding:
    return Finding(State.WARN, says)


def fail(says: str) -> Finding:
    return Finding(State.FAIL, says)


def skipped(says: str) -> Finding:
    return Finding(State.SKIPPED, says)


def gathered(findings: Iterable[Finding]) -> Finding:
    """Several of one check as one: its state is the worst, and the worst is told first."""
    ordered = sorted(findings, key=lambda found: _WORST_FIRST.index(found.state))
    return Finding(ordered[0].state, " ".join(found.says for found in ordered))
