"""The thread that renders: the sentences of the latest prompt, in order, ahead of their playing."""

import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from mskiosk.speaking.driver import Word
from mskiosk.speaking.library import NoEngineError
from mskiosk.speaking.pace import caption_seconds
from mskiosk.speaking.player import Player
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.samples import Samples, begun, silence
from mskiosk.speaking.voice import RenderingError, Voice, load_voice

HANG_SECONDS = 10.0
"""A minute of sound takes half a second to render; a voice that gives nothing for this long will
never come back."""
_CHECK_SECONDS = 1.0
_HUNG_STATUS = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A prompt to be rendered."""

    serial: int
    texts: tuple[str, ...]
    words_per_minute: int
    closing: Samples | None = None


class Rendering:
    """`on_engine` hears once, from the thread, that the voice is there (None) or why it is not."""

    def __init__(self, player: Player, on_engine: Callable[[NoEngineError | None], None]) -> None:
        self._player = player
        self._on_engine = on_engine
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._busy_since: float | None = None

    def start(self, language: str, pronunciation: Pronunciation) -> None:
        work = (language, pronunciation)
        threading.Thread(target=self._work, args=work, name="rendering", daemon=True).start()
        threading.Thread(target=self._watch, name="rendering watch", daemon=True).start()

    def render(self, order: Order) -> None:
        """Begins with `order` at once: the one before ended when its prompt was cut."""
        self._orders.put(order)

    def _work(self, language: str, pronunciation: Pronunciation) -> None:
        try:
            voice = load_voice(language)
        except NoEngineError as error:
            self._on_engine(error)
            return
        voice.pronunciation = pronunciation
        self._on_engine(None)
        while True:
            self._render_all(voice, self._orders.get())

    def _render_all(self, voice: Voice, order: Order) -> None:
        for index, text in enumerate(order.texts):
            if not self._player.add_sentence(order.serial, index):
                return
            self._render_one(voice, order, text, is_first=index == 0)
            self._player.end_sentence(order.serial)
        self._player.end_prompt(order.serial, order.closing or silence(0))

    def _render_one(self, voice: Voice, order: Order, text: str, *, is_first: bool) -> None:
        has_sound = False

        def take(pcm: bytes, words: tuple[Word, ...]) -> bool:
            nonlocal has_sound
            self._busy_since = time.monotonic()
            if is_first and not has_sound:
                pcm = begun(pcm)  # espeak-ng is silent for 70 ms before some consonants
            has_sound = has_sound or bool(pcm)
            return self._player.add_samples(order.serial, pcm, words)

        self._busy_since = time.monotonic()
        try:
            voice.render(text, order.words_per_minute, take)
        except RenderingError as error:
            print(f"{error}: {error.__cause__!r}", file=sys.stderr)  # noqa: T201 - the child's log
        finally:
            self._busy_since = None
        if not has_sound:
            # Nothing can be said; it stands on the screen as long as it takes to read.
            seconds = caption_seconds(text, order.words_per_minute)
            self._player.add_samples(order.serial, bytes(2 * round(seconds * voice.sample_rate)))

    def _watch(self) -> None:
        """Ends the process, which is then started anew, when the engine hangs."""
        while True:
            time.sleep(_CHECK_SECONDS)
            since = self._busy_since
            if since is not None and time.monotonic() - since > HANG_SECONDS:
                os._exit(_HUNG_STATUS)
