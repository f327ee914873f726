"""Which page of a sentence is shown, where it has more rows than there are."""

from dataclasses import dataclass

from mskiosk.core.guide import Text
from mskiosk.core.view import Stretch, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The word that sounds of a sentence or, when none does any more, the one that did last:
    whoever pauses goes on looking at the same page."""

    place: tuple[str, int | None] = ("", None)
    marked_word: Stretch | None = None
    caption: Text | None = None
    caption_word: Stretch | None = None

    def to(self, view: View) -> "Turn":
        place = (view.id, view.marked)
        return Turn(
            place=place,
            marked_word=view.marked_word or (self.marked_word if place == self.place else None),
            caption=view.caption,
            caption_word=view.caption_word
            or (self.caption_word if view.caption == self.caption else None),
        )
