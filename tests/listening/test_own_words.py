"""The words that a Vosk model lends to its own second reading."""

import struct
from pathlib import Path

import pytest

from mskiosk.listening.own_words import spread
from tests.listening.korean import korean_model

FST, SYMBOLS = 2125659606, 2125658996


def text(word: bytes) -> bytes:
    return struct.pack("<i", len(word)) + word


def graph(words: list[str], *, flags: int = 3, size: int | None = None) -> bytes:
    """As OpenFst writes it: a header, and the table of symbols."""
    header = struct.pack("<i", FST) + text(b"ngram") + text(b"standard")
    header += struct.pack("<iiQqqq", 4, flags, 0, 0, 10, 10)
    table = struct.pack("<i", SYMBOLS) + text(b"words.txt")
    table += struct.pack("<qq", len(words), len(words) if size is None else size)
    entries = [text(word.encode()) + struct.pack("<q", at) for at, word in enumerate(words)]
    return header + table + b"".join(entries) + bytes(100)


def folder(place: Path, name: str, content: bytes) -> Path:
    (place / "graph").mkdir()
    (place / "graph" / name).write_bytes(content)
    return place


WORDS = ["<eps>", "#0", "a", "apple", "Basel", "bread", "c3po", "네", "계속", "메뉴", "window's"]
ORDINARY = ("apple", "bread", "계속", "메뉴")


def test_the_ordinary_words_of_a_graph_are_found(tmp_path: Path) -> None:
    assert spread(folder(tmp_path, "Gr.fst", graph(WORDS)), 100) == ORDINARY


def test_the_ordinary_words_of_a_list_are_found(tmp_path: Path) -> None:
    lines = "".join(f"{word} {at}\n" for at, word in enumerate(WORDS))
    assert spread(folder(tmp_path, "words.txt", lines.encode()), 100) == ORDINARY


def test_they_are_taken_from_all_over_the_table(tmp_path: Path) -> None:
    letters = "abcdefghij"
    words = [f"{first}{second}xyz" for first in letters for second in letters]
    found = spread(folder(tmp_path, "Gr.fst", graph(words)), 10)
    assert [word[0] for word in found] == list(letters)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"version https://git-lfs.github.com/spec/v1\n",
        b"\xff" * 1000,
        graph(WORDS, flags=0),
        graph(WORDS)[:150],
        graph(WORDS, size=2**60),
        graph(WORDS).replace(text(b"words.txt"), struct.pack("<i", -5) + b"words.txt"),
        graph(WORDS).replace(b"apple", b"\xff\xff\xff\xff\xff"),
    ],
    ids=["empty", "pointer", "bytes", "no table", "cut", "endless", "backwards", "no text"],
)
def test_a_broken_graph_has_no_words_and_kills_nothing(tmp_path: Path, content: bytes) -> None:
    found = spread(folder(tmp_path, "Gr.fst", content), 100)
    assert set(found) <= set(ORDINARY)


def test_a_folder_without_a_graph_has_no_words(tmp_path: Path) -> None:
    assert spread(tmp_path, 100) == spread(tmp_path / "missing", 100) == ()


def test_a_real_model_has_as_many_as_are_wanted() -> None:
    words = spread(korean_model(), 200)
    assert len(set(words)) == 200
    assert len({word[0] for word in words}) > 100
