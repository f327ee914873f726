"""What must be true of every screenful, whatever page, size and colours it has.

Each fault names the row of `docs/access.md` that it breaks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from mskiosk.core.guide import Text
from mskiosk.core.look import Theme
from mskiosk.core.view import Stretch, View
from mskiosk.measuring.visitor import Moment
from mskiosk.ui.contrast import contrast
from mskiosk.ui.large import measure_of, screenful
from mskiosk.ui.palette import THEMES
from mskiosk.ui.rows import Role, Row
from mskiosk.ui.sizes import LettersBySize, largest_text_size
from mskiosk.ui.typesetting import Screenful, Typesetter

_LEAST_CONTRAST = 10.0
_LEAST_SOFT_CONTRAST = 4.5
"""Of the theme for eyes that glare hurts."""
_MOST_CHOICES = 5
_PLACES_OF_SPEECH = (
    (Role.MARKED, Role.WORD),
    (Role.CAPTION, Role.CAPTION_WORD),
    (Role.FOCUSED,),
)
_WORD = re.compile(r"\S+")
_NOT_SAID = re.compile(r"[\s\-\u00ad]+")
"""What wrapping adds or drops between letters."""


class Inspector:
    """Looks at one screen; what is wrong with it is collected in `faults`."""

    def __init__(
        self, width: int, height: int, text_size: int = 1, *, themes: tuple[Theme, ...] = ()
    ) -> None:
        """The letters are of that size, or of the largest that the screen has room for. `themes`:
        those whose colours are judged; without any, that of what is looked at."""
        self.screenfuls = 0
        self.faults: dict[str, None] = {}
        size = min(text_size, largest_text_size(width, height, is_ascii_only=False))
        self.name = f"{width}x{height} in size {size}"
        self._width, self._height = width, height
        self._themes = themes
        letters = LettersBySize("en").of(size)
        self._measure = measure_of(letters, width=width, height=height, is_ascii_only=False)
        self._typesetter = Typesetter()
        self._page = ""
        self._known: set[str] = set()
        self._roles: set[Role] = set()
        self._choices_at: int | None = None

    def open(self, view: View) -> None:
        """A page is come to."""
        self._page = view.id
        self._known = set()
        self._choices_at = None
        if len(view.choices) > _MOST_CHOICES:
            self.fault(f"C1: {len(view.choices)} choices")

    def fault(self, what: str) -> None:
        self.faults[f"{self.name}, {self._page}: {what}"] = None

    def look(self, moment: Moment) -> None:
        made = self._typeset(moment.view)
        self._see_shape(moment.view, made)
        self._see_colours(moment.view.look.theme, made)
        self._see_words(moment.view, made)
        self._see_choices(moment.view, made)
        if moment.text.shown and not _shows(made.rows, self._measure.legible(moment.text)):
            self._see_word_by_word(moment.view, moment.text)

    def look_at_focus(self, view: View) -> None:
        """E2, W10: the focused choice has the pointer, its whole label, and the cursor."""
        made = self._typeset(view)
        if view.focus is None:
            self.fault("E2: no choice is focused")
            return
        label = self._measure.legible(view.choices[view.focus].label)
        column, row = made.cursor
        if not made.rows[row].text.startswith(self._measure.pointer):
            self.fault(f"W10: the cursor is not at the pointer of {label!r}")
        if not (column < self._width and row < self._measure.height):
            self.fault(f"W10: the cursor is outside the screen at {label!r}")
        if _letters(label) not in _letters(_in_roles(made.rows, (Role.FOCUSED,))):
            self._see_word_by_word(view, view.choices[view.focus].label)

    def _typeset(self, view: View) -> Screenful:
        self.screenfuls += 1
        return self._typesetter.screenful(view, self._measure)

    def _see_shape(self, view: View, made: Screenful) -> None:
        """W3: as many rows as the screen has, and none that would have to be scrolled sideways."""
        if self._measure.is_large:
            made = screenful(
                self._typesetter,
                view,
                self._measure.letters,
                width=self._width,
                height=self._height,
                is_ascii_only=False,
            )
        if len(made.rows) != self._height:
            self.fault(f"W3: {len(made.rows)} rows")
        for row in made.rows:
            if row.cells > self._width:
                self.fault(f"W3: {row.text!r} is too wide")

    def _see_colours(self, theme: Theme, made: Screenful) -> None:
        roles = {span.role for row in made.rows for span in row.spans}
        roles |= {row.fill for row in made.rows}
        for role, each in product(roles - self._roles, self._themes or (theme,)):
            least = _LEAST_SOFT_CONTRAST if each is Theme.SOFT else _LEAST_CONTRAST
            measured = contrast(THEMES[each][role])
            if measured is not None and measured < least:
                self.fault(f"W1: {role} has a contrast of {measured:.1f} in {each}")
        self._roles |= roles

    def _see_words(self, view: View, made: Screenful) -> None:
        """S2: every word on the screen is one of the view, all of which is spoken."""
        words = {word for row in made.rows for word in row.text.split()} - self._known
        if not words:
            return
        everything = " ".join(self._measure.legible(text) for text in _texts(view))
        for word in words:
            bare = word.strip(".-*>|[]#\u00ad\u25b6\u25cf\u25bc")
            if not bare or bare in everything or re.fullmatch(r"[\d/]+", bare):
                self._known.add(word)
            else:
                self.fault(f"S2: {word!r} stands on the screen, and nowhere else")

    def _see_choices(self, view: View, made: Screenful) -> None:
        """W12: while a page is open, its choices stay where they are; but in few rows of large
        letters the text and the choices take turns."""
        numbered = (Role.NUMBER, Role.FOCUSED)
        found = [at for at, row in enumerate(made.rows) if row.spans and _has(row, numbered)]
        is_marked_choice = view.marked is not None and view.lines[view.marked].choice is not None
        is_free = self._measure.is_tight or view.focus is not None or is_marked_choice
        if not found or is_free:
            return
        if self._choices_at is None:
            self._choices_at = found[0]
        elif self._choices_at != found[0]:
            self.fault(f"W12: the choices move from row {self._choices_at} to {found[0]}")

    def _see_word_by_word(self, view: View, text: Text) -> None:
        """E14: a text that is longer than its place is in view as it is spoken."""
        shown = text.shown
        is_caption = view.caption is not None and view.caption.shown.startswith(shown)
        role = Role.CAPTION_WORD if is_caption else Role.WORD
        for word in _WORD.finditer(shown):
            here = Stretch(word.start(), word.end() - word.start())
            at = replace(view, caption_word=here) if is_caption else replace(view, marked_word=here)
            shown_word = _letters(_in_roles(self._typeset(at).rows, (role,)))
            letters = _letters(self._measure.legible(Text(word.group(), "")))
            if letters not in shown_word and not (shown_word and letters.startswith(shown_word)):
                self.fault(f"E14: {word.group()!r} is not in view as it is said in {shown!r}")
                return


def _shows(rows: Iterable[Row], shown: str) -> bool:
    rows = tuple(rows)
    letters = _letters(shown)
    return any(letters in _letters(_in_roles(rows, roles)) for roles in _PLACES_OF_SPEECH)


def _in_roles(rows: Iterable[Row], roles: tuple[Role, ...]) -> str:
    return "".join(span.text for row in rows for span in row.spans if span.role in roles)


def _has(row: Row, roles: tuple[Role, ...]) -> bool:
    return any(span.role in roles for span in row.spans)


def _letters(text: str) -> str:
    return _NOT_SAID.sub("", text)


def _texts(view: View) -> Iterator[Text]:
    """Everything that a view has to show."""
    yield from (view.title, *view.path)
    yield from (line.text for line in view.lines)
    yield from (choice.label for choice in view.choices)
    states = (view.microphone_status, view.quality_status, view.voice_status)
    for text in (view.way, view.caption, view.remark, view.heard, view.sound, *states):
        if text is not None:
            yield text
