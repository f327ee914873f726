"""A view as lines of text: the title when it is new, each choice with its number."""

from mskiosk.core.guide import Text
from mskiosk.core.view import LineKind, View
from mskiosk.plain.printout import Printout, one_line


class PlainDisplay:
    """A `Display` that prints only what will not be said, and remembers what to number."""

    def __init__(self, printout: Printout) -> None:
        self._printout = printout
        self._view: View | None = None
        self._unsaid_title = ""
        self._owes_choices = False

    def show(self, view: View) -> None:
        is_new = self._view is None or self._view.id != view.id
        has_other_choices = is_new or (
            self._view is not None and self._view.choices != view.choices
        )
        self._view = view
        if is_new:
            self._unsaid_title = one_line(view.title.shown)
            self._printout.print(self._unsaid_title)
        if has_other_choices:
            are_read = any(line.kind is LineKind.CHOICE for line in view.lines)
            self._owes_choices = bool(view.choices) and not are_read

    def say(self, text: Text) -> None:
        """Prints a sentence that is being said; a title that was just printed is not repeated."""
        title, self._unsaid_title = self._unsaid_title, ""
        if one_line(text.shown) != title or not title:
            self._printout.print(self._numbered(text))

    def settle(self) -> None:
        """Everything has been said: choices that are never read out are printed now."""
        if self._owes_choices and self._view:
            self._owes_choices = False
            for index, choice in enumerate(self._view.choices):
                self._printout.print(f"{index + 1}. {choice.label.shown}")

    def _numbered(self, text: Text) -> str:
        """A choice that is read out is shown as its label, and said with what to say for it."""
        for index, choice in enumerate(self._view.choices if self._view else ()):
            if choice.label.shown == text.shown and choice.label.spoken != text.spoken:
                return f"{index + 1}. {text.shown}"
        return text.shown
