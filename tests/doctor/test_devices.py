"""Checks of devices: what is made of what a device gave."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mskiosk.configuration.settings import Configuration, Headset
from mskiosk.configuration.settings import Devices as ConfiguredDevices
from mskiosk.doctor.devices import SoundDevices
from mskiosk.doctor.finding import State
from mskiosk.doctor.headset import examine_headset, jacks_in
from mskiosk.doctor.microphone import Heard, examine_microphone, judged_microphone
from mskiosk.doctor.speaker import Hearing, examine_speaker, judged_hearing
from mskiosk.doctor.speech_noise import shaped_like
from mskiosk.doctor.sweeps import found_in, sounded
from mskiosk.doctor.voice import Rendered, judged_voice
from mskiosk.speaking.voice import load_voice
from tests.doctor.judging import assert_told

RATE = 16_000
STEPS = (1, 4, 7, 10)
JACKS = """\
I: Bus=0019 Vendor=0000 Product=0001 Version=0000
N: Name="Power Button"
H: Handlers=kbd event0
B: EV=3

I: Bus=0000 Vendor=0000 Product=0000 Version=0000
N: Name="HDA Intel PCH Front Headphone"
H: Handlers=event12
B: EV=21
B: SW=4

I: Bus=0000 Vendor=0000 Product=0000 Version=0000
N: Name="HDA Intel PCH Line"
H: Handlers=event11
B: EV=21
B: SW=40
"""


def noise(seconds: float, level: float) -> "np.ndarray":
    return np.random.default_rng(5).standard_normal(round(seconds * RATE)) * level


@pytest.mark.parametrize("softer", [1.0, 0.1, 0.01])
def test_the_test_sound_is_found_in_a_room_and_its_loudness_told(softer: float) -> None:
    room = noise(0.8, 0.0005)
    played = np.concatenate([np.zeros(3000), sounded(STEPS, RATE) * softer, np.zeros(9000)])
    heard = found_in(played + noise(len(played) / RATE, 0.0005), room, STEPS, RATE)
    assert heard
    softest, *_, loudest = heard.above_room_decibels
    assert loudest == pytest.approx(57.8 + 20 * np.log10(softer), abs=4)
    assert softest < loudest


def test_it_is_found_under_noise_that_is_louder() -> None:
    room = noise(0.8, 0.02)
    played = np.concatenate([np.zeros(3000), sounded(STEPS, RATE) * 0.1, np.zeros(9000)])
    assert found_in(played + noise(len(played) / RATE, 0.02), room, STEPS, RATE)


@pytest.mark.parametrize("level", [0.0, 0.001, 0.3])
def test_what_is_no_test_sound_is_not_taken_for_it(level: float) -> None:
    """Nothing, noise as before, and noise that begins meanwhile; then a steady tone."""
    room = noise(0.8, min(level, 0.001))
    assert found_in(noise(4, level), room, STEPS, RATE) is None
    tone = np.sin(np.arange(4 * RATE) * 2 * np.pi * 800 / RATE) * level
    assert found_in(tone, room, STEPS, RATE) is None


@pytest.mark.parametrize("direct", [1.0, 0.0])
def test_it_is_found_in_a_room_that_echoes(direct: float) -> None:
    """Also where the loudspeaker is behind something."""
    moments = np.arange(round(0.6 * RATE)) / RATE
    echoes = noise(0.6, 0.05) * 10 ** (-3 * moments / 0.6)
    echoes[0] = direct
    played = np.concatenate([np.zeros(2000), sounded(STEPS, RATE) * 0.1, np.zeros(9000)])
    heard = np.convolve(played, echoes)
    room = noise(0.8, 0.0005)
    assert found_in(heard + noise(len(heard) / RATE, 0.0005), room, STEPS, RATE)


@pytest.mark.parametrize("text", ["Say a number, or press it.", "Whoa, wee, oooh, aaah!"])
def test_somebody_who_talks_meanwhile_is_not_taken_for_it(text: str) -> None:
    voice = load_voice()
    spoken = np.frombuffer(voice.whole(text * 3, 125).tobytes(), "<i2") / 32768
    assert found_in(spoken, noise(0.8, 0.0005), STEPS, voice.sample_rate) is None


def test_too_short_a_recording_holds_nothing() -> None:
    assert found_in(noise(0.1, 0.1), noise(0.8, 0.1), STEPS, RATE) is None


def test_the_noise_of_a_calibration_is_as_loud_as_the_words_it_is_shaped_like() -> None:
    words = np.concatenate([noise(1, 0.1), np.zeros(RATE), noise(1, 0.1)])
    shaped = shaped_like(words, 3 * RATE, RATE)
    assert len(shaped) == 3 * RATE
    assert np.sqrt(np.mean(shaped**2)) == pytest.approx(0.1, rel=0.05)
    assert not shaped_like(np.zeros(0), RATE, RATE).any()


HEARING = Hearing(name="Desk speaker", is_deaf=False, above_room_decibels=(2.0, 9.0, 16.0, 24.0))


@pytest.mark.parametrize(
    ("hearing", "is_apart", "state", "words"),
    [
        (HEARING, False, State.OK, "24 dB above the room"),
        (HEARING, True, State.WARN, "headset: false"),
        (replace(HEARING, above_room_decibels=None), False, State.WARN, "did not hear it"),
        (replace(HEARING, above_room_decibels=None), True, State.OK, "as it is to be"),
        (replace(HEARING, above_room_decibels=(0, 0, 1, 4)), False, State.WARN, "hardly"),
        (replace(HEARING, is_deaf=True), False, State.OK, "no microphone"),
    ],
)
def test_what_the_kiosk_hears_of_itself_is_judged(
    hearing: Hearing, is_apart: bool, state: State, words: str
) -> None:
    assert_told(judged_hearing(hearing, is_apart=is_apart), state, words, "Desk speaker")


def test_in_silence_and_without_a_microphone_nothing_is_tried() -> None:
    assert examine_speaker(SoundDevices(), is_silent=True).state is State.SKIPPED
    assert examine_microphone(SoundDevices(has_microphone=False)).state is State.SKIPPED


def test_the_configuration_says_which_devices_are_meant() -> None:
    usual = SoundDevices.of(Configuration())
    assert usual == SoundDevices()
    own = ConfiguredDevices(headset=Headset("USB"), microphone="Handset")
    private = SoundDevices.of(Configuration(private_listening=True, devices=own))
    assert private == SoundDevices(headset="USB", is_apart=True, microphone="Handset")
    none = SoundDevices.of(Configuration(devices=ConfiguredDevices(microphone="none")))
    assert none == SoundDevices(has_microphone=False)


HEARD = Heard(
    name="Desk microphone",
    level=-50.0,
    floor=-58.0,
    loudest=-30.0,
    is_nothing=False,
    is_faint=False,
    cut_share=0.0,
    is_quiet_voice=False,
)


@pytest.mark.parametrize(
    ("heard", "state", "words"),
    [
        (HEARD, State.OK, "noise floor -58 dBFS"),
        (replace(HEARD, is_nothing=True), State.FAIL, "muted"),
        (replace(HEARD, is_faint=True), State.WARN, "no room is so quiet"),
        (replace(HEARD, cut_share=0.01), State.WARN, "cut off"),
        (replace(HEARD, is_quiet_voice=True), State.WARN, "hardly"),
        (replace(HEARD, floor=-30.0), State.WARN, "loud room"),
        (replace(HEARD, name=None), State.OK, "The preferred microphone"),
    ],
)
def test_two_seconds_of_a_microphone_are_judged(heard: Heard, state: State, words: str) -> None:
    assert_told(judged_microphone(heard), state, words)


RENDERED = Rendered(name="gmw/en-US", is_of_language=True, seconds=2.5, loudest=20_000)


@pytest.mark.parametrize(
    ("rendered", "state", "words"),
    [
        (RENDERED, State.OK, "gmw/en-US"),
        (replace(RENDERED, loudest=3), State.FAIL, "silence"),
        (replace(RENDERED, seconds=40.0), State.FAIL, "40.0 s"),
        (replace(RENDERED, is_of_language=False), State.WARN, "no voice for the language"),
    ],
)
def test_three_words_of_the_voice_are_judged(rendered: Rendered, state: State, words: str) -> None:
    """E11."""
    assert_told(judged_voice(rendered, "en"), state, words)


def test_sockets_for_headphones_are_found_among_the_input_devices() -> None:
    """P3."""
    assert [(jack.name, jack.event) for jack in jacks_in(JACKS)] == [
        ("HDA Intel PCH Front Headphone", "event12")
    ]


def test_a_machine_without_such_a_socket_is_told_what_that_means(tmp_path: Path) -> None:
    found = examine_headset(tmp_path / "devices", tmp_path)
    assert_told(found, State.SKIPPED, "begins no visit")


def test_a_socket_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    listed = tmp_path / "devices"
    listed.write_text(JACKS, encoding="utf-8")
    assert_told(examine_headset(listed, tmp_path), State.WARN, "Front Headphone", "event12")
    (tmp_path / "event12").write_bytes(b"")
    found = examine_headset(listed, tmp_path)  # a file is no input device
    assert_told(found, State.WARN, "inappropriate ioctl")
