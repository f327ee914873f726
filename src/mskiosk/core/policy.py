"""The numbers that shape a dialogue: waits, bands, limits. Times are in seconds."""

from dataclasses import dataclass
from enum import StrEnum

from mskiosk.core.effects import Patience
from mskiosk.core.look import USUAL_LOOK, Look

RATES = (60, 80, 100, 125, 160, 200, 250)
"""Words a minute. VVSG 2.0 7.1-K: default 120-125, range 60-70 to 240-250, 6 to 8 steps."""
DEFAULT_RATE = 125
VOLUMES = 10
"""Volume steps, counted from 1."""

STRIKE_WINDOWS = (0.0, 0.25, 0.5, 1.0, 2.0)
"""In seconds: within this the same key counts once. EN 301 549 5.8 asks for up to 0.5 s and more;
0 lets double strikes through."""
SCAN_SECONDS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
"""How long the kiosk may stay at each item while it scans."""

TICK_SECONDS = 1.5
"""So often somebody who is silent amid an utterance is told that they are still listened to."""


class Profile(StrEnum):
    HOME = "home"
    CLINIC = "clinic"


class PatienceLevel(StrEnum):
    STANDARD = "standard"
    PATIENT = "patient"
    VERY_PATIENT = "very patient"


NO_KEY = "none"
"""In place of the name of a key."""


class Switches(StrEnum):
    """With how many switches the person does everything."""

    NONE = "none"
    TWO = "two"
    """One goes on to the next item, the other takes it; no time counts (M4)."""
    ONE = "one"
    """The kiosk goes from item to item, and the switch takes the one it is at (M3)."""
    STEP = "step"
    """One switch goes on to the next item, and staying at it takes it (M5)."""

    @property
    def is_one(self) -> bool:
        """There is one switch, whatever its press does."""
        return self in (Switches.ONE, Switches.STEP)


PATIENCE = {
    PatienceLevel.STANDARD: Patience(complete_seconds=0.7, incomplete_seconds=2.0),
    PatienceLevel.PATIENT: Patience(
        complete_seconds=2.0, incomplete_seconds=4.0, most_voiced_seconds=8.0
    ),
    PatienceLevel.VERY_PATIENT: Patience(
        complete_seconds=4.0, incomplete_seconds=10.0, most_voiced_seconds=12.0
    ),
}
"""VoiceXML platforms end an utterance after 0.3 to 1 s of silence, which cuts off many people
with MS (accessibility.md X3, C4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    profile: Profile = Profile.HOME
    patience: PatienceLevel = PatienceLevel.STANDARD
    rate: int = DEFAULT_RATE
    """Words a minute at start; one of `RATES`."""
    volume: int = 7
    """Volume step at start."""
    is_aloud: bool = True
    has_earcons: bool = True
    strike_window_seconds: float = 0.25
    """Within this the same key counts once; one of `STRIKE_WINDOWS`."""
    look: Look = USUAL_LOOK
    has_colours: bool = True
    """The screen shows those of a theme, and not always its own."""
    switches: Switches = Switches.NONE
    has_pad: bool = False
    """The keys are those of a numeric pad, and not of a whole keyboard."""
    next_switch: str = NO_KEY
    select_switch: str = NO_KEY
    """The names of keys."""
    scan_seconds: float = 2.0
    """One of `SCAN_SECONDS`."""
    scan_rounds: int = 3
    """So often all items are scanned without a press; then the kiosk rests."""

    passage_seconds: float = 20.0
    """The longest that the kiosk reads without listening."""
    window_seconds: float = 1.5
    """How long it listens between two passages; adjustable to 6 s."""
    gap_seconds: float = 0.4
    """The pause between two passages when there is nobody to listen to."""
    has_headset: bool = False
    """The kiosk's own voice cannot reach the microphone, so it may listen while it speaks."""
    has_sound_switch: bool = False
    """Any voiced sound is the press of the one switch, and words are not listened for."""
    debounce_seconds: float = 1.0
    """Presses of the one switch this soon after another are not meant (M6). Nothing that takes less
    than a second has been heard to its end, so that nobody has a reason to press so soon."""
    is_heard_in_private: bool = False
    """Nobody but the person can hear the kiosk, whatever is unplugged."""
    deaf_seconds: float = 0.25
    """Tail of the loudspeaker after a prompt."""

    noinput_seconds: float = 10.0
    """Silence after a question before the first reprompt. Most platforms use 3 s, which is
    too short for many people with MS."""
    answer_seconds: float = 5.0
    """What may come after the longest utterance: without an end to it, it is given up."""
    reminder_seconds: float = 60.0
    break_seconds: float = 180.0
    """The same while somebody takes a break."""
    reminders: int = 5
    """How often the kiosk reminds a person who does nothing."""

    has_visits: bool = False
    """Strangers come one after the other: each visit ends, by idleness if need be, and leaves
    nothing."""
    calls_staff: bool = False
    """The kiosk can tell staff that they are wanted."""
    staff_again_seconds: float = 60.0
    """Staff who have been called are not called again within this."""
    visit_seconds: float = 180.0
    """Silence of a person, and of the kiosk, until the kiosk asks whether somebody is there.
    VVSG 2.0 7.2-O: 2 to 5 minutes from the end of what is said."""
    warning_seconds: float = 45.0
    """For the answer, from the end of the question. VVSG 2.0 7.2-O: 20 to 45."""
    warning_again_seconds: float = 10.0
    """So often it is asked again."""
    grace_seconds: float = 30.0
    """From the pulling of a headset to the end of the visit (accessibility.md P4: 20 to 45)."""
    whole_break_seconds: float = 900.0
    """The longest break; then it is as if nothing had happened for `visit_seconds`."""
    invite_seconds: float = 300.0
    """So often the resting kiosk invites by voice; 0: never."""

    orients: bool = False
    """Whoever comes is new: a visit begins with the introduction."""
    offers_lessons: bool = False
    """After misunderstandings the kiosk offers to learn how the person speaks."""
    offers_one_by_one: bool = False
    """After misunderstandings and long silences it offers to give one thing at a time."""

    accept_confidence: float = 0.5
    confirm_confidence: float = 0.25

    trail_length: int = 50
    """How many places "go back" remembers."""

    def __post_init__(self) -> None:
        if self.rate not in RATES:
            raise ValueError(f"rate {self.rate} is not one of {RATES}")
        if self.scan_seconds not in SCAN_SECONDS:
            raise ValueError(f"{self.scan_seconds} s of scanning is not one of {SCAN_SECONDS}")
        if not 1 <= self.volume <= VOLUMES:
            raise ValueError(f"volume {self.volume} is not 1 to {VOLUMES}")
        if self.strike_window_seconds not in STRIKE_WINDOWS:
            seconds = self.strike_window_seconds
            raise ValueError(f"a window of {seconds} s is not one of {STRIKE_WINDOWS}")
