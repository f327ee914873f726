"""What may be said next, so that it can be rendered before anybody asks for it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from mskiosk.core.draft import Draft
from mskiosk.core.effects import Prepare
from mskiosk.core.guide import Text, Topic
from mskiosk.core.intents import Choose
from mskiosk.core.notices import Notice
from mskiosk.core.places import title_of
from mskiosk.core.policy import Switches
from mskiosk.core.privacy import is_heard, is_withheld
from mskiosk.core.reading import passage_end, topic_lines
from mskiosk.core.ring import items_of, label_of
from mskiosk.core.state import QuestionPlace

MOST_TEXTS = 60
_FREQUENT = (
    Notice.HELP_SAFE,
    Notice.HELP_SPEECH,
    Notice.HELP_KEYS,
    Notice.PAUSED,
    Notice.NOMATCH,
    Notice.NOINPUT,
    Notice.ANSWER_NOW,
    Notice.ANSWER_BY_KEY,
    Notice.HERE_WAYS,
    Notice.ALREADY_FIRST,
    Notice.FIRST_SENTENCE,
    Notice.LAST_SENTENCE,
    Notice.NOTHING_FOCUSED,
)


def prepare(draft: Draft) -> None:
    """Once for each arrival at a page, when the first sentence there sounds: then what the person
    waits for has been rendered."""
    if not draft.state.is_prepared and is_heard(draft.state):
        draft.change(is_prepared=True)
        texts = tuple(islice(dict.fromkeys(_likely(draft)), MOST_TEXTS))
        draft.emit(Prepare(texts, draft.state.settings.rate))


def _likely(draft: Draft) -> Iterator[Text]:
    """The likeliest first: the pages one step away, the way back, then the kiosk's own words."""
    guide, state = draft.guide, draft.state
    pages = [choice.goto for choice in state.choices]
    for page in dict.fromkeys((*pages, guide.urgent, guide.home)):
        if page in guide.topics and not is_withheld(guide.topics[page].title, state):
            yield from _first_passage(draft, guide.topics[page])
    back = state.trail[-1].place if state.trail else None
    if back and not isinstance(back, QuestionPlace):  # that is asked again
        yield draft.notice(Notice.BACK_AT, title=title_of(back, guide))
    choice_said = draft.item_said if draft.asks_item_by_item else draft.choice_said
    yield from map(choice_said, range(len(state.choices)))
    if state.settings.switches is not Switches.NONE:
        ways = (item for item in items_of(state, guide) if not isinstance(item, Choose))
        yield from (label_of(item, state, guide) for item in ways)
    yield from (draft.notice(notice) for notice in _FREQUENT)


def _first_passage(draft: Draft, topic: Topic) -> Iterator[Text]:
    most_words = draft.words_per_passage
    head = replace(topic, sections=topic.sections[:1], choices=(), sources=())
    lines = topic_lines(head, draft.guide, most_words)
    return (line.text for line in lines[: passage_end(lines, 0, most_words)])
