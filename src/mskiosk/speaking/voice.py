"""The voice: pyttsx3 with our driver, rendering one text after another to samples."""

import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from mskiosk.speaking import driver
from mskiosk.speaking.driver import RenderingDriver, Take, Word
from mskiosk.speaking.library import DEFAULT_LANGUAGE, VOICES, NoEngineError, load_library
from mskiosk.speaking.pace import Pace
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.samples import Samples, silence
from mskiosk.speaking.wording import speakable, whole_word, written_places

MOST_SECONDS = 60.0
"""No sentence sounds longer; what is left of it is not said."""
STEP_SECONDS = 2.0
"""A minute of sound takes half a second to render; a voice that gives nothing for this long will
never come back."""


class Voice:
    """Any: pyttsx3 has no types."""

    def __init__(
        self, engine: Any, *, can_be_cut: bool = True, step_seconds: float = STEP_SECONDS
    ) -> None:
        self._engine = engine
        self.sample_rate: int = engine.getProperty("sample rate")
        """Samples a second; each is 16 bits, mono."""
        self.pronunciation = Pronunciation({})
        self.step_seconds = step_seconds
        """A voice that gives nothing for this long hangs."""
        self.can_be_cut = can_be_cut
        """Whether a rendering ends in mid-sentence when its taker has enough."""
        self._error: Exception | None = None
        engine.connect("error", self._on_error)

    def render(self, text: str, words_per_minute: int, take: Take) -> None:
        """Gives the sound of `text` to `take`, piece by piece, at most `MOST_SECONDS` of it, and
        the words as they stand in `text`.

        A text with nothing to say gives nothing. Raises `RenderingError`.
        """
        words = speakable(text)
        if not words:
            return
        places = written_places(text) if words != text else None
        marked = self.pronunciation.marked(words)
        pace = Pace.of(words_per_minute)
        left = round(MOST_SECONDS * self.sample_rate) * 2

        def take_some(pcm: bytes, begun: tuple[Word, ...]) -> bool:
            nonlocal left
            pcm, left = pcm[:left], left - len(pcm)
            return take(pcm, tuple(map(written, begun))) and left > 0

        def written(word: Word) -> Word:
            word = whole_word(marked.word(word), words)
            if places is None:
                return word
            first, last = places[word.offset], places[word.offset + word.length - 1]
            return Word(first, last + 1 - first, word.seconds)

        self._error = None
        self._engine.setProperty("rate", pace.rate)
        self._engine.setProperty(driver.WORD_GAP, pace.word_gap)
        self._engine.save_to_file(marked.text, take_some)
        self._engine.runAndWait()
        if self._error:
            raise RenderingError("the sentence cannot be rendered") from self._error

    def whole(self, text: str, words_per_minute: int) -> Samples:
        """All that `render` gives for `text`. Raises `RenderingError`."""
        samples = silence(0)

        def take(pcm: bytes, _words: tuple[Word, ...]) -> bool:
            samples.frombytes(pcm)
            return True

        self.render(text, words_per_minute, take)
        return samples

    @contextmanager
    def pronouncing(self, pronunciation: Pronunciation) -> Iterator[None]:
        """With another pronunciation: a process has one voice, which others use after this."""
        before, self.pronunciation = self.pronunciation, pronunciation
        try:
            yield
        finally:
            self.pronunciation = before

    @property
    def name(self) -> str:
        """espeak-ng's own name of the voice in use."""
        return str(self._engine.getProperty("voice"))

    def choose(self, language: str) -> None:
        """The voice for a language, or one of espeak-ng by its name; one that it lacks becomes the
        default one."""
        for name in (VOICES.get(language, language), DEFAULT_LANGUAGE):
            self._error = None
            self._engine.setProperty("voice", name)
            self._engine.runAndWait()
            if self._error is None:
                return

    def _on_error(self, *, exception: Exception, **_named: object) -> None:
        self._error = exception


class RenderingError(Exception):
    """The voice is there, and this text broke it."""


@cache
def load_voice(language: str = DEFAULT_LANGUAGE, driver_name: str = driver.NAME) -> Voice:
    """The voice of this process: espeak-ng can be started once. `driver_name`: ours, or another
    of pyttsx3. Raises `NoEngineError`."""
    if driver_name == driver.NAME:
        voice = Voice(_own_engine())
    else:
        from mskiosk.speaking.files_driver import STEP_SECONDS as FILE_SECONDS
        from mskiosk.speaking.files_driver import files_engine

        voice = Voice(files_engine(driver_name), can_be_cut=False, step_seconds=FILE_SECONDS)
    voice.choose(language)
    return voice


def _own_engine() -> Any:
    load_library()
    try:
        import pyttsx3
        from pyttsx3.drivers import _espeak
    except (ImportError, RuntimeError, OSError, AttributeError) as error:
        raise NoEngineError(f"pyttsx3 cannot be loaded: {error}") from error
    module: Any = types.ModuleType(f"pyttsx3.drivers.{driver.NAME}")
    module.buildDriver = lambda proxy: RenderingDriver(proxy, _espeak)
    sys.modules[module.__name__] = module
    try:
        return pyttsx3.init(driver.NAME)
    except RuntimeError as error:
        raise NoEngineError(f"{error}") from error
