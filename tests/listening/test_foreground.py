"""C4, X3: who talks nearby is not taken for the person at the kiosk, nor keeps them waiting."""

import pytest

from mskiosk.listening.foreground import Foreground

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
