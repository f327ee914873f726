"""How well the microphone hears: said once when it changes for the worse, and when it is over.

What is wrong waits for the next pause, like all that nobody asked for; what is over before it was
said is not said at all. In a loud room, and while nothing comes from the microphone, the kiosk
leans on keys (`Draft.leans_on_words`): it offers them before words, and makes nothing of a guess.
"""

from mskiosk.core.draft import Draft
from mskiosk.core.events import Quality
from mskiosk.core.notices import Notice

_NOTICES = {
    Quality.VERY_QUIET: Notice.VOICE_QUIET,
    Quality.MUTED: Notice.MICROPHONE_MUTED,
    Quality.SILENT: Notice.MICROPHONE_SILENT,
    Quality.CLIPPING: Notice.VOICE_CLIPPED,
    Quality.LOUD_ROOM: Notice.ROOM_LOUD,
}


def microphone_changed(draft: Draft, quality: Quality) -> None:
    before = draft.state.quality
    draft.change(quality=quality)
    if quality is before or not draft.hears_speech:
        return
    was_said = _forget_unsaid(draft, before)
    if notice := _NOTICES.get(quality):
        draft.announce(draft.notice(notice))
    elif was_said:
        is_loud = before is Quality.LOUD_ROOM
        draft.announce(draft.notice(Notice.ROOM_CALM if is_loud else Notice.MICROPHONE_FINE))


def level_measured(draft: Draft, level: int) -> None:
    if draft.state.is_microphone_open:
        draft.change(level=level)


def judge_anew(draft: Draft) -> None:
    """Another microphone, or none: what was wrong with this one is no longer of interest."""
    _forget_unsaid(draft, draft.state.quality)
    draft.change(quality=Quality.UNTRIED, level=0)


def _forget_unsaid(draft: Draft, quality: Quality) -> bool:
    """Takes the words about `quality`, or about its end, from what is still to be said; tells
    whether there was something wrong that has been said."""
    state = draft.state
    ends = {draft.notice(Notice.ROOM_CALM), draft.notice(Notice.MICROPHONE_FINE)}
    notice = _NOTICES.get(quality)
    stale = ends | ({draft.notice(notice)} if notice else set())
    was_said = notice is not None and draft.notice(notice) not in (*state.pending, *state.unsaid)
    draft.change(
        pending=tuple(text for text in state.pending if text not in stale),
        unsaid=tuple(text for text in state.unsaid if text not in stale),
    )
    return was_said
