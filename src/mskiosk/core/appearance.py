"""How the screen looks, changed at any moment without losing the place."""

from dataclasses import replace

from mskiosk.core.adjustments import THEME_NAMES
from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon
from mskiosk.core.look import Look, Theme
from mskiosk.core.notices import Notice
from mskiosk.core.remarking import remark

_THEMES = tuple(Theme)


def change_colours(draft: Draft) -> None:
    """The next theme; after the last comes the first. Where the screen keeps its own colours, that
    is said."""
    if not draft.policy.has_colours:
        draft.chime(Earcon.NOT_UNDERSTOOD)
        remark(draft, draft.notice(Notice.COLOURS_FIXED))
        return
    before = draft.state.settings.look
    theme = _THEMES[(_THEMES.index(before.theme) + 1) % len(_THEMES)]
    _set_look(draft, replace(before, theme=theme))
    remark(draft, draft.notice(Notice.COLOURS, name=draft.notice(THEME_NAMES[theme])))


def space_lines(draft: Draft) -> None:
    """More space between the lines, or as much as before."""
    before = draft.state.settings.look
    _set_look(draft, replace(before, is_double_spaced=not before.is_double_spaced))
    close, apart = Notice.LINES_CLOSE, Notice.LINES_APART
    remark(draft, draft.notice(close if before.is_double_spaced else apart))


def _set_look(draft: Draft, look: Look) -> None:
    draft.change(settings=replace(draft.state.settings, look=look))
