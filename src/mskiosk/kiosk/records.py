"""What the log of a clinic's kiosk can hold: kinds of events, counts and times.

The fields of a record are numbers and members of enumerations, and a test holds them to it. So no
word that somebody was shown, told or said, and no page that they chose, has a place in one.
"""

import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum

from mskiosk.core.events import Beginning, ListenerFault, Quality, SpeakerFault
from mskiosk.kiosk.lives import Fault

_WORD_BEGINS = re.compile(r"(?<!^)(?=[A-Z])")


class Way(StrEnum):
    """With what a person has begun a visit."""

    KEY = "key"
    SWITCH = "switch"
    VOICE = "voice"
    HEADSET = "headset"
    NEW_PERSON = "new person"
    """The person before has left by saying that another one comes."""
    START = "start"
    """The kiosk was started for somebody."""
    RESTART = "restart"
    """It broke, and was started again for somebody who may still be there."""
    OTHER = "other"


class VisitEnd(StrEnum):
    GOODBYE = "goodbye"
    NEW_PERSON = "new person"
    IDLE = "idle"
    HEADSET = "headset"
    FAULT = "fault"
    """The program broke."""


class ApprovedBy(StrEnum):
    STAFF = "staff"
    FIRST_START = "first start"
    """Whatever was there when nothing had been approved yet."""
    RENEWAL = "renewal"
    """The content comes with the program, which is a newer one; or its approval was damaged."""


class Engine(StrEnum):
    """What understands the microphone."""

    VOSK = "vosk"
    POCKETSPHINX = "pocketsphinx"
    SPOTTER = "spotter"
    SPOTTER_VOSK = "spotter+vosk"
    SPOTTER_POCKETSPHINX = "spotter+pocketsphinx"
    TYPED = "typed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Started:
    """A process of the kiosk has begun."""

    begins: Beginning


@dataclass(frozen=True, slots=True)
class VisitBegun:
    by: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEnded:
    how: VisitEnd
    seconds: int
    presses: int
    phrases: int
    nomatches: int
    noinputs: int
    helps: int
    staff_calls: int


@dataclass(frozen=True, slots=True)
class SpeakerIsReady:
    pass


@dataclass(frozen=True, slots=True)
class SpeakerHasFailed:
    fault: SpeakerFault


@dataclass(frozen=True, slots=True)
class ListenerIsReady:
    engine: Engine


@dataclass(frozen=True, slots=True)
class ListenerHasFailed:
    fault: ListenerFault


@dataclass(frozen=True, slots=True)
class MicrophoneHears:
    quality: Quality


@dataclass(frozen=True, slots=True)
class HeadsetMoved:
    is_in: bool


@dataclass(frozen=True, slots=True)
class ScreenMeasured:
    largest_text_size: int


@dataclass(frozen=True, slots=True)
class QuietHours:
    are_on: bool


@dataclass(frozen=True, slots=True)
class StaffCalled:
    is_called: bool
    """False: the command or the request failed."""


@dataclass(frozen=True, slots=True)
class ContentApproved:
    by: ApprovedBy
    files: int


@dataclass(frozen=True, slots=True)
class LinesLost:
    """The log could not be written, and can again."""

    count: int


@dataclass(frozen=True, slots=True)
class VisitFailed:
    """The process of a visit had to be replaced after so long."""

    fault: Fault
    seconds: int


Record = (
    Started
    | VisitBegun
    | VisitEnded
    | SpeakerIsReady
    | SpeakerHasFailed
    | ListenerIsReady
    | ListenerHasFailed
    | MicrophoneHears
    | HeadsetMoved
    | ScreenMeasured
    | QuietHours
    | StaffCalled
    | ContentApproved
    | VisitFailed
    | LinesLost
)


def kind_of(record: type[Record] | Record) -> str:
    """As a line names it: `visit-ended`."""
    name = (record if isinstance(record, type) else type(record)).__name__
    return _WORD_BEGINS.sub("-", name).lower()


def said(record: Record) -> str:
    """What a line has of it after the time."""
    values = ((field.name, getattr(record, field.name)) for field in fields(record))
    return " ".join([kind_of(record), *(f"{name}={_written(value)}" for name, value in values)])


def dated(text: str, now: datetime | None = None) -> str:
    """A line of the log, with the time in UTC."""
    when = (now or datetime.now(UTC)).astimezone(UTC)
    return f"{when.strftime('%Y-%m-%dT%H:%M:%SZ')} {text}"


def _written(value: StrEnum | int) -> str:
    match value:
        case StrEnum():
            return value.value.replace(" ", "-")
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
