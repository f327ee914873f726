"""What the voice renders, as the virtual loudspeaker would play it."""

from mskiosk.speaking.driver import Word
from mskiosk.speaking.voice import load_voice
from tests.virtual_sound import resampled


def rendered(text: str, rate: int) -> bytes:
    pcm = bytearray()

    def take(some: bytes, begun: tuple[Word, ...]) -> bool:
        pcm.extend(some)
        return True

    load_voice().render(text, rate, take)
    return resampled(bytes(pcm), load_voice().sample_rate)
