"""To pages that no list of choices offers: main menu, urgent help, sources, words, settings."""

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Earcon
from mskiosk.core.notices import Notice
from mskiosk.core.places import terms_of
from mskiosk.core.questions import answer
from mskiosk.core.refusing import refuse
from mskiosk.core.state import (
    QuestionPlace,
    SettingsPlace,
    SoundsPlace,
    SourcesPlace,
    TermsPlace,
    TopicPlace,
)
from mskiosk.core.travelling import enter, return_to_last_visit, take_up_again


def go_straight_to(draft: Draft, topic: str) -> None:
    if draft.state.place == TopicPlace(topic):
        draft.put(draft.state.place)
        draft.read_on()
    else:
        enter(draft, TopicPlace(topic))


def go_back(draft: Draft) -> None:
    place = draft.state.place
    if isinstance(place, QuestionPlace) and place.visit is None:
        answer(draft, is_yes=False)
    elif return_to_last_visit(draft) is None:
        draft.chime(Earcon.EDGE)
        draft.detour(draft.notice(Notice.ALREADY_FIRST))
    else:
        take_up_again(draft)


def show_sources(draft: Draft) -> None:
    match draft.state.place:
        case TopicPlace(id) | TermsPlace(id) if draft.guide.topics[id].sources:
            enter(draft, SourcesPlace(id))
        case SourcesPlace() as place:
            draft.put(place)
            draft.read_on()
        case _:
            refuse(draft, Notice.NO_SOURCES)


def explain_words(draft: Draft) -> None:
    match draft.state.place:
        case TopicPlace(id) | SourcesPlace(id) if terms_of(id, draft.guide):
            enter(draft, TermsPlace(id))
        case TermsPlace() as place:
            draft.put(place)
            draft.read_on()
        case _:
            refuse(draft, Notice.NO_TERMS)


def explain_sounds(draft: Draft) -> None:
    match draft.state.place:
        case QuestionPlace():
            draft.detour(*draft.question)
        case SoundsPlace() as place:
            draft.put(place)
            draft.read_on()
        case _:
            enter(draft, SoundsPlace())


def show_settings(draft: Draft) -> None:
    if draft.state.place == SettingsPlace():
        draft.put(draft.state.place)
        draft.read_on()
    else:
        enter(draft, SettingsPlace())
