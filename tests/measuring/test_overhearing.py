"""Hours of a room: what sounds in it, and what is counted."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.policy import Policy
from mskiosk.measuring.attempts import Attempts
from mskiosk.measuring.mixing import loudness
from mskiosk.measuring.overhearing import overhear
from mskiosk.measuring.room import Room, Sounding
from mskiosk.measuring.synthesised import espeak_speakers, phrases_spoken
from tests.measuring.scripted import InTurn

SURE, DOUBTFUL, UNLIKELY = 0.9, 0.3, 0.1
SECONDS = 12.0


@pytest.fixture(scope="module")
def talk() -> bytes:
    (clip,) = phrases_spoken(espeak_speakers("en")[0], ["something or other"])
    return clip.pcm


def _stretches(talk: bytes, *kinds: Sounding) -> Iterator[tuple[Sounding, bytes]]:
    """Each 12 s long, with one utterance where somebody talks."""
    for kind in kinds:
        said = talk if kind is Sounding.TALK else b""
        yield kind, (bytes(32_000) + said).ljust(round(SECONDS * 32_000), b"\0")


def _overheard(
    talk: bytes, readings: Sequence[tuple[str, float]], *kinds: Sounding, hours: float = 1.0
) -> dict[str, object]:
    attempts = Attempts(load_guide(shipped_content()), Policy(), InTurn(readings))
    return overhear(attempts, _stretches(talk, *kinds), hours).by_name()


def test_what_is_done_and_asked_is_counted_by_what_sounded(talk: bytes) -> None:
    kinds = (Sounding.TALK, Sounding.QUIET, Sounding.TALK, Sounding.TALK)
    readings = [("two", SURE), ("two", DOUBTFUL), ("two", UNLIKELY)]
    told = _overheard(talk, readings, *kinds)
    assert (told["seconds"], told["false_actions"], told["questions"]) == (48.0, 1, 1)
    assert told["false_actions_per_hour"] == told["questions_per_hour"] == 75.0
    by_sound = told["by_sound"]
    assert isinstance(by_sound, dict)
    assert (by_sound["quiet"]["seconds"], by_sound["quiet"]["false_actions"]) == (12.0, 0)
    assert (by_sound["talk"]["seconds"], by_sound["talk"]["false_actions"]) == (36.0, 1)


def test_talk_can_answer_a_question_that_it_raised(talk: bytes) -> None:
    pcm = bytes(32_000) + talk + bytes(96_000) + talk + bytes(160_000)
    attempts = Attempts(
        load_guide(shipped_content()), Policy(), InTurn([("two", DOUBTFUL), ("yes", SURE)])
    )
    heard = overhear(attempts, [(Sounding.TALK, pcm)]).total
    assert (heard.questions, heard.false_actions) == (1, 1)


def test_a_question_is_gone_with_the_stretch_in_which_it_was_asked(talk: bytes) -> None:
    readings = [("two", DOUBTFUL), ("no", SURE)]
    told = _overheard(talk, readings, Sounding.TALK, Sounding.TALK)
    assert (told["questions"], told["false_actions"]) == (1, 1), "no answers a question here"


def test_it_ends_with_its_hours_and_says_what_was_too_short_to_measure(talk: bytes) -> None:
    lines: list[str] = []
    attempts = Attempts(load_guide(shipped_content()), Policy(), InTurn([]))
    endless = _stretches(talk, *[Sounding.QUIET] * 1_000)
    overheard = overhear(attempts, endless, 0.03, lines.append)
    assert overheard.total.seconds == 108.0
    assert overheard.start_megabytes
    assert overheard.hour_megabytes is None
    assert lines == ["soak: hour 1 of 0.03"]
    nothing = overhear(attempts, []).by_name()
    assert (nothing["seconds"], nothing["false_actions_per_hour"]) == (0.0, None)


def test_a_room_has_every_kind_of_sound_and_is_the_same_each_time(talk: bytes) -> None:
    room = Room(noises=[talk], talk=[talk], own_voice=[talk])
    first, second = (list(islice(room.stretches(), 16)) for _ in range(2))
    assert first == second
    assert {kind for kind, _ in first} == set(Sounding)
    for kind, pcm in first:
        assert len(pcm) >= 15 * 32_000
        assert loudness(pcm[-96_000:]) < 10, "the last utterance cannot end"
        assert (loudness(pcm) < 10) == (kind is Sounding.QUIET)
    assert {kind for kind, _ in islice(Room().stretches(), 5)} == {Sounding.QUIET}
