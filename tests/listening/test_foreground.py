"""C4, X3: who talks nearby is not taken for the person at the kiosk, nor keeps them waiting."""

import pytest

from mskiosk.listening.foreground import FALLEN_FRAMES, NOBODY_FRAMES, Foreground

QUIET, TALK, NEAR = -60.0, -40.0, -20.0


def near(
    foreground: Foreground, loudness: float, frames: int, *, is_speaking: bool = False
) -> list[bool]:
    return [
        foreground.is_near(loudness, is_voiced=True, is_speaking=is_speaking) for _ in range(frames)
    ]


def silent(foreground: Foreground, frames: int) -> None:
    for _ in range(frames):
        assert not foreground.is_near(QUIET, is_voiced=False, is_speaking=False)


@pytest.mark.parametrize("loudness", [-55.0, TALK, NEAR])
def test_where_nobody_else_talks_every_voice_is_near(loudness: float) -> None:
    foreground = Foreground()
    silent(foreground, 100)
    assert all(near(foreground, loudness, 100, is_speaking=True))
    silent(foreground, 20)
    assert all(near(foreground, loudness - 15, 100, is_speaking=True))


def talked() -> Foreground:
    """Others have talked, until it was clear that they do not speak to the kiosk."""
    foreground = Foreground()
    near(foreground, TALK, 60, is_speaking=True)
    foreground.was_talk()
    return foreground


def test_after_talk_only_what_is_louder_is_near() -> None:
    foreground = talked()
    assert not any(near(foreground, TALK + 3, 30))
    assert all(near(foreground, NEAR, 20)[2:])
    assert not any(near(foreground, TALK, 30)[2:])


def test_talk_that_has_ended_is_forgotten_after_a_while() -> None:
    foreground = talked()
    silent(foreground, 200)
    assert all(near(foreground, TALK - 10, 10))


@pytest.mark.parametrize("is_listened_to", [True, False])
def test_where_silence_follows_what_was_taken_for_talk_every_voice_is_near_again(
    *, is_listened_to: bool
) -> None:
    """C4: it may have been the person, whose voice went on too long, or faded."""
    foreground = talked()
    assert not any(near(foreground, TALK, 1))
    if is_listened_to:
        silent(foreground, NOBODY_FRAMES)
    else:
        for _ in range(NOBODY_FRAMES):
            foreground.hear_voice(is_voiced=False)
    assert all(near(foreground, TALK - 10, 3))


def test_a_short_pause_of_the_talk_does_not_make_it_near() -> None:
    foreground = talked()
    for _ in range(5):
        silent(foreground, NOBODY_FRAMES - 1)
        assert not any(near(foreground, TALK, 20))


def test_a_voice_that_rises_above_the_talk_is_an_utterance_of_its_own() -> None:
    foreground = Foreground()
    near(foreground, TALK, 60, is_speaking=True)
    assert not foreground.leaps()
    near(foreground, NEAR, 6, is_speaking=True)
    assert foreground.leaps()
    foreground.leave_talk_behind()
    assert not foreground.leaps()
    assert not any(near(foreground, TALK, 20, is_speaking=True)[2:])


def test_somebody_who_begins_softly_is_not_cut() -> None:
    foreground = Foreground()
    near(foreground, TALK, 25, is_speaking=True)
    near(foreground, NEAR, 30, is_speaking=True)
    assert not foreground.leaps()


def test_loud_talk_that_goes_on_does_not_shut_out_a_voice_forever() -> None:
    """The background is what was heard lately, so it follows the room down."""
    foreground = Foreground()
    near(foreground, NEAR, 60, is_speaking=True)
    foreground.was_talk()
    near(foreground, TALK, 80)
    assert all(near(foreground, TALK + 12, 20)[2:])


def test_others_who_talk_on_after_a_voice_are_no_part_of_what_it_said() -> None:
    """Nobody had talked while the kiosk listened: what is near is known only by what follows."""
    foreground = Foreground()
    near(foreground, NEAR, 15, is_speaking=True)
    near(foreground, TALK, FALLEN_FRAMES - 10, is_speaking=True)
    assert foreground.falls() is None
    near(foreground, TALK, 10, is_speaking=True)
    talk = foreground.falls()
    assert talk is not None
    assert FALLEN_FRAMES - 3 <= talk.voiced == talk.frames <= FALLEN_FRAMES
    assert foreground.falls() is None
    assert not any(near(foreground, TALK, 20, is_speaking=True))


def test_a_soft_end_of_a_word_is_no_talk() -> None:
    foreground = Foreground()
    near(foreground, NEAR, 15, is_speaking=True)
    near(foreground, TALK, 15, is_speaking=True)
    for _ in range(10):
        near(foreground, NEAR, 1, is_speaking=True)
        assert foreground.falls() is None


def test_what_comes_softly_after_a_pause_is_no_talk() -> None:
    foreground = Foreground()
    near(foreground, NEAR, 15, is_speaking=True)
    silent(foreground, 20)
    near(foreground, TALK, FALLEN_FRAMES, is_speaking=True)
    assert foreground.falls() is None


def test_a_voice_that_fades_by_less_than_others_are_softer_is_heard_to_its_end() -> None:
    foreground = Foreground()
    near(foreground, NEAR, 30, is_speaking=True)
    assert all(near(foreground, NEAR - 9, 60, is_speaking=True))
    assert foreground.falls() is None
