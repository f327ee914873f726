"""How big the letters are: as big as the person wants, and no bigger than their screen can show.

What was chosen stays chosen on a screen that is too small for it, so that the letters grow again
with the screen.
"""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.guide import Text
from mskiosk.core.look import TEXT_SIZES
from mskiosk.core.notices import Notice
from mskiosk.core.remarking import remark
from mskiosk.core.stepping import stepped

_SMALLEST, _BIGGEST = TEXT_SIZES[0], TEXT_SIZES[-1]


def change_text_size(draft: Draft, by: int) -> None:
    state = draft.state
    if state.largest_text_size is None:
        remark(draft, draft.notice(Notice.TEXT_SIZE))
        return
    here = range(_SMALLEST, state.largest_text_size + 1)
    size = stepped(draft, here, state.text_size, by)
    if size is None:
        remark(draft, draft.notice(_edge(state.text_size + by)))
        return
    look = replace(state.settings.look, text_size=size)
    draft.change(settings=replace(state.settings, look=look))
    remark(draft, draft.notice(Notice.TEXT_SIZE_NOW, size=size, most=_BIGGEST))


def screen_measured(draft: Draft, largest: int) -> None:
    """Says so where the screen has too little room for what was chosen, and where it has enough
    again."""
    before = draft.state.text_size
    draft.change(largest_text_size=largest)
    if draft.state.text_size != before:
        pending = draft.state.pending
        stale = [_told(draft, size) for size in TEXT_SIZES]
        draft.change(pending=tuple(text for text in pending if text not in stale))
        draft.announce(_told(draft, draft.state.text_size))


def _told(draft: Draft, size: int) -> Text:
    """What is said when the screen has come to be one that shows `size`."""
    chosen = draft.state.settings.look.text_size
    if size < chosen:
        return draft.notice(Notice.TEXT_SIZE_LESS, wanted=chosen, size=size)
    return draft.notice(Notice.TEXT_SIZE_NOW, size=size, most=_BIGGEST)


def _edge(size: int) -> Notice:
    if size < _SMALLEST:
        return Notice.TEXT_SMALLEST
    return Notice.TEXT_BIGGEST if size > _BIGGEST else Notice.TEXT_BIGGEST_HERE
