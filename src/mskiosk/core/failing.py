"""Voices, microphones and downloads come and go; the person is told, and nothing stops."""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon
from mskiosk.core.events import (
    FetchEnded,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    SpeakerFailed,
    SpeakerFault,
)
from mskiosk.core.missing_voice import about_missing_voice, without_missing_voice
from mskiosk.core.notices import Notice
from mskiosk.core.overhearing import judge_anew
from mskiosk.core.state import After, Hearing, OwnVoice, Phase, Voice
from mskiosk.core.visiting import begin_to_speak

_LISTENER_NOTICES = {
    ListenerFault.NO_DEVICE: Notice.NO_MICROPHONE,
    ListenerFault.TAKEN: Notice.MICROPHONE_TAKEN,
    ListenerFault.NO_ENGINE: Notice.NO_RECOGNISER,
    ListenerFault.LOST: Notice.HEARING_LOST,
}
_SPOKEN_PERCENTS = 25
_SENTENCES_AWAY = 100
"""So many may be shown while a headset is waited for, and the screen still says so."""


def speaker_ready(draft: Draft) -> None:
    """What was still to be said about a voice that is missing is no longer true."""
    before = draft.state.voice
    pending = without_missing_voice(draft, draft.state.pending)
    aside = draft.state.aside
    if aside == draft.notice(Notice.HEADSET_AWAY):
        aside = None
    draft.change(
        voice=Voice.WORKS, speaker_fault=None, is_prepared=False, pending=pending, aside=aside
    )
    match before:
        case Voice.STARTING if draft.state.phase is Phase.STARTING:
            begin_to_speak(draft)
        case Voice.STARTING:
            draft.say_again()
        case Voice.RESTARTING:
            draft.say_again(draft.notice(Notice.VOICE_BACK))
        case Voice.CAPTIONS if draft.state.settings.is_aloud:
            draft.announce(draft.notice(Notice.SOUND_BACK))
        case _:
            pass


def speaker_failed(draft: Draft, event: SpeakerFailed) -> None:
    before = draft.state.voice
    if event.fault is SpeakerFault.HEADSET_AWAY:
        away = draft.notice(Notice.HEADSET_AWAY)
        draft.change(voice=Voice.RESTARTING, aside=away, aside_sentences=_SENTENCES_AWAY)
        return
    if event.fault is SpeakerFault.RESTARTING:
        if before is not Voice.STARTING:
            draft.change(voice=Voice.RESTARTING)
        return
    draft.change(voice=Voice.CAPTIONS, speaker_fault=event.fault)
    if before is Voice.CAPTIONS:
        return
    told = about_missing_voice(draft)
    if draft.state.phase is Phase.STARTING:
        draft.change(pending=(*draft.state.pending, *told))
        begin_to_speak(draft)
    elif before is Voice.STARTING:
        draft.say_again()  # what the person has asked for comes first
        draft.announce(*told)
    elif before is Voice.RESTARTING:
        draft.say_again(*told)
    else:
        draft.announce(*told)


def listener_ready(draft: Draft, event: ListenerReady) -> None:
    state = draft.state
    before = state.hearing
    judge_anew(draft)
    draft.change(
        hearing=Hearing.TYPED if event.is_typed else Hearing.SPEECH,
        engine=event.engine,
        listener_fault=None,
        is_microphone_open=False,
    )
    if before in (Hearing.RESTARTING, Hearing.NONE):
        draft.announce(draft.notice(Notice.HEARING_BACK))
    elif before is Hearing.SPEECH and state.engine != event.engine:
        draft.announce(draft.notice(Notice.HEARS_BETTER))
    _listen_as_before(draft)


def listener_failed(draft: Draft, event: ListenerFailed) -> None:
    is_restarting = event.fault is ListenerFault.RESTARTING
    before = draft.state.hearing
    after = Hearing.RESTARTING if is_restarting else Hearing.NONE
    if before is Hearing.STARTING and is_restarting:
        after = Hearing.STARTING
    if before is after:
        _tell_another_fault(draft, event.fault)
        return
    judge_anew(draft)
    draft.change(hearing=after, is_microphone_open=False, is_hearing_speech=False)
    if not is_restarting:
        draft.change(listener_fault=event.fault)
        draft.announce(draft.notice(_LISTENER_NOTICES[event.fault]))
    _listen_as_before(draft)


def _tell_another_fault(draft: Draft, fault: ListenerFault) -> None:
    """Nothing is heard still, for another reason: plugged in again, and taken; or unplugged."""
    known = draft.state.listener_fault
    if fault not in _LISTENER_NOTICES or known is None or fault is known:
        return
    stale = draft.notice(_LISTENER_NOTICES[known])
    pending = tuple(text for text in draft.state.pending if text != stale)
    draft.change(listener_fault=fault, pending=pending)
    draft.announce(draft.notice(_LISTENER_NOTICES[fault]))


def voice_not_kept(draft: Draft) -> None:
    """What was learned of the person's speech could not be written."""
    draft.change(own_voice=OwnVoice.NOT_KEPT)
    draft.announce(draft.notice(Notice.VOICE_NOT_KEPT))


def settings_not_kept(draft: Draft) -> None:
    """What the person has set could not be written; once they know it, they know it."""
    if not draft.state.was_told_of_keeping:
        draft.change(was_told_of_keeping=True)
        draft.announce(draft.notice(Notice.SETTING_NOT_KEPT))


def _listen_as_before(draft: Draft) -> None:
    """Opens the microphone where it should be open now, and lets no wait hang on it."""
    match draft.state.phase:
        case Phase.WINDOW:
            draft.open_window()
        case Phase.WAITING:
            draft.wait()
        case Phase.PAUSED:
            draft.pause()
        case _:
            pass


def fetch_progressed(draft: Draft, percent: int) -> None:
    if draft.state.is_fetching and 0 < percent < 100 and percent % _SPOKEN_PERCENTS == 0:
        earlier = [draft.notice(Notice.FETCH_PROGRESS, percent=n) for n in range(0, percent, 25)]
        pending = tuple(text for text in draft.state.pending if text not in earlier)
        draft.change(pending=pending)
        draft.announce(draft.notice(Notice.FETCH_PROGRESS, percent=percent))


def fetch_ended(draft: Draft, event: FetchEnded) -> None:
    draft.change(is_fetching=False)
    if event.reason is None:
        draft.announce(draft.notice(Notice.FETCH_DONE))
    else:
        draft.announce(draft.notice(Notice.FETCH_FAILED, reason=event.reason))


def reply_ended(draft: Draft) -> None:
    match draft.state.after_reply:
        case After.READ_ON if draft.hears_speech and _is_longer_than_a_passage(draft):
            # without this a person with nothing but a voice would have to wait too long
            draft.chime(Earcon.LISTENING)
            draft.open_window()
        case After.READ_ON:
            draft.read_on()
        case After.LISTEN:
            draft.open_window()
        case After.WAIT:
            draft.wait()
        case After.STAY_PAUSED:
            draft.pause()
        case After.END:
            draft.end()


def _is_longer_than_a_passage(draft: Draft) -> bool:
    words = sum(len(text.spoken.split()) for text in draft.state.reply)
    return words > draft.words_per_passage
