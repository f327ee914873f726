"""Where a dialogue stands: one frozen value, replaced as a whole by each step."""

from dataclasses import dataclass, field
from enum import StrEnum

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.effects import Earcon
from mskiosk.core.events import Beginning, ListenerFault, Quality, SpeakerFault
from mskiosk.core.guide import Choice, Text
from mskiosk.core.intents import Command, Intent
from mskiosk.core.look import USUAL_LOOK, Look
from mskiosk.core.policy import NO_KEY, PatienceLevel, Switches
from mskiosk.core.view import Line, Stretch


class Phase(StrEnum):
    """What the dialogue is waiting for."""

    STARTING = "starting"
    READING = "reading"
    """The end of a passage that is being read out."""
    WINDOW = "window"
    """An interruption between two passages; the reading goes on by itself."""
    REPLYING = "replying"
    """The end of an answer to what the person did; `State.after_reply` follows."""
    WAITING = "waiting"
    """An answer: everything has been read."""
    PAUSED = "paused"
    """The wish to go on."""
    ENDED = "ended"


class After(StrEnum):
    """What follows a reply."""

    READ_ON = "read on"
    WAIT = "wait"
    LISTEN = "listen"
    """A moment, as between two passages; then the reading goes on."""
    STAY_PAUSED = "stay paused"
    END = "end"


class Question(StrEnum):
    OFFER_MODEL = "offer-model"
    CONFIRM = "confirm"
    GOODBYE = "goodbye"
    NEW_PERSON = "new-person"
    PRIVATE = "private"
    """How a private page is to be had: heard here, heard by headset, or read."""
    HEADSET = "headset"
    OFFER_LESSON = "offer-lesson"
    OFFER_ONE = "offer-one"
    """Whether to give one thing at a time."""
    KEEP_VOICE = "keep-voice"
    KNOWN_VOICE = "known-voice"
    """Whether to teach more, or to have all forgotten."""
    STEADIER_KEYS = "steadier-keys"
    NEXT_SWITCH = "next-switch"
    """Which key is to be the switch for next; it is answered by pressing it."""
    SELECT_SWITCH = "select-switch"
    SWITCHES_OFF = "switches-off"
    STILL_THERE = "still-there"
    """At a clinic, of somebody who does nothing."""
    RESUME = "resume"
    """Whether to go on where the person stopped the last time."""


class Ways(StrEnum):
    """The lists of what a person with switches can take beside the choices of the page."""

    PAGE = "page"
    """The choices, and the ways that are needed most."""
    MORE = "more"
    READING = "reading"
    FACTS = "facts"
    HELP = "help"
    SETTINGS = "settings"
    VOICE = "voice"
    SCREEN = "screen"
    LISTENING = "listening"
    SWITCHES = "switches"
    OTHER_SWITCHES = "other switches"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class TopicPlace:
    id: str


@dataclass(frozen=True, slots=True)
class SourcesPlace:
    """The sources of a topic."""

    id: str


@dataclass(frozen=True, slots=True)
class TermsPlace:
    """The hard words of a topic, explained."""

    id: str


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """A question of the kiosk itself; `meant` is what is to be confirmed."""

    question: Question
    meant: Intent | None = None
    visit: "Visit | None" = None
    """The private place that is on the screen, and asked about."""


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """The sentences that were said last, the newest first, to be heard again."""

    said: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SoundsPlace:
    """What each earcon means."""


@dataclass(frozen=True, slots=True)
class SettingsPlace:
    """What can be set, page by page."""

    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPlace:
    """The person says each of `phrases` some times, for the listener to learn."""

    phrases: tuple[str, ...]
    at: int = 0
    """Which phrase it is the turn of."""
    samples: int = 0
    """How often it has been said."""
    faults: int = 0
    """How often that was of no use."""
    learned: int = 0
    """How many phrases have been learned."""

    @property
    def phrase(self) -> str:
        return self.phrases[self.at]


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorPlace:
    """The person is taught how to use the kiosk: `steps` are indexes of exercises."""

    steps: tuple[int, ...]
    at: int = 0

    @property
    def exercise(self) -> int:
        return self.steps[self.at]


@dataclass(frozen=True, slots=True)
class RestingPlace:
    """Nobody is there, and the kiosk invites."""


AskingPlace = QuestionPlace | LessonPlace | TutorPlace | RestingPlace
"""Where the kiosk asks for one thing, and waits; everything else is a page to read."""
Place = (
    TopicPlace | SourcesPlace | TermsPlace | SaidPlace | SoundsPlace | SettingsPlace | AskingPlace
)


def page_of(place: Place) -> str | None:
    """The id of the topic that `place` is about, if it is about one."""
    match place:
        case TopicPlace(id) | SourcesPlace(id) | TermsPlace(id):
            return id
        case QuestionPlace(visit=visit):
            return page_of(visit.place) if visit else None
        case SaidPlace() | SoundsPlace() | SettingsPlace():
            return None
        case LessonPlace() | TutorPlace() | RestingPlace():
            return None


OF_THE_START = (Question.OFFER_MODEL, Question.RESUME)
"""Asked once, at the main menu: whoever does something else first comes back to them."""
SWITCH_QUESTIONS = (Question.NEXT_SWITCH, Question.SELECT_SWITCH)


def captures_key(place: Place) -> bool:
    """Whether a key is asked for here, whatever it means."""
    return isinstance(place, QuestionPlace) and place.question in SWITCH_QUESTIONS


@dataclass(frozen=True, slots=True)
class Visit:
    """A place on the trail, with where the person was in it."""

    place: Place
    sentence: int = 0
    focus: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person has set."""

    rate: int
    """Words a minute."""
    volume: int
    patience: PatienceLevel
    is_aloud: bool = True
    has_earcons: bool = True
    look: Look = USUAL_LOOK
    is_screen_hidden: bool = False
    """Nobody is to read over the person's shoulder; what they hear is enough for them."""
    strike_window_seconds: float = 0.25
    """Within this the same key counts once."""
    next_switch: str = NO_KEY
    select_switch: str = NO_KEY
    """The names of the keys that are the person's switches."""
    switches: Switches = Switches.NONE
    scan_seconds: float = 2.0

    @property
    def key_additions(self) -> tuple[tuple[str, Intent], ...]:
        """The keys that have a meaning beside those of the keymap."""
        next_one, select = self.next_switch, self.select_switch
        if next_one in (NO_KEY, select):
            return () if select == NO_KEY else ((select, Command.SWITCH),)
        moving: tuple[tuple[str, Intent], ...] = ((next_one, Command.NEXT_CHOICE),)
        return moving if select == NO_KEY else (*moving, (select, Command.THIS_ONE))


class Dwell(StrEnum):
    """Where somebody is who steps with one switch."""

    NONE = "none"
    """Nothing is going to be taken."""
    COUNTED = "counted"
    """At the item to which the latest press led."""
    TOLD = "told"
    """The same, and they know that it is going to be taken."""


class Voice(StrEnum):
    STARTING = "starting"
    WORKS = "works"
    CAPTIONS = "captions"
    """Nothing can be heard, and captions go on."""
    RESTARTING = "restarting"


class OwnVoice(StrEnum):
    """What the listener knows of how this person speaks."""

    UNKNOWN = "unknown"
    TAUGHT = "taught"
    NOT_KEPT = "not kept"
    """Taught, and to be forgotten at the end."""
    KEPT = "kept"


class Greeting(StrEnum):
    """What the resting kiosk makes of a greeting that it is not sure of."""

    NONE = "none"
    """It says hello."""
    ASKED = "asked"
    """It did, and waits for an answer."""
    SHY = "shy"
    """Nobody answered: for a while it says hello to nobody."""


class VisitEnding(StrEnum):
    """Why a visit at a clinic is over."""

    GOODBYE = "goodbye"
    NEW_PERSON = "new person"
    IDLE = "idle"
    HEADSET = "headset"


class Mode(StrEnum):
    """How the person answers, as their first press or sound told."""

    UNKNOWN = "unknown"
    KEYS = "keys"
    WORDS = "words"


class Hearing(StrEnum):
    """What can be heard of the person."""

    STARTING = "starting"
    SPEECH = "speech"
    TYPED = "typed"
    RESTARTING = "restarting"
    NONE = "none"
    SWITCHED_OFF = "switched off"
    """By escalation, after misunderstandings, where keys are in use."""


HEARS_WORDS = (Hearing.SPEECH, Hearing.TYPED)
HEARS_NO_VOICE = (Hearing.TYPED, Hearing.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    settings: Settings
    turn: int = 0
    """Counts up with each prompt and each answer; older reports change nothing."""
    phase: Phase = Phase.STARTING
    place: Place
    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    title: Text
    trail: tuple[Visit, ...] = ()

    cursor: int = 0
    """The line to read next; while one is being read, that one."""
    last_line: int | None = None
    """The line that was begun last on this page."""
    passage_first: int = 0
    passage_end: int = 0
    """The index after the last line of the passage that is being read."""
    focus: int | None = None
    ways: Ways = Ways.PAGE
    """The list in which somebody with switches is."""
    way: Command | Ways | None = None
    """What is focused of it, unless that is a choice."""
    is_in_ring: bool = False
    """What is focused is what a switch takes."""
    rounds: int = 0
    """So often all items have been scanned, and none taken."""
    waits_long: bool = False
    """The scanning stays longer at this item than at others."""
    dwell: Dwell = Dwell.NONE
    debounce_turn: int | None = None
    """The turn of the press after which further ones are not meant."""

    reply: tuple[Text, ...] = ()
    reply_index: int = 0
    reply_detour: int = 0
    """How many texts at the head of `reply` are not gone on with when they are cut."""
    after_reply: After = After.READ_ON
    last_was_reply: bool = False
    repeatable: tuple[Text, ...] = ()
    """What "repeat" says instead of the sentence: the latest reply, if it was no mere remark."""
    held: tuple[Text, ...] = ()
    """What was still to be said of the reply that a pause cut."""
    after_held: After = After.READ_ON
    announced: tuple[Text, ...] = ()
    """What nobody asked for and is being said."""
    unsaid: tuple[Text, ...] = ()
    """The same, cut: it waits until what cut it is being said, and is pending then."""
    asked_in: Phase = Phase.READING
    """What a question that is to confirm something has interrupted."""
    pending: tuple[Text, ...] = ()
    """Notices that nobody asked for: said at the next pause."""

    aside: Text | None = None
    """What is said between two sentences, and shown from the moment it is known."""
    aside_sentences: int = 0
    """How many more may begin before it goes from the screen."""
    sound: Earcon | None = None
    """The earcon that came last."""
    word: Stretch | None = None
    """What is sounding now, in the shown wording of its sentence."""
    said: tuple[Text, ...] = ()
    """The sentences that were said last, the newest first."""
    is_prepared: bool = False
    """The speaker has been asked to prepare what may follow from here."""

    has_sound_switch: bool = False
    """As the policy says: somebody may have nothing but a sound."""
    largest_text_size: int | None = None
    """What the screen has room for; None where there is no screen."""

    voice: Voice = Voice.STARTING
    speaker_fault: SpeakerFault | None = None
    """Why nothing sounds, while `voice` is `CAPTIONS`."""
    hearing: Hearing = Hearing.STARTING
    engine: str = ""
    listener_fault: ListenerFault | None = None
    """Why nothing is heard, while `hearing` is `NONE`."""
    quality: Quality = Quality.UNTRIED
    level: int = 0
    """How loud it is, while the microphone is open."""
    is_microphone_open: bool = False
    is_hearing_speech: bool = False
    """An utterance has begun and not ended."""
    heard: str | None = None

    noinputs: int = 0
    nomatches: int = 0
    helps: int = 0
    reminders: int = 0
    window_retries: int = 0
    is_narrowed: bool = False
    """Only numbers, yes, no, staff and get help now are listened for."""
    mode: Mode = Mode.UNKNOWN
    is_orienting: bool = False
    """The introduction is being said, or has just been: a new person has not answered yet."""
    has_used_keys: bool = False
    can_say_no: bool = False
    """The last action came by voice, and "no" takes it back."""
    rejected: tuple[Intent, ...] = field(default=())
    alternatives: tuple[Intent, ...] = ()
    """What else the person may have said, at a question that is to confirm something."""
    has_told_of_talk: bool = False
    """That there is too much talk to understand anything; it is said once."""
    consents: frozenset[str] = frozenset()
    """The private pages that may be heard in this visit."""
    silent_page: str | None = None
    """The private page that the person reads on the screen."""
    is_reading_everything: bool = False
    """The page is read through, and nothing is asked before its end."""
    was_one_offered: bool = False
    """To give one thing at a time; it is offered once."""
    is_learning_keys: bool = False
    is_on_break: bool = False
    """The person rests, and their place is kept."""
    bookmark: Bookmark | None = None
    """What is kept of where the person reads; at the start that of the last visit."""
    unanswered: Bookmark | None = None
    """The place of the last visit, until the person has said whether to go on there."""
    was_told_of_keeping: bool = False
    """That what they set is not kept; it is said once."""
    beginning: Beginning = Beginning.VISIT
    ending: VisitEnding | None = None
    greeting: Greeting = Greeting.NONE
    are_hours_quiet: bool = False
    """Nobody is invited by voice."""
    is_idle_counted: bool = False
    """The time runs in which nobody does anything."""
    is_idle_over: bool = False
    """It has run out, and somebody is still speaking."""
    empty_sounds: int = 0
    """So many sounds in a row meant nothing."""
    warnings: int = 0
    """So often the kiosk has asked whether somebody is there."""
    is_in_grace: bool = False
    """The headset was pulled out a moment ago."""
    own_voice: OwnVoice = OwnVoice.UNKNOWN
    was_lesson_offered: bool = False
    unsteady_gap_seconds: float | None = None
    """So far apart a key was struck twice that was meant once; steadier keys are to be offered."""
    was_steadiness_offered: bool = False
    captured_key: str | None = None
    """The switch for next, while the one for select is asked for."""
    is_calling_staff: bool = False
    staff_called_turn: int | None = None
    """The turn in which staff were called who are still to be given time."""
    is_fetching: bool = False
    model_megabytes: int = 0

    @property
    def text_size(self) -> int:
        """The one that is chosen or, where the screen has no room for it, the largest it has."""
        chosen = self.settings.look.text_size
        return chosen if self.largest_text_size is None else min(chosen, self.largest_text_size)

    @property
    def visit(self) -> Visit:
        """Where the person is now."""
        is_inside = self.cursor < len(self.lines)
        sentence = self.lines[self.cursor].sentence if is_inside else len(self.lines)
        return Visit(self.place, sentence, self.focus)
