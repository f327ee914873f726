"""The fixture that other tests stand on, tested with PulseAudio's own programs."""

import os
import subprocess
import time

import numpy as np

from tests.likeness import likeness
from tests.virtual_sound import LOUD, RATE, VirtualSound


def _noise(seconds: float, seed: int) -> bytes:
    steps = np.random.default_rng(seed).normal(0, 3000, round(RATE * seconds))
    smooth = np.convolve(steps, np.ones(8) / 8, mode="same")
    return smooth.astype("<i2").tobytes()


def _pacat(sound: VirtualSound, pcm: bytes) -> None:
    command = ("pacat", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1")
    subprocess.run(command, input=pcm, env=os.environ | sound.environment, check=True)


def test_what_is_played_is_recorded(virtual_sound: VirtualSound) -> None:
    with virtual_sound.recorder() as recorder:
        _pacat(virtual_sound, _noise(0.5, 1))
        started = recorder.wait_for_sound()
        recorder.wait_for_silence(since=started)
        heard = recorder.samples()
    assert likeness(heard, _noise(0.5, 1)) > 0.85
    assert likeness(heard, _noise(0.5, 2)) < 0.3


def test_what_is_said_into_the_microphone_is_captured(virtual_sound: VirtualSound) -> None:
    command = ("parec", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1")
    environment = os.environ | virtual_sound.environment
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as parec:
        assert parec.stdout
        heard = parec.stdout.read(9600)
        virtual_sound.play(_noise(0.5, 3), RATE)
        heard += parec.stdout.read(RATE * 2)
        parec.kill()
    assert likeness(np.frombuffer(heard, dtype="<i2"), _noise(0.5, 3)) > 0.85


def test_the_loudspeaker_can_go_and_come_back(virtual_sound: VirtualSound) -> None:
    with virtual_sound.recorder() as recorder:
        virtual_sound.remove_speaker()
        virtual_sound.remove_speaker()
        virtual_sound.add_speaker()
        back = time.monotonic()
        recorder.wait_until(lambda: recorder.last_moment > back, 10, "a block")
        _pacat(virtual_sound, _noise(0.2, 4))
        recorder.wait_for_sound(since=back)


def test_the_server_can_be_restarted(virtual_sound: VirtualSound) -> None:
    virtual_sound.remove_microphone()
    virtual_sound.restart()
    with virtual_sound.recorder() as recorder:
        _pacat(virtual_sound, _noise(0.2, 5))
        assert recorder.wait_for_sound() > 0
        assert max(rms for _, rms in recorder.timeline) > LOUD


def test_a_sound_is_found_without_the_silence_that_it_begins_or_ends_with() -> None:
    silence = bytes(RATE // 5 * 2)
    heard = np.frombuffer(_noise(0.5, 5), dtype="<i2")
    assert likeness(heard, silence + _noise(0.5, 5) + silence) > 0.99
    assert likeness(heard, silence + _noise(0.5, 6) + silence) < 0.3
