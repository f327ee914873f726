"""The driver that we register with pyttsx3: it renders, and never plays.

The stock driver runs espeak-ng asynchronously and cancels what is still queued whenever the next
run begins, so that rates, texts and whole sentences are lost without an error. This one runs it
synchronously: when a call returns, it is done. `save_to_file` takes a callable in place of the
file's name and gives it the samples as they are made.
"""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

NAME = "mskiosk"
WORD_GAP = "word gap"
"""Our own property: an added pause between words, in units of 10 ms at normal speed."""

_BUFFER_MILLISECONDS = 60
_WORD_GAP_PARAMETER = 7  # espeakWORDGAP of speak_lib.h, which pyttsx3 does not name


_PHONEMES = 0x100  # espeakPHONEMES of speak_lib.h: what stands in [[...]] is phonemes


@dataclass(frozen=True, slots=True)
class Word:
    """`length` characters of the text from `offset` begin to sound after `seconds`."""

    offset: int
    length: int
    seconds: float

    def earlier(self, seconds: float) -> "Word":
        """The same in a sound that lacks its first `seconds`."""
        return Word(self.offset, self.length, max(self.seconds - seconds, 0.0))


Take = Callable[[bytes, tuple[Word, ...]], bool]
"""Gets 16-bit mono samples and the words that begin in them; False ends the rendering."""


class RenderingDriver:
    """What pyttsx3 asks of a driver. `binding` is pyttsx3's own binding of espeak-ng.

    Any: neither pyttsx3 nor its binding has types.
    """

    def __init__(self, proxy: Any, binding: Any) -> None:
        """Raises `RuntimeError` when espeak-ng cannot start."""
        self._proxy = proxy
        self._espeak = binding
        self.sample_rate = int(
            binding.Initialize(binding.AUDIO_OUTPUT_SYNCHRONOUS, _BUFFER_MILLISECONDS)
        )
        if self.sample_rate <= 0:
            raise RuntimeError("espeak-ng does not start")
        self._take: Take | None = None
        binding.SetSynthCallback(self._on_samples)

    def save_to_file(self, text: str, filename: Take) -> None:
        """Renders now, and returns when the last sample was taken or refused."""
        encoded = text.encode("utf-8", "replace")
        self._take = filename
        try:
            # pyttsx3's own `Synth` gives ten times the size, and espeak-ng reads that far.
            self._espeak.cSynth(
                encoded,
                len(encoded) + 1,
                0,
                self._espeak.POS_CHARACTER,
                0,
                self._espeak.ENDPAUSE | self._espeak.CHARS_UTF8 | _PHONEMES,
                None,
                None,
            )
        finally:
            self._take = None

    def say(self, _text: str) -> None:
        raise RuntimeError("this driver renders and does not play")

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        """`rate` in espeak-ng's own words a minute, `voice` by name or language, `word gap`."""
        match name:
            case "rate":
                self._espeak.SetParameter(self._espeak.RATE, int(value), 0)
            case "voice":
                if self._espeak.SetVoiceByName(str(value).encode()) != self._espeak.EE_OK:
                    raise ValueError(f"there is no voice {value!r}")
            case "word gap":
                self._espeak.SetParameter(_WORD_GAP_PARAMETER, int(value), 0)
            case _:
                raise KeyError(name)

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        match name:
            case "rate":
                return self._espeak.GetParameter(self._espeak.RATE)
            case "voice":
                voice = self._espeak.GetCurrentVoice()
                return voice.contents.identifier.decode() if voice else None
            case "sample rate":
                return self.sample_rate
            case _:
                raise KeyError(name)

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Runs what is queued; it is all done when this returns."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        pass

    def iterate(self) -> None:
        pass

    def stop(self) -> None:
        pass  # the taker ends a rendering by returning False

    def destroy(self) -> None:
        pass  # espeak-ng lives as long as its process; ending it early aborts

    def _on_samples(self, samples: Any, count: int, events: Any) -> int:
        if self._take is None:
            return 1
        words = []
        index = 0
        while events[index].type != self._espeak.EVENT_LIST_TERMINATED:
            event = events[index]
            if event.type == self._espeak.EVENT_WORD:
                words.append(
                    Word(max(event.text_position - 1, 0), event.length, event.audio_position / 1000)
                )
            index += 1
        pcm = ctypes.string_at(samples, count * 2) if samples and count > 0 else b""
        return 0 if self._take(pcm, tuple(words)) else 1
