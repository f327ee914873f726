"""The thread that renders: the sentences of the latest prompt, in order, ahead of their playing.

While there is no prompt to render it prepares sentences that are likely to be wanted next. It
leaves off at once when a prompt comes, in the middle of a sentence if need be.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from mskiosk.speaking import driver
from mskiosk.speaking.cache import Key, Rendered, RenderedCache
from mskiosk.speaking.driver import Take, Word
from mskiosk.speaking.library import NoEngineError
from mskiosk.speaking.noting import die, note
from mskiosk.speaking.pace import caption_seconds
from mskiosk.speaking.player import Player
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.samples import Samples, begun, silence
from mskiosk.speaking.voice import RenderingError, Voice, load_voice
from mskiosk.speaking.watchdog import Watchdog

LOAD_SECONDS = 10.0
"""A voice that cannot be loaded in this time never will be."""
MOST_FAILURES = 3
"""A voice that fails at so many sentences in a row, and renders none between, says nothing more."""
_BREATH_SECONDS = 0.01
"""Between two prepared sentences, for those who share the processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A prompt to be rendered."""

    serial: int
    texts: tuple[str, ...]
    words_per_minute: int
    closing: Samples | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said between two sentences of the prompt `serial`."""

    serial: int
    text: str
    words_per_minute: int


@dataclass(slots=True)
class _Ahead:
    """What to prepare, the likeliest first."""

    texts: deque[str] = field(default_factory=deque)
    words_per_minute: int = 0
    prepared_bytes: int = 0


class Rendering:
    """`on_engine` hears once, from the thread, that the voice is there (None) or why it is not."""

    def __init__(
        self,
        player: Player,
        on_engine: Callable[[NoEngineError | None], None],
        cache: RenderedCache | None = None,
    ) -> None:
        self._player = player
        self._on_engine = on_engine
        self._cache = RenderedCache() if cache is None else cache
        self._watchdog = Watchdog()
        self._came = threading.Condition()
        self._orders: deque[Order] = deque()
        self._aside: Aside | None = None
        """The latest that is not rendered."""
        self._ahead = _Ahead()
        self._failures = 0
        """Sentences in a row that the voice could not render."""

    def start(
        self, language: str, pronunciation: Pronunciation, driver_name: str | None = None
    ) -> None:
        """`driver_name`: another driver of pyttsx3, which takes no phonemes, in place of ours."""
        if driver_name is not None:
            pronunciation = Pronunciation({})
        work = (language, pronunciation, driver_name or driver.NAME)
        threading.Thread(target=self._work, args=work, name="rendering", daemon=True).start()
        self._watchdog.start()

    def render(self, order: Order) -> None:
        """Begins with `order` at once: the one before ended when its prompt was cut."""
        with self._came:
            self._orders.append(order)
            self._came.notify_all()

    def interject(self, aside: Aside) -> None:
        """Renders `aside` as soon as no sentence of a prompt is half rendered."""
        with self._came:
            self._aside = aside
            self._came.notify_all()
        self._player.poke()

    def prepare(self, texts: tuple[str, ...], words_per_minute: int) -> None:
        """Renders `texts`, the likeliest first, while there is nothing else to do. What was to be
        prepared before is forgotten."""
        with self._came:
            self._ahead = _Ahead(deque(texts), words_per_minute)
            self._came.notify_all()

    def _work(self, language: str, pronunciation: Pronunciation, driver_name: str) -> None:
        """The process ends with its thread: it would be silent without a word."""
        try:
            self._load_and_render(language, pronunciation, driver_name)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the log has it
            die(error)

    def _load_and_render(
        self, language: str, pronunciation: Pronunciation, driver_name: str
    ) -> None:
        """Returns when there is no voice."""
        self._watchdog.expect(LOAD_SECONDS)
        try:
            voice = load_voice(language, driver_name)
        except NoEngineError as error:
            self._watchdog.rest()
            self._on_engine(error)
            return
        voice.pronunciation = pronunciation
        self._watchdog.rest()
        self._on_engine(None)
        while True:
            with self._came:
                self._came.wait_for(lambda: self._is_wanted or self._ahead.texts)
                order = self._orders.popleft() if self._orders else None
                ahead = self._ahead
            if order:
                self._render_all(voice, order)
            elif self._aside:
                self._render_aside(voice, self._aside.serial)
            else:
                self._prepare_next(voice, ahead)

    def _render_all(self, voice: Voice, order: Order) -> None:
        for index, text in enumerate(order.texts):
            while index:
                self._render_aside(voice, order.serial)
                if self._player.wait_for_room(order.serial):
                    break
            if not self._player.add_sentence(order.serial, index):
                return
            self._render_one(voice, order, text, is_first=index == 0)
            self._player.end_sentence(order.serial)
        self._player.end_prompt(order.serial, order.closing or silence(0))

    @property
    def _is_wanted(self) -> bool:
        """Somebody waits for something."""
        return bool(self._orders or self._aside)

    def _render_aside(self, voice: Voice, serial: int) -> None:
        """The one that waits, if it is for the prompt `serial`."""
        with self._came:
            aside = self._aside
            if aside is None or aside.serial != serial:
                return
            self._aside = None
        key = Key(aside.text, voice.name, aside.words_per_minute)
        rendered = self._cache.get(key) or self._render_new(voice, key, lambda _pcm, _words: True)
        if rendered:
            samples = silence(0)
            samples.frombytes(rendered.pcm)
            self._player.insert(aside.serial, samples)

    def _render_one(self, voice: Voice, order: Order, text: str, *, is_first: bool) -> None:
        has_sound = False
        dropped = 0.0

        def take(pcm: bytes, words: tuple[Word, ...]) -> bool:
            nonlocal has_sound, dropped
            if is_first and not has_sound:
                length = len(pcm)
                pcm = begun(pcm)  # espeak-ng is silent for 70 ms before some consonants
                dropped += (length - len(pcm)) / 2 / voice.sample_rate
            has_sound = has_sound or bool(pcm)
            words = tuple(word.earlier(dropped) for word in words) if dropped else words
            return self._player.add_samples(order.serial, pcm, words)

        key = Key(text, voice.name, order.words_per_minute)
        if (rendered := self._cache.get(key)) is not None:
            take(rendered.pcm, rendered.words)
        else:
            self._render_new(voice, key, take)
        if not has_sound:
            # Nothing can be said; it stands on the screen as long as it takes to read.
            seconds = caption_seconds(text, order.words_per_minute)
            self._player.add_samples(order.serial, bytes(2 * round(seconds * voice.sample_rate)))

    def _prepare_next(self, voice: Voice, ahead: _Ahead) -> None:
        """The first of `ahead`, which stays there if a prompt comes first."""
        key = Key(ahead.texts[0], voice.name, ahead.words_per_minute)
        if (rendered := self._cache.get(key)) is None and voice.can_be_cut:
            rendered = self._render_new(voice, key, lambda _pcm, _words: not self._is_wanted)
        if self._is_wanted:
            return
        ahead.texts.popleft()
        ahead.prepared_bytes += len(rendered.pcm) if rendered else 0
        if ahead.prepared_bytes > self._cache.most_bytes // 2:  # more would drive out the first
            ahead.texts.clear()
        with self._came:
            self._came.wait_for(lambda: self._is_wanted, _BREATH_SECONDS)

    def _render_new(self, voice: Voice, key: Key, take: Take) -> Rendered | None:
        """Kept in the cache and returned, unless `take` cut it or the voice failed."""
        pieces: list[bytes] = []
        told: list[Word] = []
        is_wanted = True

        def take_some(pcm: bytes, words: tuple[Word, ...]) -> bool:
            nonlocal is_wanted
            self._watchdog.expect(voice.step_seconds)
            pieces.append(pcm)
            told.extend(words)
            is_wanted = take(pcm, words)
            return is_wanted

        self._watchdog.expect(voice.step_seconds)
        try:
            voice.render(key.text, key.words_per_minute, take_some)
        except RenderingError as error:
            self._count_failure(error)
            return None
        finally:
            self._watchdog.rest()
        if pieces:
            self._failures = 0
        if not is_wanted:
            return None
        rendered = Rendered(b"".join(pieces), tuple(told))
        self._cache.keep(key, rendered)
        return rendered

    def _count_failure(self, error: RenderingError) -> None:
        note(f"{error}: {type(error.__cause__).__name__}")
        self._failures += 1
        if self._failures == MOST_FAILURES:
            die(f"the voice failed {MOST_FAILURES} times in a row")
