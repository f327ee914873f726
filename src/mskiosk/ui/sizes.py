"""Which letters a screen has room for.

Fewer than 12 letters in a row or 4 rows of text are a peephole: the largest size that shows so many
is shown instead.
"""

from mskiosk.core.look import TEXT_SIZES
from mskiosk.ui.hyphens import syllables
from mskiosk.ui.lettering import FACES, Face, Lettering
from mskiosk.ui.letters import OWN_LETTERS, Letters

LEAST_LETTERS = 12
LEAST_ROWS = 4
STATUS_ROWS = 1
"""Below large letters, in the terminal's own: what the states are, all of which is also said."""
_OWN_SIZE = TEXT_SIZES[0]


def largest_text_size(width: int, height: int, *, is_ascii_only: bool) -> int:
    """The largest of `TEXT_SIZES` for a screen of so many cells. Letters are drawn in half blocks,
    which are not in ASCII."""
    if is_ascii_only:
        return _OWN_SIZE
    return max((size for size, face in FACES.items() if _fits(face, width, height)), default=1)


def _fits(face: Face, width: int, height: int) -> bool:
    letters = (width - 2 * face.margin) / face.letter
    return letters >= LEAST_LETTERS and (height - STATUS_ROWS) // face.rows >= LEAST_ROWS


class LettersBySize:
    """Each is made when it is first wanted."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._made: dict[int, Letters] = {_OWN_SIZE: OWN_LETTERS}

    def of(self, size: int) -> Letters:
        if size not in self._made:
            self._made[size] = Lettering(FACES[size], self._language)
        return self._made[size]

    def prepare(self) -> None:
        """Loads what takes long to load; on any thread."""
        Lettering(FACES[max(FACES)], self._language).draw("a")
        syllables("syllable", self._language)
