"""Another person begins: nothing of the one before is left."""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import ForgetPerson, SetVolume
from mskiosk.core.keeping import forget_settings
from mskiosk.core.notices import Notice
from mskiosk.core.settings import settings_at_start
from mskiosk.core.state import Hearing, State, TopicPlace
from mskiosk.core.welcoming import greet

_KNOWN = (Hearing.TYPED, Hearing.NONE)
"""What nobody's voice has changed; everything else is as it was before the microphone was ready."""


def begin_anew(draft: Draft) -> None:
    """Only what is known of the machine stays. The turns go on, so that reports of the past change
    nothing."""
    draft.hush()
    draft.close_microphone()
    before = draft.state
    home = draft.guide.home
    draft.state = State(
        settings=settings_at_start(draft.policy),
        place=TopicPlace(home),
        title=draft.guide.topics[home].title,
        turn=before.turn,
        has_sound_switch=before.has_sound_switch,
        largest_text_size=before.largest_text_size,
        voice=before.voice,
        speaker_fault=before.speaker_fault,
        hearing=before.hearing if before.hearing in _KNOWN else Hearing.STARTING,
        listener_fault=before.listener_fault,
        engine=before.engine,
        is_fetching=before.is_fetching,
        model_megabytes=before.model_megabytes,
    )
    draft.put(TopicPlace(home))
    draft.emit(SetVolume(draft.state.settings.volume))
    draft.emit(ForgetPerson())
    forget_settings(draft)
    greet(draft, draft.notice(Notice.CLEARED))
