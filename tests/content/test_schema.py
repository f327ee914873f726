"""The published schemas say what the drafts say, and fit what is shipped."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mskiosk.cli.arguments import SCHEMAS
from mskiosk.content.describing import FILES, PAGE, schema_text
from mskiosk.content.folder import list_files
from mskiosk.content.loading import shipped_content
from mskiosk.content.manuscript import SPECIAL
from mskiosk.content.parsing import parse
from mskiosk.content.written import Entries, Items, NotText, Value
from tests.content.small_content import PAGE as SMALL_PAGE
from tests.content.small_content import SmallContent

PUBLISHED = Path(__file__).parents[2] / "content" / "schema"


def as_editors_see(value: Value) -> Any:
    """As JSON: what is no text becomes a number, true, false or null."""
    match value:
        case Entries():
            return {key: as_editors_see(inner) for key, inner in value.items()}
        case Items():
            return [as_editors_see(inner) for inner in value]
        case NotText(kind="a number"):
            return float(value.written)
        case NotText(kind="nothing"):
            return None
        case NotText():
            return value.written.lower() == "true"
        case _:
            return str(value)


def wrong(name: str, text: str) -> list[str]:
    """What the schema for a kind of file finds in `text`, as paths and sentences."""
    entries, flaws = parse(text)
    if entries is None:
        return [f"{flaw.line}: {flaw.sentence}" for flaw in flaws]
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema).iter_errors(as_editors_see(entries))
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in errors]


def test_there_is_a_schema_for_a_page_and_for_each_file_beside_the_pages() -> None:
    assert set(FILES) == {PAGE, *SPECIAL} == set(SCHEMAS)


@pytest.mark.parametrize("name", FILES)
def test_the_published_schema_is_what_the_program_prints(name: str) -> None:
    published = (PUBLISHED / f"{name}.json").read_text(encoding="utf-8")
    assert published == schema_text(name), (
        f"mskiosk check --schema {name} > {PUBLISHED}/{name}.json"
    )


def test_every_file_that_is_shipped_fits_its_schema() -> None:
    listing = list_files(shipped_content(), "en")
    found: dict[str, list[str]] = {}
    for stamp in listing.stamps:
        name = stamp.path.removesuffix(".yaml")
        text = (listing.folder / stamp.path).read_text(encoding="utf-8")
        found[stamp.path] = wrong(name if name in SPECIAL else PAGE, text)
    assert len(found) > len(SPECIAL)
    assert {path: errors for path, errors in found.items() if errors} == {}


def test_every_generated_file_fits_its_schema(content: SmallContent) -> None:
    for path in content.top.rglob("*.yaml"):
        name = path.stem if path.stem in SPECIAL else PAGE
        assert wrong(name, path.read_text(encoding="utf-8")) == [], path


FAULTS = [
    ("title: A page", "titel: A page", "'titel' was unexpected"),
    ("title: A page", "titel: A page", "'title' is a required property"),
    ("title: A page", "title: 5", "title: 5.0 is not valid"),
    ("title: A page", "title: ''", "title: '' is not valid"),
    ("title: A page", "title: {shown: A, spokn: B}", "is not valid"),
    ("evidence: high", "evidence: strong", "evidence: 'strong' is not one of"),
    ("goto: topic-2", "to: topic-2", "choices/0: 'goto' is a required property"),
    ("[the other one]", "the other one", "is not of type 'array'"),
    ("2026-11-01", "1 November", "checked/date: '1 November' does not match"),
    (", by: somebody", "", "checked: 'by' is a required property"),
    ("evidence: high", "treatment: {given: Once.}", "treatment: 'who_for' is a required"),
    ("evidence: high", "private: 'yes'", "private: 'yes' is not of type 'boolean'"),
    ("summary: This is a page.", "summary: []", "summary: [] is not valid"),
    ("choices:\n", "choices:\n" + "  - {label: A, goto: b}\n" * 5, "choices: "),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_page_with_a_fault_is_refused(old: str, new: str, told: str) -> None:
    assert wrong(PAGE, SMALL_PAGE) == []
    assert old in SMALL_PAGE
    errors = wrong(PAGE, SMALL_PAGE.replace(old, new))
    assert any(told in error for error in errors), errors


def test_a_missing_notice_and_a_missing_number_word_are_refused(
    content: SmallContent,
) -> None:
    notices = (content.top / "notices.yaml").read_text()
    assert any(
        "'welcome' is a required" in e for e in wrong("notices", notices[notices.find("\n") :])
    )
    guide = (content.top / "guide.yaml").read_text()
    assert wrong("guide", guide.replace("eight, nine", "eight")) != []


def test_every_field_that_an_author_fills_in_says_what_it_is_for() -> None:
    page = json.loads(schema_text(PAGE))
    described = {**page["$defs"], PAGE: page}
    for shape in (PAGE, "Treatment", "Decision", "Claim", "Choice"):
        for name, field in described[shape]["properties"].items():
            ref = field.get("$ref", "").removeprefix("#/$defs/")
            assert field.get("description") or described[ref].get("description"), (shape, name)


def test_the_editor_is_told_which_schema_is_for_which_file() -> None:
    settings = json.loads((PUBLISHED.parents[1] / ".vscode" / "settings.json").read_text())
    schemas = settings["yaml.schemas"]
    assert {Path(path).stem for path in schemas} == set(FILES)
    assert all((PUBLISHED.parents[1] / path).is_file() for path in schemas)
    top = shipped_content()
    patterns = [
        p for found in schemas.values() for p in ([found] if isinstance(found, str) else found)
    ]
    for page in (top / "en").rglob("*.yaml"):
        relative = page.relative_to(top.parent)
        assert any(relative.match(pattern) for pattern in patterns), relative


def test_the_folder_of_schemas_is_no_language(content: SmallContent) -> None:
    (content.folder / "schema").mkdir()
    (fault,) = list_files(content.folder, "schem").faults
    assert fault.suggestion is None
    (fault,) = list_files(content.folder, "enn").faults
    assert fault.suggestion == 'did you mean "en"?'
