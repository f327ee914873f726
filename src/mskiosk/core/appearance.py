"""How the screen looks, changed at any moment without losing the place."""

from dataclasses import replace

from mskiosk.core.adjustments import THEME_NAMES
from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon
from mskiosk.core.look import Look, Theme
from mskiosk.core.notices import Notice
from mskiosk.core.privacy import is_heard
from mskiosk.core.remarking import remark
from mskiosk.core.state import Hearing, State

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


def hide_screen(draft: Draft) -> None:
    """Nothing but a hint stays on the screen, or everything is there again. Where nothing can be
    heard it stays as it is, for there would be nothing left; and lines that are written stay where
    they were written."""
    settings = draft.state.settings
    needed = _why_needed(draft.state)
    if needed is not None and not settings.is_screen_hidden:
        draft.chime(Earcon.NOT_UNDERSTOOD)
        remark(draft, draft.notice(needed))
        return
    draft.change(settings=replace(settings, is_screen_hidden=not settings.is_screen_hidden))
    shown, hidden = Notice.SCREEN_SHOWN, Notice.SCREEN_HIDDEN
    remark(draft, draft.notice(shown if settings.is_screen_hidden else hidden))


def _why_needed(state: State) -> Notice | None:
    if state.hearing is Hearing.TYPED:
        return Notice.SCREEN_WRITTEN
    return None if is_heard(state) else Notice.SCREEN_NEEDED


def _set_look(draft: Draft, look: Look) -> None:
    draft.change(settings=replace(draft.state.settings, look=look))
