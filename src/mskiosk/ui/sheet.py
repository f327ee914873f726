"""The one widget: it draws the screenful of the latest view, and redraws the rows that changed."""

import asyncio
import re
from collections.abc import Callable, Mapping

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from mskiosk.core.look import USUAL_LOOK, Theme
from mskiosk.core.view import View
from mskiosk.ui.large import screenful
from mskiosk.ui.lettering import FULL
from mskiosk.ui.letters import OWN_LETTERS
from mskiosk.ui.own_font import OWN_FONT_SIZE, SETTLING_SECONDS, OwnFont
from mskiosk.ui.palette import THEMES, Palette
from mskiosk.ui.rows import BLANK, Role, Row, Span
from mskiosk.ui.sizes import LettersBySize, largest_text_size
from mskiosk.ui.typesetting import Screenful, Typesetter

_PREPARE_SECONDS = 3.0
"""After the start, in which there is enough to do."""
_RUNS = re.compile(f"{FULL}+|[^{FULL}]+")


class Sheet(Widget):
    ALLOW_SELECT = False
    DEFAULT_CSS = "Sheet { width: 100%; height: 100%; background: #000000; color: #ffffff; }"

    def __init__(
        self,
        palettes: Mapping[Theme, Palette],
        *,
        is_ascii_only: bool,
        language: str,
        on_measured: Callable[[int], None],
        own_font: OwnFont,
    ) -> None:
        """`on_measured` is told the largest text size that there is room for, when it is another
        one than before."""
        super().__init__()
        self._letters = LettersBySize(language)
        self._on_measured = on_measured
        self._own_font = own_font
        self._settling: asyncio.TimerHandle | None = None
        self._largest: int | None = None
        self._palettes = palettes
        self._theme = USUAL_LOOK.theme
        self._drawn = {theme: _drawn(palettes[theme], palettes is THEMES) for theme in palettes}
        self._is_ascii_only = is_ascii_only
        self._typesetter = Typesetter()
        self._view: View | None = None
        self._rows: tuple[Row, ...] = ()
        self._cursor_row = 0

    def show(self, view: View) -> None:
        """Draws `view`, now or as soon as there is a screen."""
        self._view = view
        self._set()

    def render_line(self, y: int) -> Strip:
        row = self._rows[y] if y < len(self._rows) else BLANK
        palette = self._palettes[self._theme]
        segments = [segment for span in row.spans for segment in self._segments(span, row)]
        return Strip(segments, row.cells).adjust_cell_length(self.size.width, palette[row.fill])

    def _segments(self, span: Span, row: Row) -> list[Segment]:
        """Large letters have their underline drawn, for the terminal's would cross them; and where
        a cell is all ink it is a space on ink, for the blocks of many fonts leave a gap between
        rows."""
        if not row.is_drawn:
            return [Segment(span.text, self._palettes[self._theme][span.role])]
        style, ink = self._drawn[self._theme][span.role]
        if ink is None:
            return [Segment(span.text, style)]
        return [
            Segment(" " * len(run), ink) if run[0] == FULL else Segment(run, style)
            for run in _RUNS.findall(span.text)
        ]

    def on_mount(self) -> None:
        self._lay_paper()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual passes it
        self._own_font.resized()
        self._rows = ()
        self._measure()
        self._set()
        self.refresh()

    def choose_letters(self) -> None:
        """Draws with the letters that are right by now."""
        if self._is_own_font_wanted is not self._own_font.is_large:
            self._set()

    def _measure(self) -> None:
        width, height = self._own_font.usual_grid(*self.size)
        largest = largest_text_size(width, height, is_ascii_only=self._is_ascii_only)
        if largest != self._largest:
            if self._largest is None and largest > 1:
                loop = asyncio.get_running_loop()
                loop.call_later(_PREPARE_SECONDS, self._prepare)
            self._largest = largest
            self._on_measured(largest)

    def _prepare(self) -> None:
        """So that the first press for bigger text is answered at once."""
        asyncio.get_running_loop().run_in_executor(None, self._letters.prepare)

    def _set(self) -> None:
        width, height = self.size
        if self._view is None or not width or not height or not self.is_running:
            return
        if self._view.look.theme is not self._theme:
            self._theme = self._view.look.theme
            self._rows = ()
            self._lay_paper()
        made = self._made(self._view)
        before, self._rows = self._rows, made.rows
        column, cursor_row = made.cursor
        dirty = {at for at, row in enumerate(self._rows) if at >= len(before) or before[at] != row}
        cursor = Offset(column, cursor_row)
        if self.app.cursor_position != cursor:
            self.app.cursor_position = cursor
            dirty.add(cursor_row)  # the cursor moves only when something is drawn
        if dirty:
            self.refresh(*(Region(0, at, width, 1) for at in sorted(dirty)))

    def _made(self, view: View) -> Screenful:
        largest = self._largest or 1
        sizes = range(largest, 0, -1) if view.shows_whole else [min(view.look.text_size, largest)]
        is_drawn = not self._takes_own_font()
        for size in sizes:
            made = screenful(
                self._typesetter,
                view,
                self._letters.of(size) if is_drawn else OWN_LETTERS,
                width=self.size.width,
                height=self.size.height,
                is_ascii_only=self._is_ascii_only,
            )
            if not any(Role.MORE in row.roles for row in made.rows):
                break
        return made

    @property
    def _is_own_font_wanted(self) -> bool:
        view = self._view
        if view is None or view.shows_whole or not self._own_font.is_able:
            return False
        return min(view.look.text_size, self._largest or 1) == OWN_FONT_SIZE

    def _takes_own_font(self) -> bool:
        """Also while the terminal changes its letters: those have room on any screen."""
        own = self._own_font
        if not own.is_settling and self._is_own_font_wanted is not own.is_large:
            change = own.put_back if own.is_large else own.enlarge
            change()
            if self._settling:
                self._settling.cancel()
            loop = asyncio.get_running_loop()
            self._settling = loop.call_later(SETTLING_SECONDS, self._settle)
        return own.is_large or own.is_settling

    def _settle(self) -> None:
        self._own_font.settle()
        self._rows = ()
        self._set()

    def _lay_paper(self) -> None:
        """Whatever is not drawn, such as a part of a row while the window grows, has the paper of
        the text."""
        paper = self._palettes[self._theme][Role.TEXT].bgcolor
        if paper is not None:
            self.styles.background = self.screen.styles.background = paper.name


def _drawn(palette: Palette, has_paper: bool) -> dict[Role, tuple[Style, Style | None]]:
    """For large letters the style of each role, and that of a cell which is all ink; None where
    papers are not as bright as inks, as in sixteen colours."""
    plain = {role: style + Style(underline=False) for role, style in palette.items()}
    return {
        role: (style, Style(color=style.bgcolor, bgcolor=style.color) if has_paper else None)
        for role, style in plain.items()
    }
