"""Sentences that were rendered lately, in memory: what is said again is not rendered again."""

from collections import OrderedDict
from dataclasses import dataclass

from mskiosk.speaking.driver import Word

MOST_BYTES = 32 * 1024 * 1024
"""Twelve minutes of sound."""
_WORD_BYTES = 150
"""What a word, or the rest of an entry, takes beside the samples; measured."""


@dataclass(frozen=True, slots=True)
class Key:
    text: str
    voice: str
    words_per_minute: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """16-bit mono samples, and the words that begin in them."""

    pcm: bytes
    words: tuple[Word, ...] = ()


class RenderedCache:
    """The least recently used goes first. It belongs to one thread."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._kept: OrderedDict[Key, Rendered] = OrderedDict()
        self.size_bytes = 0
        """Of texts, samples and words together."""

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Rendered | None:
        """What `keep` was given, which now counts as used."""
        if (rendered := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
        return rendered

    def keep(self, key: Key, rendered: Rendered) -> None:
        """Unless it is larger than the whole cache."""
        size = _size(key, rendered)
        if size > self.most_bytes:
            return
        if (old := self._kept.pop(key, None)) is not None:
            self.size_bytes -= _size(key, old)
        self._kept[key] = rendered
        self.size_bytes += size
        while self.size_bytes > self.most_bytes:
            self.size_bytes -= _size(*self._kept.popitem(last=False))


def _size(key: Key, rendered: Rendered) -> int:
    # Characters take one to four bytes in memory.
    return len(rendered.pcm) + 4 * len(key.text) + _WORD_BYTES * (len(rendered.words) + 4)
