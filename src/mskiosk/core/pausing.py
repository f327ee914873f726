"""A pause, and what is still to be said after it."""

from mskiosk.core.draft import Draft
from mskiosk.core.notices import Notice
from mskiosk.core.state import After, Phase


def is_pausing(draft: Draft) -> bool:
    state = draft.state
    return state.phase is Phase.REPLYING and state.after_reply is After.STAY_PAUSED


def pause(draft: Draft, *, is_silent: bool) -> None:
    """What is left of a reply is held, for "continue"; a farewell is taken back."""
    state = draft.state
    is_replying = state.phase is Phase.REPLYING
    is_asked = is_replying and state.after_reply is After.WAIT
    if is_replying and state.after_reply is After.END:
        draft.change(after_reply=After.WAIT)
        draft.wait()
        return
    draft.hold_reply()
    if is_silent and (is_asked or state.phase is Phase.WAITING):
        draft.wait()
    elif is_silent:
        paused = draft.notice(Notice.PAUSED)
        draft.change(reply=(paused,), reply_index=0, reply_detour=1, last_was_reply=True)
        draft.pause()
    else:
        draft.remark(draft.notice(Notice.PAUSED), after=After.STAY_PAUSED)
