"""The only decisions: what the kiosk does when something happens.

`Dialogue.step` is a pure function from a state and an event to the next state and the effects to
carry out. It never waits: each phase names the one report that it waits for, and a timer that ends
the wait when the report does not come. Reports carry the turn they belong to, and those of an
earlier turn change nothing, which is what makes cancelled speech and late recognition safe.
"""

from dataclasses import dataclass
from typing import assert_never

from mskiosk.core.acting import act, describe_key
from mskiosk.core.calling import staff_call_ended, staff_may_be_called_again
from mskiosk.core.draft import Draft
from mskiosk.core.effects import Effect, SetVolume, Show, StartTimer, StopTimer
from mskiosk.core.events import (
    OF_VISITS,
    Beginning,
    Event,
    FetchEnded,
    FetchProgressed,
    HeadsetPlugged,
    HeadsetUnplugged,
    KeyCaptured,
    LevelMeasured,
    ListenerFailed,
    ListenerReady,
    MicrophoneChanged,
    Pressed,
    PromptFinished,
    QuietHoursChanged,
    SampleHeard,
    ScreenMeasured,
    SentenceStarted,
    SessionStarted,
    SettingsNotKept,
    SpeakerFailed,
    SpeakerReady,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
    StaffCallEnded,
    StrikesUnsteady,
    Timer,
    TimerExpired,
    VoiceNotKept,
    WordStarted,
)
from mskiosk.core.failing import (
    fetch_ended,
    fetch_progressed,
    listener_failed,
    listener_ready,
    reply_ended,
    settings_not_kept,
    speaker_failed,
    speaker_ready,
    voice_not_kept,
)
from mskiosk.core.guide import Guide
from mskiosk.core.hearing import (
    noinput,
    remind,
    speech_ended,
    speech_paused,
    speech_started,
    window_closed,
)
from mskiosk.core.idling import ask_when_idle, somebody_is_here
from mskiosk.core.intents import Command, Intent
from mskiosk.core.items import choice_at
from mskiosk.core.keeping import keep, may_be_kept, with_kept
from mskiosk.core.notices import Notice
from mskiosk.core.overhearing import level_measured, microphone_changed
from mskiosk.core.pads import worded_for_keys
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.preparing import prepare
from mskiosk.core.privacy import guarded
from mskiosk.core.relabelling import keep_labels_true
from mskiosk.core.resuming import ask_to_resume
from mskiosk.core.scanning import aimed_at, debounce, is_bounce, scan_on, stayed
from mskiosk.core.settings import cuts, settings_at_start
from mskiosk.core.showing import view_of
from mskiosk.core.sizing import screen_measured
from mskiosk.core.sounding import sentence_started, word_started
from mskiosk.core.state import (
    After,
    AskingPlace,
    Dwell,
    Hearing,
    OwnVoice,
    Phase,
    Question,
    QuestionPlace,
    RestingPlace,
    State,
    TopicPlace,
    Voice,
)
from mskiosk.core.steadying import offer_steadiness, strikes_unsteady
from mskiosk.core.switches import key_captured
from mskiosk.core.teaching import (
    heard_in_lesson,
    leave_if_deaf,
    sample_heard,
    unheard_in_lesson,
)
from mskiosk.core.travelling import remember
from mskiosk.core.tutoring import tutor_place
from mskiosk.core.unplugging import headset_plugged, headset_unplugged
from mskiosk.core.visit_timers import visit_timer_expired
from mskiosk.core.visiting import (
    begin_to_speak,
    heard_at_rest,
    invite,
    is_resting,
    pressed_at_rest,
    quiet_hours_changed,
)
from mskiosk.core.welcoming import first_pressed

_VOICE_START_SECONDS = 5.0
_BEGIN_RESTING = (Beginning.RESTING, Beginning.CLEARED, Beginning.RESTARTED)
_PAUSES = (Command.STOP, Command.PAUSE, Command.PAUSE_OR_CONTINUE, Command.SWITCH)
_PHASE_AFTER = {
    After.READ_ON: Phase.WINDOW,
    After.LISTEN: Phase.WINDOW,
    After.WAIT: Phase.WAITING,
    After.STAY_PAUSED: Phase.PAUSED,
}


@dataclass(frozen=True, slots=True)
class Step:
    state: State
    effects: tuple[Effect, ...]


class Dialogue:
    def __init__(self, guide: Guide, policy: Policy) -> None:
        self.guide = worded_for_keys(guarded(guide, policy), policy)
        self.policy = policy

    def begin(self) -> State:
        """The state before anything has happened; give it `SessionStarted` first."""
        return State(
            settings=settings_at_start(self.policy),
            place=TopicPlace(self.guide.home),
            title=self.guide.topics[self.guide.home].title,
            has_sound_switch=self.policy.has_sound_switch,
        )

    def step(self, state: State, event: Event) -> Step:
        """What `event` leads to. After the end nothing leads anywhere."""
        if state.phase is Phase.ENDED:
            return Step(state, ())
        draft = Draft(self.guide, self.policy, state)
        self._happen(draft, event)
        ask_when_idle(draft)
        keep_labels_true(draft)
        if not isinstance(event, SessionStarted):
            keep(draft, before=state)
        view = view_of(draft.state, self.guide)
        if isinstance(event, SessionStarted) or view != view_of(state, self.guide):
            draft.effects.insert(0, Show(view))
        return Step(draft.state, tuple(draft.effects))

    def _happen(self, draft: Draft, event: Event) -> None:
        state = draft.state
        match event:
            case SessionStarted():
                self._start(draft, event)
            case Pressed(intent):
                _pressed(draft, intent)
            case KeyCaptured(key):
                somebody_is_here(draft)
                key_captured(draft, key)
            case StrikesUnsteady(gap_seconds):
                strikes_unsteady(draft, gap_seconds)
            case SpeechStarted(turn):
                if turn == state.turn and state.is_microphone_open:
                    speech_started(draft)
            case SpeechPaused(turn):
                if turn == state.turn and state.is_hearing_speech:
                    speech_paused(draft)
            case SpeechEnded(turn):
                if turn == state.turn and state.is_microphone_open:
                    _heard(draft, event)
            case SampleHeard(turn):
                if turn == state.turn and state.is_microphone_open:
                    somebody_is_here(draft)
                    sample_heard(draft, event)
            case VoiceNotKept():
                voice_not_kept(draft)
            case SettingsNotKept():
                settings_not_kept(draft)
            case SentenceStarted(turn, index):
                if turn == state.turn and sentence_started(draft, index):
                    prepare(draft)
            case WordStarted(turn, index, offset):
                if turn == state.turn:
                    word_started(draft, index, offset)
            case PromptFinished(turn):
                if turn == state.turn:
                    _prompt_finished(draft)
                    offer_steadiness(draft)
            case TimerExpired(Timer.DEBOUNCE, turn):
                if turn == state.debounce_turn:
                    draft.change(debounce_turn=None)
            case TimerExpired(timer) if timer in OF_VISITS:
                visit_timer_expired(draft, timer)
            case TimerExpired(Timer.STAFF, turn):
                staff_may_be_called_again(draft, turn)
            case TimerExpired(timer, turn):
                if turn == state.turn:
                    _timer_expired(draft, timer)
            case SpeakerReady():
                speaker_ready(draft)
            case SpeakerFailed():
                speaker_failed(draft, event)
            case ListenerReady():
                listener_ready(draft, event)
            case ListenerFailed():
                listener_failed(draft, event)
            case MicrophoneChanged(quality):
                microphone_changed(draft, quality)
            case LevelMeasured(level):
                level_measured(draft, level)
            case ScreenMeasured(largest):
                screen_measured(draft, largest)
            case FetchProgressed(percent):
                fetch_progressed(draft, percent)
            case FetchEnded():
                fetch_ended(draft, event)
            case HeadsetPlugged():
                headset_plugged(draft)
            case HeadsetUnplugged():
                headset_unplugged(draft)
            case QuietHoursChanged(are_on):
                quiet_hours_changed(draft, are_on=are_on)
            case StaffCallEnded(is_called):
                staff_call_ended(draft, is_called=is_called)
            case _:
                assert_never(event)

    def _start(self, draft: Draft, event: SessionStarted) -> None:
        draft.change(
            model_megabytes=event.model_megabytes,
            hearing=Hearing.STARTING if event.has_microphone else Hearing.NONE,
            own_voice=OwnVoice.KEPT if event.knows_voice else OwnVoice.UNKNOWN,
        )
        rests = self.policy.has_visits and event.begins in _BEGIN_RESTING
        draft.change(beginning=event.begins)
        draft.put(RestingPlace() if rests else TopicPlace(self.guide.home))
        if self.policy.profile is Profile.HOME:
            self._find_again(draft, event)
        if event.teaches and not rests:
            remember(draft)
            draft.put(tutor_place(draft))
        elif event.offers_model and not rests:
            remember(draft)
            draft.put(QuestionPlace(Question.OFFER_MODEL))
        elif not rests:
            ask_to_resume(draft)
        draft.emit(SetVolume(draft.state.settings.volume))
        draft.emit(StartTimer(Timer.PROMPT, draft.state.turn, _VOICE_START_SECONDS))

    def _find_again(self, draft: Draft, event: SessionStarted) -> None:
        """What was kept of earlier visits; a page that is gone is none to go on at."""
        is_there = event.place and may_be_kept(event.place.topic, self.guide)
        place = event.place if is_there else None
        draft.change(
            settings=with_kept(draft.state.settings, event.kept),
            bookmark=place,
            unanswered=place,
        )
        if event.are_settings_lost:
            draft.change(pending=(draft.notice(Notice.SETTINGS_LOST),))
        elif event.are_settings_left_out:
            draft.change(pending=(draft.notice(Notice.SETTINGS_LEFT_OUT),))


def _pressed(draft: Draft, intent: Intent) -> None:
    if is_bounce(draft, intent):
        return
    somebody_is_here(draft)
    draft.change(has_used_keys=True, noinputs=0, nomatches=0, heard=None, sound=None)
    draft.change(window_retries=0, is_narrowed=False)
    if is_resting(draft) and pressed_at_rest(draft, intent):
        debounce(draft, intent)
        return
    if draft.state.phase is Phase.STARTING and (intent in _PAUSES or not cuts(intent)):
        return  # nothing is being said yet, and the welcome is to come
    if intent is Command.GET_HELP_NOW:
        draft.change(is_learning_keys=False)  # somebody in need gets it, also in key practice
    is_practice = draft.state.is_learning_keys and intent is not Command.LEARN_KEYS
    if is_practice or cuts(aimed_at(draft.state, intent)):
        draft.hush()
    if is_practice:
        draft.change(reminders=0)
        describe_key(draft, intent)
    elif not first_pressed(draft, intent):
        act(draft, intent, by_voice=False)
        debounce(draft, intent)


def _heard(draft: Draft, event: SpeechEnded) -> None:
    if is_resting(draft):
        meant = heard_at_rest(draft, event)
        if meant is not None:
            act(draft, meant, by_voice=True)
    elif not heard_in_lesson(draft, event):
        speech_ended(draft, event)


def _prompt_finished(draft: Draft) -> None:
    draft.change(word=None, sound=None)
    state = draft.state
    if leave_if_deaf(draft):
        return
    if state.phase is Phase.REPLYING:
        draft.emit(StopTimer(Timer.PROMPT))
        if state.is_hearing_speech and state.after_reply is not After.END:
            draft.stay_open(_PHASE_AFTER[state.after_reply])
        else:
            reply_ended(draft)
    elif state.phase is Phase.READING:
        draft.change(cursor=state.passage_end, last_line=state.passage_end - 1)
        is_asked = isinstance(state.place, AskingPlace) and state.passage_end == len(state.lines)
        if draft.asks_item_by_item and choice_at(draft.state) is not None:
            is_asked = True
            draft.change(cursor=state.passage_end - 1)  # whatever comes, it is asked about again
        if state.is_hearing_speech:
            draft.stay_open(Phase.WAITING if is_asked else Phase.WINDOW)
        elif is_asked:
            draft.wait()
        else:
            draft.open_window()


def _timer_expired(draft: Draft, timer: Timer) -> None:
    state = draft.state
    match timer, state.phase:
        case Timer.PROMPT, Phase.STARTING:
            begin_to_speak(draft)
        case Timer.PROMPT, Phase.READING | Phase.REPLYING if state.voice is Voice.RESTARTING:
            draft.emit(StartTimer(Timer.PROMPT, state.turn, _VOICE_START_SECONDS))
        case Timer.PROMPT, Phase.READING | Phase.REPLYING:
            _prompt_finished(draft)
        case Timer.WINDOW, Phase.WINDOW if not state.is_hearing_speech:
            window_closed(draft)
        case Timer.INVITE, Phase.WAITING:
            invite(draft)
        case Timer.SCAN, Phase.WAITING | Phase.PAUSED if not state.is_hearing_speech:
            if state.dwell is Dwell.NONE:
                scan_on(draft)
            elif (taken := stayed(draft)) is not None:
                act(draft, taken, by_voice=False)
        case Timer.NOINPUT, Phase.WAITING if not state.is_hearing_speech:
            if not unheard_in_lesson(draft):
                noinput(draft)
        case Timer.ANSWER, _ if state.is_hearing_speech:
            _heard(draft, SpeechEnded(state.turn, ()))
        case Timer.REMINDER, Phase.WAITING | Phase.PAUSED if not state.is_hearing_speech:
            remind(draft)
        case _:
            pass
