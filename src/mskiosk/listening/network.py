"""The spotter's small network, run with numpy: from the bands of a sound to how probable each word
is.

A convolution over time and frequency, depthwise-separable convolutions over time with residuals,
where time is halved once, a weighted mean and the largest value over time, one linear layer. The
file is made by `models/spotter`, where the same network is described for training.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mskiosk.listening.filterbank import WIDTH
from mskiosk.listening.network_shapes import blocks_of, misfit
from mskiosk.listening.recogniser import EngineError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

MOST_BYTES = 3_000_000
MOST_WORDS = 200
NO_NETWORK = "is no network of the spotter"


class Network:
    """One set of weights. Safe to use from one thread."""

    def __init__(
        self,
        words: tuple[str, ...],
        temperature: float,
        weights: "Mapping[str, Array]",
        ways: Mapping[str, str] | None = None,
    ) -> None:
        """`words`: what it tells apart, besides anything else; `ways`: other phrases that were
        taught as one of them. Raises `EngineError` where the weights do not fit together."""
        self.words = words
        self.ways: Mapping[str, str] = dict(ways or {})
        self._temperature = temperature
        self._weights = weights
        self._blocks = blocks_of(weights)
        self._prove()

    @classmethod
    def load(cls, file: Path) -> "Network":
        """Raises `EngineError`."""
        import numpy as np

        try:
            if file.stat().st_size > MOST_BYTES:
                raise EngineError(f"{file} is larger than {MOST_BYTES} bytes")
            with zipfile.ZipFile(file) as packed:
                if sum(each.file_size for each in packed.infolist()) > 2 * MOST_BYTES:
                    raise EngineError(f"{file} would unpack to more than {2 * MOST_BYTES} bytes")
            with np.load(file, allow_pickle=False) as arrays:
                found = {name: arrays[name] for name in arrays.files}
            words = tuple(str(word) for word in found.pop("words"))
            temperature = float(found.pop("temperature"))
            ways = {str(way): str(word) for way, word in found.pop("ways")}
            return cls(words, temperature, found, ways)
        except (OSError, ValueError, TypeError, LookupError, EOFError, zipfile.BadZipFile) as error:
            reason = getattr(error, "strerror", None)
            wrong = f"cannot be read: {reason.lower()}" if reason else NO_NETWORK
            raise EngineError(f"{file} {wrong}") from error

    def probabilities(self, bands: "Array") -> "Array":
        """How probable each of `words` is, and at the end how probable anything else. `bands`: at
        least one row of `filterbank.bands_of`."""
        import numpy as np

        logits = self._weights["answer"] @ self.embedding(bands) + self._weights["answer_bias"]
        logits = logits / self._temperature
        powers: Array = np.exp(logits - logits.max())
        powers /= powers.sum()
        return powers

    def embedding(self, bands: "Array") -> "Array":
        """What the last layer sees of the sound: one row of numbers, of any length of sound."""
        import numpy as np

        weights = self._weights
        sound = self._front(bands)
        for block in range(self._blocks):
            if block == weights["halved_before"]:
                sound = np.pad(sound, ((0, len(sound) % 2), (0, 0)))
                sound = (sound[::2] + sound[1::2]) / 2
            inner = sound
            for half in range(2):
                inner = _depthwise(inner, weights[f"depthwise_{block}_{half}"])
                inner = inner @ weights[f"pointwise_{block}_{half}"].T
                inner += weights[f"pointwise_{block}_{half}_bias"]
                if half:
                    inner += sound
                np.maximum(inner, 0, out=inner)
            sound = inner
        telling = sound @ weights["attention"]
        telling = np.exp(telling - telling.max())
        mean = (telling / telling.sum()) @ sound
        return np.concatenate([mean, sound.max(axis=0)])

    def _front(self, bands: "Array") -> "Array":
        """Rows of channels, each of two steps of 10 ms."""
        import numpy as np

        kernel = self._weights["front"]
        around = kernel.shape[1] // 2
        padded = np.pad(bands.astype(np.float32), around)
        seen = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape[1:])[::2, ::2]
        found = np.tensordot(seen, kernel, axes=((2, 3), (1, 2)))
        found = np.maximum(found + self._weights["front_bias"], 0)
        rows = found.transpose(0, 2, 1).reshape(len(found), -1)
        mixed: Array = np.maximum(rows @ self._weights["mix"].T + self._weights["mix_bias"], 0)
        return mixed

    def _prove(self) -> None:
        """Wrong shapes and numbers are found here, not at the first word."""
        import numpy as np

        weights = self._weights
        if not 0 < len(self.words) <= MOST_WORDS or len(set(self.words)) < len(self.words):
            raise EngineError("the spotter's words are none, too many, or twice the same")
        if not set(self.ways.values()).issubset(self.words) or len(self.ways) > MOST_WORDS:
            raise EngineError("the spotter's other ways to say a word are of no word, or too many")
        if not set(self.ways).isdisjoint(self.words):
            raise EngineError("one of the spotter's words is another way to say a word, too")
        if not 0.05 < self._temperature < 20:
            raise EngineError("the spotter has no sensible temperature")
        if any(each.dtype != np.float32 for each in weights.values()):
            raise EngineError("the spotter's weights are not float32")
        if not all(np.isfinite(each).all() for each in weights.values()):
            raise EngineError("some of the spotter's weights are no numbers")
        shapes = {name: each.shape for name, each in weights.items()}
        if reason := misfit(shapes, len(self.words) + 1):
            raise EngineError(f"the spotter's weights do not fit together: {reason}")
        try:
            found = self.probabilities(np.zeros((WIDTH, WIDTH), np.float32))
        except (ValueError, TypeError, LookupError, IndexError) as error:
            raise EngineError(f"the spotter's weights do not fit together: {error}") from error
        if found.shape != (len(self.words) + 1,) or not np.isfinite(found).all():
            raise EngineError("the spotter does not answer for each word")


def _depthwise(sound: "Array", kernel: "Array") -> "Array":
    """Each channel by itself, over time; silence is before and after."""
    import numpy as np

    size = kernel.shape[1]
    padded = np.pad(sound, ((size // 2, size // 2), (0, 0)))
    out = np.zeros_like(sound)
    for at in range(size):
        out += padded[at : at + len(sound)] * kernel[:, at]
    return out
