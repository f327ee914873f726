"""The two gates before the recogniser."""

import numpy as np

from mskiosk.listening.voice import FRAME_BYTES, VoiceActivity, level
from tests.recordings import RATE, louder, silence, spoken


def _frames(pcm: bytes) -> list[bytes]:
    last = len(pcm) - FRAME_BYTES + 1
    return [pcm[at : at + FRAME_BYTES] for at in range(0, last, FRAME_BYTES)]


def _share_voiced(pcm: bytes, activity: VoiceActivity | None = None) -> float:
    activity = activity or VoiceActivity()
    voiced = [activity.is_voiced(frame) for frame in _frames(pcm)]
    return sum(voiced) / len(voiced)


def test_a_voice_is_noticed_also_when_it_is_quiet() -> None:
    speech = spoken("get help now")
    for decibels in (0, -10, -20):
        pcm = silence(1) + louder(speech, decibels) + silence(1)
        seconds = _share_voiced(pcm) * len(pcm) / 2 / RATE
        assert seconds > 0.5 * len(speech) / 2 / RATE, f"{decibels} dB"


def test_noise_is_no_voice() -> None:
    for decibels in (0, 20, 40):
        assert _share_voiced(louder(silence(3), decibels)) < 0.02, f"{decibels} dB"


def test_hum_is_no_voice() -> None:
    times = np.arange(3 * RATE) / RATE
    hum = (3000 * np.sin(2 * np.pi * 100 * times)).astype("<i2").tobytes()
    assert _share_voiced(hum) < 0.05


def test_in_a_steady_room_silero_is_not_asked() -> None:
    asked: list[bytes] = []

    def probability(frame: bytes) -> float:
        asked.append(frame)
        return 0.0

    activity = VoiceActivity(probability)
    for decibels in (-100, 0, 30):
        for frame in _frames(louder(silence(8), decibels)):
            activity.is_voiced(frame)  # gets used to the room
        asked.clear()
        for frame in _frames(louder(silence(3, seed=2), decibels)):
            activity.is_voiced(frame)
        assert asked == [], f"{decibels} dB"


def test_levels_are_decibels_below_full_scale() -> None:
    assert level(bytes(FRAME_BYTES)) < -90
    square = np.tile(np.array([32767, -32767], dtype="<i2"), FRAME_BYTES // 4).tobytes()
    assert abs(level(square)) < 0.1
    assert level(np.full(FRAME_BYTES // 2, 20000, dtype="<i2").tobytes()) < -90  # no sound: DC


def test_after_half_a_second_of_room_tone_silero_is_not_asked_about_the_room() -> None:
    asked: list[bytes] = []

    def probability(frame: bytes) -> float:
        asked.append(frame)
        return 0.0

    activity = VoiceActivity(probability)
    tone = _frames(louder(silence(2), 30))
    for frame in tone[:16]:
        activity.overhear(frame)
    assert asked == []
    assert not any(activity.is_voiced(frame) for frame in tone[16:])
    assert asked == []


def test_somebody_who_speaks_at_once_is_not_taken_for_the_room() -> None:
    speech = spoken("get help now")
    heard_late = _share_voiced(silence(2) + speech) * (2 + len(speech) / 2 / RATE)
    assert _share_voiced(speech) * len(speech) / 2 / RATE > 0.8 * heard_late
