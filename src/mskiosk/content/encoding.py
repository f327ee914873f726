"""Guides as JSON and back. Decoding trusts nothing: whatever is not exactly right is refused."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any, NoReturn, TypeVar

from mskiosk.content.fields import fields_of
from mskiosk.core.guide import (
    SETTINGS,
    Checked,
    Choice,
    EvidenceLevel,
    Guide,
    Section,
    Source,
    Term,
    Text,
    Topic,
    Universal,
)
from mskiosk.core.intents import Command
from mskiosk.core.notices import FIELDS, Notice

Item = TypeVar("Item")
_NUMBERS = 10
_MONTHS = 12


class Undecodable(Exception):  # noqa: N818 - a state of the cache, told to nobody
    """These bytes are no guide."""


def encode_topic(topic: Topic) -> bytes:
    """One topic; its id is kept elsewhere."""
    return _packed(
        [
            _text(topic.title),
            _texts(topic.summary),
            [[_text(s.heading), [_texts(p) for p in s.paragraphs]] for s in topic.sections],
            [[_text(c.label), c.goto, list(c.phrases)] for c in topic.choices],
            [[s.key, _text(s.citation)] for s in topic.sources],
            [topic.checked.date, topic.checked.by],
            topic.evidence,
            topic.reviewed_by,
            topic.is_treatment,
            topic.is_private,
            list(topic.words),
        ]
    )


def decode_topic(raw: bytes, name: str, known: Collection[str]) -> Topic:
    """The topic `name`, whose choices lead to `known` topics only. Raises `Undecodable`."""
    title, summary, sections, choices, sources, checked, evidence, reviewed, *flags, words = (
        _fields(_unpacked(raw), 11)
    )
    if any(type(flag) is not bool for flag in flags):
        _refuse()
    is_treatment, is_private = flags
    topic = Topic(
        id=name,
        title=_to_text(title),
        summary=_to_many(summary, _to_text),
        sections=_to_many(sections, _to_section),
        choices=_to_many(choices, _to_choice),
        sources=_to_many(sources, _to_source),
        checked=Checked(*map(_to_words, _fields(checked, 2))),
        evidence=None if evidence is None else _to_evidence(evidence),
        reviewed_by=None if reviewed is None else _to_words(reviewed),
        is_treatment=is_treatment,
        is_private=is_private,
        words=_to_many(words, _to_words),
    )
    if any(choice.goto not in {SETTINGS, *known} for choice in topic.choices):
        _refuse()
    return topic


def encode_frame(guide: Guide) -> bytes:
    """Everything but the topics."""
    return _packed(
        [
            [guide.language, guide.home, guide.urgent, guide.words, guide.date_form],
            {name: _text(text) for name, text in guide.notices.items()},
            {name: [list(u.phrases), _text(u.does)] for name, u in guide.universals.items()},
            list(guide.numbers),
            list(guide.number_phrases),
            list(guide.hesitations),
            list(guide.greetings),
            list(guide.months),
            {key: [_text(t.name), _texts(t.meaning), t.goto] for key, t in guide.glossary.items()},
            dict(guide.sounds),
            dict(guide.voiced),
        ]
    )


def decode_frame(raw: bytes, known: Collection[str]) -> Guide:
    """A guide without topics, its home, urgent and words among `known`. Raises `Undecodable`."""
    places, notices, universals, numbers, phrases, hesitations, *others = _fields(
        _unpacked(raw), 11
    )
    greetings, months, glossary, sounds, voiced = others
    language, home, urgent, words, date_form = map(_to_words, _fields(places, 5))
    if type(notices) is not dict or set(notices) != {notice.value for notice in Notice}:
        _refuse()
    if type(universals) is not dict or set(universals) != {c.value for c in Command}:
        _refuse()
    if any(type(mapping) is not dict for mapping in (glossary, sounds, voiced)):
        _refuse()
    guide = Guide(
        language=language,
        home=home,
        urgent=urgent,
        words=words,
        date_form=date_form,
        topics={},
        notices={Notice(name): _to_text(text) for name, text in notices.items()},
        universals={Command(name): _to_universal(u) for name, u in universals.items()},
        numbers=_to_many(numbers, _to_words),
        number_phrases=_to_many(phrases, _to_words),
        hesitations=_to_many(hesitations, _to_words),
        greetings=_to_many(greetings, _to_words),
        months=_to_many(months, _to_words),
        glossary={key: _to_term(term) for key, term in glossary.items()},
        sounds={word: _to_words(phones) for word, phones in sounds.items()},
        voiced={word: _to_words(phonemes) for word, phonemes in voiced.items()},
    )
    if any(term.goto not in {None, *known} for term in guide.glossary.values()):
        _refuse()
    if not {home, urgent, words} <= set(known) or len(guide.numbers) != _NUMBERS:
        _refuse()
    if len(guide.months) != _MONTHS or fields_of(date_form) != {"day", "month", "year"}:
        _refuse()
    for notice, text in guide.notices.items():
        wanted = set(FIELDS.get(notice, ()))
        if fields_of(text.shown) != wanted or fields_of(text.spoken) != wanted:
            _refuse()
    if any(fields_of(phrase) != {"number"} for phrase in guide.number_phrases):
        _refuse()
    return guide


def _packed(value: list[Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Undecodable from error


def _text(text: Text) -> str | list[str]:
    return text.shown if text.shown == text.spoken else [text.shown, text.spoken]


def _texts(texts: Sequence[Text]) -> list[str | list[str]]:
    return [_text(text) for text in texts]


def _refuse() -> NoReturn:
    raise Undecodable


def _fields(value: Any, count: int) -> list[Any]:
    if type(value) is not list or len(value) != count:
        _refuse()
    return value


def _to_words(value: Any) -> str:
    if type(value) is not str:
        _refuse()
    return value


def _to_text(value: Any) -> Text:
    if type(value) is str:
        return Text(value, value)
    shown, spoken = _fields(value, 2)
    return Text(_to_words(shown), _to_words(spoken))


def _to_many(value: Any, take: Callable[[Any], Item]) -> tuple[Item, ...]:
    if type(value) is not list:
        _refuse()
    return tuple(map(take, value))


def _to_section(value: Any) -> Section:
    heading, paragraphs = _fields(value, 2)
    return Section(_to_text(heading), _to_many(paragraphs, lambda texts: _to_many(texts, _to_text)))


def _to_choice(value: Any) -> Choice:
    label, goto, phrases = _fields(value, 3)
    return Choice(_to_text(label), _to_words(goto), _to_many(phrases, _to_words))


def _to_source(value: Any) -> Source:
    key, citation = _fields(value, 2)
    return Source(_to_words(key), _to_text(citation))


def _to_term(value: Any) -> Term:
    name, meaning, goto = _fields(value, 3)
    page = None if goto is None else _to_words(goto)
    return Term(_to_text(name), _to_many(meaning, _to_text), page)


def _to_universal(value: Any) -> Universal:
    phrases, does = _fields(value, 2)
    return Universal(_to_many(phrases, _to_words), _to_text(does))


def _to_evidence(value: Any) -> EvidenceLevel:
    try:
        return EvidenceLevel(value)
    except ValueError as error:
        raise Undecodable from error
