"""What a front end shows: complete, in words, with nothing left to decide."""

from dataclasses import dataclass
from enum import StrEnum

from mskiosk.core.guide import Choice, Text
from mskiosk.core.intents import Command, Intent
from mskiosk.core.look import USUAL_LOOK, Look


class LineKind(StrEnum):
    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    SENTENCE = "sentence"
    NOTICE = "notice"
    CHOICE = "choice"
    SOUND = "sound"
    """What an earcon means; the earcon follows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to read: a heading, a sentence or a choice.

    `section` and `paragraph` count from 0 on the page; `choice` is the index of a choice line.
    A sentence too long for one passage is several lines of the same `sentence`.
    """

    kind: LineKind
    text: Text
    section: int = 0
    paragraph: int = 0
    sentence: int = 0
    choice: int | None = None


class MicrophoneState(StrEnum):
    STARTING = "starting"
    LISTENING = "listening"
    WAITING = "waiting"
    """Works, but is closed while the kiosk speaks."""
    OFF = "off"
    TYPED = "typed"


class VoiceState(StrEnum):
    SPEAKING = "speaking"
    SILENT = "silent"
    PAUSED = "paused"
    OFF = "off"
    CAPTIONS = "captions"
    """Speaking is wanted, but there is no device or no voice."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a shown text: `length` characters from `offset`."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything visible. `marked` and `focus` are indexes into `lines` and `choices`."""

    id: str
    """A topic id, `sources:ID`, `terms:ID`, `question:NAME`, `said`, `sounds` or `settings`."""
    title: Text
    path: tuple[Text, ...]
    """The titles on the way here, home first, this one excluded."""
    lines: tuple[Line, ...]
    marked: int | None
    marked_word: Stretch | None = None
    """Of the marked line, what is sounding; None where that is not known."""
    choices: tuple[Choice, ...]
    focus: int | None
    way: Text | None = None
    """What can be taken beside the choices; only for people with switches."""
    is_way_focused: bool = False
    """It is what a switch takes; `focus` is None then."""
    commands: frozenset[Command]
    takes_labels: bool = True
    caption: Text | None = None
    """The sentence of the kiosk itself that is being said, or was said last."""
    caption_word: Stretch | None = None
    """Of the caption, what is sounding."""
    remark: Text | None = None
    """What changed a moment ago, such as the volume, while the text goes on."""
    heard: Text | None = None
    sound: Text | None = None
    """The earcon that came last, in words."""
    microphone: MicrophoneState = MicrophoneState.STARTING
    microphone_status: Text
    quality_status: Text | None = None
    """How well the microphone hears; None where nothing is heard, or not yet."""
    level: int | None = None
    """How loud it is, 0 to 9, while it is listened to: what the words say, as a picture."""
    voice: VoiceState = VoiceState.SILENT
    voice_status: Text
    look: Look = USUAL_LOOK
    shows_whole: bool = False
    """It is to be read from afar: all of it at once, as large as the screen has room for that."""
    strike_window_seconds: float = 0.25
    """Within this the same key counts once."""
    select_goes_on: bool = False
    """What takes the focused choice elsewhere leads to the next thing here, and may be quick."""
    captures_key: bool = False
    """The next key is to be reported by its name, whatever it means."""
    key_additions: tuple[tuple[str, Intent], ...] = ()
    """Keys, by name, that mean this here; they win."""
