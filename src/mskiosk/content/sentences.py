"""Where one sentence ends and the next begins, in English prose."""

import re

MOST_WORDS = 60
MOST_CHARACTERS = 500

_END = re.compile(r"[.!?…]+[\"')\]”’]*\s+(?=\{|[\"'(\[“‘]*[^\W_a-z])")
_TITLES = frozenset({"Dr.", "Mr.", "Mrs.", "Ms.", "Mx.", "Prof.", "St.", "Rev.", "Sr.", "Jr."})
_NEVER_LAST = frozenset(
    {"e.g.", "i.e.", "cf.", "vs.", "v.", "viz.", "approx.", "ca.", "incl.", "esp.", "resp."}
)
_BEFORE_A_FIGURE = frozenset({"no.", "nos.", "fig.", "vol.", "p.", "pp.", "ch.", "art.", "sec."})
_LETTER = re.compile(r"[A-Z]\.\Z")
_INITIALS = re.compile(r"(?:[A-Za-z]\.){2,}\Z")
_LETTERED = frozenset(
    {
        "vitamin", "hepatitis", "type", "group", "grade", "class", "stage", "plan", "influenza",
        "phase", "part", "category", "factor", "point", "step", "option", "figure", "table",
    }
)  # fmt: skip
_STARTERS = frozenset(
    {
        "a", "all", "an", "and", "any", "ask", "at", "both", "but", "call", "do", "each", "for",
        "he", "here", "how", "i", "if", "in", "it", "its", "many", "more", "most", "my", "no",
        "not", "on", "one", "or", "other", "our", "people", "she", "so", "some", "such", "talk",
        "tell", "that", "the", "their", "then", "there", "these", "they", "this", "those", "to",
        "we", "what", "when", "where", "who", "why", "with", "you", "your",
    }
)  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences of `text` in order, with single spaces; none for blank text."""
    text = " ".join(text.split())
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _is_abbreviation(text, start, end):
            found.append(text[start : end.end()].rstrip())
            start = end.end()
    if text[start:]:
        found.append(text[start:])
    return found


def is_too_long(sentence: str) -> bool:
    """Whether nobody could follow this when it is read aloud."""
    return len(sentence) > MOST_CHARACTERS or len(sentence.split()) > MOST_WORDS


def _is_abbreviation(text: str, start: int, end: re.Match[str]) -> bool:
    if end[0].rstrip() != ".":
        return False
    before = text[start : end.start() + 1].split(" ")
    word = before[-1].lstrip("\"'([“‘")
    following = text[end.end() :].lstrip("\"'([“‘{")
    if word in _TITLES or word.lower() in _NEVER_LAST:
        return True
    if word.lower() in _BEFORE_A_FIGURE:
        return following[:1].isdigit()
    is_sentence_start = re.split(r"\W", following, maxsplit=1)[0].lower() in _STARTERS
    if _LETTER.match(word):
        previous = before[-2].lower() if len(before) > 1 else ""
        return word != "I." and previous not in _LETTERED and not is_sentence_start
    if _INITIALS.match(word):
        return not (is_sentence_start or following[:1].isdigit())
    return False
