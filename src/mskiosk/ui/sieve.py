"""Lets through what keys send, and drops the rest before it is taken for keys.

A terminal sends more than keys: pasted text between two marks, which may be huge, may never end, or
may come from somebody who wants to get out; answers to questions that another program asked
(strings such as the title of the window, reports with a private mark); and, where a program before
this one has asked for them, the releases and repeats of keys. Textual's parser takes the tail of an
answer for keys, and falls over the number that marks a release. What is dropped is not kept, so it
can be as long as it likes; what has begun and does not end is over when nothing more comes. Short
answers of the kind that the kiosk asks for itself (device control strings) are kept for it.
"""

import re
from typing import NamedTuple

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_STRING = re.compile("\x1b[]P^_X](?=[^\x1b])")
"""The beginning of an answer, which comes in one piece; Alt and a key comes alone."""
_STRING_ENDS = ("\x1b\\", "\x07")
_REPORT = re.compile(r"\x1b\[(?:[?>=][\d;:]*(?!\$y)[ -/]*[@-~]|[\d;:]+t|[0-?]{25,}[ -/]*[@-~])")
"""Answers with a private mark, other than those on modes; sizes of the window; and what is longer
than any key, of which the parser takes the tail for keys."""
_TYPED_EVENT = re.compile(r"\x1b\[([\d:]*;\d*):(\d)((?:;[\d:]*)?[u~A-HPQRS])")
"""A key in the protocol of kitty that is pressed (1), repeated (2) or released (3)."""
_PRESSED = "1"
_DEVICE_CONTROL = "\x1bP"
_MOST_OF_ANSWER = 256


class _Unwanted(NamedTuple):
    """What is being dropped: how it ends, and what the parser must see of its end."""

    ends: tuple[str, ...]
    closing: str


_PASTE = _Unwanted((_PASTE_ENDS,), _PASTE_ENDS)
_ANSWER = _Unwanted(_STRING_ENDS, "")


class Sieve:
    def __init__(self) -> None:
        self._dropping: _Unwanted | None = None
        self._tail = ""
        """The end of what came before, in which a mark may have begun."""
        self._answer: str | None = None
        """What has come of one that may be for the kiosk."""
        self._answers: list[str] = []

    @property
    def is_dropping(self) -> bool:
        return self._dropping is not None

    def keys_in(self, text: str) -> str:
        """What of `text`, as it was read, may be keys. Marks of pastes are kept: the parser may
        have seen the beginning of one."""
        kept = ""
        while text:
            if self._dropping:
                found, text = self._after_end(text, self._dropping)
            else:
                found, text = self._before_next(text)
            kept += found
        return _TYPED_EVENT.sub(_as_press, _REPORT.sub("", kept))

    def answers(self) -> list[str]:
        """Those that have ended since this was asked last."""
        answers, self._answers = self._answers, []
        return answers

    def give_up(self) -> str:
        """What is being dropped ends here, though its mark did not come."""
        closing = self._dropping.closing if self._dropping else ""
        self._dropping, self._tail, self._answer = None, "", None
        return closing

    def _before_next(self, text: str) -> tuple[str, str]:
        """What comes before the next unwanted thing, and what comes after its first mark."""
        whole = self._tail + text
        paste = whole.find(_PASTE_BEGINS) - len(self._tail)
        string = _STRING.search(text)
        is_paste = paste >= -len(self._tail)
        if is_paste and not (string and string.start() < paste):
            self._dropping, self._tail = _PASTE, ""
            end = paste + len(_PASTE_BEGINS)
            return text[:end], text[end:]
        if string:
            self._dropping, self._tail = _ANSWER, ""
            self._answer = "" if string[0] == _DEVICE_CONTROL else None
            return text[: string.start()], text[string.end() :]
        self._tail = whole[1 - len(_PASTE_BEGINS) :]
        return text, ""

    def _after_end(self, text: str, dropping: _Unwanted) -> tuple[str, str]:
        whole = self._tail + text
        ends = [at + len(mark) for mark in dropping.ends if (at := whole.find(mark)) >= 0]
        if ends:
            after = whole[min(ends) :]
            self._note(text[: len(text) - len(after)], is_end=True)
            return self.give_up(), after
        self._note(text)
        self._tail = whole[1 - max(map(len, dropping.ends)) :]
        return "", ""

    def _note(self, text: str, *, is_end: bool = False) -> None:
        if self._answer is None:
            return
        self._answer += text[:_MOST_OF_ANSWER]
        if len(self._answer) > _MOST_OF_ANSWER:
            self._answer = None
        elif is_end:
            mark = next(each for each in _STRING_ENDS if self._answer.endswith(each))
            self._answers.append(self._answer.removesuffix(mark))


def _as_press(event: re.Match[str]) -> str:
    key, kind, end = event.groups()
    return f"\x1b[{key}{end}" if kind == _PRESSED else ""
