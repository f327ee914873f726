"""Whatever is in a file, the answer is a guide or faults with a file and a line."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.content import parsing
from mskiosk.content.faults import ContentFaults
from mskiosk.core.guide import Guide
from tests.content.small_content import PAGE, SmallContent

pytestmark = pytest.mark.unhurried

DEEP = "".join(f"{'  ' * depth}a:\n" for depth in range(40))
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


CASES: list[tuple[str, bytes, int, str]] = [
    ("nothing", b"", 1, "this file is empty"),
    ("blank", b"\n  \n", 1, "this file is empty"),
    ("a comment", b"# to be written\n", 1, "this file is empty"),
    ("null", b"~\n", 1, "this file is empty"),
    ("a list", b"- a\n- b\n", 1, "this file holds a list"),
    ("a sentence", b"Some words.\n", 1, "this file holds a single value"),
    ("a tab", b"title: A\n\tsummary: B\n", 2, "this is not YAML"),
    ("an open bracket", b"title: [a\n", 2, "this is not YAML"),
    ("two colons", b"title: a\nsummary: b: c\n", 2, "in quotes"),
    ("an open quote", b'title: "a\n', 2, "this is not YAML"),
    ("a second document", PAGE.encode() + b"---\na: b\n", 14, "a second document begins here"),
    ("another version", b"%YAML 3.0\n---\ntitle: a\n", 1, "this is not YAML"),
    ("not UTF-8", b"title: a\nsummary: \xff\xfe\n", 2, "not UTF-8 text"),
    ("cut UTF-8", b"title: a\nsummary: \xe2\x82", 2, "not UTF-8 text"),
    ("a mark of UTF-8", b"\xef\xbb\xbf" + PAGE.encode(), 1, "byte order mark"),
    ("UTF-16", PAGE.encode("utf-16"), 1, "byte order mark"),
    ("a zero byte", b"title: a\x00\n", 1, "control character here, U+0000"),
    ("an escape", b"title: a\nsummary: \x1b[31m\n", 2, "U+001B"),
    ("an escape written out", b'title: "\\e[31m"\n', 1, "U+001B"),
    ("a lone carriage return", b"title: a\rsummary: b\n", 1, "U+000D"),
    ("turned text", "title: \u202egnorts\n".encode(), 1, "U+202E"),
    ("a line separator", "title: a\u2028b\n".encode(), 1, "U+2028"),
    ("half a character", b'title: "\\ud800"\n', 1, "this is not YAML"),
    ("a tag", b"title: !!python/name:os.system\n", 1, "the tag"),
    ("a list for a key", b"? [a, b]\n: c\n", 1, "cannot be a key"),
    ("a mapping for a key", b"{a: b}: c\n", 1, "cannot be a key"),
    ("an unknown alias", b"title: *nowhere\n", 1, "nothing before this line is named &nowhere"),
    ("itself", b"title: &t [*t]\n", 1, "nothing before this line is named &t"),
    ("a bomb of aliases", BOMB.encode(), 5, "more than 50000 values"),
    ("very many values", b"title: [" + b"a," * 60_000 + b"]\n", 1, "more than 50000 values"),
    ("depth", DEEP.encode(), 13, "nested more than 12 levels deep"),
    ("brackets", b"title: " + b"[" * 100_000, 1, "nested more than 12 levels deep"),
    ("a long field", b"title: " + b"x" * 30_000 + b"\n", 1, "this value has 30000 characters"),
    ("1 MB in a field", b"title: " + b"x" * 1_000_000, 1, "larger than 512 kilobytes"),
    ("a merge", b"<<: {title: a}\n", 1, 'there is no key "<<" here'),
    ("a long key", b"x" * 1000 + b": a\n", 1, "..."),
    ("keys of every kind", b"1: a\n~: b\ntrue: c\n", 3, 'there is no key "true" here'),
]


@pytest.mark.parametrize(
    ("raw", "line", "words"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
@pytest.mark.parametrize("name", ["shelf-0/topic-1.yaml", "guide.yaml"])
def test_bad_bytes_are_one_clear_fault(
    content: SmallContent, name: str, raw: bytes, line: int, words: str
) -> None:
    path = content.top / name
    content.write(path, raw)
    here = [str(fault) for fault in content.faults() if fault.file == path]
    assert any(f.startswith(f"{path}:{line}: ") and words in f for f in here), here
    assert all(fault.isprintable() and len(fault) < 600 for fault in here)


@pytest.mark.long
def test_the_parser_in_python_is_as_strict_as_the_one_in_c(
    content: SmallContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PyYAML comes without its C library."""
    before = content.load()
    told = [_lines(content, raw) for _, raw, _, _ in CASES if len(raw) < 10_000]
    content.write(content.page, PAGE)
    monkeypatch.setattr(parsing, "_LOADER", yaml.SafeLoader)
    assert content.load() == before
    again = [_lines(content, raw) for _, raw, _, _ in CASES if len(raw) < 10_000]
    assert all(again)
    same = sum(one == other for one, other in zip(told, again, strict=True))
    assert same >= len(told) - 4


def _lines(content: SmallContent, raw: bytes) -> set[int]:
    content.write(content.page, raw)
    return {fault.line for fault in content.faults() if fault.file == content.page}


def test_line_ends_of_windows_are_as_good_as_any(content: SmallContent) -> None:
    before = content.load().topics["topic-1"]
    content.write(content.page, PAGE.replace("\n", "\r\n"))
    assert content.load().topics["topic-1"] == before
    content.write(content.page, PAGE.replace("\n", "\r\n").replace("topic-2", "nowhere"))
    assert [fault.line for fault in content.faults()] == [9]


def test_words_that_older_yaml_takes_for_values_stay_words(content: SmallContent) -> None:
    content.replace_line(
        content.page, 10, "    phrases: [yes please, on, off, y, 0b1, 1_000, 12:30]"
    )
    phrases = content.load().topics["topic-1"].choices[0].phrases
    assert phrases == ("yes please", "on", "off", "y", "0b1", "1_000", "12:30")
    content.replace_line(content.page, 10, "    phrases: [on, 0o7, 1e3, .inf, NULL]")
    told = [fault.sentence for fault in content.faults()]
    assert len(told) == 4
    assert all("stands here instead of text" in sentence for sentence in told)


def test_an_alias_stands_for_what_it_names(content: SmallContent) -> None:
    content.replace_line(content.page, 1, "title: &it A page")
    content.replace_line(content.page, 2, "summary: *it")
    assert content.load().topics["topic-1"].summary[0].shown == "A page"


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> SmallContent:
    """One folder for many examples: each rewrites the same page."""
    return SmallContent(tmp_path_factory.mktemp("spoilt"))


def _is_guide_or_faults(content: SmallContent) -> None:
    found = _guide_or_faults(content)
    if isinstance(found, ContentFaults):
        assert found.faults
        assert set(found.faults) <= set(content.check())
        assert all(fault.line >= 1 for fault in found.faults)
        assert all(line.isprintable() for line in str(found).splitlines())
    else:
        assert found.topics["topic-1"].title.shown


def _guide_or_faults(content: SmallContent) -> Guide | ContentFaults:
    try:
        return content.load()
    except ContentFaults as error:
        return error


MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
FRAGMENTS = [line + "\n" for line in PAGE.splitlines()] + [
    *"{}[]:&*!|>'\"%@`-?#, \n\t", "- ", "&a ", "*a", "? ", "---\n", "{emergency}", "{", "\\", "é",
    "title: ", "  - ", "null", "1e9", "\N{PILE OF POO}", "\x85", "\r\n", "<<: *a\n", "!!set ",
]  # fmt: skip


@MANY
@given(raw=st.binary(max_size=200))
def test_random_bytes_are_a_guide_or_faults(spoilt: SmallContent, raw: bytes) -> None:
    spoilt.write(spoilt.page, raw)
    _is_guide_or_faults(spoilt)


@MANY
@given(pieces=st.lists(st.sampled_from(FRAGMENTS), max_size=30))
def test_random_pieces_of_yaml_are_a_guide_or_faults(
    spoilt: SmallContent, pieces: list[str]
) -> None:
    spoilt.write(spoilt.page, "".join(pieces))
    _is_guide_or_faults(spoilt)


@MANY
@given(
    where=st.integers(0, len(PAGE)),
    cut=st.integers(0, 40),
    put=st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)),
)
def test_a_page_spoilt_anywhere_is_a_guide_or_faults(
    spoilt: SmallContent, where: int, cut: int, put: str
) -> None:
    text = PAGE[:where] + put + PAGE[where + cut :]
    spoilt.write(spoilt.page, text.encode("utf-8", "surrogatepass"))
    _is_guide_or_faults(spoilt)
