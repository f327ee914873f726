"""A display that draws nothing and keeps every view."""

import threading

from mskiosk.core.view import View


class FakeDisplay:
    """`session.ports.Display`. It fails on what no caller may do: a call from another thread."""

    def __init__(self) -> None:
        self.views: list[View] = []
        self._thread = threading.get_ident()

    @property
    def latest(self) -> View:
        assert self.views, "nothing has been shown"
        return self.views[-1]

    def show(self, view: View) -> None:
        assert threading.get_ident() == self._thread, "shown from another thread"
        self.views.append(view)

    def read(self) -> str:
        """What a person who looks now can read, line by line."""
        view = self.latest
        numbered = [f"{at + 1} {choice.label.shown}" for at, choice in enumerate(view.choices)]
        sentences = [line.text.shown for line in view.lines if line.choice is None]
        words = [view.title.shown, *sentences, *numbered]
        return "\n".join("".join(c for c in line if c.isprintable()) for line in words)
