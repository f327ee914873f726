"""How written words are spoken."""

import re
from collections.abc import Iterator, Mapping

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Lexicon:
    """Whole words and phrases to their spoken forms, the longest first.

    A key in capitals alone ("MS", "US") is found in capitals alone; any other in any case.
    """

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._by_token: dict[str, list[tuple[str, bool, str]]] = {}
        for key, spoken in sorted(entries.items(), key=lambda entry: -len(entry[0])):
            written = " ".join(key.split())
            if first := _TOKEN.match(written):
                is_exact = written.isupper()
                wanted = written if is_exact else written.casefold()
                entry = (wanted, is_exact, " ".join(spoken.split()))
                self._by_token.setdefault(first[0].casefold(), []).append(entry)

    def spoken(self, text: str) -> str:
        """`text` with every word that the lexicon knows as it is said."""
        parts: list[str] = []
        done = 0
        for start, end, spoken in self._found(text):
            parts += (text[done:start], spoken)
            done = end
        if not done:
            return text
        parts.append(text[done:])
        return "".join(parts)

    def values_in(self, text: str) -> list[str]:
        """The spoken forms of the entries that are found in `text`, in their order."""
        return [spoken for _, _, spoken in self._found(text)]

    def without(self, text: str) -> str:
        """`text` less every word that is an entry."""
        parts: list[str] = []
        done = 0
        for start, end, _ in self._found(text):
            parts.append(text[done:start])
            done = end
        return "".join((*parts, text[done:]))

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and spoken form of every entry in `text`, the longest first, none twice."""
        if self._by_token.keys().isdisjoint(_TOKEN.findall(text.casefold())):
            return
        done = 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start < done:
                continue
            for wanted, is_exact, spoken in self._by_token.get(token[0].casefold(), ()):
                end = start + len(wanted)
                written = text[start:end]
                is_same = (written if is_exact else written.casefold()) == wanted
                if is_same and not _is_inside_a_word(text, start, end):
                    yield start, end, spoken
                    done = end
                    break


def _is_inside_a_word(text: str, start: int, end: int) -> bool:
    """Also inside a figure: the 5 of "2.5" and of "1,500" is no word of its own."""
    after, last = text[end : end + 2], text[end - 1]
    before, first = text[max(0, start - 2) : start], text[start]
    if _is_word(last) and _is_word(after[:1]):
        return True
    if _is_word(first) and _is_word(before[-1:]):
        return True
    if last.isdigit() and after[:1] in {".", ","} and after[1:].isdigit():
        return True
    return first.isdigit() and before[-1:] in {".", ","} and before[:-1].isdigit()


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
