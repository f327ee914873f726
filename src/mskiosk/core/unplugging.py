"""A headset at a clinic: putting its plug in begins a visit, and pulling it out ends it (P3, P4).

Hands that shake pull a plug by mistake. So there is a time of grace, in which the plug put back, or
anything else that a person does, goes on with the visit.
"""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import StartTimer
from mskiosk.core.events import Timer
from mskiosk.core.idling import is_asking, somebody_is_here
from mskiosk.core.notices import Notice
from mskiosk.core.resting import come_back
from mskiosk.core.state import After, Phase, VisitEnding
from mskiosk.core.visiting import is_resting, visit_begins, visit_ends


def headset_plugged(draft: Draft) -> None:
    if not draft.policy.has_visits:
        return
    was_in_grace = draft.state.is_in_grace
    somebody_is_here(draft)
    if is_resting(draft):
        visit_begins(draft)
    elif was_in_grace and not is_asking(draft):
        draft.hush()
        come_back(draft)


def headset_unplugged(draft: Draft) -> None:
    """Silence at once; nothing private may be heard from now on unless it is asked for again."""
    state, seconds = draft.state, draft.policy.grace_seconds
    if not draft.policy.has_visits or is_resting(draft) or state.phase is Phase.STARTING:
        return
    draft.hush()
    draft.hold_reply()
    draft.change(is_in_grace=True, consents=frozenset())
    draft.emit(StartTimer(Timer.GRACE, state.turn, seconds))
    out = draft.notice(Notice.HEADSET_OUT, seconds=round(seconds))
    draft.remark(out, after=After.WAIT if is_asking(draft) else After.STAY_PAUSED)


def grace_ended(draft: Draft) -> None:
    if draft.state.is_in_grace:
        visit_ends(draft, VisitEnding.HEADSET)
