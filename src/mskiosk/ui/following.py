"""The word that sounds, found again in rows that were wrapped and made harmless.

Both change what stands between words and neither changes the order of letters, so letters are
counted.
"""

from collections.abc import Sequence

from mskiosk.core.guide import Text
from mskiosk.core.view import Stretch
from mskiosk.ui.letters import SOFT_HYPHEN
from mskiosk.ui.measure import Measure
from mskiosk.ui.rows import Role, Row, Span


def with_word(
    rows: Sequence[Row],
    text: Text,
    word: Stretch | None,
    measure: Measure,
    *,
    within: Role,
    role: Role,
    skipped: int = 0,
) -> list[Row]:
    """`rows`, which show `text` in spans whose role is `within`, with `word` of it as `role`.

    `skipped` letters come before those of the text.
    """
    if word is None:
        return list(rows)
    first = skipped + _letters(text.shown[: word.offset], measure)
    left = _letters(text.shown[word.offset : word.offset + word.length], measure)
    found = []
    for row in rows:
        spans: list[Span] = []
        for span in row.spans:
            if span.role is not within or left <= 0:
                spans.append(span)
                continue
            before, at = _after_letters(span.text, 0, first)
            taken, end = _after_letters(span.text, at, left)
            first -= before
            if not taken:
                spans.append(span)
                continue
            at = end - len(span.text[at:end].lstrip())
            left -= taken
            parts = ((span.text[:at], within), (span.text[at:end], role), (span.text[end:], within))
            spans += [Span(part, its_role) for part, its_role in parts if part]
        found.append(Row(tuple(spans), row.fill))
    return found


def _letters(text: str, measure: Measure) -> int:
    shown = measure.legible(Text(text, text))
    return sum(map(_is_letter, shown))


def _after_letters(text: str, at: int, most: int) -> tuple[int, int]:
    """How many letters there are from `at` on, up to `most` of them, and where the last ends."""
    count = 0
    end = at
    for place in range(at, len(text)):
        if count == most:
            break
        if _is_letter(text[place]):
            count += 1
            end = place + 1
    return count, end


def _is_letter(character: str) -> bool:
    return not character.isspace() and character != SOFT_HYPHEN
