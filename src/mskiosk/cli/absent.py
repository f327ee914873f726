"""What stands in a session for a part that a kiosk does without."""

from mskiosk.core.effects import Listen
from mskiosk.listening.voice_file import VoiceFile


class DeafListener:
    """For a kiosk without a microphone by choice."""

    def __init__(self, voice_file: VoiceFile | None) -> None:
        self._voice_file = voice_file

    def listen(self, request: Listen) -> None:  # noqa: ARG002  # the port has it
        raise AssertionError("a dialogue that was told that nobody listens asked to listen")

    def stop(self) -> None:
        """There is nothing to stop."""

    def forget(self) -> None:
        """Nothing was heard."""

    def keep_voice(self) -> None:
        raise AssertionError("a dialogue that was told that nobody listens asked to keep a voice")

    def forget_voice(self) -> None:
        if self._voice_file:
            self._voice_file.delete()


class NoFetcher:
    """For a kiosk that makes no offer."""

    def fetch(self) -> None:
        raise AssertionError("a fetch that was not offered")

    decline = fetch
