"""Everything that the dialogue can ask for."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.events import Beginning, Timer, Value
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Text
from mskiosk.core.view import View


class Priority(IntEnum):
    """What a prompt is for. What a person does cuts any of them; what nobody asked for cuts none,
    and waits for the end of what is said about safety."""

    READING = 0
    ANSWER = 1
    """To what the person just did."""
    SAFETY = 2
    """How to get urgent help."""


class Earcon(StrEnum):
    """A short sound with one fixed meaning."""

    LISTENING = "listening"
    STILL_LISTENING = "still listening"
    NOT_UNDERSTOOD = "not understood"
    EDGE = "edge"
    MOVED = "moved"
    CHOSEN = "chosen"
    ENDING = "ending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """The waits of endpointing, in seconds of silence."""

    complete_seconds: float
    """After a phrase that can mean something and is the beginning of no other."""
    incomplete_seconds: float
    """After anything else."""
    most_voiced_seconds: float = 5.0
    """More voice than this in one utterance is talk, and no phrase."""

    @property
    def most_seconds(self) -> float:
        """An utterance may last, with its pauses, four times the voice that it may have."""
        return 4 * self.most_voiced_seconds


@dataclass(frozen=True, slots=True)
class Show:
    view: View


@dataclass(frozen=True, slots=True, kw_only=True)
class Speak:
    """Hush, then say `texts` in order, then sound `closing`. Reports carry `turn`."""

    turn: int
    texts: tuple[Text, ...]
    words_per_minute: int
    is_aloud: bool = True
    """False: nothing sounds, and the sentences start at the pace of speech all the same."""
    closing: Earcon | None = None
    priority: Priority = Priority.READING


@dataclass(frozen=True, slots=True, kw_only=True)
class Interject:
    """Say `text` after the sentence of the prompt of `turn` that sounds, and then go on with the
    prompt. One that still waits gives way to a newer one; all are cut with their prompt."""

    turn: int
    text: Text
    words_per_minute: int


@dataclass(frozen=True, slots=True)
class Prepare:
    """Render `texts`, which may be asked for soon, while there is nothing else to render; what was
    to be prepared before and is not is no longer of use."""

    texts: tuple[Text, ...]
    words_per_minute: int


@dataclass(frozen=True, slots=True)
class Hush:
    """Stop sounding now; nothing of the prompt comes later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Open the microphone for one utterance after another until `StopListening`."""

    turn: int
    grammar: Grammar
    patience: Patience
    deaf_seconds: float
    """What is heard this early is the tail of the kiosk's own voice, and is dropped."""
    is_for_switch: bool = False
    """Words are not listened for, but any voiced sound of 0.3 to 2 s."""
    sample_of: str | None = None
    """The utterance is to be an example of how the person says this phrase, and `SampleHeard`
    follows; `SpeechEnded` when it is surely another phrase of the grammar."""


@dataclass(frozen=True, slots=True)
class StopListening:
    pass


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Replaces a running timer of the same name."""

    timer: Timer
    turn: int
    seconds: float


@dataclass(frozen=True, slots=True)
class StopTimer:
    timer: Timer


@dataclass(frozen=True, slots=True)
class Chime:
    earcon: Earcon


@dataclass(frozen=True, slots=True)
class SetVolume:
    """`step` counts from 1 (quietest) to 10."""

    step: int


@dataclass(frozen=True, slots=True)
class FetchModel:
    """Download and install the better recogniser; `FetchEnded` follows in every case."""


@dataclass(frozen=True, slots=True)
class DeclineModel:
    """Remember that the offer was refused, so that it is not made again."""


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Another person comes: whatever the engines have of the one before is dropped."""


@dataclass(frozen=True, slots=True)
class KeepVoice:
    """Write down what was learned of the person's speech, now and whenever more is learned;
    `VoiceNotKept` follows where that fails."""


@dataclass(frozen=True, slots=True)
class ForgetVoice:
    """Forget what was learned of the person's speech, and delete what was written of it."""


@dataclass(frozen=True, slots=True)
class KeepSettings:
    """Write down what the person has set, for their next visit: keys with their new values, None
    for what is to be as usual again. `SettingsNotKept` follows where that fails."""

    changes: tuple[tuple[str, Value | None], ...]


@dataclass(frozen=True, slots=True)
class KeepPlace:
    """Write down where the person is; None: there is nothing to go on with."""

    place: Bookmark | None


@dataclass(frozen=True, slots=True)
class CallStaff:
    """Tell staff that they are wanted, where the kiosk can; `StaffCallEnded` follows."""


@dataclass(frozen=True, slots=True)
class EndSession:
    """The person has ended it. In a clinic all that is left of them goes now, every process with
    it, and the next session begins as `next` says."""

    next: Beginning = Beginning.VISIT


Effect = (
    Show
    | Speak
    | Interject
    | Prepare
    | Hush
    | Listen
    | StopListening
    | StartTimer
    | StopTimer
    | Chime
    | SetVolume
    | FetchModel
    | DeclineModel
    | ForgetPerson
    | KeepVoice
    | ForgetVoice
    | KeepSettings
    | KeepPlace
    | CallStaff
    | EndSession
)
