"""Which texts are private: the mark that the words of a private page carry wherever they go (E7).

Where other people may hear, the dialogue is given a guide whose private pages consist of
`PrivateText`. Whatever is made of one is one, and `Draft` decides, for each text that is about to
be said, whether it may be heard.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mskiosk.core.guide import Choice, Guide, Section, Source, Text, Topic
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.state import QuestionPlace, State, Visit, Voice, page_of


@dataclass(frozen=True, slots=True)
class PrivateText(Text):
    """Words of the private page `page`, which is a topic id."""

    page: str


def guarded(guide: Guide, policy: Policy) -> Guide:
    """The guide with its private pages marked, where anybody else could hear them."""
    if policy.profile is not Profile.CLINIC or policy.is_heard_in_private:
        return guide
    open_to_all = frozenset({guide.home, guide.urgent, guide.words})
    return replace(guide, topics=_GuardedTopics(guide.topics, open_to_all))


def marked(text: Text, page: str) -> PrivateText:
    return PrivateText(text.shown, text.spoken, page)


def marked_like(text: Text, *originals: object) -> Text:
    """`text`, which was made of `originals`: private if one of them is."""
    pages = (original.page for original in originals if isinstance(original, PrivateText))
    page = next(pages, None)
    return text if page is None else marked(text, page)


def noticed(guide: Guide, notice: Notice, **values: str | int | Text) -> Text:
    """The notice with its fields filled in; private if a value is."""
    return marked_like(guide.notice(notice, **values), *values.values())


def is_heard(state: State) -> bool:
    """Whether what is said sounds, rather than being shown alone."""
    return state.settings.is_aloud and state.voice is not Voice.CAPTIONS


def is_withheld(text: Text, state: State) -> bool:
    """Whether it is private, and nobody has said that it may be heard."""
    return isinstance(text, PrivateText) and text.page not in state.consents


def is_withheld_here(state: State) -> bool:
    """Whether the words of this place may not be heard by those who would hear them."""
    return is_heard(state) and is_withheld(state.title, state)


def is_silent_here(state: State) -> bool:
    """Whether the person reads this place on the screen."""
    return is_withheld_here(state) and page_of(state.place) == state.silent_page


def asked_in_vain(state: State) -> Visit | None:
    """What the question here is about, when it has been answered meanwhile, or when nothing sounds
    any more."""
    place = state.place
    if not isinstance(place, QuestionPlace) or place.visit is None:
        return None
    return place.visit if page_of(place) in state.consents or not is_heard(state) else None


def audible(text: Text, guide: Guide, state: State) -> Text:
    """`text` with something in place of what would be heard and may not be."""
    if is_heard(state) and is_withheld(text, state):
        return Text(text.shown, guide.notice(Notice.PRIVATE_PAGE).spoken)
    return text


class _GuardedTopics(Mapping[str, Topic]):
    """Marks a private page when it is asked for: a large guide is not read through at start."""

    def __init__(self, topics: Mapping[str, Topic], open_to_all: frozenset[str]) -> None:
        self._topics = topics
        self._open_to_all = open_to_all
        self._marked: dict[str, Topic] = {}

    def __getitem__(self, id: str) -> Topic:  # noqa: A002  # the name that the type gives it
        topic = self._topics[id]
        if not topic.is_private or id in self._open_to_all:
            return topic
        return self._marked.get(id) or self._marked.setdefault(id, _marked_topic(topic))

    def __iter__(self) -> Iterator[str]:
        return iter(self._topics)

    def __len__(self) -> int:
        return len(self._topics)


def _marked_topic(topic: Topic) -> Topic:
    def own(text: Text) -> Text:
        return marked(text, topic.id)

    return replace(
        topic,
        title=own(topic.title),
        summary=tuple(map(own, topic.summary)),
        sections=tuple(
            Section(own(part.heading), tuple(tuple(map(own, p)) for p in part.paragraphs))
            for part in topic.sections
        ),
        choices=tuple(Choice(own(c.label), c.goto, c.phrases) for c in topic.choices),
        sources=tuple(Source(source.key, own(source.citation)) for source in topic.sources),
    )
