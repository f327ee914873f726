"""The words of a Vosk model, as its files have them: the library only tells of one at a time.

They are the table of symbols that OpenFst keeps at the beginning of the grammar, or a list beside
it.
"""

import mmap
import struct
from pathlib import Path
from typing import TypeVar

Word = TypeVar("Word", str, bytes)

_FST, _SYMBOLS = 2125659606, 2125658996
"""How the file and the table begin."""
_HAS_SYMBOLS = 0b11
_HEADER = struct.Struct("<iiQqqq")
"""Version, flags, properties, start, states, arcs."""
_LEAST_BYTES, _MOST_BYTES = 4, 12
"""Of an ordinary word: two to four syllables of Korean, four to twelve letters of English."""
_SPARE = 4
"""So many times as many are looked at as are wanted: some are no ordinary words."""


def spread(folder: Path, count: int) -> tuple[str, ...]:
    """`count` ordinary words of the model in `folder`, evenly from first to last and so of many
    different sounds; none where its words cannot be read. Takes 0.6 s for half a million."""
    try:
        sized = [word for word in _words(folder) if _LEAST_BYTES <= len(word) <= _MOST_BYTES]
        looked_at = [word.decode() for word in _evenly(sized, _SPARE * count)]
    except (OSError, ValueError, struct.error):
        return ()
    ordinary = [word for word in looked_at if word.isalpha() and word == word.lower()]
    return tuple(_evenly(ordinary, count))


def _evenly(words: list[Word], count: int) -> list[Word]:
    """All of them, when there are no more than `count`."""
    if len(words) <= count:
        return words
    return [words[(2 * at + 1) * len(words) // (2 * count)] for at in range(count)]


def _words(folder: Path) -> list[bytes]:
    for place in (folder / "graph", folder):
        if (place / "words.txt").is_file():
            lines = (place / "words.txt").read_bytes().splitlines()
            return [line.split()[0] for line in lines if line.strip()]
        if (place / "Gr.fst").is_file():
            with (
                (place / "Gr.fst").open("rb") as file,
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as fst,
            ):
                return _symbols(fst)
    return []


def _symbols(fst: mmap.mmap) -> list[bytes]:
    """Raises `ValueError` and `struct.error` for what is no such file."""
    (magic,) = struct.unpack_from("<i", fst)
    at = _after_text(fst, _after_text(fst, 4))  # the kinds of graph and of weights
    flags = _HEADER.unpack_from(fst, at)[1]
    if magic != _FST or not flags & _HAS_SYMBOLS:
        return []
    at += _HEADER.size
    (magic,) = struct.unpack_from("<i", fst, at)
    if magic != _SYMBOLS:
        return []
    at = _after_text(fst, at + 4)  # where the table came from
    _, size = struct.unpack_from("<qq", fst, at)
    at += 16
    words, number_bytes, length = [], 8, struct.Struct("<i").unpack_from
    for _ in range(min(size, len(fst) // (4 + number_bytes))):
        end = at + 4 + length(fst, at)[0]
        words.append(fst[at + 4 : end])
        at = end + number_bytes
    return words


def _after_text(fst: mmap.mmap, at: int) -> int:
    (size,) = struct.unpack_from("<i", fst, at)
    if not 0 <= size <= len(fst) - at:
        raise ValueError("a text that ends nowhere")
    return int(at + 4 + size)
