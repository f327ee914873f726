"""The last words of a voice that is lost: a recording that ships with the kiosk.

`python -m mskiosk.speaking.clip LANGUAGE VOLUME HEADSET` plays it, in a small process that needs no
voice, and ends with the recording, with its parent, or after `MOST_SECONDS`; HEADSET, where it is
not empty, is a part of the name of the only device that may sound. With `record` alone it makes
the recordings anew, with our own voice.
"""

import os
import sys
import threading
import wave
from array import array
from collections.abc import Generator, Mapping
from pathlib import Path

from mskiosk.speaking.samples import Samples
from mskiosk.speaking.strain import LONG_MILLISECONDS
from mskiosk.speaking.volume import gain

WORDS: Mapping[str, str] = {
    "en": "I have lost my voice. Please read the screen, or ask somebody for help."
}
"""What the recording says, by language; in others there is none."""
WORDS_PER_MINUTE = 125
MOST_SECONDS = 15.0

_PLAYOUT_SECONDS = 0.2
"""Silence after the last word, which pushes it out of the device."""
_MIDDLE = 128
"""Silence in a recording of 8 bits."""


def recording(language: str) -> Path | None:
    """The file for `language`, such as "en" or "en-us", or None where there is none."""
    file = Path(__file__).with_name(f"lost-voice.{language.partition('-')[0]}.wav")
    return file if file.is_file() else None


def recorded(file: Path) -> tuple[Samples, int]:
    """The samples of a recording, 16-bit mono, and how many there are in a second."""
    with wave.open(str(file)) as wav:
        frames = wav.readframes(wav.getnframes())
        return array("h", [(value - _MIDDLE) << 8 for value in frames]), wav.getframerate()


def record(language: str, file: Path) -> None:
    """Renders the words for `language` into `file`, mono with 8 bits, as loud as that allows."""
    from mskiosk.speaking.voice import load_voice

    voice = load_voice(language)
    samples = voice.whole(WORDS[language], WORDS_PER_MINUTE)
    peak = max(map(abs, samples))
    with wave.open(str(file), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(1)
        wav.setframerate(voice.sample_rate)
        wav.writeframes(bytes(_MIDDLE + round(value * 127 / peak) for value in samples))


def play(file: Path, volume: int, headset: str) -> bool:
    """Returns when the recording has been heard; false when it could not be."""
    from mskiosk.speaking.devices import DeviceList, NoSoundError

    samples, sample_rate = recorded(file)
    samples.extend([0] * round(_PLAYOUT_SECONDS * sample_rate))
    loudness = gain(volume)
    pcm = array("h", [round(sample * loudness) for sample in samples]).tobytes()
    devices = DeviceList(without_server=bool(headset))
    named = [device for device in devices.look() if headset and device.is_named(headset)]
    if headset and not named:
        return False
    has_ended = threading.Event()
    pieces = _pieces(pcm, has_ended)
    next(pieces)
    try:
        stream = devices.opened(sample_rate, LONG_MILLISECONDS, named[0] if named else None)
        stream.start(pieces)
    except NoSoundError:
        return False
    is_heard = has_ended.wait(MOST_SECONDS)
    stream.close()
    return is_heard


def _pieces(pcm: bytes, has_ended: threading.Event) -> Generator[bytes, int, None]:
    count = yield b""
    while pcm:
        piece, pcm = pcm[: 2 * count], pcm[2 * count :]
        count = yield piece
    has_ended.set()
    while True:
        count = yield bytes(2 * count)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def main() -> None:
    if sys.argv[1:] == ["record"]:
        for language in WORDS:
            record(language, Path(__file__).with_name(f"lost-voice.{language}.wav"))
        return
    language, volume, headset = sys.argv[1:]
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type] # miniaudio would load it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    file = recording(language)
    os._exit(0 if file and play(file, int(volume), headset) else 1)


if __name__ == "__main__":
    main()
