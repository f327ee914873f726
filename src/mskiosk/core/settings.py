"""Rate, volume and speech: changed in mid-sentence without losing the place."""

from dataclasses import replace

from mskiosk.core.draft import Draft
from mskiosk.core.effects import SetVolume
from mskiosk.core.notices import Notice
from mskiosk.core.places import lines_of
from mskiosk.core.policy import RATES, VOLUMES
from mskiosk.core.reading import line_of


def change_rate(draft: Draft, by: int) -> None:
    state = draft.state
    at = RATES.index(state.settings.rate) + by
    if not 0 <= at < len(RATES):
        draft.detour(draft.notice(Notice.SLOWEST if by < 0 else Notice.FASTEST), is_brief=True)
        return
    draft.change(settings=replace(state.settings, rate=RATES[at]))
    _cut_lines_anew(draft)
    draft.detour(
        draft.notice(Notice.SLOWER if by < 0 else Notice.FASTER, rate=RATES[at]), is_brief=True
    )


def _cut_lines_anew(draft: Draft) -> None:
    """Passages are counted in seconds, so another rate cuts long sentences elsewhere."""
    state = draft.state
    lines = lines_of(state.place, draft.guide, state.title, draft.words_per_passage)

    def moved(at: int) -> int:
        return line_of(lines, state.lines[at].sentence) if at < len(state.lines) else len(lines)

    draft.change(
        lines=lines,
        cursor=moved(state.cursor),
        last_line=None if state.last_line is None else moved(state.last_line),
    )


def change_volume(draft: Draft, by: int) -> None:
    state = draft.state
    volume = state.settings.volume + by
    if not 1 <= volume <= VOLUMES:
        draft.detour(draft.notice(Notice.QUIETEST if by < 0 else Notice.LOUDEST), is_brief=True)
        return
    draft.change(settings=replace(state.settings, volume=volume))
    draft.emit(SetVolume(volume))
    notice = Notice.QUIETER if by < 0 else Notice.LOUDER
    draft.detour(draft.notice(notice, volume=volume, most=VOLUMES), is_brief=True)


def switch_speech(draft: Draft) -> None:
    """Off is still said aloud; then captions alone go on at the pace of speech."""
    settings = draft.state.settings
    draft.change(settings=replace(settings, is_aloud=not settings.is_aloud))
    if settings.is_aloud:
        # The farewell of the voice is a prompt of its own: what follows it is silent.
        draft.change(settings=settings)
        draft.detour(draft.notice(Notice.SPEECH_OFF), is_brief=True)
        draft.change(settings=replace(settings, is_aloud=False))
    else:
        draft.detour(draft.notice(Notice.SPEECH_ON), is_brief=True)
