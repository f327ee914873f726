"""Where am I, and what can I do."""

from mskiosk.core.draft import Draft
from mskiosk.core.guide import Text
from mskiosk.core.notices import Notice
from mskiosk.core.places import terms_of, title_of
from mskiosk.core.policy import VOLUMES
from mskiosk.core.privacy import is_silent_here
from mskiosk.core.showing import view_of
from mskiosk.core.state import (
    OF_THE_START,
    After,
    AskingPlace,
    QuestionPlace,
    TopicPlace,
    page_of,
)
from mskiosk.core.view import LineKind, VoiceState

_WORTH_SAYING = (VoiceState.OFF, VoiceState.CAPTIONS)
"""That the kiosk speaks is heard; that it should and does not is said."""


def where_am_i(draft: Draft) -> None:
    """Place, position, ways on, settings, and whether the kiosk hears and speaks (E2, E20). A
    question is asked again at the end."""
    state = draft.state
    if isinstance(state.place, AskingPlace):
        draft.change(cursor=len(state.lines))
        draft.reply(_asked_at(draft), *_ways_and_settings(draft), *draft.question, after=After.WAIT)
        return
    at = state.last_line if state.last_line is not None else state.cursor
    draft.detour(
        draft.notice(
            Notice.HERE,
            title=state.title,
            line=state.lines[min(at, len(state.lines) - 1)].sentence + 1,
            lines=state.lines[-1].sentence + 1,
        ),
        _choices_here(draft),
        *_ways_and_settings(draft),
    )


def _choices_here(draft: Draft) -> Text:
    """Which one the person is on, where one is marked; else how many there are."""
    state, guide = draft.state, draft.guide
    if state.focus is None or state.focus >= len(state.choices):
        return draft.notice(Notice.HERE_CHOICES, count=len(state.choices))
    return draft.notice(
        Notice.HERE_CHOICE,
        number=guide.number(state.focus + 1),
        count=guide.number(len(state.choices)),
        label=state.choices[state.focus].label,
    )


def _asked_at(draft: Draft) -> Text:
    """The page on which a question is asked: the one it is about, or the one left for it."""
    state = draft.state
    visit = state.place.visit if isinstance(state.place, QuestionPlace) else None
    if visit is None and state.trail:
        visit = state.trail[-1]
    if visit and isinstance(visit.place, QuestionPlace) and visit.place.question in OF_THE_START:
        visit = None  # it is asked at the main menu
    place = visit.place if visit else TopicPlace(draft.guide.home)
    return draft.notice(Notice.HERE_QUESTION, title=title_of(place, draft.guide))


def _ways_and_settings(draft: Draft) -> tuple[Text, ...]:
    state = draft.state
    view = view_of(state, draft.guide)
    return (
        draft.notice(Notice.HERE_WAYS),
        draft.notice(
            Notice.HERE_VOICE,
            volume=state.settings.volume,
            most=VOLUMES,
            rate=state.settings.rate,
        ),
        *([] if state.settings.has_earcons else [draft.notice(Notice.SOUNDS_OFF)]),
        *([view.voice_status] if view.voice in _WORTH_SAYING else []),
        *([view.quality_status] if view.quality_status else []),
        view.microphone_status,
    )


def help_now(draft: Draft) -> None:
    """Urgent help and a person first; then how to use the kiosk; the second time, what is here."""
    state = draft.state
    draft.change(helps=state.helps + 1)
    texts: list[Text] = [
        draft.notice(Notice.HELP_SAFE),
        draft.notice(_how_to_use(draft)),
    ]
    if not state.helps:
        draft.detour(*texts)
        return
    page = None if isinstance(state.place, QuestionPlace) else page_of(state.place)
    if page is not None and terms_of(page, draft.guide):
        texts[1] = draft.notice(Notice.HELP_TERMS)
    if is_silent_here(draft.state):
        draft.detour(*texts, draft.notice(Notice.PRIVATE_SILENT))
        return
    if draft.asks_item_by_item:
        draft.detour(*texts)
        return
    texts += [draft.choice_said(index) for index in range(len(state.choices))]
    if all(line.kind is LineKind.CHOICE for line in state.lines[state.cursor :]):
        draft.change(cursor=len(state.lines))
        draft.reply(*texts, after=After.WAIT)  # the choices have been read with that
    else:
        draft.detour(*texts)


def _how_to_use(draft: Draft) -> Notice:
    if draft.asks_item_by_item:
        return Notice.ONE_HELP
    return Notice.HELP_SPEECH if draft.speaks_of_words else Notice.HELP_KEYS
