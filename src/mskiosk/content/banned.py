"""The rule about words that promise, frighten or sell: `banned` in style.yaml."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from mskiosk.content.assembling import Assembly
from mskiosk.content.drafts import StyleDraft
from mskiosk.content.faults import Fault, did_you_mean, quoted
from mskiosk.content.manuscript import Sheet
from mskiosk.content.spotting import Role, Spot, squeezed
from mskiosk.content.written import Written

_OWN_WORDS = frozenset(Role) - {Role.CITATION, Role.TERM}
"""A citation has the words of its authors."""
_ON_PAGES = {Role.TITLE, Role.SUMMARY, Role.HEADING, Role.SENTENCE, Role.LABEL}
_WORD = re.compile(r"[^\W_]+")


def banned_words(work: Assembly, _: date) -> Iterator[Fault]:
    """No page, notice or meaning has a banned word without its reason, and no reason is idle."""
    style = work.script.style
    if style is None:
        return
    allowed = {
        name: {word.casefold(): word for word in page.draft.allow or {}}
        for name, page in work.script.pages.items()
    }
    of_terms = {str(term): n for n, page in work.script.pages.items() for term in page.draft.terms}
    finder = BannedWords(style)
    used: set[tuple[str, str]] = set()
    for spot in work.spots:
        if spot.role not in _OWN_WORDS:
            continue
        page = _page_of(spot, of_terms)
        for word, found in finder.found_in(spot.written):
            if page is not None and word in allowed.get(page, ()):
                used.add((page, word))
                continue
            told = f"the word {quoted(found)} is banned: {quoted(squeezed(spot.written))}"
            yield spot.sheet.fault(spot.written, told, finder.advice[word])
    for name, words in allowed.items():
        sheet = work.script.pages[name].sheet
        for word, key in words.items():
            if (name, word) not in used:
                yield _idle(sheet, key, word, finder.advice)


class BannedWords:
    """Finds the banned words of a text, with their endings."""

    def __init__(self, style: StyleDraft) -> None:
        self.advice: dict[str, str] = {}
        """Each banned word in small letters, with what to do about it."""
        self._forms: dict[str, str] = {}
        for written, advice in style.banned.items():
            word = squeezed(written.casefold())
            self.advice[word] = squeezed(advice)
            self._forms[word] = word
        for word in self.advice:
            for ending in (e.casefold() for e in style.endings if e):
                shared = word[:-1] if word.endswith(ending[0]) else word
                for stem in (word, shared):
                    self._forms.setdefault(stem + ending, word)
        longest_first = sorted(self._forms, key=lambda form: (-len(form), form))
        either = "|".join(re.escape(form).replace("\\ ", r"\s+") for form in longest_first)
        self._any = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)
        self._beginnings = {_WORD.findall(form)[0] for form in self._forms if _WORD.search(form)}

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each banned word of `text`, with the form that it has there. A name in capitals alone,
        such as that of a trial, is no word."""
        plain = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        if self._beginnings.isdisjoint(_WORD.findall(plain.casefold())):
            return
        for found in self._any.finditer(plain):
            if not found[0].isupper():
                yield self._forms[squeezed(found[0].casefold())], squeezed(found[0])


def _page_of(spot: Spot, of_terms: Mapping[str, str]) -> str | None:
    if spot.role is Role.MEANING:
        return of_terms.get(spot.owner)
    return spot.owner if spot.role in _ON_PAGES else None


def _idle(sheet: Sheet, key: str, word: str, advice: Mapping[str, str]) -> Fault:
    where: Written | str = key if isinstance(key, Written) else "allow"
    if word not in advice:
        hint = did_you_mean(word, advice) or "delete it"
        return sheet.fault(where, f"allow {quoted(key)}: this word is not banned", hint)
    return sheet.fault(where, f"allow {quoted(key)}: this page does not use it", "delete it")
