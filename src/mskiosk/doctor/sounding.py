"""Loudspeaker and microphone, tried in a process of its own: sound systems hang and print.

It is asked for one of three things, and answers with names and figures, never with sound (P5):
`{"do": "hear itself", "headset": PART or null, "microphone": NAME or null, "listens": B,
"steps": [...]}`; `{"do": "listen", "microphone": NAME or null, "seconds": S}`;
`{"do": "say", "headset": PART or null, "step": N, "seconds": S, "language": L, "text": T}`.
"""

import contextlib
import json
import os
import sys
import time
from typing import Any

import numpy as np

from mskiosk.core.events import Quality
from mskiosk.doctor.playing import HELD_MILLISECONDS, RATE, Playing, loudspeaker
from mskiosk.doctor.recording import Recording
from mskiosk.doctor.speech_noise import speech_noise
from mskiosk.doctor.sweeps import Wave, found_in, sounded
from mskiosk.listening.capturing import NoDeviceError, TakenError, microphone_name
from mskiosk.listening.levels import END_OF_SCALE, FAINT, Levels
from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.listening.voice import FRAME_BYTES, VoiceActivity, level
from mskiosk.speaking.devices import DeviceList, NoSoundError
from mskiosk.speaking.volume import gain

_WAKE_SECONDS = 0.5
"""Of silence, which wakes a device that sleeps."""
_ROOM_SECONDS = 0.8
_TAIL_SECONDS = 0.8
_ROOM_SHARE = 0.2


def _hear_itself(question: dict[str, Any]) -> dict[str, Any]:
    devices = DeviceList(without_server=True)
    try:
        chosen, name = loudspeaker(devices, question["headset"])
    except NoSoundError as error:
        return {"missing": "device", "there": str(error)}
    try:
        stream = devices.opened(RATE, HELD_MILLISECONDS, chosen)
        playing = Playing(stream)
    except NoSoundError as error:
        missing = "stream" if devices.is_of_server else "device"
        return {"missing": missing, "name": name, "there": str(error)}
    if not playing.is_called:
        return {"missing": "calls", "name": name, "there": ""}
    steps = question["steps"]
    time.sleep(_WAKE_SECONDS)  # a device that sleeps swallows its first sound
    answer = _heard(question["microphone"], playing, steps) if question["listens"] else None
    if answer is None:
        playing.play(sounded(steps, RATE))
        time.sleep(_TAIL_SECONDS)  # the sound is on its way through the room
    return {"name": name, "deaf": answer is None} | (answer or {})


def _heard(microphone: str | None, playing: Playing, steps: list[int]) -> dict[str, Any] | None:
    """None where there is no microphone that gives anything."""
    with contextlib.suppress(NoDeviceError), Recording(microphone) as recording:
        if not recording.is_coming:
            return None
        recording.taken()
        time.sleep(_ROOM_SECONDS)  # the room alone is listened to
        room = _wave(recording.taken())
        playing.play(sounded(steps, RATE))
        time.sleep(_TAIL_SECONDS)  # the sound is on its way through the room
        heard = found_in(_wave(recording.taken()), room, steps, SAMPLES_A_SECOND)
        return {"heard": heard.above_room_decibels if heard else None}
    return None


def _listen(question: dict[str, Any]) -> dict[str, Any]:
    wanted = question["microphone"]
    try:
        name = microphone_name(wanted)
        with Recording(wanted) as recording:
            if not recording.is_coming:
                return {"missing": "taken", "why": "it gives no sound"}
            time.sleep(question["seconds"])  # it is listened to for so long
            pcm = recording.taken()
    except TakenError as error:
        return {"missing": "taken", "why": str(error)}
    except NoDeviceError as error:
        return {"missing": "device", "why": str(error)}
    frames = [pcm[at : at + FRAME_BYTES] for at in range(0, len(pcm) - FRAME_BYTES, FRAME_BYTES)]
    if not frames:
        return {"missing": "taken", "why": "it gives no sound"}
    activity, levels = VoiceActivity(), Levels()
    for frame in frames:
        is_voiced = activity.is_voiced(frame)
        levels.hear(frame, activity.loudness, is_voiced=is_voiced)
    loudness = sorted(map(level, frames))
    return {
        "name": name,
        "level": level(pcm),
        "floor": loudness[int(len(loudness) * _ROOM_SHARE)],
        "loudest": loudness[-1],
        "is_nothing": not any(pcm),
        "is_faint": loudness[-1] < FAINT,
        "cut_share": float(np.mean(np.abs(_wave(pcm)) >= END_OF_SCALE / 32768)),
        "is_quiet_voice": levels.quality is Quality.VERY_QUIET,
    }


def _say(question: dict[str, Any]) -> dict[str, Any]:
    devices = DeviceList(without_server=True)
    try:
        chosen, name = loudspeaker(devices, question["headset"])
        playing = Playing(devices.opened(RATE, HELD_MILLISECONDS, chosen))
    except NoSoundError:
        return {"missing": "device"}
    noise = speech_noise(question["language"], question["text"], question["seconds"], RATE)
    time.sleep(_WAKE_SECONDS)  # a device that sleeps swallows its first sound
    playing.play(noise * gain(question["step"]))
    time.sleep(2 * HELD_MILLISECONDS / 1000)  # what the device holds sounds to its end
    return {"name": name}


def _wave(pcm: bytes) -> Wave:
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64) / 32768


def answer(question: dict[str, Any]) -> dict[str, Any]:
    asked = {"hear itself": _hear_itself, "listen": _listen, "say": _say}
    return asked[question["do"]](question)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(json.loads(sys.stdin.read()))))
    sys.stdout.flush()
    os._exit(0)  # no waiting for a device that hangs
