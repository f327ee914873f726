"""The drafts as JSON Schema (draft 2020-12), so that an editor completes and checks what is typed.

A schema knows the shape of one file and nothing of the others: `mskiosk check` finds the rest.
"""

import ast
import inspect
import json
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from mskiosk.content import drafts
from mskiosk.content.assembling import REGIONS
from mskiosk.content.structure import MONTHS, NUMBERS
from mskiosk.content.topics import HEADINGS
from mskiosk.content.ways import MOST_CHOICES
from mskiosk.content.written import Written
from mskiosk.core.intents import Command
from mskiosk.core.notices import Notice

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PAGE = "page"
_FILES: dict[str, tuple[Any, str]] = {
    PAGE: (drafts.TopicDraft, "One page of the guide."),
    "guide": (drafts.GuideDraft, "Which pages have a part to play, and the words of the language."),
    "notices": (drafts.Notices, "The sentences of the kiosk itself."),
    "universals": (drafts.Universals, "The commands: how they are said, and what they do."),
    "sources": (drafts.Sources, "Each source by its key."),
    "lexicon": (drafts.Pronunciations, "How written words are spoken."),
    "regions": (drafts.Regions, "Numbers and names that differ by region."),
    "glossary": (drafts.Glossary, "The hard words, in plain ones."),
    "style": (drafts.StyleDraft, "What the check needs to know of the language."),
}
FILES = tuple(_FILES)
"""What there is a schema of: a page, and each file beside the pages."""

_TEXT = {"type": "string", "pattern": r"\S"}
_DAY = {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
_LIMITS: dict[tuple[type, str], dict[str, Any]] = {
    (drafts.TopicDraft, "choices"): {"maxItems": MOST_CHOICES},
    (drafts.CheckedDraft, "date"): _DAY,
    (drafts.DecisionDraft, "published"): _DAY,
    (drafts.GuideDraft, "numbers"): {"minItems": NUMBERS, "maxItems": NUMBERS},
    (drafts.GuideDraft, "months"): {"minItems": MONTHS, "maxItems": MONTHS},
}
_KEYS: dict[tuple[type, str], Iterable[str]] = {
    (drafts.GuideDraft, "headings"): sorted(HEADINGS),
    (drafts.GuideDraft, "verdicts"): [verdict.value for verdict in drafts.Verdict],
}
_KEYS_OF_FILES: dict[str, Iterable[str]] = {
    "notices": [notice.value for notice in Notice],
    "universals": [command.value for command in Command],
    "regions": REGIONS,
}
_NOT_WRITTEN = {(drafts.Wording, "citations")}


def schema_text(name: str = PAGE) -> str:
    """The schema of one of `FILES`, as it is published."""
    shape, description = _FILES[name]
    definitions: dict[str, Any] = {}
    describer = _Describer(definitions)
    if isinstance(shape, type) and is_dataclass(shape):
        body = describer.mapping(shape)
    else:
        body = describer.of(shape)
        if keys := _KEYS_OF_FILES.get(name):
            body = _closed(keys, body["additionalProperties"])
    whole = {"$schema": DIALECT, "title": name, **body, "description": description}
    if definitions:
        whole["$defs"] = dict(sorted(definitions.items()))
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


class _Describer:
    """Makes schemas of types, and keeps those that have a name."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self._definitions = definitions

    def of(self, shape: Any) -> dict[str, Any]:
        if shape is Written:
            return dict(_TEXT)
        if shape is bool:
            return {"type": "boolean"}
        origin, inner = get_origin(shape), get_args(shape)
        if origin is UnionType:
            (kind,) = (part for part in inner if part is not type(None))
            return self.of(kind)
        if origin is tuple:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        return self._named(shape)

    def mapping(self, shape: type[Any]) -> dict[str, Any]:
        """Of a draft: its fields and nothing else."""
        types, notes = get_type_hints(shape), _notes(shape)
        described: dict[str, Any] = {}
        required: list[str] = []
        for field in fields(shape):
            if (shape, field.name) in _NOT_WRITTEN:
                continue
            found = self.of(types[field.name])
            if keys := _KEYS.get((shape, field.name)):
                found = _closed(keys, found["additionalProperties"])
            found |= _LIMITS.get((shape, field.name), {})
            if note := notes.get(field.name):
                found["description"] = note
            described[field.name] = found
            if field.default is MISSING and field.default_factory is MISSING:
                required.append(field.name)
        return _object(described, required)

    def _named(self, shape: type[Any]) -> dict[str, Any]:
        name = shape.__name__.removesuffix("Draft")
        if name not in self._definitions:
            self._definitions[name] = {}  # its place, while what it is made of is described
            self._definitions[name] = {**self._whole(shape), "description": _first_lines(shape)}
        return {"$ref": f"#/$defs/{name}"}

    def _whole(self, shape: type[Any]) -> dict[str, Any]:
        if issubclass(shape, StrEnum):
            return {"enum": [choice.value for choice in shape]}
        if shape in {drafts.Wording, drafts.PronunciationDraft}:
            return {"anyOf": [dict(_TEXT), self.mapping(shape)]}
        if shape in {drafts.Paragraph, drafts.Prose}:
            item = drafts.Wording if shape is drafts.Paragraph else drafts.Paragraph
            items = {"type": "array", "items": self.of(item), "minItems": 1}
            return {"anyOf": [dict(_TEXT), items]}
        return self.mapping(shape)


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _closed(keys: Iterable[str], value: dict[str, Any]) -> dict[str, Any]:
    """Exactly these keys, all of them."""
    return _object({key: dict(value) for key in keys}, list(keys))


def _first_lines(shape: type[Any]) -> str:
    return " ".join((inspect.getdoc(shape) or "").split())


def _notes(shape: type[Any]) -> dict[str, str]:
    return _all_notes().get(shape.__name__, {})


@cache
def _all_notes() -> dict[str, dict[str, str]]:
    """What stands under each field of each class: Python itself forgets it."""
    found: dict[str, dict[str, str]] = {}
    for part in ast.parse(inspect.getsource(drafts)).body:
        if isinstance(part, ast.ClassDef):
            found[part.name] = dict(_notes_in(part))
    return found


def _notes_in(part: ast.ClassDef) -> Iterable[tuple[str, str]]:
    for field, note in zip(part.body, part.body[1:], strict=False):
        match field, note:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, " ".join(text.split())
