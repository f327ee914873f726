"""Everything that can happen."""

from dataclasses import dataclass
from enum import StrEnum

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.intents import Intent

Value = str | int | float | bool
"""Of a setting."""


class Beginning(StrEnum):
    """How a session begins, and why."""

    VISIT = "visit"
    """Somebody has started the kiosk for themselves."""
    RESTING = "resting"
    """Nobody is there yet."""
    CLEARED = "cleared"
    """A visit has ended, everything of it is gone, and nobody is there."""
    ANEW = "anew"
    """The same, and the next person is there already."""
    RESTARTED = "restarted"
    """The kiosk broke, and everything of a visit is gone; the person may still be there."""


class SpeakerFault(StrEnum):
    """Why nothing can be heard."""

    NO_DEVICE = "no device"
    """Captions go on at the pace of speech; the speaker looks for a device by itself."""
    NO_HEADSET = "no headset"
    """The same where nothing but a headset may sound, and it is away."""
    HEADSET_AWAY = "headset away"
    """The same headset was pulled out a moment ago, and is waited for; `SpeakerReady` follows, or
    `NO_HEADSET`."""
    NO_ENGINE = "no engine"
    """The voice cannot be loaded at all: captions only."""
    RESTARTING = "restarting"
    """The speaking process died; `SpeakerReady` follows, or `LOST`."""
    LOST = "lost"
    """It died again and again: captions only, from now on."""


class ListenerFault(StrEnum):
    """Why nothing that is said can be understood."""

    NO_DEVICE = "no device"
    TAKEN = "taken"
    """There is a microphone, and another program has it to itself."""
    NO_ENGINE = "no engine"
    RESTARTING = "restarting"
    LOST = "lost"


class Ending(StrEnum):
    """How an utterance came to its end."""

    PAUSE = "pause"
    """The person was silent for as long as they are waited for."""
    SOUND = "sound"
    """There was too little voice in it for a word: a cough, a click."""
    TALK = "talk"
    """There was more than any phrase is long: a conversation, a television."""
    SWITCH = "switch"
    """It was a sound that counts as the press of a switch, where such sounds are listened for."""


class Quality(StrEnum):
    """How well a microphone that works hears, judged while the kiosk listens."""

    UNTRIED = "untried"
    """Nothing is wrong, and no voice has been heard yet."""
    FINE = "fine"
    VERY_QUIET = "very quiet"
    MUTED = "muted"
    """Nothing comes, not even the noise that every microphone makes."""
    SILENT = "silent"
    """Nothing comes but the faint noise of the device itself: no room is so quiet."""
    CLIPPING = "clipping"
    """The voice is louder than the microphone can take."""
    LOUD_ROOM = "loud room"


class SampleFault(StrEnum):
    """Why an utterance cannot serve as an example of how the person says a phrase."""

    NOT_HEARD = "not heard"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    TOO_QUIET = "too quiet"
    TOO_LOUD = "too loud"
    """Cut off at the loudest that the microphone can tell."""
    UNLIKE = "unlike"
    """It differs too much from the other examples of the same phrase."""


class Timer(StrEnum):
    """The waits that the dialogue can ask for."""

    PROMPT = "prompt"
    """The longest that a prompt can take to be spoken."""
    WINDOW = "window"
    """How long the kiosk listens between two passages."""
    NOINPUT = "noinput"
    ANSWER = "answer"
    """The longest that an utterance can take to be understood."""
    REMINDER = "reminder"
    SCAN = "scan"
    """How long the kiosk stays at an item while it scans."""
    DEBOUNCE = "debounce"
    """How long further presses of the one switch are not meant."""
    INVITE = "invite"
    """How long a kiosk that rests is silent."""
    GREETING = "greeting"
    """How long an answer to a hello is waited for; then, how long no hello is said."""
    IDLE = "idle"
    """How long nobody does anything before they are asked whether they are there."""
    STILL_THERE = "still there"
    """How soon they are asked again."""
    LEAVING = "leaving"
    """How long the answer is waited for."""
    GRACE = "grace"
    """How long a headset may be out before the visit ends."""
    STAFF = "staff"
    """How long staff who have been called are not called again."""


OF_VISITS = frozenset({Timer.GREETING, Timer.IDLE, Timer.STILL_THERE, Timer.LEAVING, Timer.GRACE})
"""These go on whatever is said meanwhile."""


MOST_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of an utterance; `confidence` is 0 to 1, and never trusted alone."""

    text: str
    confidence: float

    def at_most(self, confidence: float) -> "Hypothesis":
        """The same, no surer than that."""
        return Hypothesis(self.text, min(self.confidence, confidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted:
    """A person may be there. `offers_model`: a better recogniser can be fetched.
    `has_microphone`: somebody listens, or will when they are ready."""

    begins: Beginning = Beginning.VISIT
    offers_model: bool = False
    model_megabytes: int = 0
    has_microphone: bool = True
    teaches: bool = False
    """The tutor comes first."""
    knows_voice: bool = False
    """The listener has the examples of speech that this person let it keep."""
    kept: tuple[tuple[str, Value], ...] = ()
    """What the person has set in earlier visits; `mskiosk.core.keeping` has the keys."""
    place: Bookmark | None = None
    """Where they stopped the last time."""
    are_settings_lost: bool = False
    """Something was kept, and cannot be used."""
    are_settings_left_out: bool = False
    """Some of what was kept does not fit; all else of it counts."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key, switch or button meant `intent`."""

    intent: Intent


@dataclass(frozen=True, slots=True)
class StrikesUnsteady:
    """Again and again a key counted twice that was meant once: the second strike came so long
    after the first, at most."""

    gap_seconds: float


@dataclass(frozen=True, slots=True)
class KeyCaptured:
    """The key of this name was pressed where the view asked for one."""

    key: str


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody began to speak."""

    turn: int


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """An utterance ended; no hypotheses when there were no words in it that are known."""

    turn: int
    hypotheses: tuple[Hypothesis, ...]
    ending: Ending = Ending.PAUSE


@dataclass(frozen=True, slots=True)
class SpeechPaused:
    """The person has been silent for a while amid an utterance, and is still listened to."""

    turn: int


@dataclass(frozen=True, slots=True)
class SampleHeard:
    """An utterance ended that was to be an example of `phrase`; it is one, unless `fault`."""

    turn: int
    phrase: str
    fault: SampleFault | None = None


@dataclass(frozen=True, slots=True)
class VoiceNotKept:
    """The examples of the person's speech could not be written."""


@dataclass(frozen=True, slots=True)
class SettingsNotKept:
    """What the person has set could not be written."""


@dataclass(frozen=True, slots=True)
class SentenceStarted:
    """Text `index` of the prompt of `turn` begins to sound (or, without sound, to be shown)."""

    turn: int
    index: int


@dataclass(frozen=True, slots=True)
class WordStarted:
    """In text `index` of the prompt of `turn` begins to sound what stands in its spoken wording at
    `offset`, `length` characters of it."""

    turn: int
    index: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class PromptFinished:
    """The prompt of `turn` and its closing earcon have been played to the end."""

    turn: int


@dataclass(frozen=True, slots=True)
class TimerExpired:
    timer: Timer
    turn: int


@dataclass(frozen=True, slots=True)
class SpeakerReady:
    """The voice can be heard, at start or again."""


@dataclass(frozen=True, slots=True)
class SpeakerFailed:
    fault: SpeakerFault


@dataclass(frozen=True, slots=True)
class ListenerReady:
    """The microphone works and `engine` understands it.

    `is_typed`: what is heard is typed lines, which may come at any time and are never rushed.
    """

    engine: str
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class ListenerFailed:
    fault: ListenerFault


@dataclass(frozen=True, slots=True)
class MicrophoneChanged:
    """It hears in another way than before; after `ListenerReady` it is `UNTRIED`."""

    quality: Quality


@dataclass(frozen=True, slots=True)
class LevelMeasured:
    """How loud it is, 0 to `MOST_LEVEL`; only while the kiosk listens, and only when it changes."""

    level: int


@dataclass(frozen=True, slots=True)
class ScreenMeasured:
    """There is a screen, at start or in another size, and this is the largest of `TEXT_SIZES` that
    it has room for."""

    largest_text_size: int


@dataclass(frozen=True, slots=True)
class FetchProgressed:
    """`percent` (0 to 100) of the model has arrived."""

    percent: int


@dataclass(frozen=True, slots=True)
class FetchEnded:
    """The model is installed, or `reason` says in words why it is not."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class HeadsetPlugged:
    """Somebody put the plug of a headset in its socket."""


@dataclass(frozen=True, slots=True)
class HeadsetUnplugged:
    """It was pulled out."""


@dataclass(frozen=True, slots=True)
class QuietHoursChanged:
    """The hours began, or ended, in which the kiosk invites nobody by voice."""

    are_on: bool


@dataclass(frozen=True, slots=True)
class StaffCallEnded:
    """Staff have been called, or could not be."""

    is_called: bool


Report = (
    HeadsetPlugged
    | HeadsetUnplugged
    | QuietHoursChanged
    | StaffCallEnded
    | SpeechStarted
    | SpeechPaused
    | SpeechEnded
    | SampleHeard
    | VoiceNotKept
    | SettingsNotKept
    | SentenceStarted
    | WordStarted
    | PromptFinished
    | TimerExpired
    | SpeakerReady
    | SpeakerFailed
    | ListenerReady
    | ListenerFailed
    | MicrophoneChanged
    | LevelMeasured
    | ScreenMeasured
    | FetchProgressed
    | FetchEnded
)
Event = SessionStarted | Pressed | StrikesUnsteady | KeyCaptured | Report
