"""Which file the listening child dies of, as far as its parent can tell.

The Vosk model is blamed first: it is larger, and was installed by somebody. When the child dies
without it too, it is the spotter, and the model has another try. PocketSphinx needs no file, and is
never left aside.
"""

from collections.abc import Callable
from pathlib import Path

MOST_DEATHS = 2
"""So often the child may die with a file in use before that is left aside. At load once is enough:
a broken file kills again."""


class Blame:
    """What to start the next child without."""

    def __init__(self, note: Callable[[str], None]) -> None:
        """`note` takes the lines for staff."""
        self._note = note
        self._deaths = 0
        self.is_on_model = False
        self.is_on_spotter = False

    def died(self, *, model: Path | None, spotter: Path | None, was_loaded: bool) -> None:
        """A child that had been given `model` and `spotter`; `was_loaded`: it had them ready."""
        self._deaths += 1 if was_loaded else MOST_DEATHS
        if self._deaths < MOST_DEATHS:
            return
        self._deaths = 0
        if model:
            self.is_on_model = True
            self._note(f"listening died with it: {model} is left aside")
        elif spotter:
            self.is_on_spotter, self.is_on_model = True, False
            self._note(f"listening died with it: the spotter {spotter} is left aside")

    def try_model(self) -> None:
        """The model is another one."""
        self._deaths = 0
        self.is_on_model = False

    def forget(self) -> None:
        """Everything has another try."""
        self.try_model()
        self.is_on_spotter = False
