"""What there is to write down of each step of a dialogue: a pure observer, which counts a visit.

It sees states, which hold what a person was told and has said, and can give away none of that: a
`Record` has no place for it.
"""

from dataclasses import dataclass, replace

from mskiosk.core.effects import CallStaff, Effect, EndSession
from mskiosk.core.events import (
    Beginning,
    Ending,
    Event,
    HeadsetPlugged,
    HeadsetUnplugged,
    KeyCaptured,
    ListenerFailed,
    ListenerReady,
    MicrophoneChanged,
    Pressed,
    QuietHoursChanged,
    SampleHeard,
    SessionStarted,
    SpeakerFailed,
    SpeakerReady,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
    StaffCallEnded,
    StrikesUnsteady,
)
from mskiosk.core.events import ScreenMeasured as ScreenWasMeasured
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Command
from mskiosk.core.policy import Switches
from mskiosk.core.showing import whole_view_of
from mskiosk.core.state import Phase, RestingPlace, State
from mskiosk.kiosk.records import (
    Engine,
    HeadsetMoved,
    ListenerHasFailed,
    ListenerIsReady,
    MicrophoneHears,
    QuietHours,
    Record,
    ScreenMeasured,
    SpeakerHasFailed,
    SpeakerIsReady,
    StaffCalled,
    Started,
    VisitBegun,
    VisitEnd,
    VisitEnded,
    Way,
)

_DEVICES = (
    SpeakerIsReady | SpeakerHasFailed,
    ListenerIsReady | ListenerHasFailed,
    MicrophoneHears,
    HeadsetMoved,
    ScreenMeasured,
    QuietHours,
)
"""A record of one kind that says what the one before said is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of the visit that is under way."""

    begun_seconds: float
    """By the clock of the session."""
    presses: int = 0
    phrases: int = 0
    """Utterances that meant something where the person was."""
    nomatches: int = 0
    """Those with other words."""
    noinputs: int = 0
    helps: int = 0
    staff_calls: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    counts: Counts | None = None
    """None while there is no visit."""
    latest: tuple[Record, ...] = ()
    """Of each device."""
    has_started: bool = False
    """The session has: devices that come before it bring nobody."""

    def step(
        self,
        before: State,
        event: Event,
        after: State,
        effects: tuple[Effect, ...],
        *,
        guide: Guide,
        now_seconds: float,
    ) -> tuple["Tally", tuple[Record, ...]]:
        """The tally after the step, and what is to be written down."""
        tally, records = self._noted(_told(event))
        if isinstance(event, SessionStarted):
            tally = replace(tally, has_started=True)
        if tally.has_started and tally.counts is None and _is_somebody_there(after):
            tally = replace(tally, counts=Counts(begun_seconds=now_seconds))
            records = (*records, VisitBegun(_way(event, after)))
        if tally.counts:
            counts = _spoken(tally.counts, before, event, guide)
            tally = replace(tally, counts=_counted(counts, before, event, after, effects))
        end = next((effect for effect in effects if isinstance(effect, EndSession)), None)
        if end and tally.counts:
            records = (*records, _ended(tally.counts, _how(after, end), now_seconds))
            tally = replace(tally, counts=None)
        return tally, records

    def broken(self, now_seconds: float) -> tuple[Record, ...]:
        """What there is to write down when the program breaks."""
        return (_ended(self.counts, VisitEnd.FAULT, now_seconds),) if self.counts else ()

    def _noted(self, record: Record | None) -> tuple["Tally", tuple[Record, ...]]:
        device = next((each for each in _DEVICES if isinstance(record, each)), None)
        if record is None or record in self.latest:
            return self, ()
        if device is None:
            return self, (record,)
        others = tuple(each for each in self.latest if not isinstance(each, device))
        return replace(self, latest=(*others, record)), (record,)


def _told(event: Event) -> Record | None:
    """What an event is worth of itself."""
    match event:
        case SessionStarted(begins=begins):
            return Started(begins)
        case SpeakerReady():
            return SpeakerIsReady()
        case SpeakerFailed(fault):
            return SpeakerHasFailed(fault)
        case ListenerReady(engine):
            known = engine in {each.value for each in Engine}
            return ListenerIsReady(Engine(engine) if known else Engine.OTHER)
        case ListenerFailed(listener_fault):
            return ListenerHasFailed(listener_fault)
        case MicrophoneChanged(quality):
            return MicrophoneHears(quality)
        case HeadsetPlugged() | HeadsetUnplugged():
            return HeadsetMoved(is_in=isinstance(event, HeadsetPlugged))
        case ScreenWasMeasured(largest):
            return ScreenMeasured(largest)
        case QuietHoursChanged(are_on):
            return QuietHours(are_on)
        case StaffCallEnded(is_called):
            return StaffCalled(is_called)
        case _:
            return None


def _is_somebody_there(state: State) -> bool:
    return not isinstance(state.place, RestingPlace) and state.phase is not Phase.ENDED


def _way(event: Event, after: State) -> Way:
    match event:
        case SessionStarted(begins=begins):
            ways = {Beginning.ANEW: Way.NEW_PERSON, Beginning.RESTARTED: Way.RESTART}
            return ways.get(begins, Way.START)
        case Pressed(Command.SWITCH) | SpeechEnded(ending=Ending.SWITCH):
            return Way.SWITCH
        case Pressed() | KeyCaptured() | StrikesUnsteady():
            return Way.KEY if after.settings.switches is Switches.NONE else Way.SWITCH
        case SpeechStarted() | SpeechPaused() | SpeechEnded() | SampleHeard():
            return Way.VOICE
        case HeadsetPlugged() | HeadsetUnplugged():
            return Way.HEADSET
        case _:
            return Way.OTHER


def _spoken(counts: Counts, before: State, event: Event, guide: Guide) -> Counts:
    if not isinstance(event, SpeechEnded) or not event.hypotheses or event.turn != before.turn:
        return counts
    has_greeted = isinstance(before.place, RestingPlace)  # and was believed, for a visit has begun
    grammar = Grammar.of(whole_view_of(before, guide), guide)
    if has_greeted or any(grammar.match(hypothesis.text) for hypothesis in event.hypotheses):
        return replace(counts, phrases=counts.phrases + 1)
    return replace(counts, nomatches=counts.nomatches + 1)


def _counted(
    counts: Counts, before: State, event: Event, after: State, effects: tuple[Effect, ...]
) -> Counts:
    return replace(
        counts,
        presses=counts.presses + isinstance(event, Pressed | KeyCaptured),
        noinputs=counts.noinputs + (after.noinputs > before.noinputs),
        helps=counts.helps + (after.helps > before.helps),
        staff_calls=counts.staff_calls + any(isinstance(each, CallStaff) for each in effects),
    )


def _how(after: State, end: EndSession) -> VisitEnd:
    if after.ending is not None:
        return VisitEnd(after.ending.value)
    return VisitEnd.NEW_PERSON if end.next is Beginning.ANEW else VisitEnd.GOODBYE


def _ended(counts: Counts, how: VisitEnd, now_seconds: float) -> VisitEnded:
    return VisitEnded(
        how=how,
        seconds=max(0, round(now_seconds - counts.begun_seconds)),
        presses=counts.presses,
        phrases=counts.phrases,
        nomatches=counts.nomatches,
        noinputs=counts.noinputs,
        helps=counts.helps,
        staff_calls=counts.staff_calls,
    )
