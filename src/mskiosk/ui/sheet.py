"""The one widget: it draws the screenful of the latest view, and redraws the rows that changed."""

from collections.abc import Mapping

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from mskiosk.core.look import USUAL_LOOK, Theme
from mskiosk.core.view import View
from mskiosk.ui.measure import Measure
from mskiosk.ui.palette import Palette
from mskiosk.ui.rows import BLANK, Role, Row
from mskiosk.ui.typesetting import Typesetter


class Sheet(Widget):
    ALLOW_SELECT = False
    DEFAULT_CSS = "Sheet { width: 100%; height: 100%; background: #000000; color: #ffffff; }"

    def __init__(self, palettes: Mapping[Theme, Palette], *, is_ascii_only: bool) -> None:
        super().__init__()
        self._palettes = palettes
        self._theme = USUAL_LOOK.theme
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
        segments = [Segment(span.text, palette[span.role]) for span in row.spans]
        return Strip(segments, row.cells).adjust_cell_length(self.size.width, palette[row.fill])

    def on_mount(self) -> None:
        self._lay_paper()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual passes it
        self._rows = ()
        self._set()
        self.refresh()

    def _set(self) -> None:
        width, height = self.size
        if self._view is None or not width or not height or not self.is_running:
            return
        if self._view.look.theme is not self._theme:
            self._theme = self._view.look.theme
            self._rows = ()
            self._lay_paper()
        measure = Measure(width, height, self._is_ascii_only)
        screenful = self._typesetter.screenful(self._view, measure)
        before, self._rows = self._rows, screenful.rows
        column, cursor_row = screenful.cursor
        dirty = {at for at, row in enumerate(self._rows) if at >= len(before) or before[at] != row}
        cursor = Offset(column, cursor_row)
        if self.app.cursor_position != cursor:
            self.app.cursor_position = cursor
            dirty.add(cursor_row)  # the cursor moves only when something is drawn
        if dirty:
            self.refresh(*(Region(0, at, width, 1) for at in sorted(dirty)))

    def _lay_paper(self) -> None:
        """Whatever is not drawn, such as a part of a row while the window grows, has the paper of
        the text."""
        paper = self._palettes[self._theme][Role.TEXT].bgcolor
        if paper is not None:
            self.styles.background = self.screen.styles.background = paper.name
