"""A clinic's kiosk in the talk of a room, by the real ear and dialogue (V8, X8)."""

from collections.abc import Iterator

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.events import Beginning
from mskiosk.core.guide import Guide
from mskiosk.core.policy import Policy
from mskiosk.listening.embedded import PocketSphinx
from mskiosk.listening.partners import Partners
from mskiosk.listening.recogniser import Recogniser
from mskiosk.listening.spotter import Spotter
from mskiosk.listening.voice import FRAME_BYTES
from mskiosk.measuring.beginning_by_voice import Caller, Tried, try_to_begin
from mskiosk.measuring.recordings import Clip, RecordingSet
from mskiosk.measuring.visit_stage import VisitStage
from mskiosk.measuring.visits import strangers
from mskiosk.measuring.waiting_room import Left, Rested, frames_of, leave_in, rest_in, waiting_room
from mskiosk.models.shipped import shipped_file
from tests.measuring.scripted import InTurn
from tests.recordings import folder, spoken

pytestmark = pytest.mark.unhurried

SURE, DOUBTFUL = 0.9, 0.3


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content())


def _room(seconds: float, *, talks: bool = True) -> Iterator[bytes]:
    """Somebody says a word every eight seconds, and then nothing for long."""
    said = spoken("something or other") if talks else b""
    piece = (bytes(32_000) + said).ljust(8 * 32_000, b"\0")
    pcm = (piece * (round(seconds / 8) + 1)).ljust(7200 * 3_200, b"\0")
    return (pcm[at : at + FRAME_BYTES] for at in range(0, len(pcm), FRAME_BYTES))


def _rested(guide: Guide, *readings: tuple[str, float], tell: list[str]) -> Rested:
    recogniser = InTurn(readings)

    def begin(begins: Beginning) -> VisitStage:
        return VisitStage(guide, strangers(Policy()), recogniser, begins)

    return rest_in(_room(80), begin, 70 / 3600, tell.append)


def test_talk_that_is_taken_for_nothing_leaves_the_kiosk_at_rest(guide: Guide) -> None:
    told: list[str] = []
    rested = _rested(guide, tell=told)
    assert (rested.visits_started, rested.hellos, told) == (0, 0, [])
    assert rested.utterances > 5
    assert rested.invitations == 1
    assert rested.seconds == pytest.approx(70, abs=0.1)


def test_a_visit_that_the_room_began_is_counted_with_what_was_heard(guide: Guide) -> None:
    told: list[str] = []
    rested = _rested(guide, ("main menu", SURE), tell=told)
    assert rested.visits_started == 1
    assert "'main menu' 0.90" in told[0]


def test_a_hello_is_counted_and_nobody_answers(guide: Guide) -> None:
    told: list[str] = []
    rested = _rested(guide, ("hello kiosk", DOUBTFUL), tell=told)
    assert (rested.visits_started, rested.hellos) == (0, 1)
    assert "hello, at 'hello kiosk' 0.30" in told[0]


def test_a_visit_that_was_left_ends_though_the_room_talks(guide: Guide) -> None:
    told: list[str] = []

    def begin(begins: Beginning) -> VisitStage:
        return VisitStage(guide, strangers(Policy()), InTurn([]), begins)

    left = leave_in(_room(720), begin, 0.001, told.append)
    assert isinstance(left, Left)
    assert (left.visits, left.not_ended, left.ended_otherwise, told) == (1, 0, 0, [])
    assert max(left.until_end_seconds) < 700


def test_who_is_doubtful_and_answers_the_hello_begins_with_two_utterances(guide: Guide) -> None:
    clip = Clip("hello kiosk", spoken("hello"))

    def tried(*readings: tuple[str, float]) -> Tried:
        recogniser = InTurn(readings)

        def begin(begins: Beginning) -> VisitStage:
            return VisitStage(guide, strangers(Policy()), recogniser, begins)

        return try_to_begin([Caller(clip, clip)], begin)

    doubtful = ("hello kiosk", DOUBTFUL)
    assert tried(*[("main menu", SURE)] * 3) == Tried(people=1, begun=1, at_once=1)
    assert tried(*[doubtful] * 9) == Tried(people=1, begun=1, at_once=0)
    assert tried() == Tried(people=1, begun=0, at_once=0)


@pytest.mark.long
def test_five_minutes_of_recorded_babble_begin_no_visit(guide: Guide) -> None:
    recordings = RecordingSet.read(folder())
    network = shipped_file("spotter", guide.language)
    assert network is not None
    recogniser: Recogniser = Partners(Spotter.load(network), PocketSphinx(guide.sounds))
    told: list[str] = []

    def begin(begins: Beginning) -> VisitStage:
        return VisitStage(guide, strangers(Policy()), recogniser, begins)

    room = waiting_room(guide, recordings)
    rested = rest_in(frames_of(room), begin, 5 / 60, told.append)
    assert rested.visits_started == 0, told
    assert rested.utterances > 10
