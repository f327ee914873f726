"""What cannot be done here is told, and what was going on goes on."""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon
from mskiosk.core.notices import Notice


def refuse(draft: Draft, notice: Notice) -> None:
    draft.chime(Earcon.NOT_UNDERSTOOD)
    draft.detour(draft.notice(notice))
