"""Values as written -> drafts, strictly: no coercion, no unknown key, every fault with its line."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeVar, get_args, get_origin

from cattrs import Converter
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from mskiosk.content.drafts import (
    DecisionDraft,
    Paragraph,
    PronunciationDraft,
    Prose,
    TreatmentDraft,
    Verdict,
    Wording,
)
from mskiosk.content.faults import did_you_mean, quoted
from mskiosk.content.markers import BadMarker, split_at_markers
from mskiosk.content.parsing import Flaw
from mskiosk.content.sentences import sentences
from mskiosk.content.written import Entries, Items, NotText, Source, Value, Written
from mskiosk.core.guide import EvidenceLevel

Draft = TypeVar("Draft")
Hook = Callable[[Any, Any], Any]
_WHY = {
    TreatmentDraft: "each page about a treatment has all its parts: write it, or what is not known",
    DecisionDraft: "each page that supports a choice has all its parts: write it",
}
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_LINE_ENDS = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class _WholeWording:
    shown: Written
    spoken: Written | None = None


class _Mismatch(ValueError):  # noqa: N818 - becomes a flaw
    def __init__(
        self, sentence: str, suggestion: str | None = None, where: Written | None = None
    ) -> None:
        super().__init__(sentence)
        self.suggestion = suggestion
        self.where = where
        """The words at fault, where they are part of the value."""


def structure(entries: Entries, shape: type[Draft], source: Source) -> Draft | list[Flaw]:
    """A draft of the given shape, or everything that keeps `entries` from being one."""
    try:
        draft: Draft = _converter().structure(entries, shape)
    except (ClassValidationError, IterableValidationError, _Mismatch) as error:
        return list(_flaws(error, entries, entries.line, source))
    return draft


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)

    def of_class(shape: type[Any]) -> Hook:
        inner = make_dict_structure_fn(
            shape, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
        )
        names = ", ".join(field.name for field in fields(shape))

        def hook(value: Any, _: Any) -> Any:
            if not isinstance(value, Entries):
                raise _Mismatch(f"{_kind(value)} stands here instead of keys", f"keys are {names}")
            return inner(value, shape)

        return hook

    def of_tuple(shape: Any) -> Hook:
        item = get_args(shape)[0]

        def hook(value: Any, _: Any) -> Any:
            if not isinstance(value, Items):
                hint = 'begin each item with "- " in a line of its own'
                raise _Mismatch(f"{_kind(value)} stands here instead of a list", hint)
            return tuple(_each(enumerate(value), lambda v: converter.structure(v, item)).values())

        return hook

    def of_mapping(shape: Any) -> Hook:
        item = get_args(shape)[1]

        def hook(value: Any, _: Any) -> Any:
            if not isinstance(value, Entries):
                raise _Mismatch(f"{_kind(value)} stands here instead of keys with values")
            return _each(value.items(), lambda v: converter.structure(v, item))

        return hook

    converter.register_structure_hook_factory(is_dataclass, of_class)
    converter.register_structure_hook_factory(lambda shape: _is_generic(shape, tuple), of_tuple)
    converter.register_structure_hook_factory(lambda shape: _is_generic(shape, dict), of_mapping)
    converter.register_structure_hook(Written, lambda value, _: _text(value))
    converter.register_structure_hook(bool, lambda value, _: _yes_or_no(value))
    for choices, name in ((EvidenceLevel, "level of evidence"), (Verdict, "verdict")):
        converter.register_structure_hook(choices, partial(_one_of, name=name))
    whole_wording = of_class(_WholeWording)  # made after the hooks of its fields
    whole_pronunciation = of_class(PronunciationDraft)

    def wording(value: Any, _: Any) -> Wording:
        if not isinstance(value, Entries):
            return Wording(_text(value))
        whole = whole_wording(value, _WholeWording)
        return Wording(whole.shown, whole.spoken)

    def pronunciation(value: Any, _: Any) -> PronunciationDraft:
        if isinstance(value, Entries):
            draft: PronunciationDraft = whole_pronunciation(value, PronunciationDraft)
            return draft
        return PronunciationDraft(_text(value))

    converter.register_structure_hook(Wording, wording)
    converter.register_structure_hook(PronunciationDraft, pronunciation)
    converter.register_structure_hook(Paragraph, lambda value, _: _paragraph(value, converter))
    converter.register_structure_hook(Prose, lambda value, _: _prose(value, converter))
    return converter


def _is_generic(shape: Any, origin: type) -> bool:
    found: object = get_origin(shape)
    return found is origin


def _each(items: Any, take: Callable[[Any], Any]) -> dict[Any, Any]:
    taken: dict[Any, Any] = {}
    errors: list[Exception] = []
    for key, value in items:
        try:
            taken[key] = take(value)
        except (ClassValidationError, IterableValidationError, _Mismatch) as error:
            error.add_note(IterableValidationNote("in an item", key, None))
            errors.append(error)
    if errors:
        raise IterableValidationError("in a list or mapping", errors, dict)
    return taken


def _text(value: Value) -> Written:
    if not isinstance(value, Written):
        hint = 'write it in quotation marks, as "..."' if isinstance(value, NotText) else None
        if isinstance(value, NotText) and value.kind == "nothing":
            hint = "write it, or delete the key"
        raise _Mismatch(f"{_kind(value)} stands here instead of text", hint)
    if not value.strip():
        raise _Mismatch("this text is empty", "write it, or delete the key")
    return value


def _one_of(value: Value, choices: type[StrEnum], name: str) -> StrEnum:
    words = [choice.value for choice in choices]
    word = _text(value)
    if word not in words:
        sentence = f"there is no {name} {quoted(word)}"
        raise _Mismatch(sentence, did_you_mean(word, words) or f"it is {', '.join(words)}")
    return choices(word)


def _yes_or_no(value: Value) -> bool:
    if isinstance(value, NotText) and value.kind == "a yes-or-no value":
        return value.written.lower() == "true"
    raise _Mismatch(f"{_kind(value)} stands here instead of true or false")


def _running(text: Written) -> Paragraph:
    found: list[Wording] = []
    try:
        for words, citations in split_at_markers(text):
            found += (Wording(text.part(sentence)) for sentence in sentences(words))
            found[-1] = replace(found[-1], citations=citations)
    except BadMarker as bad:
        raise _Mismatch(bad.sentence, bad.suggestion, text.part(bad.text)) from bad
    return Paragraph(tuple(found))


def _paragraph(value: Value, converter: Converter) -> Paragraph:
    if isinstance(value, Items):
        wordings = _filled_list(value, Wording, converter)
        return Paragraph(tuple(map(_without_markers, wordings)))
    return _running(_text(value))


def _without_markers(wording: Wording) -> Wording:
    """An item of a list is one sentence, whatever stops it holds."""
    try:
        pieces = split_at_markers(wording.shown)
    except BadMarker as bad:
        raise _Mismatch(bad.sentence, bad.suggestion, wording.shown.part(bad.text)) from bad
    if len(pieces) > 1:
        raise _Mismatch("a source stands here in the middle of a sentence", "put it at the end")
    return replace(wording, shown=pieces[0][0], citations=pieces[0][1])


def _prose(value: Value, converter: Converter) -> Prose:
    if isinstance(value, Items):
        return Prose(_filled_list(value, Paragraph, converter))
    text = _text(value)
    breaks = _BLANK_LINES if text.is_literal else _LINE_ENDS
    return Prose(tuple(_running(text.part(p)) for p in breaks.split(text) if p.strip()))


def _filled_list(value: Items, item: type[Draft], converter: Converter) -> tuple[Draft, ...]:
    if not value:
        raise _Mismatch("this list is empty", "write it, or delete the key")
    taken: tuple[Draft, ...] = converter.structure(value, tuple[item, ...])  # type: ignore[valid-type]  # the shape is a value here
    return taken


def _kind(value: Value) -> str:
    match value:
        case Items():
            return "a list"
        case Entries():
            return "a mapping"
        case NotText():
            return f"{value.kind} ({quoted(value.written)})" if value.written else value.kind
        case Written():
            return "plain text"


def _flaws(error: Exception, value: Value, line: int, source: Source) -> "list[Flaw]":
    match error:
        case ClassValidationError() | IterableValidationError():
            annotated, others = error.group_exceptions()
            found: list[Flaw] = []
            for inner, note in annotated:
                key = note.index if isinstance(note, IterableValidationNote) else note.name
                if isinstance(inner, KeyError):
                    hint = _WHY.get(error.cl, "write it")
                    found.append(Flaw(line, f"the key {quoted(str(key))} is missing", hint))
                else:
                    found += _flaws(inner, *_step(value, key, line), source)
            for inner in others:
                found += _flaws(inner, value, line, source)
            return found
        case ForbiddenExtraKeysError():
            names = [field.name for field in fields(error.cl)]
            lines = value.lines if isinstance(value, Entries) else {}
            return [
                Flaw(
                    lines.get(key, line),
                    f"there is no key {quoted(key)} here",
                    did_you_mean(key, names) or f"keys are {', '.join(names)}",
                )
                for key in sorted(error.extra_fields)
            ]
        case _Mismatch():
            where = source.line_of(error.where) if error.where is not None else line
            return [Flaw(where, str(error), error.suggestion)]
        case _:
            return [Flaw(line, f"this cannot be used: {quoted(str(error))}")]


def _step(value: Value, key: Any, line: int) -> tuple[Value, int]:
    if isinstance(value, Entries) and key in value:
        return value[key], value.lines[key]
    if isinstance(value, Items) and isinstance(key, int) and key < len(value):
        return value[key], value.lines[key]
    return value, line
