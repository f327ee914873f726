"""How a voice sounds in a room, simulated: the responses of rooms by the image method.

pyroomacoustics computes them (Allen and Berkley 1979). A waiting room or a living room, the mouth
0.3 to 2 m from the microphone.
"""

import numpy as np
import pyroomacoustics
from numpy.typing import NDArray
from scipy.signal import fftconvolve

from mskiosk.listening.recogniser import SAMPLES_A_SECOND

_CLIPPED_SHARE = 0.1
_SMALLEST, _LARGEST = np.array([2.2, 2.2, 2.3]), np.array([7.0, 6.0, 3.2])
_SECONDS = (0.15, 0.6)
"""How long the sound takes to fall by 60 dB."""
_DISTANCE = (0.3, 2.0)


class Rooms:
    """The same rooms for the same seed."""

    def __init__(self, seed: int, count: int) -> None:
        chance = np.random.default_rng(seed)
        self._responses = [_response(chance) for _ in range(count)]

    def heard(self, samples: NDArray[np.int16], chance: np.random.Generator) -> NDArray[np.int16]:
        """As loud as it was; now and then so loud that it is clipped."""
        response = self._responses[int(chance.integers(len(self._responses)))]
        heard = fftconvolve(samples.astype(np.float32), response)
        loudest = float(np.abs(samples.astype(np.int32)).max())
        heard *= loudest / max(1.0, float(np.abs(heard).max()))
        if chance.random() < _CLIPPED_SHARE:
            limit = loudest / float(chance.uniform(2, 6))
            heard = np.clip(heard, -limit, limit)
        clipped: NDArray[np.int16] = np.clip(np.rint(heard), -32768, 32767).astype(np.int16)
        return clipped


def _response(chance: np.random.Generator) -> NDArray[np.float32]:
    size = chance.uniform(_SMALLEST, _LARGEST)
    absorption, order = pyroomacoustics.inverse_sabine(chance.uniform(*_SECONDS), size)
    room = pyroomacoustics.ShoeBox(
        size,
        fs=SAMPLES_A_SECOND,
        materials=pyroomacoustics.Material(absorption),
        max_order=min(order, 12),
    )
    microphone = chance.uniform(0.5, size - 0.5)
    while True:
        mouth = chance.uniform(0.4, size - 0.4)
        if _DISTANCE[0] <= np.linalg.norm(mouth - microphone) <= _DISTANCE[1]:
            break
    room.add_source(mouth)
    room.add_microphone(microphone)
    room.compute_rir()
    response = np.asarray(room.rir[0][0], np.float32)
    part: NDArray[np.float32] = response[: SAMPLES_A_SECOND // 2] / np.abs(response).max()
    return part
