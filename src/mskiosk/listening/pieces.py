"""An utterance read piece by piece, as its pauses divide it: "er ... two ... no ... three".

A grammar has whole phrases, and what somebody corrects, repeats or begins with a hesitation is more
than one. Each piece is read by itself; the dialogue makes out what all of them mean.
"""

from dataclasses import dataclass

from mskiosk.core.events import Hypothesis
from mskiosk.listening.recogniser import BYTES_A_SECOND, Recogniser

SURE = 0.5
"""Below this a piece counts as not understood."""
LONGEST_HESITATION_SECONDS = 1.3
"""With its silence. What is longer and not understood is speech about something else."""
_LEAST_BYTES = round(0.1 * BYTES_A_SECOND)
"""Less sound has no word in it, and is the beginning of the next piece: where what came after a
pause was cut off, there is none."""
DOUBTFUL = 0.4
"""The confidence when something was not understood: enough to ask, and never to act."""


@dataclass(slots=True)
class _Piece:
    size: int
    """In bytes."""
    pcm: bytes
    """Empty once it has been read."""
    heard: Hypothesis | None = None

    @property
    def seconds(self) -> float:
        return self.size / BYTES_A_SECOND


class Pieces:
    """The pieces of one utterance so far."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._bytes = 0

    def clear(self) -> None:
        self._pieces.clear()
        self._bytes = 0

    def cut(self, size: int) -> None:
        """What came after so many bytes belongs to no piece."""
        while self._pieces and self._bytes > size:
            self._bytes -= self._pieces.pop().size

    def reading(self, utterance: bytes, recogniser: Recogniser) -> tuple[Hypothesis, ...]:
        """What `utterance` says, all of which came before a pause: as a whole if that is a phrase
        for sure, else piece by piece, and then doubtfully as a whole."""
        whole = recogniser.read(utterance)
        pcm = utterance[self._bytes :]
        if not self._pieces:
            self._pieces.append(_Piece(len(pcm), b"", _sure(whole)))
            self._bytes = len(utterance)
        elif len(pcm) >= _LEAST_BYTES:
            self._pieces.append(_Piece(len(pcm), pcm))
            self._bytes = len(utterance)
        if len(self._pieces) == 1 or _sure(whole):
            return whole
        return (*self._together(recogniser), *whole)

    def _together(self, recogniser: Recogniser) -> tuple[Hypothesis, ...]:
        for piece in self._pieces:
            if piece.pcm:
                piece.heard, piece.pcm = _sure(recogniser.read(piece.pcm)), b""
        heard = [piece.heard for piece in self._pieces if piece.heard]
        missed = [piece for piece in self._pieces if not piece.heard]
        if self._pieces[-1] in missed or any(
            piece.seconds > LONGEST_HESITATION_SECONDS for piece in missed
        ):
            return ()
        confidence = min(each.confidence for each in heard)
        text = " ".join(each.text for each in heard)
        return (Hypothesis(text, min(confidence, DOUBTFUL) if missed else confidence),)


def _sure(reading: tuple[Hypothesis, ...]) -> Hypothesis | None:
    best = reading[0] if reading else None
    return best if best is not None and best.confidence >= SURE else None
