"""How well a microphone hears, from frames of made sound; and of recordings in noise."""

import numpy as np
import pytest

from mskiosk.core.events import LevelMeasured, MicrophoneChanged, Quality
from mskiosk.listening.levels import Judgement, Levels
from mskiosk.listening.voice import FRAME_BYTES, VoiceActivity, level
from mskiosk.measuring.mixing import at_level, mixed
from tests import recordings
from tests.recordings import RATE

ROOM = -60.0
"""A usual quiet room, in decibels below full scale."""


def noise(seconds: float, decibels: float, seed: int = 1) -> bytes:
    samples = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    loud = samples * 32_767 * 10 ** (decibels / 20)
    return np.clip(loud, -32_768, 32_767).astype("<i2").tobytes()


class Room:
    """Levels, and what they told at which second; what is said is marked as voice."""

    def __init__(self) -> None:
        self.levels = Levels()
        self.told: list[Judgement] = []
        self._rest = b""

    def hear(self, pcm: bytes, *, is_voiced: bool = False) -> "Room":
        pcm = self._rest + pcm
        whole = len(pcm) // FRAME_BYTES * FRAME_BYTES
        for at in range(0, whole, FRAME_BYTES):
            frame = pcm[at : at + FRAME_BYTES]
            self.told += self.levels.hear(frame, level(frame), is_voiced=is_voiced)
        self._rest = pcm[whole:]
        return self

    def say(self, decibels: float, seconds: float = 1.0, *, room: float = ROOM) -> "Room":
        """A word in a room, and a second to breathe."""
        return self.hear(noise(seconds, decibels), is_voiced=True).hear(noise(1.0, room))

    @property
    def qualities(self) -> list[Quality]:
        return [each.quality for each in self.told if isinstance(each, MicrophoneChanged)]

    @property
    def meter(self) -> list[int]:
        return [each.level for each in self.told if isinstance(each, LevelMeasured)]


def test_a_usual_voice_in_a_quiet_room_is_heard_well_and_it_is_told_once() -> None:
    room = Room().hear(noise(30, ROOM))
    assert room.qualities == []
    for _ in range(20):
        room.say(-28)
    assert room.qualities == [Quality.FINE]


def test_a_voice_that_becomes_quiet_and_loud_again_is_told_each_time() -> None:
    room = Room()
    for decibels in (-52, -52, -28, -28, -52, -52):
        room.say(decibels, 2)
    assert room.qualities == [Quality.VERY_QUIET, Quality.FINE, Quality.VERY_QUIET]


def test_a_voice_at_the_edge_does_not_go_to_and_fro() -> None:
    room = Room()
    for decibels in (-49, -47, -49, -46, -48.5, -47.5) * 3:
        room.say(decibels, 2)
    assert room.qualities == [Quality.VERY_QUIET]


def test_a_voice_that_is_cut_off_is_clipping_and_a_knock_is_not() -> None:
    room = Room().hear(noise(0.1, 0), is_voiced=True).say(-28, 3)
    assert room.qualities == [Quality.FINE]
    assert room.say(-3, 2).qualities == [Quality.FINE, Quality.CLIPPING]
    assert room.say(-28, 2).qualities[-1] is Quality.FINE


def test_nothing_but_zeros_is_a_muted_microphone_and_the_first_sound_ends_it() -> None:
    room = Room().hear(noise(10, ROOM)).hear(bytes(2 * RATE * 4))
    assert room.qualities == []
    room.hear(bytes(2 * RATE * 60))
    assert room.qualities == [Quality.MUTED]
    room.hear(noise(2, ROOM))
    assert room.qualities == [Quality.MUTED, Quality.UNTRIED]


def test_a_microphone_that_gives_nothing_between_words_is_not_muted() -> None:
    nothing = bytes(2 * RATE * 8)
    room = Room()
    for _ in range(6):
        room.hear(nothing[: RATE * 2]).hear(noise(1, -28), is_voiced=True)
    for _ in range(3):
        room.hear(nothing).hear(noise(1, -28), is_voiced=True)
    assert room.qualities == [Quality.FINE]
    assert room.hear(nothing * 4).qualities[-1] is Quality.MUTED, "but for so long it is"


def test_the_noise_of_an_open_plug_is_silence_after_a_while() -> None:
    room = Room().hear(noise(19, -85))
    assert room.qualities == []
    assert room.hear(noise(30, -85)).qualities == [Quality.SILENT]
    assert room.hear(noise(1, ROOM)).qualities == [Quality.SILENT, Quality.UNTRIED]


@pytest.mark.parametrize("decibels", [ROOM, -69])
def test_a_quiet_room_in_which_nobody_speaks_is_no_fault(decibels: float) -> None:
    assert Room().hear(noise(60, decibels)).qualities == []


def test_a_loud_room_is_told_after_seconds_and_its_end_after_more() -> None:
    room = Room().hear(noise(7, -30))
    assert room.qualities == []
    room.hear(noise(3, -30))
    assert room.qualities == [Quality.LOUD_ROOM]
    room.hear(noise(6, ROOM)).hear(noise(6, -30)).hear(noise(8, ROOM))
    assert room.qualities == [Quality.LOUD_ROOM], "it came back"
    assert room.hear(noise(8, ROOM)).qualities == [Quality.LOUD_ROOM, Quality.UNTRIED]


def test_a_long_sentence_makes_no_loud_room() -> None:
    room = Room()
    for _ in range(4):
        room.hear(noise(5, -22), is_voiced=True).hear(noise(2, ROOM))
    assert room.qualities == [Quality.FINE]


def test_a_noise_at_the_edge_does_not_go_to_and_fro() -> None:
    room = Room()
    for decibels in (-38, -43, -41, -44) * 3:
        room.hear(noise(10, decibels))
    assert room.qualities == [Quality.LOUD_ROOM]


def test_a_short_noise_is_no_loud_room() -> None:
    room = Room()
    for _ in range(10):
        room.hear(noise(1.5, -20)).hear(noise(5, ROOM))
    assert room.qualities == []


def test_a_room_that_drowns_a_low_voice_is_loud_for_it() -> None:
    room = Room()
    for _ in range(6):
        room.say(-26, room=-46)
    assert room.qualities == [Quality.FINE]
    for _ in range(6):
        room.say(-40, room=-46)
    assert room.qualities == [Quality.FINE, Quality.LOUD_ROOM]


def test_the_meter_changes_less_than_three_times_a_second_and_only_when_it_changes() -> None:
    """W9."""
    room = Room()
    for second in range(30):
        room.hear(noise(0.5, -20 - second % 30)).hear(noise(0.5, ROOM))
    assert 30 < len(room.meter) < 90
    assert all(before != after for before, after in zip(room.meter, room.meter[1:], strict=False))
    assert min(room.meter) == 0
    assert max(room.meter) == 8
    assert Room().hear(noise(60, ROOM)).meter == []


def test_after_a_rest_the_meter_begins_at_nothing() -> None:
    room = Room().hear(noise(0.96, -20))
    room.levels.rest()
    assert room.hear(noise(1, ROOM)).meter == [8]


def test_frames_of_any_kind_are_taken() -> None:
    room = Room()
    for pcm in (b"\xff\x7f" * 512, b"\x00\x80" * 512, bytes(1024), b"\x01\x00" * 512):
        room.hear(pcm * 200, is_voiced=True)
    assert set(room.qualities) <= set(Quality)


def _told_in(noise_at: bytes, clips: list[bytes], decibels: float) -> list[Quality]:
    """Commands in a noise that goes on between them, as the gates of the kiosk take them."""
    activity, levels = VoiceActivity(), Levels()
    gap = round(1.5 * RATE) * 2
    speech = b"".join(bytes(gap) + clip for clip in clips) + bytes(gap)
    pcm = mixed(speech, noise_at, decibels)
    told: list[Quality] = []
    for at in range(0, len(pcm) - FRAME_BYTES + 1, FRAME_BYTES):
        frame = pcm[at : at + FRAME_BYTES]
        is_voiced = activity.is_voiced(frame)
        judgements = levels.hear(frame, activity.loudness, is_voiced=is_voiced)
        told += [each.quality for each in judgements if isinstance(each, MicrophoneChanged)]
    return told


@pytest.mark.long
def test_recorded_sentences_in_a_quiet_room_make_it_no_loud_one() -> None:
    sentences = [each.pcm() for each in recordings.human() if each.kind == "out-sent"]
    clips = [at_level(pcm, -21) for pcm in sentences]
    assert _told_in(noise(20, ROOM), clips, 39) == [Quality.FINE]


@pytest.mark.long
def test_recorded_commands_in_recorded_noise_are_a_loud_room_and_without_it_are_not() -> None:
    commands = [each.pcm() for each in recordings.human() if each.kind == "in"]
    clips = [at_level(pcm, -21) for pcm in commands if len(pcm) > RATE][::25]
    noises = {each.path.stem: each.pcm() for each in recordings.noise()}
    assert _told_in(noise(20, ROOM), clips, 40) == [Quality.FINE]
    for name in ("kitchen1", "doing_the_dishes", "pink_noise", "hum1_50hz_fan"):
        assert Quality.LOUD_ROOM in _told_in(noises[name], clips, 15), name
        assert Quality.LOUD_ROOM not in _told_in(noises[name], clips, 25), name
    for name in ("babble1_6spk", "babble3_4spk"):
        assert Quality.LOUD_ROOM in _told_in(noises[name], clips, 20), name
    for name in ("typing1", "typing2"):
        assert Quality.LOUD_ROOM not in _told_in(noises[name], clips, 10), name
