"""The schema of `mskiosk.yaml`: what can be set, within which limits, and the defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NewType

from mskiosk.configuration.limits import Between, Line, OneOf
from mskiosk.configuration.local_addresses import local_address
from mskiosk.core.intents import Intent
from mskiosk.core.look import TEXT_SIZES, USUAL_LOOK, Look, Theme
from mskiosk.core.policy import (
    DEFAULT_RATE,
    NO_KEY,
    RATES,
    SCAN_SECONDS,
    STRIKE_WINDOWS,
    VOLUMES,
    PatienceLevel,
    Policy,
    Profile,
    Switches,
)

DEFAULT_DEVICE = "default"
NO_DEVICE = "none"

KeyName = NewType("KeyName", str)
KeyNames = tuple[KeyName, ...]
SwitchKey = NewType("SwitchKey", str)
"""The name of a key, or `NO_KEY`."""
Language = NewType("Language", str)
Headset = NewType("Headset", str)
"""A part of the name of a headset, as the sound system lists it."""
KeymapName = NewType("KeymapName", str)
"""One of those that come with the program, or the path of a file."""
CommandPart = NewType("CommandPart", str)
CommandLine = tuple[CommandPart, ...]
"""A program by its path, and what it is given; empty: none."""
StaffAddress = NewType("StaffAddress", str)
"""An address of HTTP in the house."""
StaffWords = NewType("StaffWords", str)
"""One or two sentences."""
QuietHours = NewType("QuietHours", str)
"""Such as "20:00-07:30"."""


class Region(StrEnum):
    """Whose emergency number is read out; `NONE`: all of them, each with its place."""

    US = "us"
    UK = "uk"
    EU = "eu"
    NONE = "none"


class EngineChoice(StrEnum):
    AUTO = "auto"
    """Vosk with an installed model; without one PocketSphinx. Beside either the spotter, where
    there is one for the language."""
    VOSK = "vosk"
    POCKETSPHINX = "pocketsphinx"
    NONE = "none"


class Downloads(StrEnum):
    ASK = "ask"
    """The kiosk may offer, once, to fetch the better recogniser."""
    NEVER = "never"


class LogPlace(StrEnum):
    """Where the log of a clinic's kiosk goes."""

    AUTO = "auto"
    """To the system's journal where the kiosk is a service of systemd, else to files."""
    FILE = "file"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    rate_words_per_minute: Annotated[int, OneOf(RATES)] = DEFAULT_RATE
    volume: Annotated[int, Between(least=1, most=VOLUMES)] = 7
    """Volume step at start."""
    aloud: bool = True
    earcons: bool = True
    """The short sounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    text_size: Annotated[int, OneOf(TEXT_SIZES)] = USUAL_LOOK.text_size
    """At start."""
    theme: Theme = USUAL_LOOK.theme
    double_spaced: bool = USUAL_LOOK.is_double_spaced
    one_at_a_time: bool = USUAL_LOOK.is_one_at_a_time
    """One sentence or one choice is given at start, and nothing else."""

    @property
    def look(self) -> Look:
        return Look(
            text_size=self.text_size,
            theme=self.theme,
            is_double_spaced=self.double_spaced,
            is_one_at_a_time=self.one_at_a_time,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    headset: bool | Headset = False
    """The kiosk's voice cannot reach the microphone, so it may listen while it speaks; with a
    name, it reaches nobody but the wearer of that headset."""
    microphone: Annotated[str, Line('"default", "none" or the name of a device')] = DEFAULT_DEVICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    patience: PatienceLevel = PatienceLevel.STANDARD
    window_seconds: Annotated[
        float, Between(least=1.5, most=6, because="a passage is followed by a short wait")
    ] = 1.5
    """How long the kiosk listens between two passages."""
    engine: EngineChoice = EngineChoice.AUTO
    sound_switch: bool = False
    """Any voiced sound of 0.3 to 2 s is the press of the one switch; words are not heard."""


_PAD = KeymapName("numeric-pad")
_SWITCHES_OF_KEYMAPS = {
    KeymapName("two-switches"): Switches.TWO,
    KeymapName("one-switch"): Switches.ONE,
    KeymapName("ez-access"): Switches.TWO,
    KeymapName("storm-audionav"): Switches.TWO,
}
"""These have too few keys for everything: what they cannot do comes after the choices of a page,
and there is time for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    keymap: KeymapName = KeymapName("full")
    double_strike_seconds: Annotated[float, OneOf(STRIKE_WINDOWS)] = 0.25
    """Within this the same key counts once; 0: only the repeats of a held key are dropped."""
    additions: Mapping[KeyName, Intent] = field(default_factory=dict)
    """More keys, such as those of a nine-key pad, and what each means."""
    next_switch: SwitchKey = SwitchKey(NO_KEY)
    select_switch: SwitchKey = SwitchKey(NO_KEY)
    """The keys that a person has set up as switches; with one switch, only the second."""
    switches: Switches = Switches.NONE
    """With how many switches the person does everything."""
    scan_seconds: Annotated[float, OneOf(SCAN_SECONDS)] = 2.0
    """With one switch: how long the kiosk stays at each item, once it has said it, or the person
    does before it is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """Waits for a person who does nothing. The limits are those of VVSG 2.0, 7.2-O, where it has
    one, and otherwise at least ten times the least that people with slow speech need."""

    noinput_seconds: Annotated[
        float, Between(least=10, most=100, because="slow and tired speakers need 10 s to begin")
    ] = 10.0
    reminder_seconds: Annotated[
        float, Between(least=20, most=600, because="a reminder must not hurry anybody")
    ] = 60.0
    reminders: Annotated[int, Between(least=0, most=50)] = 5
    visit_seconds: Annotated[
        float, Between(least=120, most=300, because="a visit ends after 2 to 5 minutes of nothing")
    ] = 180.0
    warning_seconds: Annotated[
        float, Between(least=20, most=45, because="people need 20 s to answer, and 45 s are enough")
    ] = 45.0
    grace_seconds: Annotated[
        float,
        Between(
            least=20,
            most=45,
            because="hands that shake need 20 s to put a plug back, "
            "and after 45 s the next person may be there",
        ),
    ] = 30.0
    """From the pulling of a headset to the end of the visit."""
    break_minutes: Annotated[
        float,
        Between(
            least=5,
            most=60,
            because="a rest takes at least 5 minutes, and others wait for the kiosk",
        ),
    ] = 15.0
    """The longest that "take a break" keeps a visit."""


class DisplayKind(StrEnum):
    """What `mskiosk kiosk` draws on."""

    AUTO = "auto"
    """The first of the others that is there."""
    WAYLAND = "wayland"
    X11 = "x11"
    CONSOLE = "console"
    """The terminal that it was started on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiosk:
    """What a kiosk does that strangers use one after the other, and on which machine."""

    invite_minutes: Annotated[
        int,
        Between(
            least=0,
            most=60,
            because="0 is never, and more than once a minute would wear out those who wait",
        ),
    ] = 5
    """So often the resting kiosk invites by voice."""
    quiet_hours: QuietHours | None = None
    """In these it invites nobody by voice."""
    display: DisplayKind = DisplayKind.AUTO
    screen_diagonal_inches: Annotated[
        float, Between(least=7, most=65, because="a smaller screen holds too few letters")
    ] = 22.0
    viewing_distance_cm: Annotated[
        float, Between(least=30, most=150, because="people reach the keys from where they read")
    ] = 60.0
    """With the diagonal of the screen it decides how big letters are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """How staff are called; by nothing, unless one of the two is set."""

    command: CommandLine = ()
    address: StaffAddress | None = None
    words: StaffWords | None = None
    """How to get a person here."""

    @property
    def can_be_called(self) -> bool:
        return bool(self.command or self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logs:
    to: LogPlace = LogPlace.AUTO


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    profile: Profile = Profile.HOME
    region: Region = Region.NONE
    language: Language = Language("en")
    private_listening: bool = False
    """The kiosk is heard in the headset that `devices` names, and nowhere else."""
    voice: Voice = field(default_factory=Voice)
    screen: Screen = field(default_factory=Screen)
    devices: Devices = field(default_factory=Devices)
    listening: Listening = field(default_factory=Listening)
    keys: Keys = field(default_factory=Keys)
    idle: Idle = field(default_factory=Idle)
    kiosk: Kiosk = field(default_factory=Kiosk)
    staff: Staff = field(default_factory=Staff)
    logs: Logs = field(default_factory=Logs)
    content: Path | None = None
    """The folder that holds the language folders; None: what is shipped with the program."""
    models: Path | None = None
    """The folder of installed recognisers; None: the one of the profile."""
    downloads: Downloads = Downloads.ASK
    """In the clinic profile always `NEVER`."""

    @property
    def private_headset(self) -> str | None:
        """A part of the name of the only device that may sound."""
        headset = self.devices.headset
        return headset if self.private_listening and isinstance(headset, str) else None

    @property
    def network_family(self) -> str | None:
        """The one family of network sockets that is ever opened, as systemd writes it."""
        return local_address(self.staff.address).family if self.staff.address else None

    def can_be_used_with(self, switches: Switches) -> bool:
        """Whether `switches` can be what a person has set. Where there is nothing else to press or
        to say, only what there is; of one switch, either way to use it."""
        alone = _SWITCHES_OF_KEYMAPS.get(self.keys.keymap)
        if self.listening.sound_switch:
            alone = Switches.ONE
        return alone in (None, switches) or (alone is Switches.ONE and switches.is_one)

    @property
    def _switches(self) -> Switches:
        """What a keymap is for; with one switch, it may be the person who goes on."""
        made_for = _SWITCHES_OF_KEYMAPS.get(self.keys.keymap, self.keys.switches)
        steps = made_for is Switches.ONE and self.keys.switches is Switches.STEP
        return Switches.STEP if steps else made_for

    def policy(self) -> Policy:
        return Policy(
            profile=self.profile,
            patience=self.listening.patience,
            rate=self.voice.rate_words_per_minute,
            volume=self.voice.volume,
            is_aloud=self.voice.aloud,
            has_earcons=self.voice.earcons,
            look=self.screen.look,
            strike_window_seconds=self.keys.double_strike_seconds,
            window_seconds=self.listening.window_seconds,
            has_sound_switch=self.listening.sound_switch,
            switches=self._switches,
            has_pad=self.keys.keymap == _PAD,
            next_switch=self.keys.next_switch,
            select_switch=self.keys.select_switch,
            scan_seconds=self.keys.scan_seconds,
            has_headset=bool(self.devices.headset),
            is_heard_in_private=self.private_headset is not None,
            noinput_seconds=self.idle.noinput_seconds,
            reminder_seconds=self.idle.reminder_seconds,
            reminders=self.idle.reminders,
            visit_seconds=self.idle.visit_seconds,
            warning_seconds=self.idle.warning_seconds,
            grace_seconds=self.idle.grace_seconds,
            whole_break_seconds=self.idle.break_minutes * 60,
            invite_seconds=self.kiosk.invite_minutes * 60,
            calls_staff=self.staff.can_be_called,
        )
