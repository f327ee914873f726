"""The player alone: what it gives to whatever keeps the time."""

import threading
from array import array

import numpy as np

from mskiosk.core.effects import Earcon
from mskiosk.speaking.earcons import sound_of
from mskiosk.speaking.player import PLAYOUT_SECONDS, EndMark, Mark, Player, SentenceMark
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.rendering import Aside, Order, Rendering
from mskiosk.speaking.samples import Samples, begun
from mskiosk.speaking.voice import load_voice
from mskiosk.speaking.volume import LOUDEST, QUIETEST, gain

RATE = 22_050
LOUD = array("h", [10_000] * 2_000)
SOFT = array("h", [5_000] * 2_000)
REMARK = array("h", [2_000] * 1_000)
CLOSING = array("h", [1_000] * 500)
HELD_BACK = round(PLAYOUT_SECONDS * RATE)


class Listening:
    """A player whose samples are taken by hand."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.player = Player(self.marks.append, RATE)

    def take(self, count: int) -> "np.ndarray":
        return np.frombuffer(self.player.fill(count), dtype="<i2")

    def add(self, serial: int, *sentences: Samples, closing: Samples | None = None) -> None:
        for index, samples in enumerate(sentences):
            assert self.player.add_sentence(serial, index)
            assert self.player.add_samples(serial, samples.tobytes())
            self.player.end_sentence(serial)
        self.player.end_prompt(serial, closing or array("h"))


def test_sentences_are_marked_when_their_first_sample_is_taken() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD, LOUD)
    ear.take(2_000)
    assert ear.marks == [SentenceMark(1, 0)]
    ear.take(1)
    assert ear.marks == [SentenceMark(1, 0), SentenceMark(1, 1)]


def test_a_prompt_is_finished_when_its_closing_earcon_has_left_the_device() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD, closing=array("h", [5_000] * 100))
    ear.take(2_100 + HELD_BACK - 1)
    assert EndMark(1) not in ear.marks
    ear.take(1)
    assert ear.marks == [SentenceMark(1, 0), EndMark(1)]


def test_a_prompt_whose_rendering_is_behind_waits_in_silence() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    assert ear.player.add_sentence(1, 0)
    assert not ear.take(500).any()
    assert ear.marks == []
    ear.player.add_samples(1, LOUD.tobytes())
    assert ear.take(2_500)[:2_000].all()
    assert not ear.take(500).any()
    assert ear.marks == [SentenceMark(1, 0)]


def test_a_hush_fades_within_one_buffer_and_then_is_silent() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD, LOUD)
    ear.take(100)
    ear.player.hush()
    buffer = ear.take(441)
    assert np.max(np.abs(np.diff(buffer.astype(int)))) < 300, "it clicks"
    assert not buffer[200:].any()
    assert not ear.take(5_000).any()
    assert ear.marks == [SentenceMark(1, 0)]


def test_a_remark_sounds_between_two_sentences_and_takes_nothing_from_them() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD, SOFT, closing=CLOSING)
    first = ear.take(100)
    ear.player.insert(1, array("h", [4_000] * 100))
    ear.player.insert(1, REMARK)
    heard = np.concatenate([first, ear.take(9_000)])
    expected = np.concatenate([LOUD, REMARK, SOFT, CLOSING])
    assert (heard[: len(expected)] == expected).all()
    assert not heard[len(expected) :].any()
    assert ear.marks == [SentenceMark(1, 0), SentenceMark(1, 1), EndMark(1)]


def test_a_remark_to_a_prompt_that_is_to_begin_follows_its_first_sentence() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD, SOFT)
    ear.player.insert(1, REMARK)
    expected = np.concatenate([LOUD, REMARK, SOFT])
    assert (ear.take(9_000)[: len(expected)] == expected).all()


def test_a_remark_at_the_end_of_a_sentence_comes_at_once_and_after_the_last_one_too() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD, SOFT, closing=CLOSING)
    ear.take(2_000)
    ear.player.insert(1, REMARK)
    assert (ear.take(len(REMARK)) == REMARK).all()
    ear.take(1_000)
    ear.player.insert(1, REMARK)
    expected = np.concatenate([SOFT[1_000:], REMARK, CLOSING])
    assert (ear.take(len(expected)) == expected).all()


def test_a_remark_does_not_follow_the_chime_that_opens_the_microphone_nor_another_prompt() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD, closing=CLOSING)
    ear.take(2_100)
    ear.player.insert(1, REMARK)
    ear.take(9_000)
    ear.player.insert(1, REMARK)
    assert not ear.take(5_000).any()
    assert ear.marks == [SentenceMark(1, 0), EndMark(1)]


def test_the_chime_of_a_press_lies_over_the_voice_and_does_not_delay_it() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.player.chime(REMARK, delays_voice=False)
    ear.add(1, LOUD)
    assert (ear.take(len(REMARK)) == 10_000 + 2_000).all()
    ear.player.begin(2, is_aloud=True)
    ear.player.chime(REMARK)
    ear.add(2, LOUD)
    assert (ear.take(len(REMARK))[500:] == 2_000).all()


def test_a_hush_ends_a_chime_too() -> None:
    ear = Listening()
    ear.player.chime(LOUD)
    ear.take(100)
    ear.player.hush()
    ear.take(441)
    assert not ear.take(2_000).any()


def test_a_prompt_waits_for_the_chime_before_it() -> None:
    ear = Listening()
    ear.player.chime(LOUD[:500])
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD)
    ear.take(500)
    assert ear.marks == []
    ear.take(1)
    assert ear.marks == [SentenceMark(1, 0)]


def test_a_chime_sounds_over_the_voice_without_wrapping_round() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, array("h", [30_000] * 200))
    ear.take(10)
    ear.player.chime(array("h", [20_000] * 50))
    assert ear.take(50).tolist() == [32_767] * 50
    assert ear.take(50).tolist() == [30_000] * 50


def test_what_is_added_to_a_cut_prompt_is_refused() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    assert ear.player.add_sentence(1, 0)
    ear.player.begin(2, is_aloud=True)
    assert not ear.player.add_samples(1, LOUD.tobytes())
    assert not ear.player.add_sentence(1, 1)
    ear.player.hush()
    assert not ear.player.add_sentence(2, 0)
    assert not ear.take(2_000).any()


def test_rendering_waits_for_the_player_and_a_hush_sets_it_free() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    answers: list[bool] = []

    def render() -> None:
        while not answers or answers[-1]:
            answers.append(ear.player.add_sentence(1, len(answers)))

    thread = threading.Thread(target=render)
    thread.start()
    while len(answers) < 3:
        assert thread.is_alive()
    ear.player.hush()
    thread.join(5)
    assert answers == [True, True, True, False]


def test_a_prompt_that_is_not_aloud_is_silent_and_takes_as_long() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=False)
    ear.add(1, LOUD, LOUD)
    assert not ear.take(3_999).any()
    assert ear.marks == [SentenceMark(1, 0), SentenceMark(1, 1)]


def test_a_changed_volume_is_reached_within_the_next_buffer_without_a_click() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, LOUD)
    assert ear.take(400).tolist() == [10_000] * 400
    ear.player.set_gain(gain(QUIETEST))
    buffer = ear.take(400).astype(int)
    assert np.max(np.abs(np.diff(buffer))) < 50, "it clicks"
    assert ear.take(400).tolist() == [int(10_000 * gain(QUIETEST))] * 400


def test_the_volume_has_a_range_of_18_decibels_and_a_step_12_above_the_lowest_e21() -> None:
    """V1, too: no step is more than 10 dB."""
    above = [20 * np.log10(gain(step) / gain(QUIETEST)) for step in range(QUIETEST, LOUDEST + 1)]
    assert above == sorted(above)
    assert len(set(above)) == 10
    assert np.diff(above).max() <= 10
    assert above[-1] >= 18
    assert np.isclose(above, 12, atol=0.01).any()
    assert gain(0) == gain(QUIETEST)
    assert gain(99) == gain(LOUDEST) == 1.0


def test_earcons_are_short_quiet_and_all_different() -> None:
    sounds = [np.array(sound_of(earcon, RATE)) for earcon in Earcon]
    assert all(len(sound) <= 0.3 * RATE for sound in sounds)
    assert all(0 < np.max(np.abs(sound)) <= 3_000 for sound in sounds)
    pitches = {int(np.argmax(np.abs(np.fft.rfft(sound, RATE)))) for sound in sounds}
    assert len(pitches) == len(sounds)


def test_the_first_word_is_not_kept_back_by_silence_before_it() -> None:
    pcm = array("h", [0, 3, -50, 51, 0, -2_000]).tobytes()
    assert array("h", begun(pcm)).tolist() == [51, 0, -2_000]
    assert begun(array("h", [0, 50]).tobytes()) == b""
    assert begun(b"") == b""


def test_the_first_sentence_begins_with_its_first_sound() -> None:
    ear = Listening()
    rendering = Rendering(ear.player, lambda error: None)
    ear.player.begin(1, is_aloud=True)
    rendering.start("en-us", Pronunciation({}))
    rendering.render(Order(serial=1, texts=("Treatment helps.",), words_per_minute=125))
    while not ear.marks:
        first = ear.take(441)
    assert np.max(np.abs(first[:50])) > 50
    while EndMark(1) not in ear.marks:
        ear.take(441)


class Inserting(Player):
    """Notes what is said between sentences."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.inserted: list[tuple[int, Samples]] = []
        super().__init__(self.marks.append, RATE)

    def insert(self, serial: int, samples: Samples) -> None:
        self.inserted.append((serial, samples))
        super().insert(serial, samples)


def test_a_remark_is_rendered_while_the_prompt_waits_for_room_and_no_sentence_is_lost() -> None:
    player = Inserting()
    player.begin(1, is_aloud=True)
    rendering = Rendering(player, lambda error: None)
    rendering.start("en-us", Pronunciation({}))
    texts = ("Treatment helps.", *["It takes time."] * 8)
    rendering.render(Order(serial=1, texts=texts, words_per_minute=125))
    while not player.marks:
        player.fill(441)
    rendering.interject(Aside(1, "Louder.", 250))
    rendering.interject(Aside(0, "Of a prompt that is over.", 125))
    rendering.interject(Aside(1, "Louder.", 250))
    while EndMark(1) not in player.marks:
        player.fill(441)
    sentences = [mark.index for mark in player.marks if isinstance(mark, SentenceMark)]
    assert sentences == list(range(9))
    expected = array("h")

    def take(pcm: bytes, words: object) -> bool:
        expected.frombytes(pcm)
        return True

    load_voice().render("Louder.", 250, take)
    assert player.inserted
    for serial, samples in player.inserted:
        assert serial == 1
        assert abs(len(samples) - len(expected)) < RATE / 10
