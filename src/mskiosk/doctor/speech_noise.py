"""Noise that is as loud as the kiosk's voice and has its pitches, but does not come and go: the
needle of a sound-level meter stands still."""

import numpy as np

from mskiosk.doctor.sweeps import Wave
from mskiosk.speaking.voice import load_voice

_WORDS_PER_MINUTE = 125
_SEED = 1
_QUIET = 0.01
"""Of full scale: pauses between words are left out, or the noise would be softer than the words."""
_BLOCK_SECONDS = 0.05
_EDGE_SECONDS = 0.05


def speech_noise(language: str, text: str, seconds: float, sample_rate: int) -> Wave:
    """The voice at its full gain. Raises `NoEngineError`."""
    voice = load_voice(language)
    spoken = np.frombuffer(voice.whole(text, _WORDS_PER_MINUTE).tobytes(), "<i2") / 32768
    return shaped_like(spoken, round(seconds * sample_rate), sample_rate)


def shaped_like(speech: Wave, count: int, sample_rate: int) -> Wave:
    """So many samples with the loudness and the long-term spectrum of `speech`."""
    block = round(_BLOCK_SECONDS * sample_rate)
    blocks = [speech[at : at + block] for at in range(0, len(speech), block)]
    loud = [each for each in blocks if np.sqrt(np.mean(each**2)) > _QUIET]
    words = np.concatenate(loud) if loud else speech
    if not len(words):
        return np.zeros(count)
    phases = np.random.default_rng(_SEED).uniform(0, 2 * np.pi, len(words) // 2 + 1)
    noise = np.fft.irfft(np.abs(np.fft.rfft(words)) * np.exp(1j * phases), len(words))
    noise *= np.sqrt(np.mean(words**2) / max(float(np.mean(noise**2)), 1e-12))
    whole = np.resize(noise, count)
    edge = min(round(_EDGE_SECONDS * sample_rate), count // 2)
    rise = np.linspace(0, 1, edge)
    whole[:edge] *= rise
    whole[count - edge :] *= rise[::-1]
    return whole
