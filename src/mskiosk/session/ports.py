"""What the session needs of the world. Each port has a fake in `tests/fakes`.

No method blocks and none raises for a device, an engine or a disk that fails: that is an event,
given to the `Reporter` on the thread of the event loop.
"""

from collections.abc import Callable
from typing import Protocol

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.effects import Earcon, Interject, Listen, Speak
from mskiosk.core.events import Event, Value
from mskiosk.core.guide import Text
from mskiosk.core.view import View

Reporter = Callable[[Event], None]
"""Takes an event; call it on the event loop's thread only."""

Cancel = Callable[[], None]


class Clock(Protocol):
    def now(self) -> float:
        """Seconds since some fixed moment; never goes back."""

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Cancel:
        """Calls back once, unless cancelled first; cancelling twice is harmless."""


class Speaker(Protocol):
    """Reports `SentenceStarted` and `PromptFinished` for the latest prompt alone, `WordStarted`
    where the engine tells it, and `SpeakerReady` or `SpeakerFailed` as the voice comes and goes.

    After `NO_DEVICE`, `NO_ENGINE` and `LOST` prompts are still taken: their sentences start at
    the pace of speech, without sound, so that captions go on. After `RESTARTING` the prompt that
    was cut is forgotten; the dialogue speaks it again when `SpeakerReady` arrives.
    """

    def speak(self, prompt: Speak) -> None:
        """Hushes what sounds and begins with `prompt`."""

    def interject(self, aside: Interject) -> None:
        """Says it after the sentence of the prompt of that turn that sounds, or is to be the first,
        and reports nothing of it; of another turn, or without sound, it is dropped."""

    def hush(self) -> None:
        """Silence at once; no report of the cut prompt comes later."""

    def set_volume(self, step: int) -> None:
        """1 (quietest) to 10, at once, also in mid-sentence."""

    def chime(self, earcon: Earcon) -> None: ...

    def prepare(self, texts: tuple[Text, ...], words_per_minute: int) -> None:
        """`texts`, the likeliest first, may be asked for soon; nothing sounds, and nothing is
        reported. Replaces what was to be prepared before."""


class Listener(Protocol):
    """Reports `ListenerReady` or `ListenerFailed`, and while it listens `SpeechStarted` and
    then `SpeechEnded` for each utterance, with the turn of the latest `Listen`; `SampleHeard` in
    its place where an example of a phrase is asked for.

    One with a microphone also reports `LevelMeasured` while it listens, and `MicrophoneChanged`.
    """

    def listen(self, request: Listen) -> None:
        """Opens the microphone, or, when it is open, goes on with another grammar and turn."""

    def stop(self) -> None:
        """Closes the microphone; what was being said is dropped."""

    def forget(self) -> None:
        """Another person: nothing that was learned of the one before is left. Closes the
        microphone, and reports `ListenerReady` or `ListenerFailed` as at start, if it ever did."""

    def keep_voice(self) -> None:
        """Writes down what was learned of the person's speech, now and whenever more is learned;
        reports `VoiceNotKept` where that fails, or where nothing may be kept."""

    def forget_voice(self) -> None:
        """Forgets what was learned of the person's speech, and deletes what was written of it."""


class Display(Protocol):
    def show(self, view: View) -> None: ...


class Fetcher(Protocol):
    """Brings the better recogniser. Reports `FetchProgressed` and, always, `FetchEnded`."""

    def fetch(self) -> None:
        """Begins, or does nothing while a fetch is under way."""

    def decline(self) -> None:
        """Remembers that the person does not want it."""


class Keeper(Protocol):
    """Keeps what a person at home has set, and where they are, for their next visit. In a clinic
    the dialogue asks for nothing."""

    def keep_settings(self, changes: tuple[tuple[str, Value | None], ...]) -> None:
        """Keys with their new values; None: nothing is kept of that one. What other kiosks keep of
        other keys stays. Reports `SettingsNotKept` where it fails."""

    def keep_place(self, place: Bookmark | None) -> None:
        """In the place of the one before; that it fails is nothing to tell anybody."""


class StaffCaller(Protocol):
    """Tells staff that a person wants them. Reports `StaffCallEnded`, always."""

    def call(self) -> None:
        """Begins, or does nothing while a call is under way."""
