"""What the kiosk makes of the frames and deaths of its listening child, without a process."""

from pathlib import Path

import pytest

from mskiosk.children.child import Death
from mskiosk.children.framing import Message
from mskiosk.core.events import Hypothesis, SpeechEnded
from mskiosk.listening import wire
from mskiosk.listening.spoken import SpokenListener
from mskiosk.listening.templates import ROW_BYTES
from mskiosk.listening.voice_file import VoiceFile
from tests.listening.hearsay import Hearsay, request


@pytest.fixture
def unstarted(tmp_path: Path) -> SpokenListener:
    """Open, with a file for the voice; what its child would tell is handed to `_on_message`."""
    listener = SpokenListener(Hearsay(), voice_file=VoiceFile(tmp_path / "voice"))
    listener._is_open = True
    return listener


def learn(listener: SpokenListener, turn: int) -> None:
    listener._on_message(wire.learned_frame(turn, "six", [bytes(ROW_BYTES * 40)]))


def test_an_example_counts_only_in_the_turn_that_asked_for_it(unstarted: SpokenListener) -> None:
    """P5."""
    unstarted.listen(request(1, sample_of="six"))
    unstarted.stop()
    learn(unstarted, 1)
    unstarted.listen(request(2, sample_of="six"))
    learn(unstarted, 1)
    assert not unstarted.knows_voice
    learn(unstarted, 2)
    assert unstarted.knows_voice


def test_what_was_on_its_way_when_the_voice_was_forgotten_does_not_come_back(
    unstarted: SpokenListener, tmp_path: Path
) -> None:
    """P5."""
    unstarted.listen(request(1, sample_of="six"))
    learn(unstarted, 1)
    unstarted.keep_voice()
    assert (tmp_path / "voice").exists()
    unstarted.forget_voice()
    learn(unstarted, 1)
    assert not unstarted.knows_voice
    unstarted.listen(request(2, sample_of="six"))
    unstarted.forget()
    learn(unstarted, 2)
    assert not unstarted.knows_voice
    assert not (tmp_path / "voice").exists()


def test_a_voice_that_kills_its_child_twice_in_a_row_is_left_aside_until_another_comes(
    unstarted: SpokenListener,
) -> None:
    unstarted.listen(request(1, sample_of="six"))
    learn(unstarted, 1)
    unstarted._on_death(Death.RESTARTING)
    assert unstarted._uses_voice
    unstarted.listen(request(2))
    unstarted._on_message(wire.report_frame(SpeechEnded(2, (Hypothesis("two", 0.9),))))
    unstarted._on_death(Death.RESTARTING)
    assert unstarted._uses_voice, "it was of use in between"
    unstarted._on_death(Death.RESTARTING)
    assert not unstarted._uses_voice
    unstarted.forget()
    unstarted.listen(request(3, sample_of="six"))
    learn(unstarted, 3)
    assert unstarted._uses_voice


def test_a_model_that_was_left_aside_has_another_try_with_another_person(tmp_path: Path) -> None:
    listener = SpokenListener(Hearsay(), model=tmp_path)
    listener._on_death(Death.RESTARTING)
    assert not listener._model_in_use
    listener.forget()
    assert listener._model_in_use


@pytest.mark.parametrize(
    "frame",
    [
        {"is": "learned", "turn": 1, "samples": {"six": ["A"]}},
        {"is": "learned", "turn": 1, "samples": {"six": 5}},
        {"is": "ended", "turn": 1, "hypotheses": [["two", None]], "ending": "pause"},
        {"is": "ended", "turn": 1, "hypotheses": [["two"]], "ending": "pause"},
        {"is": "ended", "turn": 1, "hypotheses": [], "ending": "of the world"},
        {"is": "failed", "fault": "none that there is"},
    ],
    ids=str,
)
def test_a_broken_frame_is_passed_over(unstarted: SpokenListener, frame: Message) -> None:
    unstarted.listen(request(1))
    unstarted._on_message(frame)
    assert not unstarted.knows_voice
    assert isinstance(unstarted._report, Hearsay)
    assert unstarted._report.events == []
    assert "six" not in unstarted._child._notes
    assert "a broken frame" in unstarted._child._notes
