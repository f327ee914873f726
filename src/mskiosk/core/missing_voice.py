"""Why nothing sounds, in words."""

from mskiosk.core.draft import Draft
from mskiosk.core.events import SpeakerFault
from mskiosk.core.guide import Text
from mskiosk.core.notices import Notice

_NOTICES = {
    SpeakerFault.NO_DEVICE: Notice.NO_SOUND,
    SpeakerFault.NO_HEADSET: Notice.NO_HEADSET,
    SpeakerFault.NO_ENGINE: Notice.NO_VOICE,
    SpeakerFault.LOST: Notice.VOICE_LOST,
}


def about_missing_voice(draft: Draft) -> tuple[Text, ...]:
    """Nothing for whom the voice is there, or who does not want it."""
    fault = draft.state.speaker_fault
    if fault is None or not draft.state.settings.is_aloud:
        return ()
    return (draft.notice(_NOTICES[fault]),)


def without_missing_voice(draft: Draft, texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """`texts` without all that is true of a missing voice alone."""
    stale = [draft.notice(notice) for notice in _NOTICES.values()]
    return tuple(text for text in texts if text not in stale)
