"""When an utterance begins and ends (accessibility C4, X3)."""

from hypothesis import given
from hypothesis import strategies as st

from mskiosk.core.effects import Patience
from mskiosk.core.policy import PATIENCE, PatienceLevel
from mskiosk.listening.endpointing import FRAME_SECONDS, Endpointing, Moment

STANDARD = PATIENCE[PatienceLevel.STANDARD]
PATIENT = PATIENCE[PatienceLevel.PATIENT]
ENDS = (Moment.ENDED, Moment.TOO_SHORT, Moment.TOO_LONG)


class Speaker:
    """Feeds seconds of voice and silence, and remembers each moment with its time."""

    def __init__(self, patience: Patience = STANDARD, *, is_phrase: bool = False) -> None:
        self.endpointing = Endpointing(patience)
        self.is_phrase = is_phrase
        self.moments: list[tuple[float, Moment]] = []
        self._time = 0.0

    def voice(self, seconds: float) -> "Speaker":
        return self._feed(seconds, is_voiced=True)

    def pause(self, seconds: float) -> "Speaker":
        return self._feed(seconds, is_voiced=False)

    def times(self, *wanted: Moment) -> list[float]:
        return [time for time, moment in self.moments if moment in wanted]

    def _feed(self, seconds: float, *, is_voiced: bool) -> "Speaker":
        for _ in range(round(seconds / FRAME_SECONDS)):
            self._time += FRAME_SECONDS
            moment = self.endpointing.step(is_voiced=is_voiced)
            self.moments.append((self._time, moment))
            if moment is Moment.PAUSED:
                self.endpointing.is_complete = self.is_phrase
        return self


def test_a_whole_phrase_ends_after_the_short_wait() -> None:
    speaker = Speaker(is_phrase=True).voice(0.5).pause(3)
    (end,) = speaker.times(*ENDS)
    assert 0.5 + 0.7 - 0.05 <= end <= 0.5 + 0.7 + 0.05


def test_anything_else_ends_after_the_long_wait() -> None:
    speaker = Speaker(is_phrase=False).voice(0.5).pause(3)
    (end,) = speaker.times(*ENDS)
    assert 0.5 + 2.0 - 0.05 <= end <= 0.5 + 2.0 + 0.05


def test_a_pause_of_two_seconds_in_mid_phrase_stays_one_utterance_for_patient_listening() -> None:
    speaker = Speaker(PATIENT).voice(0.4).pause(2).voice(0.4)
    assert speaker.times(*ENDS) == []
    speaker.pause(5)
    assert len(speaker.times(Moment.STARTED)) == len(speaker.times(*ENDS)) == 1


def test_it_is_read_at_each_pause_long_before_the_wait_is_over() -> None:
    speaker = Speaker(PATIENT).voice(0.4).pause(1).voice(0.4).pause(1)
    first, second = speaker.times(Moment.PAUSED)
    assert 0.4 < first < 0.4 + 0.3
    assert 1.8 < second < 1.8 + 0.3


def test_speech_is_noticed_within_150_milliseconds() -> None:
    (start,) = Speaker().voice(1).times(Moment.STARTED)
    assert 0.1 <= start <= 0.15


def test_a_click_begins_nothing_and_does_not_prolong_a_pause() -> None:
    assert Speaker().voice(FRAME_SECONDS).pause(1).times(Moment.STARTED) == []
    speaker = Speaker(is_phrase=True).voice(0.5).pause(0.3).voice(FRAME_SECONDS).pause(2)
    (end,) = speaker.times(*ENDS)
    assert end <= 0.5 + 0.7 + 0.05


def test_a_cough_is_too_short_to_be_a_word() -> None:
    speaker = Speaker().voice(4 * FRAME_SECONDS).pause(3)
    assert len(speaker.times(Moment.TOO_SHORT)) == 1
    assert speaker.times(Moment.ENDED) == []


def test_speech_that_never_ends_is_given_up_once_until_there_is_silence() -> None:
    speaker = Speaker().voice(20)
    (end,) = speaker.times(*ENDS)
    assert abs(end - STANDARD.most_voiced_seconds) < 0.1
    assert speaker.times(Moment.TOO_LONG) == [end]
    speaker.pause(1).voice(0.5)
    assert len(speaker.times(Moment.STARTED)) == 2


def test_an_utterance_whose_pauses_never_last_is_given_up_too() -> None:
    speaker = Speaker().voice(0.5)
    for _ in range(30):
        speaker.pause(1.3).voice(2 * FRAME_SECONDS)
    end = speaker.times(*ENDS)[0]
    assert abs(end - STANDARD.most_seconds) < 0.2
    assert speaker.times(*ENDS) == speaker.times(Moment.TOO_LONG)


def test_each_utterance_has_the_whole_time_for_itself() -> None:
    speaker = Speaker()
    for _ in range(8):
        speaker.voice(0.5).pause(1.5).voice(0.5).pause(2.2)
    assert len(speaker.times(Moment.ENDED)) == 8
    assert speaker.times(Moment.TOO_LONG) == []


def test_one_utterance_after_another() -> None:
    speaker = Speaker(is_phrase=True).voice(0.4).pause(1).voice(0.4).pause(1)
    assert len(speaker.times(Moment.STARTED)) == len(speaker.times(Moment.ENDED)) == 2


@given(st.lists(st.booleans(), max_size=400), st.booleans())
def test_whatever_begins_ends_and_is_read_before(voices: list[bool], is_phrase: bool) -> None:
    speaker = Speaker(is_phrase=is_phrase)
    for is_voiced in (*voices, *[False] * 100):
        speaker._feed(FRAME_SECONDS, is_voiced=is_voiced)
    is_open = is_read = False
    for _, moment in speaker.moments:
        match moment:
            case Moment.STARTED:
                assert not is_open
                is_open, is_read = True, False
            case Moment.PAUSED:
                is_read = True
            case Moment.ENDED:
                assert is_open
                assert is_read
                is_open = False
            case Moment.TOO_SHORT | Moment.TOO_LONG:
                assert is_open
                is_open = False
            case Moment.QUIET:
                assert not is_open
            case Moment.SPEAKING:
                assert is_open
    assert not is_open


def test_a_voice_that_ended_earlier_than_it_seemed_is_read_at_once_and_ends_earlier() -> None:
    speaker = Speaker().voice(1.12)
    frames = round(0.64 / FRAME_SECONDS)
    assert speaker.endpointing.end_earlier(frames, frames) is Moment.PAUSED
    speaker.endpointing.is_complete = True
    assert not speaker.pause(0.03).times(*ENDS)
    assert speaker.pause(0.1).times(*ENDS) == speaker.times(Moment.ENDED)
    assert speaker.endpointing.silence_seconds < 0.2


def test_a_sound_after_which_others_talked_on_is_still_too_short_for_a_word() -> None:
    speaker = Speaker().voice(0.13 + 0.64)
    frames = round(0.64 / FRAME_SECONDS)
    speaker.endpointing.end_earlier(frames, frames)
    assert speaker.pause(3).times(*ENDS) == speaker.times(Moment.TOO_SHORT) != []
